interface Helper {
  readonly text: string;
  readonly needs?: readonly HelperName[];
  /** Whether it is memory that is compared after each call. */
  readonly isState?: boolean;
}

export type HelperName =
  | 'log' | 'level' | 'scratch' | 'table' | 'origin' | 'memo' | 'Point' | 'Failure' | 'Stack' | 'pair' | 'tag' | 'watched' | 'KEY' | 'secrets' | 'account' | 'meter' | 'handlers' | 'buffers'; // prettier-ignore

/** Declarations that programs share; a program has those that it uses. */
export const helpers: Readonly<Record<HelperName, Helper>> = {
  log: { text: 'const log = [];', isState: true },
  level: { text: 'let level = 0.6;', isState: true },
  scratch: { text: 'const scratch = [0.1, -0.4, 0.7];', isState: true },
  table: { text: 'const table = Float64Array.of(0.8, -0.2, 0.5);', isState: true },
  origin: { text: 'const origin = { x: 0.45, y: -1.1 };', isState: true },
  memo: { text: 'const memo = new Map();', isState: true },
  Point: {
    text: `class Point {
  constructor(x, y) { this.x = x; this.y = y; }
  get sum() { return this.x + this.y; }
  set sum(v) { this.x = 0.5 * v; this.y = v - this.x; }
  dot(o) { return this.x * o.x + this.y * o.y; }
  turned() { return new Point(-this.y, this.x); }
  static of(...xs) { return new this(xs[0], xs[1] ?? 0.3); }
}`,
  },
  Failure: {
    text: `class Failure extends Error {
  constructor(v) { super('failed'); this.name = 'Failure'; this.v = v; }
}`,
  },
  Stack: {
    text: `class Stack extends Array {
  get top() { return this[this.length - 1]; }
  put(v) { this.push(v); return this; }
}`,
  },
  pair: { text: 'const pair = (a, b = 0.5 * a) => [a, b];' },
  tag: { text: 'const tag = (texts, ...xs) => xs.reduce((s, x, i) => s + x * texts[i].length, 0.1);' },
  watched: {
    needs: ['log'],
    text: `const watched = (o) => new Proxy(o, {
  get(t, k, r) { log.push(String(k)); return Reflect.get(t, k, r); },
  set(t, k, v, r) { log.push('set ' + String(k)); return Reflect.set(t, k, v, r); },
});`,
  },
  KEY: { text: "const KEY = Symbol('key');" },
  secrets: { text: 'const secrets = new WeakMap();' },
  account: {
    text: `const account = (() => {
  let sum = 0.2;
  return { add(v) { sum = Math.sin(sum + v); return sum; }, get sum() { return sum; } };
})();`,
  },
  meter: {
    text: `/* @differentiable */ class Meter {
  static count = 0;
  #last = 0.1;
  read(v) { Meter.count++; [v, this.#last] = [this.#last, 0.5 * this.#last + v]; return v; }
  get last() { return this.#last; }
}
const meter = new Meter();`,
  },
  handlers: { text: 'const handlers = [/* @differentiable */ (v) => 0.5 * v];', isState: true },
  buffers: { text: 'const buffers = { front: [0.1, 0.2], back: [0.3, 0.4] };', isState: true },
};
