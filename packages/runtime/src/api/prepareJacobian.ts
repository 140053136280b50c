import { checkOptions } from '../errors/checkOptions.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { LANES } from '../records/Companions.js';
import { CompressedColumns } from '../sparse/CompressedColumns.js';
import { compressedPattern, type SparsityLike } from '../sparse/SparsityPattern.js';
import { Tape } from '../tape/Tape.js';
import { ColumnSweep } from './ColumnSweep.js';
import { companionsOf } from './differentiable.js';

/** Options of `prepareJacobian`. */
export interface PrepareJacobianOptions {
  /**
   * Positions of the arguments to differentiate by, each a number, a float array or an array of numbers. The columns are their numbers, in
   * this order. Default `[0]`.
   */
  inputs?: readonly number[];
  /** Position of the argument that `f` writes its result into; default: the result is what `f` returns. */
  output?: number;
  /** How the matrix lies in memory: entry (i, j) of m × n at `i * n + j` (default), or at `j * m + i`. */
  layout?: 'row-major' | 'column-major';
  /**
   * Where the matrix may have entries other than zero; then only these are computed and written, row by row, and as few tangents are needed
   * as `colourColumns` finds colours.
   */
  sparsity?: SparsityLike;
  /**
   * Whether entries outside of the pattern are looked for, by one tangent more along some direction: at each evaluation (default), at the
   * first, or never.
   */
  verify?: 'always' | 'once' | 'never';
}

/** A Jacobian that is set up once and evaluated many times; see `prepareJacobian`. */
export interface PreparedJacobian {
  /**
   * Evaluates the function and its Jacobian.
   * @param args  the arguments; those that are not differentiated by are constants
   * @param out  [m · n] in the chosen layout, or the entries of the sparsity pattern, is overwritten
   * @returns the value of `f`
   */
  evaluate(args: readonly unknown[], out: Float64Array): unknown;
}

const DEFAULTS: Required<Omit<PrepareJacobianOptions, 'output' | 'sparsity'>> = {
  inputs: [0],
  layout: 'row-major',
  verify: 'always',
};

/**
 * A Jacobian for inner loops, such as those of stiff solvers: matrices and mirrors are reused, so that nothing is allocated once the same
 * argument objects have been seen.
 *
 * Costs one evaluation with tangents for every four columns, or colours of the sparsity pattern, where `f` was compiled with the option
 * `lanes` (see the plugin's options); one for every single one otherwise. Where `f` is evaluated several times, what it writes into inputs and output
 * is put back in between; other effects repeat.
 *
 * @param f  a differentiable function
 * @returns the prepared evaluation; it belongs to one user at a time
 * @throws DIFF3001 if `f` was never compiled; DIFF3003 for wrong options; from `evaluate`, DIFF3003 for arguments that do not fit, and DIFF3009 for
 *   entries that the sparsity pattern does not have
 * @example
 * const exchange = /* @differentiable *\/ (du, u, k) => { du[0] = k * u[1]; du[1] = k * u[0]; };
 * const prepared = prepareJacobian(exchange, { inputs: [1], output: 0 });
 * const J = new Float64Array(4);
 * prepared.evaluate([new Float64Array(2), Float64Array.of(1, 0), 3], J);
 * J   // Float64Array.of(0, 3, 3, 0)
 */
export function prepareJacobian(f: unknown, options: PrepareJacobianOptions = {}): PreparedJacobian {
  const c = companionsOf(f, 'prepareJacobian');
  const given = checkOptions('prepareJacobian', options, { ...DEFAULTS, output: 0, sparsity: 0 }, needed);
  const { inputs, output, layout, sparsity, verify } = { ...DEFAULTS, ...given };
  if (output !== undefined && inputs.includes(output)) {
    throw new DiffError(
      'DIFF3003',
      `prepareJacobian was asked to differentiate by argument ${output}, which the function writes its result into.`,
    );
  }
  const sweep = new ColumnSweep(c, new Tape(), { inputs, output }, 'prepareJacobian');
  return sparsity === undefined
    ? new Dense(sweep, c.name, layout === 'row-major')
    : new Sparse(sweep, c.name, sparsity, verify);
}

function needed(key: string, value: unknown): string | undefined {
  const isPosition = (x: unknown): boolean => Number.isInteger(x) && (x as number) >= 0;
  switch (key) {
    case 'inputs':
      return Array.isArray(value) &&
        value.length > 0 &&
        value.every(isPosition) &&
        new Set(value).size === value.length
        ? undefined
        : 'an array of different positions of arguments';
    case 'output':
      return isPosition(value) ? undefined : 'the position of an argument';
    case 'layout':
      return value === 'row-major' || value === 'column-major' ? undefined : "'row-major' or 'column-major'";
    case 'verify':
      return value === 'always' || value === 'once' || value === 'never'
        ? undefined
        : "'always', 'once' or 'never'";
    default:
      return undefined;
  }
}

/** Keeps an evaluation from being entered while it runs. */
abstract class Prepared implements PreparedJacobian {
  private isRunning = false;

  constructor(
    protected readonly sweep: ColumnSweep,
    private readonly name: string,
  ) {}

  evaluate(args: readonly unknown[], out: Float64Array): unknown {
    if (this.isRunning) {
      throw new DiffError(
        'DIFF3004',
        `the prepared Jacobian of \`${this.name}\` cannot be used: it is running; prepare another one for a nested evaluation.`,
      );
    }
    this.isRunning = true;
    try {
      this.sweep.begin(args);
      return this.run(out);
    } finally {
      this.isRunning = false;
    }
  }

  protected abstract run(out: Float64Array): unknown;
}

/**
 * Writes all columns of the Jacobian.
 * @param rowStep  how far the entries of one column are apart, as a function of the numbers of rows and columns
 */
class Dense extends Prepared {
  constructor(
    sweep: ColumnSweep,
    name: string,
    private readonly isRowMajor: boolean,
  ) {
    super(sweep, name);
  }

  protected run(out: Float64Array): unknown {
    const { sweep, isRowMajor } = this;
    const { columns } = sweep;
    if (columns > LANES) sweep.repeat();
    let first = 0;
    do {
      const count = Math.min(LANES, columns - first);
      sweep.clear();
      for (let k = 0; k < count; k++) sweep.seed(k, first + k, 1);
      sweep.run(count);
      const { rows } = sweep;
      expectRoom(sweep, out, rows * columns);
      const rowStep = isRowMajor ? columns : 1;
      const columnStep = isRowMajor ? 1 : rows;
      for (let k = 0; k < count; k++) writeColumn(sweep, k, out, (first + k) * columnStep, rowStep);
      first += LANES;
    } while (first < columns);
    return sweep.result;
  }
}

function writeColumn(sweep: ColumnSweep, lane: number, out: Float64Array, start: number, step: number): void {
  const { rows } = sweep;
  if (sweep.isNumber) {
    out[start] = sweep.numberTangent(lane);
    return;
  }
  const tangent = sweep.flatTangent(lane);
  let at = start;
  if (tangent instanceof Float64Array) {
    for (let i = 0; i < rows; i++, at += step) out[at] = tangent[i];
  } else {
    for (let i = 0; i < rows; i++, at += step) out[at] = tangent?.[i] ?? 0;
  }
}

function expectRoom(sweep: ColumnSweep, out: unknown, needed: number): void {
  if (sweep.rows < 0) {
    throw new DiffError(
      'DIFF3003',
      `prepareJacobian needs a function whose result is a number, a float array or an array of numbers; it returned ${describe(sweep.result)}. ` +
        'If it writes its result into an argument, say which: { output: 0 }.',
    );
  }
  if (out instanceof Float64Array && out.length === needed) return;
  throw new DiffError(
    'DIFF3003',
    `the Jacobian has ${needed} entries, and prepareJacobian was given ${describe(out)} to write it into, where a Float64Array of that length is needed.`,
  );
}

/** Writes the entries of a sparsity pattern. */
class Sparse extends Prepared {
  private compressed: CompressedColumns | undefined;
  private isVerified = false;

  constructor(
    sweep: ColumnSweep,
    name: string,
    private readonly sparsity: SparsityLike,
    private readonly verify: 'always' | 'once' | 'never',
  ) {
    super(sweep, name);
  }

  protected run(out: Float64Array): unknown {
    const { sweep, verify } = this;
    if (this.compressed?.columns !== sweep.columns) {
      const pattern = compressedPattern(this.sparsity, sweep.columns, 'prepareJacobian');
      this.compressed = new CompressedColumns(pattern, sweep.columns);
    }
    const checks = verify === 'always' || (verify === 'once' && !this.isVerified);
    const value = sweepSparse(sweep, this.compressed, out, checks, 'prepareJacobian');
    this.isVerified ||= checks;
    return value;
  }
}

/**
 * Writes the entries of a sparsity pattern.
 * @returns the value
 */
export function sweepSparse(
  sweep: ColumnSweep,
  compressed: CompressedColumns,
  out: Float64Array,
  checks: boolean,
  api: string,
): unknown {
  const { count } = compressed;
  const total = count + (checks ? 1 : 0);
  if (total > LANES) sweep.repeat();
  let first = 0;
  do {
    sweep.clear();
    const lanes = Math.min(LANES, total - first);
    for (let k = 0; k < lanes; k++) {
      if (first + k < count) sweep.seedOnes(k, compressed.columnsOf(first + k));
      else sweep.seedAll(k, compressed.direction);
    }
    sweep.run(lanes);
    expectRoom(sweep, out, compressed.pattern.columns.length);
    if (sweep.rows !== compressed.rows) {
      throw new DiffError(
        'DIFF3003',
        `${api}: the sparsity pattern has ${compressed.rows} rows, and the function gives ${sweep.rows} numbers.`,
      );
    }
    for (let k = 0; k < lanes; k++) {
      const tangent = sweep.isNumber ? [sweep.numberTangent(k)] : sweep.flatTangent(k);
      if (first + k < count) compressed.takeColour(first + k, tangent, out);
      else compressed.takeCheck(tangent);
    }
    first += LANES;
  } while (first < total);
  if (checks) compressed.check(out, api);
  return sweep.result;
}
