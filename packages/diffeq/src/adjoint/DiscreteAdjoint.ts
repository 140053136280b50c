import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { interpolationWeights } from '../interpolation/stageInterpolant.js';
import type { RhsVjp } from './RhsVjp.js';
import { rhsVjp } from './RhsVjp.js';
import type {
  ProblemCotangent,
  RecordedSolve,
  ReverseSolve,
  SensitivityMethod,
} from './SensitivityMethod.js';
import type { PointCotangent } from '../solve/Solution.js';
import { combineRecorded } from './combineRecorded.js';
import { requireTableau } from './requireTableau.js';
import type { ButcherTableau } from '../tableau/butcherTableau.js';
import type { TransposedSums } from '../tableau/stageSums.js';
import { transposedSums } from '../tableau/stageSums.js';
import { StepReader } from './StepReader.js';

/** Options of `DiscreteAdjoint`. */
export interface DiscreteAdjointOptions {
  /** Bytes of stages that are kept, default 256 MiB; a solve with more computes them again as it is reversed. */
  stageMemory?: number;
}

/**
 * The exact reverse of the steps that were taken, their sizes held constant: the default.
 *
 * Pick it first. Its gradient is the derivative of the very numbers that `solve` returned, interpolated ones included, so it agrees with
 * forward mode to rounding at any tolerance and optimisers see a consistent function.
 *
 * For a step uₙ₊₁ = uₙ + h Σ bᵢ kᵢ, kᵢ = f(Uᵢ, t + cᵢ h), Uᵢ = uₙ + h Σ aᵢⱼ kⱼ, it runs backwards
 * k̄ᵢ = h (bᵢ λ + Σ aⱼᵢ Ūⱼ), Ūᵢ = (∂f/∂u)ᵀ k̄ᵢ, p̄ += (∂f/∂p)ᵀ k̄ᵢ, λ ← λ + Σ Ūᵢ.
 *
 * Cost: one pullback of f for each evaluation of an accepted step, those of further stages of dense output included. Memory: R + 1 states a step (R = 7 for Tsit5); beyond
 * `stageMemory` it keeps one state a step and computes the stages again.
 * Where it goes wrong: derivatives with respect to `tspan` are those of the exact flow, λᵀ f, correct to the tolerance only.
 *
 * @param options  `stageMemory`: bytes of stages kept, default 256 MiB; 0 keeps none
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that is not a number ≥ 0
 * @example solve(problem, Tsit5(), { saveat: 0.1, sensitivity: DiscreteAdjoint() })
 *
 * Reference: E. Hairer, C. Lubich & G. Wanner, Geometric Numerical Integration, 2nd ed., §VI.4; W. W. Hager, Numerische
 * Mathematik 87, 2000, pp. 247–282.
 */
export function DiscreteAdjoint(options: DiscreteAdjointOptions = {}): SensitivityMethod {
  checkKeys(options, ['stageMemory'], 'DiscreteAdjoint');
  const { stageMemory = 2 ** 28 } = options;
  if (!(stageMemory >= 0)) {
    throw solverError(
      'DIFF5008',
      `DiscreteAdjoint: stageMemory is ${shown(stageMemory)}`,
      'It is a number of bytes, 0 or more.',
    );
  }
  return { name: 'DiscreteAdjoint', stageLimit: stageMemory / 8, prepare: prepareDiscrete };
}

constantCall(DiscreteAdjoint);

function prepareDiscrete(solve: RecordedSolve): ReverseSolve {
  requireTableau(solve);
  let first: RhsVjp | undefined = rhsVjp(solve.form, solve.problem.p, solve.sweep); // made here, to say at once if f is not differentiable
  return (points) => {
    const vjp = first ?? rhsVjp(solve.form, solve.problem.p, solve.sweep);
    first = undefined;
    return vjp.evaluate(() => reverseSteps(solve, vjp, points));
  };
}

function reverseSteps(
  solve: RecordedSolve,
  vjp: RhsVjp,
  points: readonly PointCotangent[],
): ProblemCotangent {
  const { count } = solve.record;
  const sweep = new ReverseSteps(solve, vjp, points);
  for (let m = count - 1; m >= 0; m--) sweep.reverse(m);
  return sweep.finish();
}

/** The sweep back over the steps; between steps it stands at the end of one that is to be reversed next. */
class ReverseSteps {
  private readonly tableau: ButcherTableau;
  private readonly backwards: TransposedSums;
  private readonly reader: StepReader;
  private readonly n: number;
  private readonly rows: number;
  private readonly weights: Float64Array;
  /** [R·n] What rows are given apart from the step's own sums: by interpolated points, and the derivative at the end by the next step. */
  private readonly given: Float64Array;
  /** [R·n] Cotangents of the states at which the rows are derivatives; of row `end`, the state at the end of the step. */
  private readonly bars: Float64Array;
  /** [n] Of the state where the sweep stands. */
  private readonly uBar: Float64Array;
  private next: number;
  private t1Bar = 0;

  constructor(
    private readonly solve: RecordedSolve,
    private readonly vjp: RhsVjp,
    private readonly points: readonly PointCotangent[],
  ) {
    const { record, algorithm } = solve;
    this.tableau = requireTableau(solve);
    this.backwards = transposedSums(this.tableau.sums, this.tableau.end);
    this.reader = new StepReader(solve);
    this.n = record.n;
    const { rows } = algorithm.interpolant; // of a method that switches, also those of its other half, whose weights count for nothing
    this.rows = Math.min(rows, this.tableau.rows);
    this.weights = new Float64Array(rows);
    this.given = new Float64Array(rows * this.n);
    this.bars = new Float64Array(this.tableau.rows * this.n);
    this.uBar = new Float64Array(this.n);
    this.next = points.length - 1;
  }

  /** Reverses step m. */
  reverse(m: number): void {
    const { tableau, backwards, reader, points, uBar, n, given, bars, rows } = this;
    const { state, lambda: pulled } = this.vjp;
    const { end } = tableau;
    const { record } = this.solve;
    const h = record.sizes[m];
    for (; this.next >= 0 && points[this.next].step === m && points[this.next].theta === 1; this.next--)
      add(uBar, points[this.next].bar);
    const last = this.next;
    const isRead = this.giveInside(m, h);
    reader.load(m, isRead);
    if (m === record.count - 1) this.t1Bar = dot(uBar, reader.row(end));
    if (isRead) for (let i = rows - 1; i > end; i--) this.reverseRow(m, i, isRead);

    // The derivative at the end: last stage of this step, first of the next.
    const { starts, splits } = backwards;
    combineRecorded(
      pulled,
      given,
      end * n,
      bars,
      0,
      backwards,
      splits[end],
      isRead ? starts[end + 1] : splits[end],
      h,
    );
    if (!isZero(pulled)) {
      for (let j = 0; j < n; j++) state[j] = record.states[m * n + n + j];
      this.vjp.apply(record.times[m + 1]);
      add(uBar, this.vjp.stateBar);
    }
    for (let j = 0; j < n; j++) bars[end * n + j] = uBar[j];
    for (let q = last; q > this.next; q--) add(uBar, points[q].bar);
    if (isRead) for (let i = rows - 1; i > end; i--) addRow(uBar, bars, i * n);
    for (let i = end - 1; i >= 1; i--) {
      if (this.reverseRow(m, i, isRead)) addRow(uBar, bars, i * n);
    }
    combineRecorded(pulled, given, 0, bars, 0, backwards, starts[0], isRead ? starts[1] : splits[0], h);
    if (isRead) given.fill(0);
    for (let j = 0; j < n; j++) given[end * n + j] = pulled[j];
  }

  /** Adds what the points at the start ask for, and the derivative there. */
  finish(): ProblemCotangent {
    const { tableau, reader, points, uBar, n, given, vjp } = this;
    const { count, states, times } = this.solve.record;
    let t0Bar = 0;
    if (count > 0) {
      if (take(given, tableau.end * n, vjp.lambda)) {
        for (let j = 0; j < n; j++) vjp.state[j] = states[j];
        vjp.apply(times[0]);
        add(uBar, vjp.stateBar);
      }
      reader.load(0, false);
      t0Bar = -dot(uBar, reader.row(0));
    }
    for (; this.next >= 0; this.next--) add(uBar, points[this.next].bar);
    return { u0: uBar, p: vjp.pShadow ?? vjp.pNumber, t0: t0Bar, t1: this.t1Bar };
  }

  /** Gives the rows of step m what the points inside it ask for; says whether there are any. */
  private giveInside(m: number, h: number): boolean {
    const { points, weights, given, n } = this;
    const last = this.next;
    for (; this.next >= 0 && points[this.next].step === m && points[this.next].theta > 0; this.next--) {
      const { theta, bar } = points[this.next];
      interpolationWeights(this.solve.algorithm.interpolant, theta, weights);
      for (let l = 0; l < weights.length; l++) addScaled(given, l * n, h * weights[l], bar);
    }
    return last > this.next;
  }

  /** Puts the cotangent of the state of row i into `bars`; false if it is zero. */
  private reverseRow(m: number, i: number, isRead: boolean): boolean {
    const { tableau, backwards, reader, n, given, bars, vjp } = this;
    const { sums, nodes } = tableau;
    const { states, sizes, times } = this.solve.record;
    const h = sizes[m];
    const until = isRead ? backwards.starts[i + 1] : backwards.splits[i];
    combineRecorded(vjp.lambda, given, i * n, bars, 0, backwards, backwards.starts[i], until, h);
    if (isZero(vjp.lambda)) {
      for (let j = 0; j < n; j++) bars[i * n + j] = 0;
      return false;
    }
    const { starts } = sums;
    combineRecorded(vjp.state, states, m * n, reader.stages, reader.at, sums, starts[i], starts[i + 1], h);
    vjp.apply(times[m] + nodes[i] * h);
    for (let j = 0; j < n; j++) bars[i * n + j] = vjp.stateBar[j];
    return true;
  }
}

/** Moves the n numbers from `at` on into `out`, leaving zeros; says whether one of them was not 0. */
function take(values: Float64Array, at: number, out: Float64Array): boolean {
  for (let j = 0; j < out.length; j++) {
    out[j] = values[at + j];
    values[at + j] = 0;
  }
  return !isZero(out);
}

function isZero(x: Float64Array): boolean {
  for (let j = 0; j < x.length; j++) if (x[j] !== 0) return false;
  return true;
}

function add(into: Float64Array, x: Float64Array): void {
  for (let j = 0; j < into.length; j++) into[j] += x[j];
}

function addRow(into: Float64Array, rows: Float64Array, at: number): void {
  for (let j = 0; j < into.length; j++) into[j] += rows[at + j];
}

function addScaled(into: Float64Array, at: number, factor: number, x: Float64Array): void {
  for (let j = 0; j < x.length; j++) into[at + j] += factor * x[j];
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j] * y[j];
  return sum;
}
