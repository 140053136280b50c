import { Choices } from './Choices.js';

/**
 * The text of a random function `f(x, y, a, u, o, n)` of numbers, an array and an object, with loops that are marked `@checkpoint`: they hand
 * on numbers, arrays and objects, store in place, are left in the middle, and stand in one another.
 */
export function randomLoop(seed: number): string {
  return new LoopWriter(new Choices(seed)).write();
}

class LoopWriter {
  private names = 0;

  constructor(private readonly choices: Choices) {}

  write(): string {
    const { choices } = this;
    const loops = Array.from({ length: 1 + choices.below(2) }, () => this.loop(2, []));
    const result = choices.pick(['x', 'x * y + w[1]', '[x, y, w[0], state.v]', 'sum * x + u[2] + o.p.q']);
    return [
      'const grid = [0.3, 0.7, -0.2, 0.5];',
      'let gain = 0.9;',
      'const blend = (v, k) => Math.sin(v * k) + grid[1] * v;',
      'function shift(v, k) { const next = []; for (let i = 0; i < v.length; i++) next[i] = v[(i + 1) % v.length] * k + 0.2 * v[i]; return next; }',
      'function fill(to, from, k) { for (let i = 0; i < from.length; i++) to[i] = Math.cos(from[i]) * k; }',
      '/* @differentiable */',
      'export function f(x, y, a, u, o, n) {',
      'let sum = 0, w = [x, y, a], flag = false, code = 0, best;',
      'let state = { v: x, last: w, inner: { q: y } };',
      'let p = new Float64Array(3), q = Float64Array.from([a, x, y]);',
      ...loops,
      `return ${result};`,
      '}',
    ].join('\n');
  }

  private loop(depth: number, counters: readonly string[]): string {
    const { choices } = this;
    const i = `i${this.names++}`;
    const mark =
      depth === 2 || choices.chance(0.4)
        ? `/* @checkpoint ${choices.pick(['', '1', '2', '3', '5'])} */\n`
        : '';
    const inner = [...counters, i];
    const body = Array.from({ length: 1 + choices.below(depth === 2 ? 5 : 2) }, () =>
      this.statement(depth, inner),
    ).join('\n');
    const turns =
      depth === 2
        ? choices.pick(['n', '7', 'n + 2'])
        : choices.pick(['2', '3', `${counters.at(-1) ?? 1} % 3`]);
    return choices.pick([
      `${mark}for (let ${i} = 0; ${i} < ${turns}; ${i}++) {\n${body}\n}`,
      `${mark}for (let ${i} = 0; ${i} < ${turns}; ${i}++) {\n${body}\n}`,
      `${mark}for (let ${i} = ${turns}; ${i} > 0; ${i} -= 2) {\n${body}\n}`,
      `let ${i} = 0;\n${mark}while (${i}++ < ${turns}) {\n${body}\n}`,
      `let ${i} = 0;\n${mark}do {\n${body}\n} while (++${i} < ${turns});`,
      `let ${i} = 0;\n${mark}for (;;) {\nif (++${i} > ${turns}) break;\n${body}\n}`,
    ]);
  }

  private statement(depth: number, counters: readonly string[]): string {
    const { choices } = this;
    const e = (): string => this.number(2, counters);
    const i = counters.at(-1)!;
    const statements = [
      () => `x = 0.5 * x + 0.3 * Math.tanh(${e()});`,
      () => `y += 0.1 * Math.sin(${e()});`,
      () => `sum += Math.tanh(${e()});`,
      () => `u[${i} % 3 + (${i} < 0 ? 3 : 0)] = 0.4 * Math.sin(${e()}) + 0.2 * u[1];`,
      () =>
        `for (let j = 0; j < 3; j++) p[j] = 0.6 * q[j] + 0.2 * Math.sin(q[(j + 1) % 3] * x);\n[p, q] = [q, p];`,
      () => `o.p.q = 0.5 * o.p.q + Math.tanh(${e()});`,
      () => `o.k *= Math.cos(${e()});`,
      () => `w = shift(w, Math.tanh(${e()}));`,
      () => `w = w.map((v) => Math.sin(v + ${choices.pick(['0.3', 'grid[0]'])}));`,
      () => `w[${choices.below(3)}] = Math.tanh(${e()});`,
      () => `state = { v: Math.tanh(${e()}), last: w, inner: state.inner };`,
      () => `state.v = 0.5 * state.v + Math.tanh(${e()});`,
      () => `state.inner.q = Math.sin(${e()});`,
      () => `state = { v: state.last[0] * 0.5, last: [state.v, x, y], inner: { q: state.inner.q } };`,
      () =>
        `fill(${choices.pick(['p', 'q', 'w', 'u'])}, ${choices.pick(['w', 'u', 'q'])}, Math.tanh(${e()}));`,
      () => `if (${this.test(counters)}) x = -0.9 * x; else { y = 0.8 * y + 0.1 * x; flag = !flag; }`,
      () => `if (flag) sum -= 0.3 * Math.sin(${e()});`,
      () => `if (best === undefined || ${this.test(counters)}) best = Math.tanh(${e()});\nsum += 0.3 * best;`,
      () => `if (${this.test(counters)} && x > 0.35) break;`,
      () => `if (${this.test(counters)}) continue;`,
      () => `if (sum > 2.5 && x > 0.4) return x * sum;`,
      () => `code = (code + ${i}) & 3;\nsum += code * 0.1 * x;`,
    ];
    if (depth > 0 && choices.chance(0.25)) return this.loop(depth - 1, counters);
    return choices.pick(statements)();
  }

  private test(counters: readonly string[]): string {
    return this.choices.pick([
      `Math.sin(7 * x + ${counters.at(-1)!}) > 0.2`,
      `${counters.at(-1)!} % 3 === 1`,
      'u[0] > y',
      'flag || sum > 0.7',
    ]);
  }

  private number(depth: number, counters: readonly string[]): string {
    const { choices } = this;
    if (depth === 0)
      return choices.pick(['x', 'y', 'a', 'sum', 'u[1]', 'u[2]', 'w[0]', 'w[2]', 'q[0]', 'o.k', 'o.p.q', 'state.v', 'state.last[1]', 'state.inner.q', 'grid[2]', 'gain', `0.2 * ${counters.at(-1)!}`, '0.7']); // prettier-ignore
    const [l, r] = [this.number(depth - 1, counters), this.number(depth - 1, counters)];
    return choices.pick([`(${l} + ${r})`, `(${l} - ${r})`, `${l} * ${r}`, `blend(${l}, 0.8)`, `Math.exp(-Math.abs(${l}))`, `(${l} / (1 + ${r} ** 2))`, l]); // prettier-ignore
  }
}
