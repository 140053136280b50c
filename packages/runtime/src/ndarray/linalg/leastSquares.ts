import { productTransposed } from './product.js';
import { singularValues } from './svd.js';
import { transposed } from './vectors.js';

/** How many singular values count: those above `rcond` times the greatest. NaN counts for 0. */
export function rankOf(s: Float64Array, rcond: number): number {
  let rank = 0;
  while (rank < s.length && s[rank] > rcond * s[0]) rank++;
  return rank;
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
