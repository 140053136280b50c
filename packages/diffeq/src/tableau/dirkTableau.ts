import { solverError } from '../diagnostics/solverError.js';
import { quarticWeights } from './quarticWeights.js';
import { isNear, sum } from './sums.js';

/** The coefficients of a diagonally implicit Runge–Kutta method as a paper prints them. */
export interface DirkCoefficients {
  /** Name of the method, for messages. */
  readonly name: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order of the embedded solution; goes with `bHat`. */
  readonly embeddedOrder?: number;
  /** The diagonal γ of every implicit stage. */
  readonly gamma: number;
  /** Nodes, one per stage. */
  readonly c: readonly number[];
  /** Strictly lower triangle: row i holds the i weights of the stages before it. */
  readonly a: readonly (readonly number[])[];
  /** Whether the first stage is explicit, the derivative at the start of the step. */
  readonly explicitFirst: boolean;
  /** Weights of the solution; absent if the last stage is the solution: the method is stiffly accurate. */
  readonly b?: readonly number[];
  /** Weights of the embedded solution. A method with implicit first stage may have one entry more in front, for the derivative at the start. */
  readonly bHat?: readonly number[];
  /** Strictly lower triangle of the explicit method that goes with it; its weights are b as well. */
  readonly explicit?: readonly (readonly number[])[];
  /** Whether the error estimate is damped by (M − γ h J)⁻¹ M. */
  readonly smooth?: boolean;
  /** Whether the error is that of the trapezoidal rule, estimated by divided differences over three steps, for want of `bHat`. */
  readonly history?: boolean;
}

/** A checked tableau in the flat form that the stepper reads; its first stage is always explicit, if need be with weight 0. */
export interface DirkTableau {
  readonly name: string;
  readonly order: number;
  /** Order of the embedded solution, 0 without one. */
  readonly embeddedOrder: number;
  /** Number of stages s, the explicit first one included. */
  readonly stages: number;
  readonly gamma: number;
  /** [s·s], row-major; row i uses its first i entries: the diagonal is γ. */
  readonly a: Float64Array;
  /** [s] */
  readonly b: Float64Array;
  /** [s] */
  readonly c: Float64Array;
  /** Whether the last stage is the solution. */
  readonly stifflyAccurate: boolean;
  /** [s] b̂ − b; undefined without an embedded solution. */
  readonly errorWeights: Float64Array | undefined;
  readonly smooth: boolean;
  readonly history: boolean;
  /** [s·s] as `a`, of the explicit method of the pair; undefined if it is none. */
  readonly explicit: Float64Array | undefined;
  /** [s] what makes dense output of order 4 of a Hermite cubic; undefined if there is no such thing. */
  readonly quartic: Float64Array | undefined;
}

/**
 * Checks the coefficients of a diagonally implicit Runge–Kutta method and derives what the stepper reads.
 *
 * Checked: the shapes, Σ_j a_ij = c_i for every row of both methods of a pair, Σ b = 1, Σ (b − b̂) = 0.
 *
 * @throws DIFF5012 naming the first condition that fails
 */
export function dirkTableau(given: DirkCoefficients): DirkTableau {
  const { name, order, gamma, embeddedOrder = 0, smooth = false, history = false } = given;
  const require = (holds: boolean, what: string): void => {
    if (holds) return;
    throw solverError('DIFF5012', `the tableau of ${name} is wrong: ${what}`, 'Compare it with the paper.');
  };
  const own = given.c.length;
  const pad = given.explicitFirst ? 0 : 1;
  const stages = own + pad;
  require(gamma > 0, `its diagonal is ${gamma}`);
  require(given.a.length === own, `a has ${given.a.length} rows for ${own} stages`);
  const c = Float64Array.from([...zeros(pad), ...given.c]);
  const triangle = (rows: readonly (readonly number[])[], diagonal: number, what: string): Float64Array => {
    const flat = new Float64Array(stages * stages);
    rows.forEach((row, i) => {
      require(row.length === i, `row ${i} of ${what} has ${row.length} entries`);
      row.forEach((entry, j) => (flat[(i + pad) * stages + j + pad] = entry));
      const terms = [...row, i + pad === 0 ? 0 : diagonal];
      const total = sum(terms);
      require(isNear(
        total,
        given.c[i],
        terms,
      ), `row ${i} of ${what} sums to ${total} and c[${i}] is ${given.c[i]}`);
    });
    return flat;
  };
  const a = triangle(given.a, gamma, 'a');
  const explicit = given.explicit && triangle(given.explicit, 0, 'the explicit method');
  const stifflyAccurate = given.b === undefined;
  const b = Float64Array.from(
    given.b === undefined
      ? [...a.subarray((stages - 1) * stages, stages * stages - 1), gamma]
      : [...zeros(pad), ...given.b],
  );
  require(b.length === stages, `b has ${b.length - pad} entries for ${own} stages`);
  require(isNear(sum(b), 1, b), `b sums to ${sum(b)} and not to 1`);
  let errorWeights: Float64Array | undefined;
  if (given.bHat !== undefined) {
    const bHat = [...zeros(stages - given.bHat.length), ...given.bHat];
    require(bHat.length === stages, `bHat has ${bHat.length} entries`);
    errorWeights = Float64Array.from(bHat, (weight, i) => weight - b[i]);
    require(isNear(sum(errorWeights), 0, b), `b − bHat sums to ${-sum(errorWeights)} and not to 0`);
  }
  return {
    name,
    order,
    embeddedOrder,
    stages,
    gamma,
    a,
    b,
    c,
    stifflyAccurate,
    errorWeights,
    smooth,
    history,
    explicit,
    quartic: order >= 4 && stifflyAccurate && pad === 0 ? quarticWeights(a, c, gamma) : undefined,
  };
}

function zeros(count: number): number[] {
  return new Array<number>(Math.max(0, count)).fill(0);
}
