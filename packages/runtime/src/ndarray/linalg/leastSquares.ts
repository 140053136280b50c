import { gemm } from './gemm.js';
import { productTransposed } from './product.js';
import { singularValues } from './svd.js';
import { transposed } from './vectors.js';

/** How many singular values count: those above `rcond` times the greatest. NaN counts for 0. */
export function rankOf(s: Float64Array, rcond: number): number {
  let rank = 0;
  while (rank < s.length && s[rank] > rcond * s[0]) rank++;
  return rank;
}

/** The threshold below which a singular value is noise, as a part of the greatest: max(m, n)·ε. */
export function defaultRcond(m: number, n: number, epsilon = Number.EPSILON): number {
  return Math.max(m, n) * epsilon;
}

/** A⁺ = V·Σ⁺·Uᵀ: [n, m]. Singular values that are not above `rcond` times the greatest count for 0. NaN where an entry is not finite. */
export function pseudoInverse(
  A: Float64Array,
  m: number,
  n: number,
  rcond: number,
): { readonly inverse: Float64Array; readonly rank: number } {
  const { u, s, vt } = singularValues(A, m, n, false);
  if (s.some(Number.isNaN)) return { inverse: new Float64Array(n * m).fill(NaN), rank: 0 };
  const rank = rankOf(s, rcond);
  const width = s.length;
  for (let j = 0; j < width; j++) {
    const factor = j < rank ? 1 / s[j] : 0;
    for (let i = 0; i < n; i++) vt[j * n + i] *= factor;
  }
  return { inverse: productTransposed(transposed(vt, width, n), u, n, width, m), rank };
}

/** What least squares found. */
export interface LeastSquares {
  /** [n, columns] */
  readonly x: Float64Array;
  readonly rank: number;
  readonly s: Float64Array;
}

/**
 * x of least length among those for which ‖A·x − b‖₂ is least. NaN where an entry of A is not finite.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §5.5.
 *
 * @param A  m×n  @param b  [m, columns]
 */
export function leastSquares(
  A: Float64Array,
  m: number,
  n: number,
  b: Float64Array,
  columns: number,
  rcond: number,
): LeastSquares {
  const { u, s, vt } = singularValues(A, m, n, false);
  const width = s.length;
  const x = new Float64Array(n * columns);
  if (s.some(Number.isNaN)) return { x: x.fill(NaN), rank: 0, s };
  const rank = rankOf(s, rcond);
  const parts = new Float64Array(width * columns);
  gemm(rank, columns, m, 1, u, 0, 1, width, b, 0, columns, 1, 0, parts, 0, columns, 1);
  for (let i = 0; i < rank; i++) for (let j = 0; j < columns; j++) parts[i * columns + j] /= s[i];
  gemm(n, columns, rank, 1, vt, 0, 1, n, parts, 0, columns, 1, 0, x, 0, columns, 1);
  return { x, rank, s };
}
