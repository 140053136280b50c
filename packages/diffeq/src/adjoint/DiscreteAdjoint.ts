import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { interpolationWeights } from '../interpolation/stageInterpolant.js';
import { combineRecorded } from './combineRecorded.js';
import type { RhsVjp } from './RhsVjp.js';
import { rhsVjp } from './RhsVjp.js';
import type {
  ProblemCotangent,
  RecordedSolve,
  ReverseSolve,
  SensitivityMethod,
} from './SensitivityMethod.js';
import type { PointCotangent } from '../solve/Solution.js';
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
  let first: RhsVjp | undefined = rhsVjp(solve.problem, solve.sweep); // made here, to say at once if f is not differentiable
  return (points) => {
    const vjp = first ?? rhsVjp(solve.problem, solve.sweep);
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
  const { tableau, interpolant } = algorithm;
  const { n, count, times, sizes, states } = record;
  const { stages: inner, a, b, c, fsal } = tableau;
  const ends = fsal ? inner - 1 : inner; // stages before the derivative at the end of the step
  const { state, lambda: pulled, stateBar } = vjp;
  const reader = new StepReader(solve);
  const weights = new Float64Array(interpolant.rows);
  const kBar = new Float64Array((ends + 1) * n); // cotangents of the stages, row by row
  const uBar = new Float64Array(n); // of the state at the end of the step; while it is reversed, of that at its start
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
      scatter(kBar, points[q].bar, weights, 0, ends + 1, h);
    }

    // The derivative at the end: last stage of this step, first of the next.
    if (take(kBar, ends * n, pulled)) {
      for (let j = 0; j < n; j++) state[j] = states[m * n + n + j];
      vjp.apply(times[m + 1]);
      add(uBar, stateBar);
    }
    scatter(kBar, uBar, b, 0, ends, h);
    for (let q = inside; q > next; q--) add(uBar, points[q].bar);
    for (let i = ends - 1; i >= 1; i--) {
      if (!take(kBar, i * n, pulled)) continue;
      combineRecorded(state, states, m * n, stages, at, a, i * inner, i, h);
      vjp.apply(t + c[i] * h);
      add(uBar, stateBar);
      scatter(kBar, stateBar, a, i * inner, i, h);
    }
    for (let j = 0; j < n; j++) {
      kBar[ends * n + j] = kBar[j];
      kBar[j] = 0;
    }
  }

  let t0Bar = 0;
  if (count > 0) {
    if (take(kBar, ends * n, pulled)) {
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

/** Adds h a[row + l] bar to the cotangent of stage l, for every l < count: the reverse of `combineRecorded`. */
function scatter(
  kBar: Float64Array,
  bar: Float64Array,
  a: Float64Array,
  row: number,
  count: number,
  h: number,
): void {
  const n = bar.length;
  for (let l = 0, at = 0; l < count; l++, at += n) {
    const factor = h * a[row + l];
    for (let j = 0; j < n; j++) kBar[at + j] += factor * bar[j];
  }
}

/** Moves the n numbers from `at` on into `out`, leaving zeros; says whether one of them was not 0. */
function take(values: Float64Array, at: number, out: Float64Array): boolean {
  let nonzero = false;
  for (let j = 0; j < out.length; j++) {
    const value = values[at + j];
    out[j] = value;
    values[at + j] = 0;
    if (value !== 0) nonzero = true;
  }
  return nonzero;
}

function add(into: Float64Array, x: Float64Array): void {
  for (let j = 0; j < into.length; j++) into[j] += x[j];
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j] * y[j];
  return sum;
}
