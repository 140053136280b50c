import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';

/** What NumPy and SciPy gave for a square matrix. */
export interface SquareCase {
  readonly a: number[];
  readonly n: number;
  readonly det: number;
  readonly slogdet: [number, number];
  readonly inv: number[];
  /** With b = 1, 2, 3, … of shape [n, 2]. */
  readonly solve: number[];
  /** Real and imaginary parts, sorted by real part. */
  readonly eigvals: number[];
  /** Of (A + Aᵀ)/2. */
  readonly eigvalsh: number[];
  /** Of A·Aᵀ + I. */
  readonly cholesky: number[];
  readonly expm: number[];
  /** Of A·Aᵀ + (A − Aᵀ)/2 + I. */
  readonly logm: number[];
  readonly sqrtm: number[];
  readonly cond: number;
}

/** What NumPy gave for a matrix of any shape. */
export interface RectangleCase {
  readonly a: number[];
  readonly m: number;
  readonly n: number;
  readonly q: number[];
  readonly r: number[];
  readonly qComplete: number[];
  readonly rComplete: number[];
  readonly s: number[];
  readonly pinv: number[];
  readonly lstsq: number[];
  readonly rank: number;
  readonly norms: Record<string, number>;
}

export interface BandedCase {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
  readonly ab: number[];
  readonly b: number[];
  readonly x: number[];
}

export const golden = JSON.parse(readFileSync(path.join(__dirname, '../golden/linalg.json'), 'utf8')) as {
  readonly squares: Record<string, SquareCase>;
  readonly rectangles: Record<string, RectangleCase>;
  readonly banded: BandedCase[];
};

/** max |a − b| ≤ tolerance · (1 + max |b|). */
export function expectClose(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number, what = ''): void {
  expect(a.length, what).to.equal(b.length);
  let size = 1;
  for (let i = 0; i < b.length; i++) size = Math.max(size, Math.abs(b[i]));
  for (let i = 0; i < b.length; i++)
    if (!(Math.abs(a[i] - b[i]) <= tolerance * size))
      expect.fail(`${what} entry ${i}: ${a[i]} instead of ${b[i]} (tolerance ${tolerance * size})`);
}

/** A·B of plain rows. */
export function times(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  m: number,
  k: number,
  n: number,
): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) for (let p = 0; p < k; p++) out[i * n + j] += a[i * k + p] * b[p * n + j];
  return out;
}

export function flip(a: ArrayLike<number>, m: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = a[i * n + j];
  return out;
}

export function greatest(a: ArrayLike<number>): number {
  return Array.from(a).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

export function unit(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
}

/** A matrix of small whole numbers (many ties and dependences), of ordinary numbers, or of numbers of very different size. */
export function matrix(rows: fc.Arbitrary<number>, columns?: fc.Arbitrary<number>): fc.Arbitrary<Matrix> {
  // Quotients of numbers below 1e-30 would only test the limits of the range.
  const ordinary = fc.double({ min: -1, max: 1, noNaN: true }).map((x) => (Math.abs(x) < 1e-30 ? 0 : x));
  const entry = fc.constantFrom(
    fc.integer({ min: -3, max: 3 }) as fc.Arbitrary<number>,
    ordinary,
    fc.tuple(ordinary, fc.integer({ min: -40, max: 40 })).map(([x, e]) => x * 2 ** e),
  );
  return rows.chain((m) =>
    (columns ?? fc.constant(m)).chain((n) =>
      entry.chain((of) =>
        fc
          .array(of, { minLength: m * n, maxLength: m * n })
          .map((data) => ({ m, n, data: Float64Array.from(data) })),
      ),
    ),
  );
}

export interface Matrix {
  readonly m: number;
  readonly n: number;
  readonly data: Float64Array;
}
