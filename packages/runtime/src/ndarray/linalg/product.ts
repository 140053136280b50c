import { gemm } from '../../kernels/dispatch.js';

/** A·B, A: [m, k], B: [k, n], row by row. */
export function product(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  gemm(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, 0, out, 0, n, 1);
  return out;
}

/** A·Bᵀ, A: [m, k], B: [n, k], row by row. */
export function productTransposed(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): Float64Array {
  const out = new Float64Array(m * n);
  gemm(m, n, k, 1, a, 0, k, 1, b, 0, 1, k, 0, out, 0, n, 1);
  return out;
}
