import type { Choices } from './Choices.js';

/** An index variable of a loop and the range that it runs over, both ends included. */
interface Index {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

interface NestScope {
  readonly arrays: readonly string[];
  readonly indices: readonly Index[];
  readonly numbers: readonly string[];
  readonly inLoop: boolean;
}

const SIDE = 6;
const LENGTH = SIDE * SIDE;

/**
 * Writes random loop nests over flat arrays with affine indices: stencils, products, updates in place, swapped buffers,
 * overlapping views, rows of one buffer, arguments that are one array.
 */
export class NestWriter {
  private names = 0;

  constructor(private readonly choices: Choices) {}

  write(): string {
    const { choices } = this;
    const params = ['A', 'B', 'C'].slice(0, 2 + choices.below(2));
    const setup: string[] = [choices.pick([`const n = ${SIDE};`, 'const n = Math.sqrt(A.length);'])];
    const arrays = [...params];
    if (choices.chance(0.5)) {
      setup.push(`const W = new Float64Array(${choices.pick(['n * n', 'A', 'A.length'])});`);
      arrays.push('W');
    }
    if (choices.chance(0.25)) {
      setup.push('let U = A;', `let V = ${choices.pick(['B', 'new Float64Array(n * n)', 'A'])};`);
      arrays.push('U', 'V');
    }
    if (choices.chance(0.2)) {
      arrays.push('S');
    }
    const scope: NestScope = { arrays, indices: [], numbers: ['x', 's'], inLoop: false };
    const nests = Array.from({ length: 1 + choices.below(3) }, () => this.nest(scope, 0));
    if (arrays.includes('U') && choices.chance(0.7)) {
      const t = this.name('t');
      nests.unshift(`for (let ${t} = 0; ${t} < 3; ${t}++) {\n${this.nest(scope, 1)}\n[U, V] = [V, U];\n}`);
    }
    const sum = `for (let i = 0; i < n * n; i++) s += ${arrays.map((name, k) => `${name}[i] * ${0.3 + 0.2 * k}`).join(' + ')} * (i % 5 - 1.5);`;
    const hints = choices.chance(0.4);
    const list = [...params.map((name) => (hints ? `${name}: Float64Array` : name)), 'x'].join(', ');
    const result = choices.chance(0.8) ? 'return s;' : `return ${choices.pick(arrays)};`;
    return [
      `const S = new Float64Array(${LENGTH});`,
      `export function reset() {\nfor (let i = 0; i < ${LENGTH}; i++) S[i] = Math.cos(i);\n}`,
      'export const memory = () => S;',
      `/* @differentiable */\nfunction f(${list}) {\nlet s = 0.1;\n${[...setup, ...nests, sum, result].join('\n')}\n}`,
      `export const cases = () => [\n${this.cases(params).join(',\n')},\n];`,
      'export { f };',
    ].join('\n');
  }

  private name(stem: string): string {
    return `${stem}${this.names++}`;
  }

  // --- statements -------------------------------------------------------------------------------------------------

  private nest(scope: NestScope, depth: number): string {
    const { choices } = this;
    const i = this.name('i');
    const body = (low: number, high: number): string =>
      this.body({ ...scope, indices: [...scope.indices, { name: i, low, high }], inLoop: true }, depth + 1);
    const outer = scope.indices.at(-1);
    const makers: [number, () => string][] = [
      [6, () => `for (let ${i} = 0; ${i} < n; ${i}++) {\n${body(0, SIDE - 1)}\n}`],
      [2, () => `for (let ${i} = 1; ${i} < n - 1; ${i}++) {\n${body(1, SIDE - 2)}\n}`],
      [1, () => `for (let ${i} = n - 1; ${i} >= 0; ${i}--) {\n${body(0, SIDE - 1)}\n}`],
      [1, () => `for (let ${i} = 0; ${i} < n; ${i} += 2) {\n${body(0, SIDE - 1)}\n}`],
      [
        0.7,
        () =>
          `let ${i} = 0;\nwhile (${i} < n) {\n${body(0, SIDE - 1).replace(/\bcontinue;/g, 'break;')}\n${i}++;\n}`,
      ],
      [0.5, () => `for (let ${i} = 0; ${i} < n && s < 40; ${i}++) {\n${body(0, SIDE - 1)}\n}`],
      [
        0.5,
        () => `for (let ${i} = 0; ${i} < Math.floor(n / 2 + Math.abs(x)); ${i}++) {\n${body(0, SIDE - 1)}\n}`,
      ],
    ];
    if (outer) {
      makers.push([
        2,
        () => `for (let ${i} = 0; ${i} <= ${outer.name}; ${i}++) {\n${body(0, outer.high)}\n}`,
      ]);
      makers.push([
        2,
        () => `for (let ${i} = ${outer.name} + 1; ${i} < n; ${i}++) {\n${body(outer.low + 1, SIDE - 1)}\n}`,
      ]);
    }
    return choices.weighted(makers);
  }

  private body(scope: NestScope, depth: number): string {
    const { choices } = this;
    const parts: string[] = [];
    let inner = scope;
    for (let k = 1 + choices.below(3); k > 0; k--) {
      const makers: [number, () => string][] = [
        [4, () => this.store(inner)],
        [1, () => `s ${choices.pick(['+=', '-='])} 0.05 * ${this.value(inner, 2)};`],
        [
          0.4,
          () =>
            `if (${this.value(inner, 1)} ${choices.pick(['<', '>'])} 0.3) ${choices.pick(['continue;', 'break;', this.store(inner)])}`,
        ],
        [
          0.3,
          () =>
            `if (${choices.pick(inner.indices).name} === 2) ${choices.pick(['continue;', 'break;', this.store(inner)])}`,
        ],
      ];
      if (depth < 3) makers.push([depth === 1 ? 4 : 1.5, () => this.nest(inner, depth)]);
      makers.push([
        1.5,
        () => {
          const k2 = this.name('k');
          const text = `${choices.pick(['const', 'let'])} ${k2} = ${this.value(inner, 2)};`;
          inner = { ...inner, numbers: [...inner.numbers, k2] };
          return text;
        },
      ]);
      if (depth === 1 && choices.chance(0.3)) {
        const acc = this.name('r');
        parts.push(`let ${acc} = 0;`);
        const among = { ...inner, numbers: [...inner.numbers, acc] };
        const j = this.name('j');
        const deeper = { ...among, indices: [...among.indices, { name: j, low: 0, high: SIDE - 1 }] };
        parts.push(
          `for (let ${j} = 0; ${j} < n; ${j}++) ${acc} += ${this.element(deeper)} * ${this.element(deeper)};`,
        );
        parts.push(`${this.element(inner)} = 0.1 * ${acc};`);
        inner = among;
      } else parts.push(choices.weighted(makers));
    }
    return parts.join('\n');
  }

  private store(scope: NestScope): string {
    const { choices } = this;
    const target = this.element(scope);
    return choices.weighted<string>([
      [4, () => `${target} = ${this.bounded(scope)};`],
      [2, () => `${target} += 0.2 * ${this.bounded(scope)};`],
      [1, () => `${target} *= ${this.bounded(scope)};`],
      [
        0.5,
        () =>
          `{ const held = ${target}; ${target} = ${this.element(scope)}; ${this.element(scope)} = held; }`,
      ],
    ]);
  }

  // --- expressions ------------------------------------------------------------------------------------------------

  private bounded(scope: NestScope): string {
    const e = this.value(scope, 2);
    return this.choices.pick([
      `Math.sin(${e})`,
      `Math.tanh(${e})`,
      `0.3 * ${e}`,
      `(${e}) / (1.2 + (${this.element(scope)}) ** 2)`,
    ]);
  }

  private value(scope: NestScope, depth: number): string {
    const { choices } = this;
    if (depth === 0)
      return choices.chance(0.7) ? this.element(scope) : choices.pick([...scope.numbers, '0.6', '-1.1']);
    const e = (): string => this.value(scope, depth - 1);
    return choices.pick([
      () => `(${e()} + ${e()})`,
      () => `(${e()} * ${e()})`,
      () => `(${e()} - ${e()})`,
      () => `Math.cos(${e()})`,
      () => e(),
    ])();
  }

  /** An element with an index inside the array; nearly always affine in the loops around. */
  private element(scope: NestScope): string {
    const { choices } = this;
    const array = choices.pick(scope.arrays);
    if (scope.indices.length === 0) return `${array}[${choices.below(LENGTH)}]`;
    const [p, q] = [choices.pick(scope.indices), choices.pick(scope.indices)];
    const row = choices.weighted<string>([
      [5, () => p.name],
      [p.low > 0 ? 2 : 0, () => `(${p.name} - 1)`],
      [p.high < SIDE - 1 ? 2 : 0, () => `(${p.name} + 1)`],
    ]);
    const index = choices.weighted<string>([
      [5, () => `${row} * n + ${q.name}`],
      [3, () => q.name],
      [1, () => `${q.name} * n + ${choices.below(SIDE)}`],
      [1, () => `${choices.below(SIDE)} * n + ${q.name}`],
      [1, () => `${p.name} + ${q.name}`],
      [0.5, () => `n * n - 1 - ${q.name}`],
      [0.4, () => `(${p.name} * 5 + ${q.name}) % ${LENGTH}`],
      [0.3, () => `${p.name} * n + (${q.name} + 1) % n`],
      [0.2, () => `${p.name} * ${q.name}`],
    ]);
    return `${array}[${index}]`;
  }

  // --- arguments --------------------------------------------------------------------------------------------------

  private cases(params: readonly string[]): string[] {
    const { choices } = this;
    const seeds = (): string => String(choices.point());
    const plain = `const make = (a) => { const xs = [];\nfor (let i = 0; i < ${LENGTH}; i++) xs.push(Math.sin(a * (i + 1)));\nreturn xs; };`;
    const typed = (): string => `Float64Array.from(make(${seeds()}))`;
    const call = (declare: string, args: readonly string[]): string =>
      `(() => { ${plain} ${declare} return [${args.join(', ')}, ${seeds()}]; })()`;
    const cases = [call('', params.map(typed))];
    cases.push(
      call(
        `const a = ${typed()};`,
        params.map((_, k) => (k < 2 ? 'a' : typed())),
      ),
    );
    const buffer = `const b = new Float64Array(${LENGTH + 4}); b.set(make(${seeds()})); b[${LENGTH}] = 0.2;`;
    cases.push(
      call(
        buffer,
        params.map((_, k) => (k < 2 ? `b.subarray(${k * 3}, ${k * 3 + LENGTH})` : typed())),
      ),
    );
    cases.push(
      call(
        '',
        params.map((_, k) => (k === 0 ? `make(${seeds()})` : typed())),
      ),
    );
    return choices.chance(0.5) ? cases.slice(0, 2) : [cases[0]!, cases[2]!, cases[3]!];
  }
}
