import { gradient, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { limits } from '../../../../packages/runtime/dist/cjs/checkpoints/CheckpointedLoop.cjs';
import { loadProgram } from '../../../support/fuzz/loadProgram.js';
import { cloneTree, mapNumbers } from '../../../support/fuzz/trees.js';

type F = (...args: unknown[]) => unknown;

/** The program with its loops marked, and without. */
function both(source: string): { marked: F; plain: F } {
  const marked = loadProgram<{ f: F }>(source, 'program.js', 'compiled').f;
  const plain = loadProgram<{ f: F }>(
    source.replaceAll(/\/\* @checkpoint.*?\*\//g, ''),
    'program.js',
    'compiled',
  ).f;
  return { marked, plain };
}

/** Runs with stretches of so many numbers on the tape. */
function withStretches<T>(numbersOnTape: number, run: () => T): T {
  const before = limits.numbersOnTape;
  limits.numbersOnTape = numbersOnTape;
  try {
    return run();
  } finally {
    limits.numbersOnTape = before;
  }
}

/** Everything that a pullback gives, and what it leaves in the arguments. */
function observe(f: F, args: readonly unknown[]): unknown {
  const own = cloneTree([...args]);
  const plainArgs = cloneTree([...args]);
  const primal = f(...plainArgs);
  const [value, back] = pullback(f, ...own) as [unknown, (w: unknown) => unknown[]];
  expect(value).to.deep.equal(primal);
  expect(own).to.deep.equal(plainArgs);
  const ones = mapNumbers(value, () => 1);
  const first = back(ones);
  expect(own).to.deep.equal(plainArgs);
  expect(back(ones)).to.deep.equal(first);
  const thrice = back(mapNumbers(value, () => 3));
  return { value, own, first, thrice };
}

function compare(source: string, ...cases: unknown[][]): void {
  const { marked, plain } = both(source);
  for (const args of cases) {
    const expected = observe(plain, args);
    for (const numbersOnTape of [1, 40, 1 << 16])
      withStretches(numbersOnTape, () => {
        expectClose(observe(marked, args), expected);
      });
    const v = mapNumbers(args, () => 0.5);
    const [y, tangent] = jvp(marked, cloneTree(args) as never, v as never) as [unknown, unknown];
    const [y2, tangent2] = jvp(plain, cloneTree(args) as never, v as never) as [unknown, unknown];
    expect([y, tangent]).to.deep.equal([y2, tangent2]);
  }
}

/** Sums over turns may be added up in another order. */
function expectClose(actual: unknown, expected: unknown): void {
  const numbers: number[] = [];
  const note = (tree: unknown): void => {
    mapNumbers(tree, (x) => {
      numbers.push(x);
      return x;
    });
  };
  note(expected);
  const wanted = numbers.splice(0);
  note(actual);
  expect(numbers.length).to.equal(wanted.length);
  numbers.forEach((x, i) => {
    if (!Object.is(x, wanted[i])) expect(x).to.be.closeTo(wanted[i]!, 1e-12 * (1 + Math.abs(wanted[i]!)));
  });
}

describe('loops marked @checkpoint', () => {
  it('hand numbers from turn to turn', () => {
    compare(
      `/* @differentiable */
      export function f(x, y, a, n) {
        let sum = 0;
        /* @checkpoint 3 */
        for (let i = 0; i < n; i++) {
          const speed = a * Math.sin(y) * (1 + i / n);
          x += 0.1 * speed;
          y -= 0.1 * x;
          sum += x * y;
        }
        return sum * x;
      }`,
      [1, 2, 0.7, 100],
      [1, 2, 0.7, 1],
      [1, 2, 0.7, 0],
    );
  });

  it('store into arrays and objects in place', () => {
    compare(
      `/* @differentiable */
      export function f(u, o, k) {
        /* @checkpoint 2 */
        for (let t = 0; t < 20; t++) {
          for (let i = 1; i < u.length - 1; i++) u[i] += k * (u[i - 1] - 2 * u[i] + u[i + 1]) * u[i];
          o.energy += u[1] * u[2];
          o.inner.last = o.energy * u[1];
        }
        u[0] = 7;
        return u[1] * o.energy + o.inner.last + u[3];
      }`,
      [new Float64Array([1, 0.3, -0.5, 0.2, 0]), { energy: 0.1, inner: { last: 0 } }, 0.1],
      [[1, 0.3, -0.5, 0.2, 0], { energy: 0.1, inner: { last: 0 } }, 0.1],
    );
  });

  it('swap arrays', () => {
    compare(
      `/* @differentiable */
      export function f(u0, k) {
        let u = Float64Array.from(u0);
        let v = new Float64Array(u0.length);
        /* @checkpoint 3 */
        for (let t = 0; t < 15; t++) {
          for (let i = 0; i < u.length; i++) v[i] = u[i] + k * Math.sin(u[(i + 1) % u.length]) * u[i];
          [u, v] = [v, u];
        }
        return u[0] * u[1] + v[2];
      }`,
      [[1, 0.3, -0.5], 0.1],
    );
  });

  it('hand on arrays and objects that they make', () => {
    compare(
      `const step = (u, k) => {
        const next = [];
        for (let i = 0; i < u.length; i++) next[i] = u[i] + k * Math.sin(u[(i + 1) % u.length]);
        return next;
      };
      /* @differentiable */
      export function f(u, k) {
        let state = { u, log: [0, 0], t: 0 };
        /* @checkpoint 3 */
        for (let t = 0; t < 15; t++) {
          const u = step(state.u, k);
          state.log[t % 2] += u[0] * u[1];
          state = { u, log: state.log, t: state.t + k * u[0] };
        }
        return [state.u[0] * state.u[2], state.log[0] * state.log[1], state.t];
      }`,
      [[1, 0.3, -0.5], 0.1],
    );
  });

  it('are left by break and return, and end when their test says so', () => {
    compare(
      `/* @differentiable */
      export function f(x, a, most) {
        let turns = 0, sum = 0;
        /* @checkpoint 3 */
        while (turns < 1000) {
          x = x - (x * x - a) / (2 * x + turns);
          sum += x * a;
          if (x < -5) return x * a * sum;
          if (turns++ > most) break;
          if (turns % 3 === 0) continue;
          sum *= 1.01;
        }
        let y = x;
        /* @checkpoint */
        do { y = y * 0.7 * a; } while (y > 0.01);
        /* @checkpoint 2 */
        outer: for (;;) {
          for (let i = 0; i < 3; i++) { y += i * x; if (y > 40) break outer; }
        }
        return sum * x + y;
      }`,
      [1.5, 0.9, 20],
      [1.5, 0.9, 0],
      [-3, 0.9, 20],
      [-30, 0.9, 20],
    );
  });

  it('count in steps of their own, backwards too', () => {
    compare(
      `/* @differentiable */
      export function f(x, xs) {
        /* @checkpoint 2 */
        for (let i = xs.length - 1; i >= 0; i -= 2) x = x * xs[i] + Math.cos(x);
        /* @checkpoint 2 */
        for (const v of xs) x = Math.sin(x * v);
        /* @checkpoint 2 */
        for (let h = 1; h < 50; h *= 1.5) x += x / h;
        return x;
      }`,
      [0.3, [1, 0.2, 0.7, 1.1, 0.4, -0.6, 0.8]],
    );
  });

  it('stand in one another and in other loops', () => {
    compare(
      `/* @differentiable */
      export function f(x, a) {
        let s = 0;
        for (let k = 0; k < 3; k++) {
          /* @checkpoint 2 */
          for (let i = 0; i < 6; i++) {
            /* @checkpoint 3 */
            for (let j = 0; j < i; j++) { x = x * a + Math.sin(j * x); s += x; }
            s *= x;
          }
        }
        return s;
      }`,
      [0.3, 0.8],
    );
  });

  it('call functions of the file, functions that are handed in, and methods of arrays', () => {
    compare(
      `const decay = /* @differentiable */ (x, k) => [-k * x[0] + x[1], -x[1] * k];
      function euler(f, x, k, h) {
        const d = f(x, k);
        return x.map((v, i) => v + h * d[i]);
      }
      /* @differentiable */
      function run(f, x0, k, h) {
        let x = x0;
        /* @checkpoint 3 */
        for (let i = 0; i < 12; i++) {
          x = euler(f, x, k, h);
          if (!Number.isFinite(x[0])) throw new Error('it has no limit');
        }
        return x[0] * x[1];
      }
      /* @differentiable */
      export function f(x, k) { return run(decay, x, k, 0.1); }`,
      [[1, 2], 0.4],
    );
  });

  it('read variables of the file, which may be others by the time of the reverse sweep', () => {
    const source = `
      const table = [0.3, 0.6, 0.9];
      let factor = 1.5;
      const scale = (x) => x * table[2];
      /* @differentiable */
      export function f(x) {
        /* @checkpoint 2 */
        for (let i = 0; i < 9; i++) x = scale(Math.sin(x) * factor + table[i % 3] * x);
        return x;
      }
      export function change() { factor = 3; table[0] = 7; table[2] = 8; }`;
    const program = loadProgram<{ f: F; change(): void }>(source, 'program.js', 'compiled');
    const { plain } = both(source);
    const [, back] = pullback(program.f, 0.4);
    program.change();
    expectClose((back as () => unknown)(), gradient(plain as (x: number) => number, 0.4));
  });

  it('take memory for their snapshots only', () => {
    const { f } = loadProgram<{ f: F }>(
      `/* @differentiable */
      export function f(x, a, n) {
        /* @checkpoint 30 */
        for (let i = 0; i < n; i++) x = x + 1e-6 * a * Math.sin(x);
        return x;
      }`,
      'program.js',
      'compiled',
    );
    const before = process.memoryUsage().arrayBuffers;
    const [, back] = pullback(f as (x: number, a: number, n: number) => number, 1, 2, 1e6);
    expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(4e6);
    expect(back()[0]).to.be.closeTo(Math.sin(2 * Math.atan(Math.tan(0.5) * Math.exp(2))) / Math.sin(1), 1e-4);
  });
});
