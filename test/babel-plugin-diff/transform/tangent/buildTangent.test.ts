import { expect } from 'chai';
import * as runtime from '@diffjs/runtime';
import { compileProgram, loadProgram } from '../../../support/fuzz/loadProgram.js';

type Numbers = number | Numbers[] | Float64Array | Float32Array | { [key: string]: Numbers };
interface Module {
  readonly f: (...args: Numbers[]) => Numbers;
  readonly reset?: () => void;
}

/** The programs' types are not known here. */
const jvp = runtime.jvp as (
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
) => [unknown, unknown];

const load = (source: string): Module => loadProgram<Module>(`/* @differentiable */ export ${source}`);

/** x + h·d, for trees. */
function shifted<T extends Numbers>(x: T, d: unknown, h: number): T {
  const at = (key: string): unknown => (d as Record<string, unknown> | null)?.[key];
  if (typeof x === 'number') return (x + h * ((d as number | null) ?? 0)) as T;
  if (x instanceof Float64Array) return x.map((v, i) => v + h * Number(at(String(i)) ?? 0)) as T;
  if (Array.isArray(x)) return x.map((v, i) => shifted(v, at(String(i)), h)) as T;
  if (x instanceof Float32Array) return Float32Array.from(x) as T;
  return Object.fromEntries(Object.entries(x).map(([key, v]) => [key, shifted(v, at(key), h)])) as T;
}

function numbersOf(x: unknown): number[] {
  if (typeof x === 'number') return [x];
  return typeof x === 'object' && x !== null ? Object.values(x).flatMap(numbersOf) : [];
}

/** Compares `jvp` with central differences along a direction, and its value with the function's, bit for bit. */
function checkAlong({ f, reset }: Module, args: readonly Numbers[], direction: readonly unknown[]): void {
  const value = (h: number): number[] => {
    reset?.();
    return numbersOf(f(...args.map((x, i) => shifted(x, direction[i], h))));
  };
  reset?.();
  const [y, tangent] = jvp(
    f,
    args.map((x) => shifted(x, null, 0)),
    direction,
  );
  expect(numbersOf(y)).to.deep.equal(value(0));
  const h = 1e-6;
  const [above, below] = [value(h), value(-h)];
  const found = numbersOf(tangent);
  expect(found).to.have.lengthOf(above.length);
  found.forEach((each, i) => {
    const expected = (above[i]! - below[i]!) / (2 * h);
    expect(each).to.be.closeTo(expected, 1e-7 * (1 + Math.abs(expected)));
  });
}

/** Programs with a point and a direction in which they are differentiated. */
const programs: Record<string, [source: string, args: Numbers[], direction: unknown[]]> = {
  'sums, products and quotients': [
    'function f(x, y) { return (x + y) * (x - 2 * y) / (x * x) - -y; }',
    [1.3, 0.7],
    [1, -2],
  ],
  'powers and remainders': [
    'function f(x, y) { return x ** 3 + x ** y + 2 ** y + x % y + (7.3 % x); }',
    [1.7, 0.6],
    [1, 0.5],
  ],
  'functions of Math': [
    'function f(x) { return Math.sin(x) * Math.exp(x) + Math.sqrt(x) + Math.log1p(x) + Math.atan2(x, 2) + Math.max(x, 0.1, -x) + Math.hypot(x, 2, 3); }',
    [0.8],
    [1],
  ],
  conditions: [
    'function f(x) { let y = x > 0 ? x * x : -x; if (y > 0.1 && x < 9) y = Math.sin(y); return y; }',
    [0.6],
    [2],
  ],
  'loops that carry state': [
    'function f(x, n) { let a = 1, b = x; for (let i = 0; i < n; i++) { const t = a; a = b; b = Math.sin(t * x) + b / 2; } return a * b; }',
    [0.6, 7],
    [1, 0],
  ],
  'breaks, continues and early returns': [
    'function f(x) { let s = 0; for (let i = 0; ; i++) { if (i % 2) continue; s += x / (i + 1); if (s > 2) break; if (s < 0) return s * x; } return s * s; }',
    [0.9],
    [1],
  ],
  'a loop that leaves the derivative': [
    'function f(x) { let y = x; for (let i = 0; i < 3; i++) y = i; return y + x; }',
    [0.5],
    [1],
  ],
  'arrays that are read and written': [
    'function f(u, x) { u[0] = u[1] * x; u[1] += u[0]; return u[0] * u[1] + u[2]; }',
    [[1, 2, 3], 0.5],
    [[1, -1, 0.5], 2],
  ],
  'typed arrays': [
    'function f(u) { const w = new Float64Array(u.length); for (let i = 0; i < u.length; i++) w[i] = Math.sin(u[i]) * i; return w; }',
    [Float64Array.of(1, 2, 3)],
    [[1, -1, 0.5]],
  ],
  'copies into typed arrays': [
    'function f(u, x) { const v = [x, u[0]]; const w = new Float64Array(v), z = new Float64Array(u); v[0] = 7; z[1] *= x; return w[0] * w[1] + z[0] * z[1]; }',
    [Float64Array.of(1.5, 2), 0.4],
    [[1, 2], -1],
  ],
  'objects, nested and shared': [
    'function f(o, x) { const p = { q: o.a, r: [x, o.b.c] }; p.q.v *= x; o.b.c = p.r[0] * p.q.v; return { y: o.a.v * o.b.c, z: p.r }; }',
    [{ a: { v: 1.2 }, b: { c: 0.3 } }, 2],
    [{ a: { v: 1 }, b: { c: -1 } }, 0.5],
  ],
  'one array under two names': [
    'function f(x) { const a = [x, 1]; const b = a; b[1] = x * x; a[0] += b[1]; return a; }',
    [0.7],
    [1],
  ],
  'calls, recursion and results in objects': [
    'function f(x) { return pow(x, 4).y + pow(2 * x, 2).y; } function pow(x, n) { if (n === 0) return { y: 1 }; const r = pow(x, n - 1); return { y: r.y * x }; }',
    [0.9],
    [1],
  ],
  'functions as values': [
    'function f(x) { return twice(square, x) + twice((y) => y * x, 0.5); } /* @differentiable */ function square(x) { return x * x; } /* @differentiable */ function twice(g, x) { return g(g(x)); }',
    [0.9],
    [1],
  ],
  'natives as values': [
    'function f(x) { const g = x > 0 ? Math.sin : Math.cos; return g(x) * x; }',
    [0.9],
    [1],
  ],
  'values that are numbers or arrays': [
    'function f(x) { const a = [x, [x * x, 3]]; let s = 0; for (let i = 0; i < 2; i++) { const e = a[i]; s += typeof e === "number" ? e * 2 : e[0] * e[1]; } return s; }',
    [0.9],
    [1],
  ],
  'booleans in arithmetic': [
    'function f(x) { const m = [true, false, true]; let s = 0; for (let i = 0; i < 3; i++) s += m[i] * x * i; return s; }',
    [2],
    [1],
  ],
  'destructuring and swaps': [
    'function f(u) { let [a, b] = u; [a, b] = [b * a, a]; const { p, q = a } = { p: b }; return p * q; }',
    [[0.3, 2]],
    [[1, 1]],
  ],
  'for-of and for-in': [
    'function f(u, o) { let s = 0; for (const v of u) s += v * v; for (const k in o) s *= o[k]; return s; }',
    [[1, 2], { a: 3, b: 4 }],
    [[1, 1], { a: -1, b: 0.5 }],
  ],
};

describe('tangent companions', () => {
  for (const [name, [source, args, direction]] of Object.entries(programs)) {
    it(`differentiate ${name}`, () => checkAlong(load(source), args, direction));
  }

  it('give a zero tangent where the input has one, though the partial is infinite', () => {
    const { f } = load('function f(x, y) { return Math.sqrt(x) + x / y + x ** y + Math.log(x) * 0; }');
    expect(jvp(f, [4, 0], [0, 0])[1]).to.equal(0);
    expect(jvp(load('function f(x, y) { return Math.sqrt(x) * y; }').f, [0, 3], [0, 1])).to.deep.equal([
      0, 0,
    ]);
    const either = load('function f(x) { const y = Math.sqrt(x - 1), z = x * x; return x > 2 ? y : z; }');
    expect(jvp(either.f, [1], [1])).to.deep.equal([1, 2]);
  });

  it('find no derivative in a constant', () => {
    const { f } = load('function f(x) { return Math.floor(x) + (x > 1 ? 2 : 3) + (x | 0); }');
    expect(jvp(f, [1.5], [1])).to.deep.equal([4, 0]);
  });

  it('throw what the function throws', () => {
    const { f } = load('function f(x) { if (x > 1) throw new RangeError("too large"); return x; }');
    expect(() => jvp(f, [2], [1])).to.throw(RangeError, 'too large');
    expect(() => jvp(load('function f(o) { return o.a.b; }').f, [{ a: null }], [null])).to.throw(TypeError);
  });

  it('give a mirror to an object of the module when a tangent is stored into it, seen by every alias', () => {
    const module = loadProgram<Module>(
      `const scratch = [0, 0];
      export const reset = () => { scratch.fill(0); };
      const same = () => scratch;
      /* @differentiable */ export function f(x) { const s = scratch; const other = same(); s[0] = x * x; return other[0] * scratch[0] * x; }`,
    );
    checkAlong(module, [0.8], [1]);
  });

  it('carry the tangents of arrays that are written by the callee', () => {
    const module = load(
      'function f(x) { const u = [x, 2], du = new Float64Array(2); rhs(du, u, x); return du[0] * du[1]; } function rhs(du, u, p) { for (let i = 0; i < 2; i++) du[i] = u[i] * p - i; }',
    );
    checkAlong(module, [0.8], [1]);
  });

  it('refuse a callee that is not compiled', () => {
    for (const form of ['compiled', 'traced'] as const) {
      const { f } = loadProgram<{ f: (g: unknown, x: number) => number }>(
        '/* @differentiable */ export function f(g, x) { return g(x); }',
        'program.ts',
        form,
      );
      expect(() => jvp(f, [(x: number) => x * x, 2], [null, 1])).to.throw(/DIFF3101/);
    }
  });

  it('read like code a person wrote', () => {
    const text = compileProgram(
      '/* @differentiable */ function f(x, y) { const z = x * y; return z + Math.sin(x); }',
    );
    expect(text).to.include(`function f_tangent(tape, x, x_, y, y_) {
  const z = x * y;
  const z_ = x_ * y + x * y_;`);
    expect(text).to.include('Math.cos(x)');
  });

  it('compute nothing for what carries no derivative', () => {
    const text = compileProgram(
      '/* @differentiable */ function f(x, n) { let s = 0; for (let i = 0; i < n.length; i++) s += i; return x * s; }',
    );
    const tangent = text.slice(text.indexOf('function f_tangent'));
    expect(tangent).to.not.match(/\b[is]_\b/);
  });
});
