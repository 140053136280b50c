/** P·A = L·U of complex matrices, real and imaginary parts side by side. */

import { divideAt } from './complexDivision.js';
import { type Pivoting } from './lu.js';

/**
 * In place, with partial pivoting by |re| + |im|.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §3.4; Anderson et al., LAPACK Users' Guide, zgetf2 (izamax).
 *
 * @param A  n×n, row by row; it is overwritten
 */
export function factoriseComplexLU(A: Float64Array, n: number): Pivoting {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let sign: 1 | -1 = 1;
  let singular = -1;
  for (let k = 0; k < n; k++) {
    const sizeAt = (i: number): number => Math.abs(A[2 * (i * n + k)]) + Math.abs(A[2 * (i * n + k) + 1]);
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (sizeAt(i) > sizeAt(pivot)) pivot = i;
    if (sizeAt(pivot) === 0) {
      if (singular < 0) singular = k;
      continue;
    }
    if (pivot !== k) {
      for (let j = 0; j < 2 * n; j++)
        [A[2 * k * n + j], A[2 * pivot * n + j]] = [A[2 * pivot * n + j], A[2 * k * n + j]];
      [order[k], order[pivot]] = [order[pivot], order[k]];
      sign = -sign as 1 | -1;
    }
    const corner = 2 * (k * n + k);
    for (let i = k + 1; i < n; i++) {
      const at = 2 * (i * n + k);
      divideAt(A, at, A[corner], A[corner + 1]);
      subtractMultiple(n - k - 1, A[at], A[at + 1], A, corner + 2, A, at + 2);
    }
  }
  return { order, sign, singular };
}

/** X ← A⁻¹X of factors that `factoriseComplexLU` gave; X: [n, columns]. */
export function solveComplexLU(
  F: Float64Array,
  order: Int32Array,
  n: number,
  X: Float64Array,
  columns: number,
): void {
  const given = X.slice();
  const width = 2 * columns;
  for (let i = 0; i < n; i++) X.set(given.subarray(order[i] * width, (order[i] + 1) * width), i * width);
  for (let i = 0; i < n; i++) for (let k = 0; k < i; k++) takeRow(F, n, i, k, X, columns);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) takeRow(F, n, i, k, X, columns);
    const at = 2 * (i * n + i);
    for (let j = 0; j < columns; j++) divideAt(X, i * width + 2 * j, F[at], F[at + 1]);
  }
}

function takeRow(F: Float64Array, n: number, i: number, k: number, X: Float64Array, columns: number): void {
  const at = 2 * (i * n + k);
  subtractMultiple(columns, F[at], F[at + 1], X, 2 * k * columns, X, 2 * i * columns);
}

/** y −= (re + i·im)·x over `count` complex numbers. */
function subtractMultiple(
  count: number,
  re: number,
  im: number,
  x: Float64Array,
  xStart: number,
  y: Float64Array,
  yStart: number,
): void {
  for (let j = 0; j < 2 * count; j += 2) {
    const [xRe, xIm] = [x[xStart + j], x[xStart + j + 1]];
    y[yStart + j] -= re * xRe - im * xIm;
    y[yStart + j + 1] -= re * xIm + im * xRe;
  }
}
