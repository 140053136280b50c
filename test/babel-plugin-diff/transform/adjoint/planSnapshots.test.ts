import { expect } from 'chai';
import { carriedRecord, Tape } from '@diffjs/runtime/compiled';
import { gradient, pullback } from '@diffjs/runtime';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

/** Of a polynomial of the second degree, exact. */
const slope = (f: (x: number) => number, x: number): number => f(x + 0.5) - f(x - 0.5);

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

const dot = 'for (let i = 0; i < 40; i++) s += a[i] * b[i];';
const ranges =
  '[[Float64Array.from({ length: 40 }, (_, i) => Math.sin(i)), Float64Array.from({ length: 40 }, (_, i) => i / 40)]]';
const program = (body: string): string =>
  `/* @differentiable */ export function f(a, b) { let s = 0; ${body} return s; } export const cases = () => ${ranges};`;

/** Nests that read arrays where they are. */
const referring: Record<string, string> = {
  'an argument into which nothing is stored': program(dot),
  'an array made here, filled before': program(
    `const c = new Float64Array(40); for (let i = 0; i < 40; i++) c[i] = a[i] + b[i]; for (let i = 0; i < 40; i++) s += c[i] * c[i];`,
  ),
};

/** Nests that must not. */
const copying: Record<string, string> = {
  'an argument of a function that stores into one': program(`${dot} b[0] = s;`),
  'an argument of a function that calls what it does not know': program(
    `${dot} s += Math.max.call(null, s, 1);`,
  ),
  'an array made here that changes later': `
/* @differentiable */
export function f(x) {
  let s = 0;
  const c = new Float64Array(40);
  for (let turn = 0; turn < 3; turn++) {
    for (let i = 0; i < 40; i++) s += c[i] * c[i];
    for (let i = 0; i < 40; i++) c[i] = x * i + s * 0.001;
  }
  return s;
}
export const cases = () => [[0.7]];`,
};

const matrix = (seed: number): string =>
  `Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (_, j) => Math.sin(${seed} + 4 * i + j)))`;
const nested = (body: string): string =>
  `/* @differentiable */ export function f(A, B) { let s = 0; ${body} return s; } export const cases = () => [[${matrix(1)}, ${matrix(2)}]];`;
const product =
  'for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) { let e = 0; for (let k = 0; k < 4; k++) e += A[i][k] * B[k][j]; s += e * e; }';

/** Loops whose reverse finds the parts of objects, and their shadows, where they were. */
const loadingAgain: Record<string, string> = {
  'a product of arrays of arrays': nested(product),
  'rows that the function made before': nested(
    `const C = []; for (let i = 0; i < 4; i++) { const row = []; for (let j = 0; j < 4; j++) row.push(A[i][j] * B[j][i]); C.push(row); }
     for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) s += C[i][j] * C[j][i];`,
  ),
  'parts by a number that is loaded itself': `
/* @differentiable */
export function f(bodies) {
  const first = [0, 2, 1];
  const second = [1, 0, 1];
  let s = 0;
  for (let i = 0; i < first.length; i++) s += (bodies[first[i]].at.x - bodies[second[i]].at.x) ** 2;
  return s;
}
export const cases = () => [[[{ at: { x: 1 } }, { at: { x: 3 } }, { at: { x: 4 } }]]];`,
  'rows of one array under two names': nested(
    'for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) s += A[i][j] * B[i][j] * A[i][0];',
  ).replace(/\[\[Array.*/, `((rows) => [[rows, rows]])(${matrix(3)});`),
};

/** Loops that must not. */
const tapingParts: Record<string, string> = {
  'rows of what is stored into': nested(`${product} A[0][0] = s;`),
  'rows that are replaced meanwhile': nested(
    'const C = [[0, 0, 0, 0]]; for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) { s += C[0][j] * C[0][i]; C[0] = [s, 2 * s, 1, j]; }',
  ),
  'parts in a function that makes text of what may be an object': nested(
    `${product} s *= \`\${B[9]}\`.length;`,
  ),
  'parts in a function that calls what it does not know': nested(
    `${product} s += Math.max.call(null, s, 1);`,
  ),
};

describe('planSnapshots', () => {
  for (const [name, source] of Object.entries(firing)) {
    it(`copies ranges: ${name}`, () => {
      expect(compileProgram(source)).to.match(/\.(snapshot|referOrCopy)\(/);
      const { failure, compared } = checkProgram(loadProgram<Program>(source));
      expect(failure).to.equal(null);
      expect(compared).to.be.greaterThan(0);
    });
  }

  for (const [name, loop] of Object.entries(notFiring)) {
    it(`leaves alone what ${name}`, () => {
      const source = `/* @differentiable */ export function f(a, k, g) { let s = 0; ${loop} return s; }`;
      expect(compileProgram(source)).to.not.match(/\.(snapshot|referOrCopy)\(/);
    });
  }

  for (const [name, source] of Object.entries(referring)) {
    it(`reads where it is ${name}`, () => {
      expect(compileProgram(source)).to.include('.referOrCopy(');
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  for (const [name, source] of Object.entries(copying)) {
    it(`copies ${name}`, () => {
      expect(compileProgram(source)).to.not.include('.referOrCopy(');
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  for (const [name, source] of Object.entries(loadingAgain)) {
    it(`loads again ${name}`, () => {
      expect(compileProgram(source)).to.include('if (tape.isStable)');
      const { failure, compared } = checkProgram(loadProgram<Program>(source));
      expect(failure).to.equal(null);
      expect(compared).to.be.greaterThan(0);
    });
  }

  for (const [name, source] of Object.entries(tapingParts)) {
    it(`tapes ${name}`, () => {
      expect(compileProgram(source)).to.not.include('tape.isStable');
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('tapes parts for a pullback, whose arguments may change before it goes back', () => {
    const { f, cases } = loadProgram<{
      f: (A: number[][], B: number[][]) => number;
      cases: () => [number[][], number[][]][];
    }>(nested(product));
    const [A, B] = cases()[0]!;
    const expected = gradient(f, A, B);
    const [, back] = pullback(f, A, B);
    A[1]!.fill(7);
    B.pop();
    B[0] = [1];
    expect(back()).to.deep.equal(expected);
    expect(back()).to.deep.equal(expected);
  });

  it('copies for a pullback, whose arguments may change before it goes back', () => {
    const { f } = loadProgram<{ f: (a: Float64Array, b: Float64Array) => number }>(
      referring['an argument into which nothing is stored']!,
    );
    const [a, b] = [new Float64Array(50).fill(2), new Float64Array(50).fill(3)];
    const expected = gradient(f, a, b);
    const [, back] = pullback(f, a, b);
    a.fill(9);
    b.fill(9);
    expect(back()).to.deep.equal(expected);
    expect(back()).to.deep.equal(expected);
  });

  it('copies in a call whose caller stores into what it passed', () => {
    const source = `
/* @differentiable */
export function dot(a, b) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * b[i]; return s; }
/* @differentiable */
export function f(x) {
  const own = new Float64Array(x.length);
  let s = 0;
  for (let turn = 0; turn < 3; turn++) {
    for (let i = 0; i < own.length; i++) own[i] = own[i] * 0.5 + x[i] * turn;
    s += dot(own, x) * dot(x, own);
  }
  return s;
}
export const cases = () => [[Float64Array.from({ length: 40 }, (_, i) => Math.sin(i))]];`;
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('tapes parts of what the caller changes behind the call, by whatever name', () => {
    const squares =
      '/* @differentiable */ function squares(C) { let s = 0; for (let i = 0; i < C.length; i++) for (let j = 0; j < C[i].length; j++) s += C[i][j] * C[i][j] * (i + j); return s; }';
    for (const change of [
      'row[0] = 3 * x;',
      'row.push(x * x);',
      'C[1] = [x];',
      'const other = x > 0 ? row : [1]; other[1] = x * x;',
    ]) {
      const source = `${squares}
/* @differentiable */
export function f(x) {
  const row = [x, 2 * x];
  const C = [row, row, [x * x]];
  const before = squares(C) * squares(C);
  ${change}
  return before + squares(C);
}
export const cases = () => [[0.7]];`;
      expect(checkProgram(loadProgram<Program>(source)).failure, change).to.equal(null);
    }
  });

  it('finds no shadow in the slot of a number that stands where a part is looked for', () => {
    const sources = [
      'let r = 0; for (let i = 0; i < 2; i++) r = A[i].q * A[i].q; return r;',
      'let r = 0; for (let i = 0; i < 2; i++) for (let j = 0; j < 1; j++) r = A[i].q * A[i].q; return r + A[0] * A[0];',
      'let r = 0; for (let i = 1; i < 2; i++) r += A[i].q * A[0] * A[i].q; return r;',
    ];
    for (const body of sources) {
      const source = `/* @differentiable */ export function f(A) { ${body} } export const cases = () => [[[5, { q: 2 }]]];`;
      expect(checkProgram(loadProgram<Program>(source)).failure, body).to.equal(null);
    }
  });

  it('keeps the sign of a stride that is zero', () => {
    const { f } = loadProgram<{ f: (a: Float64Array, m: number) => number }>(`
/* @differentiable */
export function f(a, m) {
  let s = 0;
  for (let i = 0; i < 40; i++) s += a[i * m] * Math.max(-5, 1 / m);
  return s;
}`);
    const [da, dm] = gradient(f, new Float64Array(40).fill(2), -0);
    expect([da[0], dm]).to.deep.equal([-200, 0]);
  });

  it('copies two rows and not what lies between them', () => {
    const { f } = loadProgram<{ f: (...args: unknown[]) => number }>(`
/* @differentiable */
export function f(A, n, i, j) { let s = 0; for (let k = 0; k < n; k++) s += A[i * n + k] * A[j * n + k]; return s; }`);
    const tape = new Tape();
    const A = new Float64Array(10000).fill(0.5);
    carriedRecord(f)!.forward(
      tape,
      undefined,
      undefined,
      A,
      new Float64Array(10000),
      100,
      undefined,
      1,
      undefined,
      98,
      undefined,
    );
    expect(tape.n).to.be.within(200, 220);
  });

  it('does not copy a column that is a small part of what lies around it', () => {
    const { f } = loadProgram<{ f: (...args: unknown[]) => number }>(`
/* @differentiable */
export function f(A, n, j) { let s = 0; for (let k = 0; k < n; k++) s += A[k * n + j] * A[k * n + j]; return s; }`);
    const tape = new Tape();
    const A = new Float64Array(10000).fill(0.5);
    carriedRecord(f)!.forward(
      tape,
      undefined,
      undefined,
      A,
      new Float64Array(10000),
      100,
      undefined,
      7,
      undefined,
    );
    expect(tape.n).to.be.within(100, 220);
  });

  it('copies all that is read where a bound is no integer', () => {
    const { f } = loadProgram<{ f: (a: Float64Array, bound: number) => number }>(`
/* @differentiable */
export function f(a, bound) { let s = 0; for (let i = 0; i < bound; i++) s += a[i] * a[i] * (i + 1); return s; }`);
    const a = Float64Array.from({ length: 60 }, (_, i) => Math.cos(i));
    const [, back] = pullback(f, a, 39.5);
    const expected = Array.from(a, (x, i) => (i < 39.5 ? 2 * x * (i + 1) : 0));
    expect([...back()[0]]).to.deep.equal(expected);
    expect([...gradient(f, a, 39.5)[0]]).to.deep.equal(expected);
  });

  it('copies all that rows of a number that is no integer reach', () => {
    const source = `
/* @differentiable */
export function f(a, rows, columns) {
  let s = 0;
  let next = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) s += a[i * 6 + j] * a[next++] * (i - j);
  return s;
}`;
    const { f } = loadProgram<{ f: (a: Float64Array, rows: number, columns: number) => number }>(source);
    const a = Float64Array.from({ length: 60 }, (_, i) => Math.cos(i));
    for (const [rows, columns] of [
      [3.5, 4],
      [4, 3.5],
      [2.5, 2.5],
      [6, 0.5],
    ] as const) {
      const [, back] = pullback(f, a, rows, columns);
      const expected = gradient(f, a, Math.ceil(rows), Math.ceil(columns))[0];
      expect([...back()[0]]).to.deep.equal([...expected]);
      expect([...gradient(f, a, rows, columns)[0]]).to.deep.equal([...expected]);
    }
  });

  it('counts in integers only where all bounds and strides are', () => {
    const source = `
/* @differentiable */
export function f(a, first, bound, stride) {
  let s = 0;
  for (let i = first; i < bound; i++) for (let j = 0; j < 5; j++) s += (a[i * stride + j] ?? 0.5) * a[j] * (i - j);
  return s;
}`;
    const { f } = loadProgram<{
      f: (a: Float64Array, first: number, bound: number, stride: number) => number;
    }>(source);
    expect(compileProgram(source).split('function f_reverse')[1]).to.match(/ \| 0;/);
    const a = Float64Array.from({ length: 60 }, (_, i) => Math.cos(i));
    for (const [first, bound, stride] of [
      [0, 6, 8],
      [2, 5, -0],
      [0, 4.5, 8],
      [0.5, 3, 8],
      [0, 3, 2.5],
      [0, -4294967290, 8],
      [4294967296, 4294967299, 0],
      [0, NaN, 8],
    ] as const) {
      const where = `${first} ${bound} ${stride}`;
      const [, back] = pullback(f, a, first, bound, stride);
      const expected = Array.from(a, (_, k) => slope((x) => f(a.with(k, x), first, bound, stride), a[k]!));
      const [da] = back();
      expected.forEach((each, k) => expect(da[k], where).to.be.closeTo(each, 1e-9 * (1e3 + Math.abs(each))));
      expect([...gradient(f, a, first, bound, stride)[0]], where).to.deep.equal([...da]);
    }
  });

  it('counts no turns whose number is computed inside', () => {
    const source = `
/* @differentiable */
export function f(a, bounds) {
  let s = 0;
  for (let i = 0; i < 3; i++) for (let j = 0; j < bounds[0]; j++) s += a[i] * a[i + 1];
  return s;
}
export const cases = () => [[Float64Array.from({ length: 60 }, (_, i) => Math.cos(i)), [4]]];`;
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

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
