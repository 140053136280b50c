import { solverError } from '../diagnostics/solverError.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import { stageInterpolant } from '../interpolation/stageInterpolant.js';
import type { CoefficientRow } from './coefficientRow.js';
import { numbersOf } from './coefficientRow.js';
import type { StageSums } from './stageSums.js';
import { stageSums } from './stageSums.js';
import { isNear, sum } from './sums.js';

/** The coefficients of an explicit Runge–Kutta method as a paper prints them. */
export interface TableauCoefficients {
  /** Name of the method, for messages. */
  readonly name: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order of the embedded solution; goes with `bHat`. */
  readonly embeddedOrder?: number;
  /** Nodes, one per stage, the first 0. */
  readonly c: CoefficientRow;
  /** Strictly lower triangle: row i holds the i weights of the stages before it. */
  readonly a: readonly CoefficientRow[];
  /** Weights of the solution, one per stage. */
  readonly b: CoefficientRow;
  /** Weights of the embedded solution, one per stage; without them the method runs with fixed steps only. */
  readonly bHat?: CoefficientRow;
  /** A second embedded solution, for methods that judge a step by two. */
  readonly second?: SecondEstimate;
  /** Dense output of the method's own; without it, cubic Hermite. */
  readonly dense?: DenseCoefficients;
}

/** A second embedded solution. */
export interface SecondEstimate {
  readonly embeddedOrder: number;
  /** Weights, one per stage. */
  readonly bHat: CoefficientRow;
  /** What the norms e₁, e₂ of both estimates become: the larger of them, or Hairer's e₁² / √(e₁² + 0.01 e₂²). */
  readonly combine: EstimateCombination;
}

/** How two error estimates become one. */
export type EstimateCombination = 'larger' | 'hairer';

/**
 * Dense output u(t + θ h) = u + h Σ b_i(θ) k_i over the stages, the derivative at the end of the step and further stages, which are
 * evaluated only where somebody reads inside a step. Of a method that is first-same-as-last, the derivative at the end is its last stage.
 */
export interface DenseCoefficients {
  /** Order of the interpolant. */
  readonly order: number;
  /** Nodes of the further stages. */
  readonly c?: CoefficientRow;
  /** Their weights: of all rows before, the derivative at the end among them. */
  readonly a?: readonly CoefficientRow[];
  /** For each row the coefficients of θ, θ², … in b_i(θ); rows that end in zeros may leave them out. */
  readonly b: readonly CoefficientRow[];
}

/** A checked tableau in the flat form that the stepper reads. */
export interface ButcherTableau {
  readonly name: string;
  readonly order: number;
  /** Order of the embedded solution, 0 without one. */
  readonly embeddedOrder: number;
  /** Number of stages s. */
  readonly stages: number;
  /** First same as last: the last stage is the derivative at the new state, so the next step has its first stage. */
  readonly fsal: boolean;
  /** [s·s], row-major; row i uses its first i entries. */
  readonly a: Float64Array;
  /** [s] */
  readonly b: Float64Array;
  /** [s] */
  readonly c: Float64Array;
  /** [s] b̂ − b, so that the local error estimate is h Σ errorWeights[i] k_i; undefined without an embedded solution. */
  readonly errorWeights: Float64Array | undefined;
  /** The same as one sum, or as two where there is a second embedded solution. */
  readonly errorSums: StageSums | undefined;
  /** What becomes of two estimates; undefined where there are none. */
  readonly combine: EstimateCombination | undefined;
  /** Number of the row that is the derivative at the end of the step: s − 1 if FSAL, else s. */
  readonly end: number;
  /** Number of rows R that are recorded: stages, derivative at the end, further stages of dense output. */
  readonly rows: number;
  /** The R rows as sums of those before: row i is f(u + h Σ a_ij k_j, t + nodes[i] h), row `end` with the weights b. */
  readonly sums: StageSums;
  /** [R] */
  readonly nodes: Float64Array;
  /** Dense output of the method's own. */
  readonly interpolant: StageInterpolant | undefined;
  /** Order of that, 0 without it. */
  readonly denseOrder: number;
  /** What it was made of, in full precision. */
  readonly coefficients: TableauCoefficients;
}

/**
 * Checks the coefficients of an explicit Runge–Kutta method and derives its number of stages, whether it is FSAL and its
 * error weights.
 *
 * Checked: the shapes, Σ_j a_ij = c_i for every row, Σ b = 1, Σ (b − b̂) = 0, Σ_i b_i(θ) = θ.
 *
 * @throws DIFF5012 naming the first condition that fails
 */
export function butcherTableau(coefficients: TableauCoefficients): ButcherTableau {
  const { name, order, embeddedOrder = 0, bHat, second, dense } = coefficients;
  const require = checksOf(name);
  const c = numbersOf(coefficients.c);
  const a = coefficients.a.map(numbersOf);
  const b = numbersOf(coefficients.b);
  const stages = b.length;
  require(Number.isInteger(order) && order >= 1, `its order is ${order}`);
  require(stages >= 1, 'b has no entries');
  require(c.length === stages, `c has ${c.length} entries for ${stages} stages`);
  require(a.length === stages, `a has ${a.length} rows for ${stages} stages`);
  a.forEach((row, i) => checkRow(require, 'a', row, i, i, c[i]));
  require(isNear(sum(b), 1, b), `b sums to ${sum(b)} and not to 1`);
  require(bHat === undefined || embeddedOrder > 0, 'bHat stands there without embeddedOrder');

  const flat = new Float64Array(stages * stages);
  a.forEach((row, i) => flat.set(row, i * stages));
  const last = stages - 1;
  const fsal = stages > 1 && b[last] === 0 && a[last].every((entry, j) => entry === b[j]);
  const end = fsal ? last : stages;
  const extra = furtherStages(require, dense, end);
  const errorWeights = bHat === undefined ? undefined : differenceOf(require, bHat, b);
  const rowWeights = [...a.slice(0, end), b.slice(0, end), ...extra.a];
  return {
    name,
    order,
    embeddedOrder,
    stages,
    fsal,
    a: flat,
    b: Float64Array.from(b),
    c: Float64Array.from(c),
    errorWeights,
    errorSums:
      errorWeights &&
      stageSums(second ? [errorWeights, differenceOf(require, second.bHat, b)] : [errorWeights]),
    combine: second?.combine,
    end,
    rows: rowWeights.length,
    sums: stageSums(rowWeights),
    nodes: Float64Array.from([...c.slice(0, end), 1, ...extra.c]),
    interpolant: dense && interpolantOf(require, dense, rowWeights.length),
    denseOrder: dense?.order ?? 0,
    coefficients,
  };
}

type Require = (holds: boolean, what: string) => void;

function checksOf(name: string): Require {
  return (holds, what) => {
    if (holds) return;
    throw solverError('DIFF5012', `the tableau of ${name} is wrong: ${what}`, 'Compare it with the paper.');
  };
}

function checkRow(
  require: Require,
  of: string,
  row: readonly number[],
  i: number,
  length: number,
  c: number,
): void {
  require(row.length ===
    length, `row ${i} of ${of} has ${row.length} entries and an explicit method has ${length} there`);
  require(isNear(sum(row), c, row), `row ${i} of ${of} sums to ${sum(row)} and c[${i}] is ${c}`);
}

/** b̂ − b */
function differenceOf(require: Require, bHat: CoefficientRow, b: readonly number[]): Float64Array {
  const weights = numbersOf(bHat);
  require(weights.length === b.length, `bHat has ${weights.length} entries for ${b.length} stages`);
  const difference = Float64Array.from(weights, (weight, i) => weight - b[i]);
  require(isNear(sum(difference), 0, b), `b − bHat sums to ${-sum(difference)} and not to 0`);
  return difference;
}

function furtherStages(
  require: Require,
  dense: DenseCoefficients | undefined,
  end: number,
): { c: number[]; a: number[][] } {
  const c = numbersOf(dense?.c ?? []);
  const a = (dense?.a ?? []).map(numbersOf);
  require(a.length === c.length, `dense.c has ${c.length} entries for ${a.length} rows of dense.a`);
  a.forEach((row, i) => checkRow(require, 'dense.a', row, i, end + 1 + i, c[i]));
  return { c, a };
}

function interpolantOf(require: Require, dense: DenseCoefficients, rows: number): StageInterpolant {
  const b = dense.b.map(numbersOf);
  require(b.length === rows, `dense.b has ${b.length} rows for ${rows} stage derivatives`);
  const degree = Math.max(...b.map((row) => row.length));
  for (let q = 0; q < degree; q++) {
    const column = b.map((row) => row[q] ?? 0);
    require(isNear(
      sum(column),
      q === 0 ? 1 : 0,
      column,
    ), `the coefficients of θ^${q + 1} in dense.b sum to ${sum(column)}`);
  }
  return stageInterpolant(b.map((row) => Array.from({ length: degree }, (_, q) => row[q] ?? 0)));
}
