/**
 * B = P·L·U of a square matrix A = D·B, whose rows D has brought to a greatest entry of 1, with partial pivoting.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §3.4 (algorithm 3.4.1) and §3.5.2 (row scaling).
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
    this.order = Int32Array.from({ length: n }, (_, i) => i);
    this.dependentColumn = this.factorise();
  }

  private factorise(): number {
    const { n, factors: F, scales } = this;
    for (let i = 0; i < n; i++) {
      let greatest = 0;
      for (let j = 0; j < n; j++) greatest = Math.max(greatest, Math.abs(F[i * n + j]));
      scales[i] = greatest;
      if (greatest > 0) for (let j = 0; j < n; j++) F[i * n + j] /= greatest;
    }
    const columns = new Float64Array(n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) columns[j] = Math.max(columns[j], Math.abs(F[i * n + j]));
    for (let k = 0; k < n; k++) {
      let pivot = k;
      for (let i = k + 1; i < n; i++) if (Math.abs(F[i * n + k]) > Math.abs(F[pivot * n + k])) pivot = i;
      // Also where it is NaN.
      if (!(Math.abs(F[pivot * n + k]) > n * Number.EPSILON * columns[k])) return k;
      if (pivot !== k) this.swap(k, pivot);
      for (let i = k + 1; i < n; i++) {
        const factor = (F[i * n + k] /= F[k * n + k]);
        if (factor !== 0) for (let j = k + 1; j < n; j++) F[i * n + j] -= factor * F[k * n + j];
      }
    }
    return -1;
  }

  private swap(a: number, b: number): void {
    const { n, factors: F, order } = this;
    for (let j = 0; j < n; j++) [F[a * n + j], F[b * n + j]] = [F[b * n + j], F[a * n + j]];
    [order[a], order[b]] = [order[b], order[a]];
  }

  /** x with A·x = b. */
  solve(b: ArrayLike<number>): Float64Array {
    const { n, factors: F, scales, order } = this;
    const x = Float64Array.from(order, (i) => b[i] / scales[i]);
    for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) x[i] -= F[i * n + j] * x[j];
    for (let i = n - 1; i >= 0; i--) {
      for (let j = i + 1; j < n; j++) x[i] -= F[i * n + j] * x[j];
      x[i] /= F[i * n + i];
    }
    return x;
  }

  /** x with Aᵀ·x = b. */
  solveTransposed(b: ArrayLike<number>): Float64Array {
    const { n, factors: F, scales, order } = this;
    const y = Float64Array.from(b);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) y[i] -= F[j * n + i] * y[j];
      y[i] /= F[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) for (let j = i + 1; j < n; j++) y[i] -= F[j * n + i] * y[j];
    const x = new Float64Array(n);
    for (let i = 0; i < n; i++) x[order[i]] = y[i] / scales[order[i]];
    return x;
  }
}
