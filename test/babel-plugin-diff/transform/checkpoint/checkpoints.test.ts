import { gradient, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { both, compare, expectClose, type F } from '../../../support/compareMarked.js';
import { loadProgram } from '../../../support/fuzz/loadProgram.js';

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

  const programs: Record<string, readonly [source: string, args: () => unknown[]]> = {
    'call nested functions that hold such loops': [
      `/* @differentiable */ export function f(x, a) {
    const run = (v, n) => { let s = 0; /* @checkpoint 2 */ for (let i = 0; i < n; i++) { v = Math.sin(v * a); s += v; if (s > 100) return v; } return s; };
    return run(x, 9) * run(a, 4) + [1, 2].map((k) => run(x * k, 3))[1]; }`,
      () => [0.4, 0.9],
    ],
    'read Maps': [
      `const m = new Map([['k', 1.5]]); /* @differentiable */ export function f(x) { /* @checkpoint 2 */ for (let i = 0; i < 7; i++) x = Math.sin(x) * m.get('k'); return x; }`,
      () => [0.4],
    ],
    'store into short floats and integers': [
      `/* @differentiable */ export function f(x, y) { const u = new Float32Array(3), c = new Int32Array(2); u[0] = x; u[1] = y; /* @checkpoint 2 */ for (let i = 0; i < 7; i++) { u[i % 3] = Math.sin(u[(i + 1) % 3]) * 1.2; c[i % 2]++; u[c[0] % 3] *= 0.9; } return u[0] * u[1] * u[2]; }`,
      () => [0.4, 0.7],
    ],
    'append to an array': [
      `/* @differentiable */ export function f(x, xs) { /* @checkpoint 2 */ for (let i = 0; i < 7; i++) { x = Math.sin(x) + 0.1 * xs[i]; xs[xs.length] = x * x; } let s = 0; for (const v of xs) s += v * x; return s; }`,
      () => [0.4, [0.2]],
    ],
    'add properties to an object': [
      `/* @differentiable */ export function f(x, o) { /* @checkpoint 2 */ for (let i = 0; i < 7; i++) { x = Math.sin(x) + 0.1 * (o.y ?? x); o.y = x * x; o[i % 2 ? 'a' : 'b'] = x; } return x * o.y * o.a * o.b; }`,
      () => [0.4, {}],
    ],
    'store a number where an object was': [
      `/* @differentiable */ export function f(x, o) { /* @checkpoint 2 */ for (let i = 0; i < 7; i++) { x = Math.sin(x); o.part = x * x; } return x * o.part; }`,
      () => [0.4, { part: { z: 1 } }],
    ],
    'hand on text and booleans': [
      `/* @differentiable */ export function f(x) { let mode = 'up', on = true, last = null; /* @checkpoint 2 */ for (let i = 0; i < 9; i++) { if (mode === 'up') x = Math.sin(x) * 1.3; else x *= 0.9; if (on) last = x; mode = x > 0.8 ? 'down' : 'up'; on = !on; } return x * last; }`,
      () => [0.4],
    ],
    'shorten an array': [
      `/* @differentiable */ export function f(xs) { let s = 0; /* @checkpoint 2 */ while (xs.length > 1) { s += Math.sin(xs[xs.length - 1]) * xs[0]; xs[0] *= 1.1; xs.length = xs.length - 1; } return s * xs[0]; }`,
      () => [[0.3, 0.5, 0.7, 0.2, 0.9]],
    ],
    'are given one array twice': [
      `/* @differentiable */ export function f(u, v) { /* @checkpoint 2 */ for (let i = 0; i < 6; i++) { u[i % 3] += 0.3 * Math.sin(v[(i + 1) % 3]); } return u[0] * v[1] * v[2]; }`,
      () => {
        const u = [0.3, 0.5, 0.7];
        return [u, u];
      },
    ],
    'are given views of one buffer': [
      `/* @differentiable */ export function f(b) { const u = b.subarray(0, 4), v = b.subarray(2); /* @checkpoint 2 */ for (let i = 0; i < 6; i++) { u[i % 4] += 0.3 * Math.sin(v[(i + 1) % 3]); } return u[0] * v[1] * v[2] * u[3]; }`,
      () => [new Float64Array([0.3, 0.5, 0.7, 0.2, 0.1])],
    ],
    'hand on arrays of arrays': [
      `/* @differentiable */ export function f(x, k) { let g = [[x, 1], [0.2, k]]; /* @checkpoint 2 */ for (let i = 0; i < 8; i++) { const h = [[0, 0], [0, 0]]; for (let a = 0; a < 2; a++) for (let b = 0; b < 2; b++) h[a][b] = Math.sin(g[a][0] * g[b][1]) + g[b][a]; g[0][0] *= 0.5; g = [h[1], g[0]]; } return g[0][0] * g[1][1] + g[0][1]; }`,
      () => [0.4, 0.9],
    ],
    'build and follow a list': [
      `/* @differentiable */ export function f(x) { let head = null; /* @checkpoint 3 */ for (let i = 0; i < 8; i++) { x = Math.sin(x) * 1.4; head = { v: x * x, next: head }; } let s = 0; /* @checkpoint 2 */ for (let p = head; p !== null; p = p.next) s += p.v * x; return s; }`,
      () => [0.4],
    ],
    'store into an array of the file': [
      `const buf = new Float64Array(3); export const reset = () => buf.fill(0.1);
    /* @differentiable */ export function f(x) { buf.fill(0.1); /* @checkpoint 2 */ for (let i = 0; i < 8; i++) { buf[i % 3] += Math.sin(x * buf[(i + 1) % 3]); x += buf[0] * 0.3; } return x * buf[1] * buf[2]; }`,
      () => [0.4],
    ],
    'hand on arrays through functions of the file': [
      `const step = (s, h) => { const k1 = rhs(s), m = s.map((v, i) => v + 0.5 * h * k1[i]), k2 = rhs(m); return s.map((v, i) => v + h * k2[i]); };
    const rhs = (s) => [s[1], -Math.sin(s[0]) - 0.1 * s[1]];
    /* @differentiable */ export function f(a, w, h) { let s = [a, w]; /* @checkpoint */ for (let t = 0; t < 50; t++) s = step(s, h); return s[0] ** 2 + s[1]; }`,
      () => [0.4, 0.1, 0.05],
    ],
    'are entered again and again': [
      `/* @differentiable */ export function f(x) { for (let k = 0; k < 3; k++) { /* @checkpoint 2 */ for (let i = 0; i < 5; i++) x = Math.sin(x) * 1.3; } return x; }`,
      () => [0.4],
    ],
    'hand on nothing but memory': [
      `/* @differentiable */ export function f(u) { /* @checkpoint 2 */ for (const i of [0, 1, 2, 1, 0]) u[i] = Math.sin(u[(i + 1) % 3]) * 1.3; return u[0] * u[1]; }`,
      () => [[0.4, 0.2, 0.9]],
    ],
    'have no bound': [
      `/* @differentiable */ export function f(x) { /* @checkpoint 2 */ for (let i = 0; i < Infinity; i++) { x = Math.sin(x); if (x < 0.35) break; } return x * x; }`,
      () => [0.9],
    ],
  };
  for (const [what, [source, args]] of Object.entries(programs)) {
    it(what, () => {
      compare(source, args());
    });
  }

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

  it('call functions that have a rule', () => {
    compare(
      `import { defineRule } from '@diffjs/runtime';
      const cube = (x) => x ** 3;
      defineRule(cube, { vjp: (x) => [x ** 3, (d) => [3 * x * x * d]], jvp: ([x], [d]) => [x ** 3, 3 * x * x * d] });
      const outer = /* @differentiable */ (g, x) => g(x) * 0.9;
      /* @differentiable */
      export function f(x) {
        /* @checkpoint 2 */
        for (let i = 0; i < 7; i++) x = 0.3 * cube(x) + outer(cube, x);
        return x;
      }`,
      [0.7],
    );
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
