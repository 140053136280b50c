import { expect } from 'chai';
import { randomProgram } from '../../support/randomProgram.js';
import { count, optimised, runBoth, type Passes } from './runBoth.js';

const inlining: Passes = { inline: true, replace: false };

/** Programs whose calls all vanish. */
const inlined: Record<string, [source: string, ...args: unknown[]]> = {
  'a callee of one expression': ['const g = (x) => x * x; function f(a) { return g(a + 1) - g(a); }', 3],
  'arguments that are evaluated once, in order': [
    'function g(x, y) { return y - x * x; } function f(a) { return g(log(a), log(a + 1)); }',
    2,
  ],
  'early returns': [
    'function g(x) { if (x > 1) return x; if (x < -1) { return -x; } return 0; } function f(a) { return [g(a), g(-a), g(a / 9)]; }',
    2,
  ],
  'a return inside a loop': [
    'function g(x) { for (let i = 0; i < 9; i++) { if (i * i > x) return i; } return -1; } function f(a) { return g(a) + g(100); }',
    10,
  ],
  'a callee that falls off its end': [
    'function g(x) { if (x > 1) return x; } function f(a) { return [g(a), g(0)]; }',
    2,
  ],
  'a callee without a result': [
    'function g(x, i) { x[i] = 2 * x[i]; } function f(x) { g(x, 0); g(x, 1); return x; }',
    [1, 2],
  ],
  'a callee that always throws': ['function g(x) { throw x; } function f(a) { log(a); g(a); return 1; }', 2],
  'missing and surplus arguments': [
    'function g(x, y) { return y === undefined ? x : y; } function f(a) { return [g(a), g(a, 1, log(2))]; }',
    2,
  ],
  'default parameters': [
    'function g(x, y = log(x)) { return x - y; } function f(a) { return g(a) + g(a, 1); }',
    2,
  ],
  'calls in a loop': [
    'function g(x) { let s = 0; if (x > 2) s = 1; return s; } function f(n) { let t = 0; for (let i = 0; i < n; i++) t += g(i); return t; }',
    5,
  ],
  'calls of calls': [
    'function h(x) { return x + 1; } function g(x) { return h(x) * h(x + 1); } function f(a) { return g(g(a)); }',
    2,
  ],
  'an assigned parameter, which is the caller’s no more': [
    'function g(x) { x += 1; return x; } function f(a) { const b = g(a); return [a, b]; }',
    2,
  ],
  'names of the callee that the caller has too': [
    'function g(x) { let t = x; t += 1; return t; } function f(t) { const x = g(t); return x - t; }',
    2,
  ],
  'a break out of a loop of the callee': [
    'function g(x) { let i = 0; while (true) { if (i > x) break; i++; } return i; } function f(a) { return g(a) * g(a + 1); }',
    2,
  ],
};

/** Programs with calls that stay. */
const kept: Record<string, [source: string, ...args: unknown[]]> = {
  'a recursive callee': [
    'function g(n) { return n < 1 ? 1 : n * g(n - 1); } function f(a) { return g(a); }',
    5,
  ],
  'mutual recursion': [
    'function g(n) { return n < 1 ? 1 : h(n - 1) + 1; } function h(n) { return n < 1 ? 0 : g(n - 1); } function f(a) { return g(a); }',
    5,
  ],
  'a long callee': [
    `function g(x) { ${'x = Math.sin(x) + 0.5 * x;'.repeat(40)} return x; } function f(a) { return g(a); }`,
    1,
  ],
};

describe('inlineCalls', () => {
  for (const [name, [source, ...args]] of Object.entries(inlined)) {
    it(`puts in place ${name}`, () => {
      const fn = optimised(source, inlining);
      expect(count(fn, 'callKnown')).to.equal(0);
      const { expected, actual } = runBoth(source, fn, args);
      expect(actual).to.deep.equal(expected);
    });
  }

  for (const [name, [source, ...args]] of Object.entries(kept)) {
    it(`leaves ${name}`, () => {
      const fn = optimised(source, inlining);
      expect(count(fn, 'callKnown')).to.be.greaterThan(0);
      const { expected, actual } = runBoth(source, fn, args);
      expect(actual).to.deep.equal(expected);
    });
  }

  it('leaves a callee whose outer names may mean something else at the call', () => {
    const source = 'function g(x) { return log(x); } function f(a) { return g(a); }';
    expect(count(optimised(source, { ...inlining, sameOuter: false }), 'callKnown')).to.equal(1);
    expect(count(optimised(source, inlining), 'callKnown')).to.equal(0);
  });

  it('stops when the caller has grown long', () => {
    const body = 'return x * x + Math.sin(x) - Math.cos(x) * (x + 1) / (x - 7);';
    const source = `function g(x) { ${body} } function f(a) { return ${Array(100).fill('g(a)').join(' + ')}; }`;
    const fn = optimised(source, inlining);
    expect(count(fn, 'callKnown')).to.be.within(1, 99);
    const { expected, actual } = runBoth(source, fn, [0.3]);
    expect(actual).to.deep.equal(expected);
  });

  it('copies a longer callee whose only call stands in a loop', () => {
    const g = `function g(x) { return ${Array(12).fill('x * Math.sin(x)').join(' + ')}; }`;
    const calls = (body: string): number =>
      count(optimised(`${g} function f(a) { ${body} }`, inlining), 'callKnown');
    expect(calls('for (let i = 0; i < 3; i++) a = g(a); return a;')).to.equal(0);
    expect(calls('return g(a);')).to.equal(1);
    expect(calls('for (let i = 0; i < 3; i++) a = g(a) + g(i); return a;')).to.equal(2);
    const long = `function g(x) { return ${Array(99).fill('x * Math.sin(x)').join(' + ')}; }`;
    const source = `${long} function f(a) { for (let i = 0; i < 3; i++) a = g(a); return a; }`;
    expect(count(optimised(source, inlining), 'callKnown')).to.equal(1);
  });

  it('keeps what random programs do, in the same order', () => {
    const programs = Number(process.env['DIFFJS_PROGRAMS'] ?? 100);
    for (let seed = 1000; seed < 1000 + programs; seed++) {
      const source = randomProgram(seed);
      const args = [1, 2, [0.5, -1, 2, 3.25], { x: 1.5, y: -0.25, z: { w: 2 } }];
      const { expected, actual } = runBoth(source, optimised(source), args, (own) => {
        (own[3] as { method: unknown }).method = (x: number, y: number) => x - y;
      });
      expect(actual, `seed ${seed}:\n${source}`).to.deep.equal(expected);
    }
  });
});
