import { expect } from 'chai';
import { carriedRecord, Tape } from '@diffjs/runtime/compiled';
import { gradient, pullback } from '@diffjs/runtime';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

const matrixProduct = `
/* @differentiable */
export function f(A, B, n) {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += A[i * n + k] * B[k * n + j];
      C[i * n + j] = s;
    }
  let total = 0;
  for (let i = 0; i < n * n; i++) total += C[i] * C[i];
  return total;
}
const range = (count) => Float64Array.from({ length: count }, (_, i) => Math.sin(i + 1));
`;

/** Nests that take a snapshot, each with a case in which the ranges are long enough and one in which they are not. */
const firing: Record<string, string> = {
  'a dense layer': `
/* @differentiable */
export function f(W, x) {
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    let s = 0;
    for (let j = 0; j < x.length; j++) s += W[i * x.length + j] * x[j];
    total += s * s;
  }
  return total;
}
const range = (n) => Float64Array.from({ length: n }, (_, i) => Math.cos(i));
export const cases = () => [[range(9), range(3)], [range(1), range(1)], [[...range(64)], [...range(8)]], [range(0), range(0)]];`,
  'a triangle, whose inner bound moves': `
/* @differentiable */
export function f(x) {
  let s = 0;
  for (let i = 0; i < x.length; i++) for (let j = 0; j <= i; j++) s += x[i] * x[j] * Math.cos(x[j]);
  return s;
}
export const cases = () => [[Float64Array.from({ length: 40 }, (_, i) => i / 40)], [[0.5, 0.25]]];`,
  'counting down': `
/* @differentiable */
export function f(a, b) {
  let s = 0;
  for (let i = a.length - 1; i >= 0; i--) s = s * 0.5 + a[i] * b[i];
  return s;
}
const range = (n) => Float64Array.from({ length: n }, (_, i) => Math.cos(i));
export const cases = () => [[range(50), range(50)], [range(3), range(3)]];`,
  'an out-parameter that may be an operand': `
/* @differentiable */
function multiply(out, a, b) {
  for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
}
/* @differentiable */
export function f(a, b) {
  const out = new Float64Array(a.length);
  multiply(out, a, b);
  multiply(a, a, out);
  multiply(b, b, b);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i] + b[i];
  return s;
}
const range = (n) => Float64Array.from({ length: n }, (_, i) => Math.cos(i));
export const cases = () => [[range(40), range(40)], [range(2), range(2)]];`,
  'overlapping views of one buffer': `
/* @differentiable */
export function f(a) {
  const x = a.subarray(0, 40);
  const y = a.subarray(1, 41);
  for (let i = 0; i < 40; i++) y[i] = x[i] * y[i];
  let s = 0;
  for (let i = 0; i < 41; i++) s += a[i];
  return s;
}
export const cases = () => [[Float64Array.from({ length: 41 }, (_, i) => 1 + Math.sin(i) / 10)]];`,
  'a range that leaves the array': `
/* @differentiable */
export function f(a, k) {
  let s = 0;
  for (let i = 0; i < 60; i++) s += i < a.length ? a[i] * k : k;
  return s;
}
export const cases = () => [[Float64Array.from({ length: 40 }, (_, i) => i), 0.5]];`,
};

/** Nests that must not take one. */
const notFiring: Record<string, string> = {
  'stores into the array that it reads': 'for (let i = 1; i < a.length; i++) a[i] = a[i] * a[i - 1];',
  'leaves early': 'for (let i = 0; i < a.length; i++) { if (a[i] > 9) break; s += a[i] * k; }',
  'reads by a computed position':
    'for (let i = 0; i < a.length; i++) s += a[a.length - 1 - (i * 7) % a.length] * k;',
  'reads only linearly': 'for (let i = 0; i < a.length; i++) s += a[i];',
  'calls what it does not know': 'for (let i = 0; i < a.length; i++) { k = g(k); s += a[i] * k; }',
  'replaces the array': 'for (let i = 0; i < 40; i++) { s += a[i] * k; if (i > 3) a = g; }',
};

describe('planSnapshots', () => {
  for (const [name, source] of Object.entries(firing)) {
    it(`copies ranges: ${name}`, () => {
      expect(compileProgram(source)).to.include('.snapshot(');
      const { failure, compared } = checkProgram(loadProgram<Program>(source));
      expect(failure).to.equal(null);
      expect(compared).to.be.greaterThan(0);
    });
  }

  for (const [name, loop] of Object.entries(notFiring)) {
    it(`leaves alone what ${name}`, () => {
      const source = `/* @differentiable */ export function f(a, k, g) { let s = 0; ${loop} return s; }`;
      expect(compileProgram(source)).to.not.include('.snapshot(');
    });
  }

  it('tapes O(n²) numbers for a naive matrix product', () => {
    const { f, range } = loadProgram<{
      f: (...args: unknown[]) => number;
      range: (n: number) => Float64Array;
    }>(`${matrixProduct} export { range };`);
    const taped = (n: number): number => {
      const tape = new Tape();
      const [A, B] = [range(n * n), range(n * n)];
      const [A$, B$] = [new Float64Array(n * n), new Float64Array(n * n)];
      carriedRecord(f)!.forward(tape, undefined, undefined, A, A$, B, B$, n, undefined);
      return tape.n;
    };
    expect(taped(32) / taped(16)).to.be.within(3.5, 4.5);
    expect(taped(32)).to.be.lessThan(4 * 32 * 32);
  });

  it('gives the gradient of a matrix product', () => {
    const { f, range } = loadProgram<{
      f: (A: Float64Array, B: Float64Array, n: number) => number;
      range: (n: number) => Float64Array;
    }>(`${matrixProduct} export { range };`);
    const n = 6;
    const [A, B] = [range(36), range(36).reverse()];
    const [dA] = gradient(f, A, B, n);
    const h = 1e-5;
    const at = (d: number): number => f(A.with(7, A[7]! + d), B, n);
    expect(dA[7]).to.be.closeTo((at(h) - at(-h)) / (2 * h), 1e-7);
  });

  it('reads what was there, whatever is written before back() runs', () => {
    const { f } = loadProgram<{ f: (a: Float64Array, b: Float64Array) => number }>(`
/* @differentiable */
export function f(a, b) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * b[i]; return s; }`);
    const [a, b] = [new Float64Array(50).fill(2), new Float64Array(50).fill(3)];
    const [, back] = pullback(f, a, b);
    a.fill(7);
    b.fill(9);
    const [da, db] = back(1);
    expect([da[49], db[49]]).to.deep.equal([3, 2]);
    a.fill(-1);
    expect(back(1)).to.deep.equal([da, db]);
  });
});
