import type { Algorithm } from '../algorithm/Algorithm.js';
import { Tsit5 } from '../algorithm/Tsit5.js';
import { monomialInterpolant } from '../interpolation/monomialInterpolant.js';
import type { System } from '../problem/System.js';
import { tsit5Interpolant } from '../tableau/tsit5.js';
import type { AdamsWeights } from './adamsWeights.js';
import { adamsWeights } from './adamsWeights.js';
import { combineStages } from './combineStages.js';
import type { Stepper } from './Stepper.js';
import { zeroRows } from './zeroRows.js';
import { isSameSize } from './isSameSize.js';

/**
 * The Adams method of order k for equal steps: Adams–Bashforth, or with `corrects` the pair that predicts by it and corrects once by
 * Adams–Moulton of the same order (PECE). Steps without k − 1 equal ones behind them are made by `Tsit5()`.
 */
export function adamsFixed(name: string, k: number, corrects: boolean): Algorithm {
  const predictor = adamsWeights(Array.from({ length: k }, (_, j) => -j));
  const corrector = corrects ? adamsWeights(Array.from({ length: k }, (_, j) => 1 - j)) : undefined;
  const interpolant = monomialInterpolant(Math.max(k, tsit5Interpolant.degree));
  return {
    name,
    order: k,
    denseOrder: k,
    adaptive: false,
    stiff: false,
    tableau: undefined,
    interpolant,
    createStepper: (system, u0, tolerances) =>
      new AdamsFixedStepper(
        predictor,
        corrector,
        system,
        u0,
        Tsit5().createStepper(system, u0, tolerances),
        interpolant.rows,
      ),
  };
}

class AdamsFixedStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  /** Slopes at the start of the step, at its predicted end, and at its end. */
  private readonly slopes: Float64Array[];
  /** The slopes that the predictor combines, latest first, and those of the corrector, which begin with the predicted one. */
  private readonly correctorSlopes: Float64Array[];
  private predicted: Float64Array;
  private ending: Float64Array;
  /** Number of slopes at distance `size` from one another. */
  private known = 0;
  private size = 0;
  private single = true;

  constructor(
    private readonly predictor: AdamsWeights,
    private readonly corrector: AdamsWeights | undefined,
    private readonly system: System,
    u0: Float64Array,
    private readonly starter: Stepper,
    rows: number,
  ) {
    const { n } = system;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.stages = zeroRows(rows, n);
    this.slopes = zeroRows(predictor.k, n);
    this.predicted = new Float64Array(n);
    this.ending = new Float64Array(n);
    this.correctorSlopes = [this.predicted, ...this.slopes.slice(0, -1)];
  }

  get slope(): Float64Array {
    return this.slopes[0];
  }

  restart(t: number): void {
    this.system.evaluate(this.slopes[0], this.u, t);
    this.known = 1;
    this.size = 0;
  }

  attempt(t: number, h: number): boolean {
    const { predictor, corrector, u, next, predicted, slopes } = this;
    const isSame = isSameSize(h, this.size);
    this.single = !isSame || this.known < predictor.k;
    if (!isSame) {
      this.size = h;
      this.known = 1;
    }
    if (this.single) return this.start(t, h);
    combineStages(next, u, slopes, predictor.full, 0, predictor.k, h);
    if (corrector === undefined) return true;
    this.system.evaluate(predicted, next, t + h);
    combineStages(next, u, this.correctorSlopes, corrector.full, 0, corrector.k, h);
    return true;
  }

  /** Makes the step by a one-step method. */
  private start(t: number, h: number): boolean {
    const { starter, n } = this;
    copy(this.u, starter.u, n);
    copy(this.slopes[0], starter.stages[0], n);
    starter.attempt(t, h);
    copy(starter.next, this.next, n);
    return true;
  }

  errorNorm(): number {
    return 0;
  }

  finish(tNew: number): void {
    const { starter } = this;
    if (this.single) copy(starter.stages[starter.stages.length - 1], this.ending, this.n);
    else this.system.evaluate(this.ending, this.next, tNew);
  }

  completeRows(): void {
    const { stages, predictor, corrector, slopes, correctorSlopes } = this;
    if (this.single) return combineRows(stages, tsit5Interpolant.degree, tsit5ByPower, this.starter.stages);
    const weights = corrector ?? predictor;
    combineRows(stages, weights.k, weights.rows, corrector === undefined ? slopes : correctorSlopes);
  }

  shift(): void {
    const { u, slopes, correctorSlopes } = this;
    this.u = this.next;
    this.next = u;
    const oldest = slopes[slopes.length - 1];
    for (let j = slopes.length - 1; j > 0; j--) slopes[j] = slopes[j - 1];
    slopes[0] = this.ending;
    this.ending = oldest;
    for (let j = 1; j < correctorSlopes.length; j++) correctorSlopes[j] = slopes[j - 1];
    if (this.known < slopes.length) this.known++;
  }
}

/** `tsit5Interpolant` with its powers as rows. */
const tsit5ByPower = transposed(
  tsit5Interpolant.coefficients,
  tsit5Interpolant.rows,
  tsit5Interpolant.degree,
);

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return matrix.map((_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)]);
}

/** rows[q] = Σ_j weights[q, j] slopes[j] for q < degree, the other rows 0. */
function combineRows(
  rows: readonly Float64Array[],
  degree: number,
  weights: Float64Array,
  slopes: readonly Float64Array[],
): void {
  for (let q = 0; q < rows.length; q++) {
    const row = rows[q];
    row.fill(0);
    if (q < degree) combineStages(row, row, slopes, weights, q * slopes.length, slopes.length, 1);
  }
}

function copy(from: Float64Array, to: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) to[j] = from[j];
}
