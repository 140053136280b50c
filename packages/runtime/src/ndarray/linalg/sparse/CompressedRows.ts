/** A sparse matrix by rows: row i has its columns in `columns[starts[i]]` to `columns[starts[i + 1] − 1]`, rising, each once. */
export interface RowPattern {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
}

/** y = A·X; X: [width, count], y: [rows, count]. */
export function multiplySparse(
  { rows, starts, columns }: RowPattern,
  values: Float64Array,
  X: Float64Array,
  count: number,
): Float64Array {
  const out = new Float64Array(rows * count);
  for (let i = 0; i < rows; i++) {
    if (count === 1) {
      let sum = 0;
      for (let p = starts[i]; p < starts[i + 1]; p++) sum += values[p] * X[columns[p]];
      out[i] = sum;
      continue;
    }
    for (let p = starts[i]; p < starts[i + 1]; p++) {
      const value = values[p];
      const from = columns[p] * count;
      for (let j = 0; j < count; j++) out[i * count + j] += value * X[from + j];
    }
  }
  return out;
}

/** The pattern of Aᵀ, and where each of its values stands in A's. */
export function transposePattern(pattern: RowPattern): {
  readonly pattern: RowPattern;
  readonly places: Int32Array;
} {
  const { rows, width, starts, columns } = pattern;
  const out = new Int32Array(width + 1);
  for (const j of columns) out[j + 1]++;
  for (let j = 0; j < width; j++) out[j + 1] += out[j];
  const next = out.slice();
  const turned = new Int32Array(columns.length);
  const places = new Int32Array(columns.length);
  for (let i = 0; i < rows; i++) {
    for (let p = starts[i]; p < starts[i + 1]; p++) {
      const q = next[columns[p]]++;
      turned[q] = i;
      places[q] = p;
    }
  }
  return { pattern: { rows: width, width: rows, starts: out, columns: turned }, places };
}

/**
 * Triplets by rows; `places[k]` says where the value of triplet k is added.
 */
export function compressTriplets(
  rows: number,
  width: number,
  rowOf: ArrayLike<number>,
  columnOf: ArrayLike<number>,
): { readonly pattern: RowPattern; readonly places: Int32Array } {
  const count = rowOf.length;
  const starts = new Int32Array(rows + 1);
  for (let k = 0; k < count; k++) starts[rowOf[k] + 1]++;
  for (let i = 0; i < rows; i++) starts[i + 1] += starts[i];
  const next = starts.slice();
  const byRow = new Int32Array(count);
  for (let k = 0; k < count; k++) byRow[next[rowOf[k]]++] = k;
  const columns = new Int32Array(count);
  const places = new Int32Array(count);
  let used = 0;
  for (let i = 0; i < rows; i++) {
    const entries = byRow.subarray(starts[i], starts[i + 1]).sort((a, b) => columnOf[a] - columnOf[b]);
    const begin = used;
    for (const k of entries) {
      if (used === begin || columns[used - 1] !== columnOf[k]) columns[used++] = columnOf[k];
      places[k] = used - 1;
    }
    starts[i] = begin;
  }
  starts[rows] = used;
  return { pattern: { rows, width, starts, columns: columns.slice(0, used) }, places };
}
