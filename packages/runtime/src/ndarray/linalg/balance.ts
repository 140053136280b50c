/** What balancing did: row i of the balanced matrix is row `order[i]` of the given one, its vectors have to be multiplied by `scales[i]`. */
export interface Balance {
  readonly order: Int32Array;
  readonly scales: Float64Array;
}

/**
 * D⁻¹·P·A·Pᵀ·D in place: P brings eigenvalues that can be read off to both ends, which makes the matrix triangular there; D, of powers of two, gives
 * rows and columns of one index in between norms of about one size.
 *
 * Reference: Parlett & Reinsch, Numer. Math. 13, 1969; James, Langou & Lowery, "On matrix balancing and eigenvector computation", arXiv:1401.5766,
 * 2014 (the 2-norm and the criterion).
 *
 * @param A  n×n, row by row; it is overwritten
 */
export function balance(A: Float64Array, n: number): Balance {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const [low, high] = isolate(A, n, order);
  return { order, scales: scaleRows(A, n, low, high) };
}

/** Exchanges rows and columns until no eigenvalue can be read off between `low` and `high`, which is behind the last. */
function isolate(A: Float64Array, n: number, order: Int32Array): [low: number, high: number] {
  let high = n;
  for (let i = high - 1; i >= 0; i--) {
    if (!isAlone(A, i * n, 1, i, 0, high)) continue;
    exchange(A, n, order, i, high - 1);
    i = --high;
  }
  let low = 0;
  for (let j = low; j < high; j++) {
    if (!isAlone(A, j, n, j, low, high)) continue;
    exchange(A, n, order, j, low);
    j = low++;
  }
  return [low, high];
}

/** Is all of a row or column 0 from `from` to `to`, but for its entry at `at`? */
function isAlone(
  A: Float64Array,
  start: number,
  step: number,
  at: number,
  from: number,
  to: number,
): boolean {
  for (let k = from; k < to; k++) if (k !== at && A[start + k * step] !== 0) return false;
  return true;
}

function exchange(A: Float64Array, n: number, order: Int32Array, p: number, q: number): void {
  if (p === q) return;
  for (let k = 0; k < n; k++) [A[p * n + k], A[q * n + k]] = [A[q * n + k], A[p * n + k]];
  for (let k = 0; k < n; k++) [A[k * n + p], A[k * n + q]] = [A[k * n + q], A[k * n + p]];
  [order[p], order[q]] = [order[q], order[p]];
}

function scaleRows(A: Float64Array, n: number, low: number, high: number): Float64Array {
  const scales = new Float64Array(n).fill(1);
  for (let round = 0, changed = true; changed && round < 100; round++) {
    changed = false;
    for (let i = low; i < high; i++) {
      const before = sizes(A, n, i, low, high);
      let [column, row] = before;
      if (!(column > 0 && row > 0) || !Number.isFinite(column + row)) continue;
      let factor = 1;
      while (column < row / 2) {
        factor *= 2;
        column *= 2;
        row /= 2;
      }
      while (column >= row * 2) {
        factor /= 2;
        column /= 2;
        row *= 2;
      }
      const scale = scales[i] * factor;
      if (Math.hypot(column, row) >= 0.95 * Math.hypot(before[0], before[1])) continue;
      if (!(scale > 1e-290 && scale < 1e290)) continue;
      changed = true;
      scales[i] = scale;
      for (let j = 0; j < n; j++) A[i * n + j] /= factor;
      for (let j = 0; j < n; j++) A[j * n + i] *= factor;
    }
  }
  return scales;
}

/** The norms of column and row i within the part that is balanced; with the diagonal, so that nothing is gained where that is most of them. */
function sizes(
  A: Float64Array,
  n: number,
  i: number,
  low: number,
  high: number,
): [column: number, row: number] {
  let column = 0;
  let row = 0;
  for (let j = low; j < high; j++) {
    column += A[j * n + i] ** 2;
    row += A[i * n + j] ** 2;
  }
  return [Math.sqrt(column), Math.sqrt(row)];
}
