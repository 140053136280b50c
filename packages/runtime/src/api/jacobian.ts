import { cloneTree } from '../tree/cloneTree.js';
import { ravel, unravel } from '../tree/ravel.js';
import { shaped } from '../tree/shaped.js';
import { zerosLike } from '../tree/zerosLike.js';
import type { Gradient, Tangents } from './derivativeTypes.js';
import { checkOptions } from '../errors/checkOptions.js';
import { type Companions, LANES } from '../records/Companions.js';
import { CompressedColumns } from '../sparse/CompressedColumns.js';
import { compressedPattern, type SparseMatrix, type SparsityLike } from '../sparse/SparsityPattern.js';
import { detectSparsity } from '../sparse/detectSparsity.js';
import { isWhole } from '../shadow/viewShadow.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import { ColumnSweep, type FlatNumbers, isFlat } from './ColumnSweep.js';
import { companionsOf } from './differentiable.js';
import { jvp } from './jvp.js';
import { laneSweep, laneSweepOfVector } from './laneSweep.js';
import { sweepSparse } from './prepareJacobian.js';
import { pullback } from './pullback.js';

/** The Jacobian of an `R` with respect to a `T`: the shape of the result, each number replaced by its gradient. */
export type Jacobian<R, T> = R extends number
  ? Gradient<T>
  : R extends Float64Array | Float32Array
    ? Gradient<T>[]
    : R extends readonly unknown[]
      ? { -readonly [I in keyof R]: Jacobian<R[I], T> }
      : R extends string | boolean | null | undefined
        ? null
        : R extends object
          ? { -readonly [K in keyof R]: Jacobian<R[K], T> }
          : unknown;

/** Options of `jacobian`. */
export interface JacobianOptions {
  /**
   * Where the Jacobian may have entries other than zero; then it is sparse. `{ rowPointers, columns }` (compressed rows), for each row the
   * columns of its entries, or `'detect'`, which asks `detectSparsity`.
   */
  readonly sparsity: SparsityLike | 'detect';
}

/**
 * All partial derivatives of a function of one argument, J[output][input].
 *
 * The result has the shape of `f(x)` with each number replaced by its gradient, which mirrors `x`: for arrays, nested arrays with
 * the output first (an array of `Float64Array` rows if `x` is one); a number for a number.
 *
 * Costs one evaluation and one reverse sweep per output; or, where that is cheaper, one forward-mode sweep per input, or per four inputs
 * if `f` was compiled for several tangents (the option `lanes` of the plugin). `f` is then evaluated several times, on copies of `x`, unless one
 * sweep is enough.
 *
 * With a sparsity pattern, `x` and `f(x)` are numbers in a row, and the result is a sparse matrix. It takes one tangent for each group of columns
 * that share no row (`colourColumns`; three for a tridiagonal matrix of any size), and one along some direction that says whether the
 * pattern has everything.
 *
 * @param f  a differentiable function
 * @param x  a number, an array, a typed array or any tree of them
 * @param options  `{ sparsity }` for a sparse matrix
 * @returns the derivatives; with a pattern `{ rowPointers, columns, values, shape }`, see `SparseMatrix`
 * @throws DIFF3001 if `f` was never compiled; DIFF3009 for entries that the pattern does not have, DIFF3003 for what is no pattern, DIFF3006 where none can
 *   be detected; what `f` throws
 * @example
 * const polar = /* @differentiable *\/ ([r, a]) => [r * Math.cos(a), r * Math.sin(a)];
 * jacobian(polar, [2, 0])   // [[1, 0], [0, 2]]
 */
export function jacobian<T, R>(f: (x: T) => R, x: T): Jacobian<R, T>;
export function jacobian<T extends FlatNumbers, R extends number | ArrayLike<number>>(
  f: (x: T) => R,
  x: T,
  options: JacobianOptions,
): SparseMatrix;
export function jacobian<T, R>(
  f: (x: T) => R,
  x: T,
  options?: JacobianOptions,
): Jacobian<R, T> | SparseMatrix {
  const c = companionsOf(f, 'jacobian');
  if (options !== undefined) {
    const { sparsity } = checkOptions('jacobian', options, { sparsity: 0 }, () => undefined);
    if (sparsity !== undefined) return sparseJacobian(f, c, x, sparsity);
  }
  const typed = x instanceof Float64Array ? x : undefined;
  const inputs = typed === undefined ? ravel(x).length : typed.length;
  if (c.several !== undefined && inputs > 0 && inputs <= LANES) {
    const found = inOneSweep(c, x, inputs);
    if (found !== undefined) return found as Jacobian<R, T>;
  }
  const fresh = cloneTree(x, 'copy');
  const [value, back] = pullback<[T], R>(f, x);
  const outputs = value instanceof Float64Array ? value.length : ravel(value).length;
  const outputShape: unknown = zerosLike(value);
  const sweeps = c.several === undefined ? inputs : Math.ceil(inputs / LANES);
  const byForward = outputs > inputs || (c.several !== undefined && LANE_SWEEP_COST * sweeps <= outputs);
  const rows: unknown[] = byForward
    ? rowsByForward(f, c, fresh, inputs, outputs)
    : rowsByReverse(back as (cotangent: unknown) => unknown[], outputShape, outputs);
  back.release();
  return shaped(outputShape, rows) as Jacobian<R, T>;
}

/** What a sweep for four tangents costs, in reverse sweeps. */
const LANE_SWEEP_COST = 2;

function sparseJacobian(f: unknown, c: Companions, x: unknown, given: SparsityLike | 'detect'): SparseMatrix {
  const pattern = given === 'detect' ? detectSparsity(f, x) : given;
  const t = acquireTape();
  try {
    const sweep = new ColumnSweep(c, t, { inputs: [0], output: undefined }, 'jacobian');
    const args = [isFlat(x) ? x.slice() : x];
    sweep.begin(args);
    const compressed = new CompressedColumns(
      compressedPattern(pattern, sweep.columns, 'jacobian'),
      sweep.columns,
    );
    const { rowPointers, columns } = compressed.pattern;
    const values = new Float64Array(columns.length);
    sweepSparse(sweep, compressed, values, true, 'jacobian');
    return { rowPointers, columns, values, shape: [compressed.rows, sweep.columns] };
  } finally {
    releaseTape(t, t.m);
  }
}

/** All columns at once, on `x` itself, whatever the outputs are; undefined if `f` was not compiled for `x`. */
function inOneSweep(c: Companions, x: unknown, inputs: number): unknown {
  const t = acquireTape();
  try {
    const isVector = x instanceof Float64Array && isWhole(x, x.buffer);
    const result = isVector
      ? laneSweepOfVector(c, t, x, unitVectors(inputs))
      : laneSweep(c, t, [x], unitTangents(x, 0, inputs));
    if (result === undefined) return undefined;
    const { value } = result;
    if (x instanceof Float64Array && value instanceof Float64Array) {
      const rows = emptyRows(value.length, inputs);
      for (let j = 0; j < inputs; j++) putColumn(rows, j, result.tangent(j));
      return rows;
    }
    const shape = zerosLike(x);
    const columns = Array.from({ length: inputs }, (_, j) => ravel(result.tangent(j)));
    const rows = Array.from(ravel(value), (_, i) =>
      unravel(
        columns.map((column) => column[i]),
        shape,
      ),
    );
    return shaped(zerosLike(value), rows);
  } finally {
    releaseTape(t, t.m);
  }
}

/** For each lane a unit vector, or zeros. */
function unitVectors(length: number): Float64Array[] {
  const units = emptyRows(LANES, length);
  for (let k = 0; k < LANES && k < length; k++) units[k][k] = 1;
  return units;
}

/** `Array.from` with a function costs more than small rows do. */
function emptyRows(count: number, length: number): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let i = 0; i < count; i++) rows.push(new Float64Array(length));
  return rows;
}

/** For each lane the tangents of the arguments `[x]`: unit vectors from `first` on. */
function unitTangents(x: unknown, first: number, inputs: number, most = LANES): unknown[][] {
  const shape = x instanceof Float64Array ? undefined : zerosLike(x);
  return Array.from({ length: Math.min(most, inputs - first) }, (_, k) => {
    const unit = new Float64Array(inputs);
    unit[first + k] = 1;
    return [shape === undefined ? unit : unravel(unit, shape)];
  });
}

function putColumn(rows: readonly Float64Array[], j: number, tangent: unknown): void {
  const column = tangent instanceof Float64Array ? tangent : ravel(tangent);
  for (let i = 0; i < rows.length; i++) rows[i][j] = column[i];
}

function rowsByReverse(
  back: (cotangent: unknown) => unknown[],
  outputShape: unknown,
  outputs: number,
): unknown[] {
  const unit = new Float64Array(outputs);
  const rows: unknown[] = [];
  for (let i = 0; i < outputs; i++) {
    unit[i] = 1;
    rows.push(back(outputShape instanceof Float64Array ? unit : unravel(unit, outputShape))[0]);
    unit[i] = 0;
  }
  return rows;
}

/** @param x  a copy of the argument, which is used up */
function rowsByForward<T, R>(
  f: (x: T) => R,
  c: Companions,
  x: T,
  inputs: number,
  outputs: number,
): unknown[] {
  const matrix = emptyRows(outputs, inputs);
  let several = c.several !== undefined;
  for (let j = 0; j < inputs;) {
    const tangents = unitTangents(x, j, inputs, several ? LANES : 1);
    const found = several ? lanesOn(c, j + LANES < inputs ? cloneTree(x, 'copy') : x, tangents) : undefined;
    if (found !== undefined) {
      for (const column of found) putColumn(matrix, j++, column);
      continue;
    }
    several = false;
    const [unit] = tangents as unknown as [Tangents<[T]>];
    putColumn(matrix, j, jvp<[T], R>(f, [j + 1 < inputs ? cloneTree(x, 'copy') : x], unit)[1]);
    j++;
  }
  if (x instanceof Float64Array) return matrix;
  const shape = zerosLike(x);
  return matrix.map((row) => unravel(row, shape));
}

/** The tangents of `f(x)` in all lanes that have one; undefined if `f` was not compiled for `x`. */
function lanesOn(c: Companions, x: unknown, tangents: unknown[][]): unknown[] | undefined {
  const t = acquireTape();
  try {
    const result = laneSweep(c, t, [x], tangents);
    return result && tangents.map((_, k) => result.tangent(k));
  } finally {
    releaseTape(t, t.m);
  }
}
