/** A linear operator on the values at grid points, (L u)_i = Σ weights_e u[columns_e] + boundary_i, in compressed rows. */
export interface DifferenceOperator {
  /** Number of grid points. */
  readonly n: number;
  /** Row i has the entries starts[i] … starts[i + 1] − 1; [n + 1]. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float64Array;
  /** What given boundary values add, [n]. */
  readonly boundary: Float64Array;
}

/** Row i of L u; for differentiated code. */
/* @differentiable */
export function operatorRow(
  operator: DifferenceOperator,
  u: Float64Array,
  i: number,
  first: number,
  stride: number,
): number {
  const { starts, columns, weights, boundary } = operator;
  let sum = boundary[i];
  for (let e = starts[i]; e < starts[i + 1]; e++) sum += weights[e] * u[first + stride * columns[e]];
  return sum;
}

/** An operator out of its rows of [column, weight]; weights of the same column are added. */
export function operatorOf(
  rows: readonly (readonly (readonly [number, number])[])[],
  boundary: Float64Array,
): DifferenceOperator {
  const starts = new Int32Array(rows.length + 1);
  const columns: number[] = [];
  const weights: number[] = [];
  rows.forEach((row, i) => {
    const sums = new Map<number, number>();
    for (const [column, weight] of row) sums.set(column, (sums.get(column) ?? 0) + weight);
    for (const column of [...sums.keys()].sort((a, b) => a - b)) {
      columns.push(column);
      weights.push(sums.get(column)!);
    }
    starts[i + 1] = columns.length;
  });
  return {
    n: rows.length,
    starts,
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
    boundary,
  };
}

/** Row i as pairs of [column, weight]. */
function rowOf({ starts, columns, weights }: DifferenceOperator, i: number): (readonly [number, number])[] {
  return Array.from(
    { length: starts[i + 1] - starts[i] },
    (_, k) => [columns[starts[i] + k], weights[starts[i] + k]] as const,
  );
}

/** The sum of an operator along x and one along y on a grid of both, whose points are numbered x first: i + nx j. */
export function sumOfAxes(alongX: DifferenceOperator, alongY: DifferenceOperator): DifferenceOperator {
  const nx = alongX.n;
  const ny = alongY.n;
  const boundary = new Float64Array(nx * ny);
  const rows = Array.from({ length: nx * ny }, (_, at) => {
    const i = at % nx;
    const j = (at - i) / nx;
    boundary[at] = alongX.boundary[i] + alongY.boundary[j];
    return [
      ...rowOf(alongX, i).map(([k, w]) => [k + nx * j, w] as const),
      ...rowOf(alongY, j).map(([k, w]) => [i + nx * k, w] as const),
    ];
  });
  return operatorOf(rows, boundary);
}

/** The places of an operator's entries, [row, column]. */
export function placesOf({ n, starts, columns }: DifferenceOperator): [number, number][] {
  const places: [number, number][] = [];
  for (let i = 0; i < n; i++) for (let e = starts[i]; e < starts[i + 1]; e++) places.push([i, columns[e]]);
  return places;
}
