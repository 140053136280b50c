import { factoriseLU, solveLU } from '../ndarray/linalg/lu.js';

/**
 * B = P·L·U of a square matrix A = D·B, whose rows D has brought to a greatest entry of 1, with partial pivoting.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §3.5.2 (row scaling).
 */
export class LU {
  private readonly n: number;
  private readonly factors: Float64Array;
  private readonly scales: Float64Array;
  private readonly order: Int32Array;
  /** The first column that depends on those before it, to rounding; −1 if there is none. */
  readonly dependentColumn: number;

  /** @param A  n×n, row by row; it is overwritten */
  constructor(A: Float64Array, n: number) {
    this.n = n;
    this.factors = A;
    this.scales = new Float64Array(n);
    const columns = this.scaleRows();
    this.order = factoriseLU(A, n).order;
    // Also where the pivot is NaN.
    this.dependentColumn = columns.findIndex(
      (size, k) => !(Math.abs(A[k * n + k]) > n * Number.EPSILON * size),
    );
  }

  /** @returns the greatest entry of each column of B */
  private scaleRows(): Float64Array {
    const { n, factors: F, scales } = this;
    const columns = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let greatest = 0;
      for (let j = 0; j < n; j++) greatest = Math.max(greatest, Math.abs(F[i * n + j]));
      scales[i] = greatest;
      if (greatest > 0) for (let j = 0; j < n; j++) F[i * n + j] /= greatest;
      for (let j = 0; j < n; j++) columns[j] = Math.max(columns[j], Math.abs(F[i * n + j]));
    }
    return columns;
  }

  /** x with A·x = b. */
  solve(b: ArrayLike<number>): Float64Array {
    const x = Float64Array.from(b, (value, i) => value / this.scales[i]);
    solveLU(this.factors, this.order, this.n, x, 1);
    return x;
  }

  /** x with Aᵀ·x = b. */
  solveTransposed(b: ArrayLike<number>): Float64Array {
    const x = Float64Array.from(b);
    solveLU(this.factors, this.order, this.n, x, 1, true);
    return x.map((value, i) => value / this.scales[i]);
  }
}
