import type { SparsityPattern } from '@diffjs/runtime';
import type { RealFactors } from './DoubledFactors.js';

/**
 * P A = L U of banded matrices with partial pivoting. Row i holds the columns from i − lower to i + upper + lower, the last `lower` of
 * them for what exchanges of rows bring in.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §4.3.
 */
export class BandedFactors implements RealFactors {
  private readonly n: number;
  private readonly lower: number;
  private readonly reach: number;
  private readonly width: number;
  private readonly A: Float64Array;
  private readonly pivots: Int32Array;

  /** @param pattern  the places of the entries, increasing in each row */
  constructor(private readonly pattern: SparsityPattern) {
    const { rowPointers, columns } = pattern;
    const n = rowPointers.length - 1;
    let lower = 0;
    let upper = 0;
    for (let i = 0; i < n; i++) {
      lower = Math.max(lower, i - columns[rowPointers[i]]);
      upper = Math.max(upper, columns[rowPointers[i + 1] - 1] - i);
    }
    this.n = n;
    this.lower = lower;
    this.reach = upper + lower;
    this.width = lower + this.reach + 1;
    this.A = new Float64Array(n * this.width);
    this.pivots = new Int32Array(n);
  }

  factor(W: Float64Array): boolean {
    const { n, lower, reach, width, A, pivots } = this;
    this.place(W);
    for (let k = 0; k < n; k++) {
      const lastRow = Math.min(n - 1, k + lower);
      const lastColumn = Math.min(n - 1, k + reach);
      let at = k;
      let most = Math.abs(A[k * width + lower]);
      for (let i = k + 1; i <= lastRow; i++) {
        const size = Math.abs(A[i * width + k - i + lower]);
        if (size > most) {
          most = size;
          at = i;
        }
      }
      pivots[k] = at;
      if (!(most > 0 && most < Infinity)) return false;
      const top = k * width - k + lower; // entry (k, j) is at top + j
      if (at !== k) {
        const other = at * width - at + lower;
        for (let j = k; j <= lastColumn; j++) {
          const x = A[top + j];
          A[top + j] = A[other + j];
          A[other + j] = x;
        }
      }
      const inverse = 1 / A[top + k];
      for (let i = k + 1; i <= lastRow; i++) {
        const row = i * width - i + lower;
        const factor = A[row + k] * inverse;
        A[row + k] = factor;
        if (factor === 0) continue;
        for (let j = k + 1; j <= lastColumn; j++) A[row + j] -= factor * A[top + j];
      }
      A[top + k] = inverse;
    }
    return true;
  }

  private place(W: Float64Array): void {
    const { n, lower, width, A } = this;
    const { rowPointers, columns } = this.pattern;
    A.fill(0);
    for (let i = 0; i < n; i++) {
      const row = i * width - i + lower;
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) A[row + columns[e]] = W[e];
    }
  }

  solve(b: Float64Array): void {
    const { n, lower, reach, width, A, pivots } = this;
    for (let k = 0; k < n; k++) {
      const at = pivots[k];
      const x = b[at];
      if (at !== k) {
        b[at] = b[k];
        b[k] = x;
      }
      const last = Math.min(n - 1, k + lower);
      for (let i = k + 1; i <= last; i++) b[i] -= A[i * width + k - i + lower] * x;
    }
    for (let k = n - 1; k >= 0; k--) {
      const top = k * width - k + lower;
      const last = Math.min(n - 1, k + reach);
      let sum = b[k];
      for (let j = k + 1; j <= last; j++) sum -= A[top + j] * b[j];
      b[k] = sum * A[top + k];
    }
  }
}
