/**
 * P A = L U with partial pivoting, in place of the rows of A [n·n]; false if a pivot is 0 or not finite.
 *
 * @param pivots  the row exchanged with row k, [n]
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §3.4.
 */
export function denseFactor(A: Float64Array, n: number, pivots: Int32Array): boolean {
  for (let k = 0, row = 0; k < n; k++, row += n) {
    let at = k;
    let most = Math.abs(A[row + k]);
    for (let i = k + 1; i < n; i++) {
      const size = Math.abs(A[i * n + k]);
      if (size > most) {
        most = size;
        at = i;
      }
    }
    pivots[k] = at;
    if (!(most > 0 && most < Infinity)) return false;
    if (at !== k) {
      const other = at * n;
      for (let j = 0; j < n; j++) {
        const x = A[row + j];
        A[row + j] = A[other + j];
        A[other + j] = x;
      }
    }
    const inverse = 1 / A[row + k];
    for (let i = k + 1; i < n; i++) {
      const start = i * n;
      const factor = A[start + k] * inverse;
      A[start + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) A[start + j] -= factor * A[row + j];
    }
    A[row + k] = inverse; // a NaN below the diagonal shows in a later pivot
  }
  return true;
}

/** Solves with the factors, in place of b [n]. */
export function denseSolve(A: Float64Array, n: number, pivots: Int32Array, b: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const at = pivots[k];
    if (at === k) continue;
    const x = b[k];
    b[k] = b[at];
    b[at] = x;
  }
  for (let i = 1, row = n; i < n; i++, row += n) {
    let sum = b[i];
    for (let j = 0; j < i; j++) sum -= A[row + j] * b[j];
    b[i] = sum;
  }
  for (let i = n - 1, row = i * n; i >= 0; i--, row -= n) {
    let sum = b[i];
    for (let j = i + 1; j < n; j++) sum -= A[row + j] * b[j];
    b[i] = sum * A[row + i];
  }
}
