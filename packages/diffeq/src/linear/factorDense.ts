/**
 * P A = L U with partial pivoting, in place of the rows of A [n·n]; false if a pivot is 0 or not finite.
 *
 * @param pivots  the row exchanged with row k, [n]
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §3.4.
 */
export function denseFactor(A: Float64Array, n: number, pivots: Int32Array): boolean {
  if (n === 3) return factorOfThree(A, pivots);
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
  if (n === 3) {
    solveWithThree(A, pivots, b);
    return;
  }
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

/** The same for n = 3 with the loops written out, which takes half the time; row operations in the same order. */
function factorOfThree(A: Float64Array, pivots: Int32Array): boolean {
  const s0 = Math.abs(A[0]);
  const s1 = Math.abs(A[3]);
  const s2 = Math.abs(A[6]);
  const first = s1 > s0 ? (s2 > s1 ? 2 : 1) : s2 > s0 ? 2 : 0;
  pivots[0] = first;
  const top = 3 * first;
  const a00 = A[top];
  const a01 = A[top + 1];
  const a02 = A[top + 2];
  if (!isPivot(a00)) return false;
  const inverse = 1 / a00;
  const swapped = first === 1;
  const f1 = (swapped ? A[0] : A[3]) * inverse;
  const f2 = (first === 2 ? A[0] : A[6]) * inverse;
  const b11 = (swapped ? A[1] : A[4]) - f1 * a01;
  const b12 = (swapped ? A[2] : A[5]) - f1 * a02;
  const b21 = (first === 2 ? A[1] : A[7]) - f2 * a01;
  const b22 = (first === 2 ? A[2] : A[8]) - f2 * a02;
  const second = Math.abs(b21) > Math.abs(b11);
  pivots[1] = second ? 2 : 1;
  const a11 = second ? b21 : b11;
  const a12 = second ? b22 : b12;
  if (!isPivot(a11)) return false;
  const inverse1 = 1 / a11;
  const g = (second ? b11 : b21) * inverse1;
  const a22 = (second ? b12 : b22) - g * a12;
  if (!isPivot(a22)) return false;
  pivots[2] = 2;
  A[0] = inverse;
  A[1] = a01;
  A[2] = a02;
  A[3] = second ? f2 : f1;
  A[4] = inverse1;
  A[5] = a12;
  A[6] = second ? f1 : f2;
  A[7] = g;
  A[8] = 1 / a22;
  return true;
}

function isPivot(x: number): boolean {
  const size = Math.abs(x);
  return size > 0 && size < Infinity;
}

function solveWithThree(A: Float64Array, pivots: Int32Array, b: Float64Array): void {
  const at = pivots[0];
  const x0 = b[at];
  b[at] = b[0];
  const other = pivots[1];
  const y1 = b[other] - A[3] * x0;
  const y2 = (other === 1 ? b[2] : b[1]) - A[6] * x0 - A[7] * y1;
  const x2 = y2 * A[8];
  const x1 = (y1 - A[5] * x2) * A[4];
  b[2] = x2;
  b[1] = x1;
  b[0] = (x0 - A[1] * x1 - A[2] * x2) * A[0];
}
