import { solverError } from '../diagnostics/solverError.js';
import { isNear, sum } from './sums.js';

/** The coefficients of an explicit Runge–Kutta method as a paper prints them. */
export interface TableauCoefficients {
  /** Name of the method, for messages. */
  readonly name: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order of the embedded solution; goes with `bHat`. */
  readonly embeddedOrder?: number;
  /** Nodes, one per stage, `c[0] = 0`. */
  readonly c: readonly number[];
  /** Strictly lower triangle: row i holds the i weights of the stages before it. */
  readonly a: readonly (readonly number[])[];
  /** Weights of the solution, one per stage. */
  readonly b: readonly number[];
  /** Weights of the embedded solution, one per stage; without them the method runs with fixed steps only. */
  readonly bHat?: readonly number[];
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
}

/**
 * Checks the coefficients of an explicit Runge–Kutta method and derives its number of stages, whether it is FSAL and its
 * error weights.
 *
 * Checked: the shapes, Σ_j a_ij = c_i for every row, Σ b = 1, Σ (b − b̂) = 0.
 *
 * @throws DIFF5012 naming the first condition that fails
 */
export function butcherTableau(coefficients: TableauCoefficients): ButcherTableau {
  const { name, order, c, a, b, bHat } = coefficients;
  const stages = b.length;
  const require = (holds: boolean, what: string): void => {
    if (!holds) {
      throw solverError('DIFF5012', `the tableau of ${name} is wrong: ${what}`, 'Compare it with the paper.');
    }
  };
  require(Number.isInteger(order) && order >= 1, `its order is ${order}`);
  require(stages >= 1, 'b has no entries');
  require(c.length === stages, `c has ${c.length} entries for ${stages} stages`);
  require(a.length === stages, `a has ${a.length} rows for ${stages} stages`);

  const flat = new Float64Array(stages * stages);
  a.forEach((row, i) => {
    require(row.length ===
      i, `row ${i} of a has ${row.length} entries and an explicit method has ${i} there`);
    row.forEach((entry, j) => (flat[i * stages + j] = entry));
    require(isNear(sum(row), c[i], row), `row ${i} of a sums to ${sum(row)} and c[${i}] is ${c[i]}`);
  });
  require(isNear(sum(b), 1, b), `b sums to ${sum(b)} and not to 1`);

  let errorWeights: Float64Array | undefined;
  if (bHat !== undefined) {
    require(bHat.length === stages, `bHat has ${bHat.length} entries for ${stages} stages`);
    require(coefficients.embeddedOrder !== undefined, 'bHat stands there without embeddedOrder');
    errorWeights = Float64Array.from(bHat, (weight, i) => weight - b[i]);
    require(isNear(sum(errorWeights), 0, b), `b − bHat sums to ${-sum(errorWeights)} and not to 0`);
  }

  const last = stages - 1;
  const fsal = stages > 1 && b[last] === 0 && a[last].every((entry, j) => entry === b[j]);
  return {
    name,
    order,
    embeddedOrder: coefficients.embeddedOrder ?? 0,
    stages,
    fsal,
    a: flat,
    b: Float64Array.from(b),
    c: Float64Array.from(c),
    errorWeights,
  };
}
