/** Weighted sums over rows, those with weight 0 left out. Sum i has the terms `starts[i]` to `starts[i + 1]`. */
export interface StageSums {
  readonly starts: Int32Array;
  /** Number of the row that a term weighs. */
  readonly columns: Int32Array;
  readonly weights: Float64Array;
}

/** Sums from their weights: entry j of `rows[i]` weighs row j in sum i. */
export function stageSums(rows: readonly ArrayLike<number>[]): StageSums {
  const starts = [0];
  const columns: number[] = [];
  const weights: number[] = [];
  for (const row of rows) {
    for (let j = 0; j < row.length; j++) {
      if (row[j] === 0) continue;
      columns.push(j);
      weights.push(row[j]);
    }
    starts.push(columns.length);
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}

/** Sums whose terms come in two groups: those of sum j before `splits[j]`, and those from there on. */
export interface TransposedSums extends StageSums {
  readonly splits: Int32Array;
}

/**
 * The sums the other way round, for a reverse sweep: sum j of the result weighs each row i that reads row j. Those of `rows` up to `end`
 * come first, `end` before all and the others backwards; then those after `end`, from `splits[j]` on.
 */
export function transposedSums(sums: StageSums, end: number): TransposedSums {
  const count = sums.starts.length - 1;
  const order: number[] = [];
  for (let i = end; i >= 0; i--) order.push(i);
  for (let i = count - 1; i > end; i--) order.push(i);
  const starts = [0];
  const splits: number[] = [];
  const columns: number[] = [];
  const weights: number[] = [];
  for (let j = 0; j < count; j++) {
    let split = -1;
    for (const i of order) {
      if (i > end && split < 0) split = columns.length;
      for (let q = sums.starts[i]; q < sums.starts[i + 1]; q++) {
        if (sums.columns[q] !== j) continue;
        columns.push(i);
        weights.push(sums.weights[q]);
      }
    }
    splits.push(split < 0 ? columns.length : split);
    starts.push(columns.length);
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
    splits: Int32Array.from(splits),
  };
}
