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
 * Cost: one pullback of f for each evaluation of an accepted step. Memory: R + 1 states a step (R = 7 for Tsit5); beyond
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
  const { algorithm, record } = solve;
  const { interpolant } = algorithm;
  const tableau = requireTableau(solve);
  const { n, count, times, sizes, states } = record;
  const { stages: inner, a, c } = tableau;
  const ends = innerStages(tableau);
  const backwards = transposed(tableau);
  const { state, lambda: pulled, stateBar } = vjp;
  const reader = new StepReader(solve);
  const weights = new Float64Array(interpolant.rows);
  // What stages are given apart from the step's own sums: by interpolated points, and the last by the step that follows.
  const given = new Float64Array((ends + 1) * n);
  const uBar = new Float64Array(n); // of the state at the end of the step; while it is reversed, of that at its start
  const bars = new Float64Array(ends * n); // of the end, then of the states of the stages, last first
  let next = points.length - 1;
  let t1Bar = 0;

  for (let m = count - 1; m >= 0; m--) {
    const h = sizes[m];
    const t = times[m];
    reader.load(m);
    const { stages, at } = reader;
    for (; next >= 0 && points[next].step === m && points[next].theta === 1; next--)
      add(uBar, points[next].bar);
    if (m === count - 1) t1Bar = dot(uBar, reader.row(ends));

    const inside = next;
    while (next >= 0 && points[next].step === m && points[next].theta > 0) next--;
    for (let q = inside; q > next; q--) {
      interpolationWeights(interpolant, points[q].theta, weights);
      for (let l = 0; l <= ends; l++) addScaled(given, l * n, h * weights[l], points[q].bar);
    }

    // The derivative at the end: last stage of this step, first of the next.
    if (take(given, ends * n, pulled)) {
      for (let j = 0; j < n; j++) state[j] = states[m * n + n + j];
      vjp.apply(times[m + 1]);
      add(uBar, stateBar);
    }
    for (let j = 0; j < n; j++) bars[j] = uBar[j];
    for (let q = inside; q > next; q--) add(uBar, points[q].bar);
    for (let i = ends - 1; i >= 1; i--) {
      const own = (ends - i) * n;
      combineRecorded(pulled, given, i * n, bars, 0, backwards, i * ends, ends - i, h);
      if (isZero(pulled)) {
        for (let j = 0; j < n; j++) bars[own + j] = 0;
        continue;
      }
      combineRecorded(state, states, m * n, stages, at, a, i * inner, i, h);
      vjp.apply(t + c[i] * h);
      for (let j = 0; j < n; j++) {
        const bar = stateBar[j];
        bars[own + j] = bar;
        uBar[j] += bar;
      }
    }
    combineRecorded(pulled, given, 0, bars, 0, backwards, 0, ends, h);
    if (inside > next) given.fill(0);
    for (let j = 0; j < n; j++) given[ends * n + j] = pulled[j];
  }

  let t0Bar = 0;
  if (count > 0) {
    if (take(given, ends * n, pulled)) {
      for (let j = 0; j < n; j++) state[j] = states[j];
      vjp.apply(times[0]);
      add(uBar, stateBar);
    }
    reader.load(0);
    t0Bar = -dot(uBar, reader.row(0));
  }
  for (; next >= 0; next--) add(uBar, points[next].bar);
  return { u0: uBar, p: vjp.pShadow ?? vjp.pNumber, t0: t0Bar, t1: t1Bar };
}

/** Stages before the derivative at the end of the step. */
function innerStages({ stages, fsal }: ButcherTableau): number {
  return fsal ? stages - 1 : stages;
}

/** By rows, what the derivative of stage i is multiplied by: in the end of the step (bᵢ), and in the stages after it, last first (aⱼᵢ). */
function transposed(tableau: ButcherTableau): Float64Array {
  const { stages, a, b } = tableau;
  const ends = innerStages(tableau);
  const rows = new Float64Array(ends * ends);
  for (let i = 0; i < ends; i++) {
    rows[i * ends] = b[i];
    for (let j = i + 1; j < ends; j++) rows[i * ends + ends - j] = a[j * stages + i];
  }
  return rows;
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

function addScaled(into: Float64Array, at: number, factor: number, x: Float64Array): void {
  for (let j = 0; j < x.length; j++) into[at + j] += factor * x[j];
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j] * y[j];
  return sum;
}
