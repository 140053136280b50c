/**
 * X ← A⁻¹X for a band matrix, by LU with partial pivoting within the band.
 *
 * Cost: about 2·n·lower·(lower + upper) operations, and as many again for every right side.
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §4.3.3.
 *
 * @param band  [lower + upper + 1, n]: A[i, j] stands at `band[upper + i − j, j]`, as in SciPy's `solve_banded`
 * @param X  [n, columns]; it is overwritten
 * @returns the first column without a pivot that is not 0; −1 if there is none
 */
export function solveBanded(
  lower: number,
  upper: number,
  band: Float64Array,
  n: number,
  X: Float64Array,
  columns: number,
): number {
  // Row by row: row i holds columns i − lower to i + upper + lower, since rows that are exchanged fill up so far.
  const width = 2 * lower + upper + 1;
  const rows = new Float64Array(n * width);
  for (let i = 0; i < n; i++)
    for (let j = Math.max(0, i - lower); j <= Math.min(n - 1, i + upper); j++)
      rows[i * width + j - i + lower] = band[(upper + i - j) * n + j];
  /** Where (i, 0) would stand. */
  const start = (i: number): number => i * width + lower - i;
  for (let k = 0; k < n; k++) {
    const last = Math.min(n - 1, k + lower);
    const end = Math.min(n - 1, k + lower + upper);
    let pivot = k;
    for (let i = k + 1; i <= last; i++)
      if (Math.abs(rows[start(i) + k]) > Math.abs(rows[start(pivot) + k])) pivot = i;
    if (pivot !== k) {
      const [p, q] = [start(k), start(pivot)];
      for (let j = k; j <= end; j++) [rows[p + j], rows[q + j]] = [rows[q + j], rows[p + j]];
      for (let j = 0; j < columns; j++)
        [X[k * columns + j], X[pivot * columns + j]] = [X[pivot * columns + j], X[k * columns + j]];
    }
    const top = start(k);
    const size = rows[top + k];
    if (size === 0) return k;
    for (let i = k + 1; i <= last; i++) {
      const row = start(i);
      const factor = rows[row + k] / size;
      if (factor === 0) continue;
      for (let j = k + 1; j <= end; j++) rows[row + j] -= factor * rows[top + j];
      for (let j = 0; j < columns; j++) X[i * columns + j] -= factor * X[k * columns + j];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = start(i);
    for (let k = i + 1; k <= Math.min(n - 1, i + lower + upper); k++)
      for (let j = 0; j < columns; j++) X[i * columns + j] -= rows[row + k] * X[k * columns + j];
    for (let j = 0; j < columns; j++) X[i * columns + j] /= rows[row + i];
  }
  return -1;
}

/**
 * X ← A⁻¹X for a tridiagonal matrix: `below`[i] at (i + 1, i), `diagonal`[i], `above`[i] at (i, i + 1); with partial pivoting.
 *
 * @returns the first column without a pivot that is not 0; −1 if there is none
 */
export function solveTridiagonal(
  below: Float64Array,
  diagonal: Float64Array,
  above: Float64Array,
  X: Float64Array,
  columns: number,
): number {
  const n = diagonal.length;
  const d = diagonal.slice();
  const u = above.slice();
  /** The second superdiagonal, which exchanged rows fill. */
  const w = new Float64Array(Math.max(0, n - 2));
  for (let k = 0; k + 1 < n; k++) {
    let low = below[k];
    if (Math.abs(low) > Math.abs(d[k])) {
      // Rows k = (d, u, 0) and k + 1 = (low, d', u') change places.
      [d[k], low] = [low, d[k]];
      [u[k], d[k + 1]] = [d[k + 1], u[k]];
      if (k + 2 < n) [w[k], u[k + 1]] = [u[k + 1], 0];
      for (let j = 0; j < columns; j++)
        [X[k * columns + j], X[(k + 1) * columns + j]] = [X[(k + 1) * columns + j], X[k * columns + j]];
    }
    if (d[k] === 0) return k;
    const factor = low / d[k];
    d[k + 1] -= factor * u[k];
    if (k + 2 < n) u[k + 1] -= factor * w[k];
    for (let j = 0; j < columns; j++) X[(k + 1) * columns + j] -= factor * X[k * columns + j];
  }
  if (n > 0 && d[n - 1] === 0) return n - 1;
  for (let i = n - 1; i >= 0; i--) {
    for (let j = 0; j < columns; j++) {
      let sum = X[i * columns + j];
      if (i + 1 < n) sum -= u[i] * X[(i + 1) * columns + j];
      if (i + 2 < n) sum -= w[i] * X[(i + 2) * columns + j];
      X[i * columns + j] = sum / d[i];
    }
  }
  return -1;
}
