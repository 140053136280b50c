import { solverError } from '../diagnostics/solverError.js';
import type { StageInterpolant } from './stageInterpolant.js';
import { interpolationDerivatives, interpolationWeights } from './stageInterpolant.js';

/** Steps with their stages, flat: of a solution or of its tangent. `StepRecord` says what each array holds. */
export interface DenseSteps {
  readonly n: number;
  readonly rows: number;
  readonly count: number;
  readonly times: Float64Array;
  readonly sizes: Float64Array;
  readonly states: Float64Array;
  readonly stages: Float64Array;
}

/** Where a time lies: position θ in [0, 1] of a step. Ends of steps are positions 1, t0 is position 0 of step 0. */
export interface DensePosition {
  readonly step: number;
  readonly theta: number;
}

/**
 * Finds the step that holds time t, by bisection.
 *
 * @throws DIFF5010 if t lies outside the steps
 */
export function locateTime(steps: DenseSteps, t: number): DensePosition {
  const { times, sizes, count } = steps;
  const direction = times[count] < times[0] ? -1 : 1;
  if (!((t - times[0]) * direction >= 0 && (t - times[count]) * direction <= 0)) {
    throw solverError(
      'DIFF5010',
      `the solution is asked for at t = ${t}, and it was integrated from ${times[0]} to ${times[count]}`,
      'Widen tspan, or see sol.message if the integration stopped early.',
    );
  }
  if (t === times[0]) return { step: 0, theta: 0 };
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((t - times[middle + 1]) * direction <= 0) high = middle;
    else low = middle + 1;
  }
  return { step: low, theta: t === times[low + 1] ? 1 : (t - times[low]) / sizes[low] };
}

/** Writes u + h Σ b_i(θ) k_i in step `step` into `out` [n]; exact at both ends. */
export function evaluateDense(
  steps: DenseSteps,
  interpolant: StageInterpolant,
  { step, theta }: DensePosition,
  out: Float64Array,
): Float64Array {
  const { n, rows, states, sizes } = steps;
  const from = (theta === 1 ? step + 1 : step) * n;
  for (let j = 0; j < n; j++) out[j] = states[from + j];
  if (theta === 0 || theta === 1) return out;
  const weights = new Float64Array(rows);
  interpolationWeights(interpolant, theta, weights);
  return addStages(steps, step, weights, sizes[step], out);
}

/** Writes the time derivative of the dense output, Σ b_i'(θ) k_i, or one of higher order, into `out` [n]. */
export function evaluateSlope(
  steps: DenseSteps,
  interpolant: StageInterpolant,
  { step, theta }: DensePosition,
  out: Float64Array,
  order = 1,
): Float64Array {
  out.fill(0);
  if (steps.count === 0) return out;
  const weights = new Float64Array(steps.rows);
  interpolationDerivatives(interpolant, theta, order, weights);
  return addStages(steps, step, weights, Math.pow(steps.sizes[step], 1 - order), out);
}

function addStages(
  steps: DenseSteps,
  step: number,
  weights: Float64Array,
  factor: number,
  out: Float64Array,
): Float64Array {
  const { n, rows, stages } = steps;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0, at = step * rows * n + j; i < rows; i++, at += n) sum += weights[i] * stages[at];
    out[j] += factor * sum;
  }
  return out;
}
