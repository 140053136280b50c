import { expect } from 'chai';
import { count, optimised, runBoth } from './runBoth.js';

const vectors = `
  const add3 = (a, b) => ({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });
  const scale = (a, s) => ({ x: a.x * s, y: a.y * s, z: a.z * s });
  const dot = (a, b) => a.x * b.x + a.y * b.y + a.z * b.z;`;

/** Programs of which no literal is left. */
const replaced: Record<string, [source: string, ...args: unknown[]]> = {
  'an object in a local': ['function f(a) { const p = { x: a, y: 2 * a }; return p.x * p.y; }', 3],
  'an object used where it is made': ['function f(a) { return { x: a, y: 1 }.x; }', 3],
  'an array of fixed length': ['function f(a) { const p = [a, a + 1]; return p[0] * p[1] + p.length; }', 3],
  'initialisers with effects, in order': [
    'function f(a) { const p = { x: log(a), y: log(a + 1) }; return p.y - p.x; }',
    3,
  ],
  'a local that takes objects in turn': [
    'function f(n) { let p = { x: 0, y: 1 }; for (let i = 0; i < n; i++) p = { x: p.y, y: p.x + p.y }; return p.x; }',
    10,
  ],
  'a read before an exchange': [
    'function f(a) { let p = { x: a }; const q = p; p = { x: q.x + 1 }; return q.x * 10 + p.x; }',
    3,
  ],
  'objects chosen by a condition': [
    'function f(a) { const p = a > 1 ? { x: a } : { x: -a }; return p.x; }',
    3,
  ],
  'a swap': ['function f(a) { let p = { x: a }, q = { x: 2 * a }; [p, q] = [q, p]; return p.x - q.x; }', 3],
  'stores into an object that is never exchanged': [
    'function f(a) { const p = { x: a, n: 0 }; for (let i = 0; i < 4; i++) { p.x += i; p.n++; } return p.x * p.n; }',
    3,
  ],
  'stores through an alias of it': [
    'function f(a) { const p = { x: a }; const q = p; q.x += 1; p.x *= 2; return q.x; }',
    3,
  ],
  'a fresh object per turn that is written to': [
    'function f(n) { let s = 0; for (let i = 0; i < n; i++) { const p = [0, 0]; p[0] += i; p[1] = p[0] * 2; s += p[1]; } return s; }',
    5,
  ],
  'literals in literals': [
    'function f(a) { const b = { p: { x: a, y: 1 }, w: [a, 2] }; return b.p.x + b.w[1] + b.p.y; }',
    3,
  ],
  'array destructuring': ['function f(a) { const g = [a, 2 * a]; const [x, y] = g; return y - x; }', 3],
  'object destructuring': ['function f(a) { const { x, y } = { x: a, y: 1 }; return y - x; }', 3],
  'results of inlined callees': [
    `${vectors} function f(u, k) { let p = { x: 0, y: 0, z: 0 }, a = { x: u, y: 2, z: 3 };
      for (let i = 0; i < 9; i++) { p = add3(p, scale(a, k)); a = add3(scale(a, 0.99), scale(p, -0.01)); } return dot(p, p); }`,
    1,
    0.3,
  ],
  'a result of a callee that returns early': [
    'function g(a) { if (a > 2) return { x: a }; return { x: 1 }; } function f(a) { return g(a).x + g(0).x; }',
    3,
  ],
  'an object that an inlined callee writes to': [
    'function bump(p, d) { p.x += d; } function f(a) { const p = { x: a, y: 1 }; bump(p, 2); bump(p, p.y); return p.x; }',
    3,
  ],
};

/** Programs that must keep what they make, and why. */
const kept: Record<string, [source: string, ...args: unknown[]]> = {
  'it is passed on': ['function f(a) { const p = { x: a }; log(p); return p.x; }', 3],
  'it is stored elsewhere': [
    'function f(a, o) { const p = { x: a }; o.p = p; p.x += 1; return p.x; }',
    3,
    {},
  ],
  'it is compared': [
    'function f(a) { const p = { x: a }, q = { x: a }; const r = p; return [p === q, p === r, p.x]; }',
    3,
  ],
  'it is tested': ['function f(a) { const p = { x: a }; if (p) return p.x; return 0; }', 3],
  'it may be undefined': ['function f(a) { let p; if (a > 1) p = { x: a }; return p.x; }', 3],
  'it may be null': ['function f(a) { let p = null; if (a > 1) p = { x: a }; return p ? p.x : 0; }', 0],
  'shapes differ': [
    'function f(a) { let p = { x: a, y: 1 }; if (a > 1) p = { x: 2 }; return [p.x, p.y]; }',
    3,
  ],
  'a key is computed': ['function f(a, k) { const p = { x: a, y: 1 }; return p[k] + p.x; }', 3, 'y'],
  'an index is computed': [
    'function f(a) { const p = [a, 1]; let s = 0; for (let i = 0; i < 2; i++) s += p[i]; return s; }',
    3,
  ],
  'a missing field is read, which the prototype may have': [
    'function f(a) { const p = { x: a }; return [p.x, typeof p.toString]; }',
    3,
  ],
  'an element beyond the end is read': ['function f(a) { const p = [a]; return [p[0], p[1]]; }', 3],
  'a field is added': ['function f(a) { const p = { x: a }; p.y = 1; return p.x + p.y; }', 3],
  'a field is deleted': ['function f(a) { const p = { x: a }; delete p.x; return p.x; }', 3],
  'the length is written': ['function f(a) { const p = [a, 2]; p.length = 1; return p[0]; }', 3],
  'a method is called': ['function f(a) { const p = [a, 2]; return p.concat(p)[2]; }', 3],
  'it is written to while locals hold one or another': [
    'function f(a) { let p = { x: a }; const q = p; if (a > 1) p = { x: 7 }; p.x += 1; return [q.x, p.x]; }',
    3,
  ],
  'it outlives the turn in which it was made, and is written to': [
    'function f(n) { let last = { x: 0 }; for (let i = 0; i < n; i++) { const p = { x: i }; last.x += p.x; last = p; } return last.x; }',
    4,
  ],
  'a local holds something else too': [
    'function f(a, o) { let p = { x: a }; if (a > 1) p = o; return p.x; }',
    3,
    { x: 5 },
  ],
  'a closure sees it': ['function f(a) { const p = { x: a }; const g = () => p; log(g); return p.x; }', 3],
};

describe('replaceAggregates', () => {
  for (const [name, [source, ...args]] of Object.entries(replaced)) {
    it(`removes ${name}`, () => {
      const fn = optimised(source);
      expect(count(fn, 'newObject', 'newArray')).to.equal(0);
      const { expected, actual } = runBoth(source, fn, args);
      expect(actual).to.deep.equal(expected);
    });
  }

  for (const [name, [source, ...args]] of Object.entries(kept)) {
    it(`keeps the object where ${name}`, () => {
      const fn = optimised(source);
      expect(count(fn, 'newObject', 'newArray')).to.be.greaterThan(0);
      // The interpreter runs no closures.
      if (name === 'a closure sees it') return;
      const { expected, actual } = runBoth(source, fn, args);
      expect(actual).to.deep.equal(expected);
    });
  }

  it('makes an object that is only returned at the return', () => {
    const source =
      'function f(n) { let p = { x: 1, y: 2 }; for (let i = 0; i < n; i++) p = { x: p.y, y: p.x }; return p; }';
    const fn = optimised(source);
    expect(count(fn, 'newObject')).to.equal(1);
    const { expected, actual } = runBoth(source, fn, [3]);
    expect(actual).to.deep.equal(expected);
    expect(Object.keys((actual as { result: object }).result)).to.deep.equal(['x', 'y']);
  });
});
