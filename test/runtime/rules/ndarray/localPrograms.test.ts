import { expect } from 'chai';
import { checkGradient, gradient, NDArray, pullback } from '@diffjs/runtime';
import { freshFunctions } from '@diffjs/runtime/rules/manifest';
import { loadProgram } from '../../../support/fuzz/loadProgram.js';
import { seededRandom } from '../../../support/seededRandom.js';

const PROGRAMS = 60;

/** A random program over matrices x and y of shape [2, 3], a vector v of length 3 and a matrix W of shape [3, 3]. */
class RandomProgram {
  private readonly matrices = ['x', 'y'];
  private readonly lines: string[] = [];
  private count = 0;

  constructor(private readonly random: () => number) {
    const length = 2 + this.below(6);
    for (let i = 0; i < length; i++) this.statement();
  }

  get source(): string {
    return `import { add, div, exp, matmul, max, mean, mul, neg, reciprocal, sigmoid, softmax, sqrt, square, sub, sum, tanh } from '@diffjs/runtime';
/* @differentiable */
export function f(x, y, v, W) {
  ${this.lines.join('\n  ')}
  return sum(mul(${this.matrix(2)}, ${this.matrix(2)})) + mean(${this.matrix(1)});
}`;
  }

  private below(n: number): number {
    return Math.floor(this.random() * n);
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  private statement(): void {
    const name = `m${this.count++}`;
    switch (this.below(5)) {
      case 0: {
        this.lines.push(`let ${name} = ${this.bounded()};`);
        this.matrices.push(name);
        this.lines.push(`for (let i = 0; i < ${1 + this.below(3)}; i++) ${name} = ${this.bounded()};`);
        break;
      }
      case 1: {
        this.lines.push(`let ${name} = ${this.bounded()};`);
        this.lines.push(
          `if (sum(${this.matrix(1)}) > ${this.random().toFixed(1)}) ${name} = ${this.bounded()};`,
        );
        this.matrices.push(name);
        break;
      }
      default:
        this.lines.push(`const ${name} = ${this.bounded()};`);
        this.matrices.push(name);
    }
  }

  private bounded(): string {
    return this.pick([
      `tanh(${this.matrix(2)})`,
      `sigmoid(${this.matrix(2)})`,
      `mul(softmax(${this.matrix(2)}), 2)`,
    ]);
  }

  private matrix(depth: number): string {
    if (depth === 0 || this.below(4) === 0) return this.pick(this.matrices);
    const a = (): string => this.matrix(depth - 1);
    const number = (0.5 + this.random()).toFixed(2);
    return this.pick([
      () => `add(${a()}, ${a()})`,
      () => `add(${a()}, v)`,
      () => `add(v, ${a()})`,
      () => `sub(${a()}, ${a()})`,
      () => `sub(${a()}, v)`,
      () => `sub(${number}, ${a()})`,
      () => `mul(${a()}, ${a()})`,
      () => `mul(${a()}, ${number})`,
      () => `mul(v, ${a()})`,
      () => `div(${a()}, add(square(${a()}), 1))`,
      () => `reciprocal(add(square(${a()}), ${number}))`,
      () => `sqrt(add(square(${a()}), ${number}))`,
      () => `exp(mul(${a()}, 0.3))`,
      () => `tanh(${a()})`,
      () => `neg(${a()})`,
      () => `matmul(${a()}, W)`,
      () => `add(matmul(${a()}, W), v)`,
    ])();
  }
}

const array = (random: () => number, ...shape: number[]): NDArray =>
  new NDArray(
    Float64Array.from({ length: shape.reduce((n, m) => n * m, 1) }, () => 2 * random() - 1),
    shape,
  );

describe('random programs whose results stay with functions of arrays', () => {
  it('have the derivatives that differences and forward mode give, in every sweep', () => {
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const random = seededRandom(seed);
      const { source } = new RandomProgram(random);
      const { f } = loadProgram<{ f: (...args: NDArray[]) => number }>(source, `program${seed}.ts`);
      const args = [[2, 3], [2, 3], [3], [3, 3]].map((shape) => array(random, ...shape));
      expect(() => checkGradient(f, args, { rtol: 1e-5, atol: 1e-7 }), `${seed}\n${source}`).to.not.throw();
      const others = args.map(({ shape }) => array(random, ...shape));
      const first = gradient(f, ...args).map((part) => part.toArray());
      const [value, back] = pullback(f, ...args);
      gradient(f, ...others);
      expect(
        gradient(f, ...args).map((part) => part.toArray()),
        `${seed}\n${source}`,
      ).to.deep.equal(first);
      expect(value).to.equal(f(...args));
      for (let turn = 0; turn < 2; turn++) {
        const parts = back(1).map((part) => ((part as NDArray).toArray() as number[][]).flat());
        parts.forEach((part, i) => {
          [first[i]].flat(3).forEach((slope, k) => {
            expect((part as number[])[k]).to.be.closeTo(
              slope as number,
              1e-12 + 1e-11 * Math.abs(slope as number),
            );
          });
        });
      }
    }
  }).timeout(120000);
});

describe('functions of arrays that keep hold of nothing', () => {
  for (const name of freshFunctions) {
    it(`have derivatives: beside ${name}`, () => {
      const { f } = loadProgram<{ f: (a: NDArray) => number }>(
        `import { ${[...new Set(['add', 'mul', 'sum', name])].join(', ')} } from '@diffjs/runtime';
         /* @differentiable */ export function f(a) { return sum(mul(${callOf(name)}, mul(a, 1))); }`,
        'local.ts',
      );
      const first = name === 'acosh' ? 1.2 : 0.1;
      const x = new NDArray(Float64Array.of(first, first + 0.3, first + 0.45));
      expect(checkGradient(f, [x]).ok).to.equal(true);
    });
  }

  it('names functions whose results share nothing with their arguments', () => {
    for (const name of freshFunctions) {
      const { f } = loadProgram<{ f: (a: NDArray) => unknown }>(
        `import { add, ${name === 'add' ? '' : name} } from '@diffjs/runtime';
         export function f(a) { return ${callOf(name).replaceAll('mul(a, 1)', 'a')}; }`,
        'local.ts',
      );
      const x = new NDArray(Float64Array.of(0.5, 0.25, 0.125));
      const out = f(x);
      if (typeof out === 'number') continue;
      expect(out, name).to.be.instanceOf(NDArray);
      expect((out as NDArray).data.buffer, name).to.not.equal(x.data.buffer);
    }
  });
});

const PAIRS = 'add atan2 div dot fmod hypot inner matmul maximum minimum mod mul outer sub'.split(' ');

/** A call with arrays that nothing else sees. */
function callOf(name: string): string {
  if (name === 'where') return 'where([true, false, true], mul(a, 1), add(a, 1))';
  if (/CrossEntropy$/.test(name)) return `${name}(mul(a, 1), [0.2, 0.3, 0.5])`;
  return PAIRS.includes(name) ? `${name}(mul(a, 1), add(a, 1))` : `${name}(mul(a, 1))`;
}
