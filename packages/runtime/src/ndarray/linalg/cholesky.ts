import { gemm } from '../../kernels/dispatch.js';
import { solveTriangle } from './triangular.js';

const DIRECT = 24;

/**
 * A = L·Lᵀ of a symmetric positive definite matrix, in place; reads the lower triangle, and sets what is above the diagonal to 0.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §4.2.5 and §4.2.9 (by blocks).
 *
 * @param A  n×n, row by row; it is overwritten
 * @returns the first pivot that is not positive (or is NaN); −1 if all are
 */
export function factoriseCholesky(A: Float64Array, n: number): number {
  const failed = factorise(A, n, 0, n);
  for (let i = 0; i < n; i++) A.fill(0, i * n + i + 1, (i + 1) * n);
  return failed;
}

function factorise(A: Float64Array, n: number, start: number, end: number): number {
  if (end - start <= DIRECT) return factoriseBlock(A, n, start, end);
  const middle = (start + end) >> 1;
  const failed = factorise(A, n, start, middle);
  if (failed >= 0) return failed;
  const left = middle - start;
  const below = end - middle;
  // L21 = A21·L11⁻ᵀ, that is L11·L21ᵀ = A21ᵀ.
  const rows = new Float64Array(left * below);
  for (let i = 0; i < below; i++)
    for (let j = 0; j < left; j++) rows[j * below + i] = A[(middle + i) * n + start + j];
  const L = { data: A, offset: start * (n + 1), row: n, col: 1, lower: true, unit: false };
  solveTriangle(left, L, below, rows, 0, below);
  for (let i = 0; i < below; i++)
    for (let j = 0; j < left; j++) A[(middle + i) * n + start + j] = rows[j * below + i];
  const corner = middle * (n + 1);
  gemm(below, below, left, -1, rows, 0, 1, below, rows, 0, below, 1, 1, A, corner, n, 1);
  return factorise(A, n, middle, end);
}

function factoriseBlock(A: Float64Array, n: number, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    for (let j = start; j <= i; j++) {
      let sum = A[i * n + j];
      for (let p = start; p < j; p++) sum -= A[i * n + p] * A[j * n + p];
      if (j < i) A[i * n + j] = sum / A[j * n + j];
      else if (!(sum > 0)) return i;
      else A[i * n + i] = Math.sqrt(sum);
    }
  }
  return -1;
}
