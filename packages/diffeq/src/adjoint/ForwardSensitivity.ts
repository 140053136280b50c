import { constantCall } from '../algorithm/constantCall.js';
import { zeroShadow } from '@diffjs/runtime';
import { evaluateDense } from '../interpolation/denseOutput.js';
import type { PointCotangent } from '../solve/Solution.js';
import { rhsJvp } from './RhsJvp.js';
import type {
  ProblemCotangent,
  RecordedSolve,
  ReverseSolve,
  SensitivityMethod,
} from './SensitivityMethod.js';
import { refuseClosure } from './refuseClosure.js';
import { ShadowSlots } from './ShadowSlots.js';
import { StepReader } from './StepReader.js';
import { tangentSteps } from './tangentSteps.js';

/**
 * Forward sensitivities of the steps that were taken, one direction for each number in u0 and p, contracted with the cotangents.
 *
 * Pick it for a handful of parameters with very many steps, where memory for a reverse sweep is short, and to check an adjoint: it gives the
 * same derivative as `DiscreteAdjoint` by the opposite route.
 *
 * Cost: for each of the n + n_p numbers, one pushforward of f for each evaluation of an accepted step. Memory: R + 1 states a step.
 * Where it goes wrong: a neural network as p makes its cost absurd; use `DiscreteAdjoint`.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §I.14 and §II.6 ("internal differentiation").
 */
export function ForwardSensitivity(): SensitivityMethod {
  return { name: 'ForwardSensitivity', prepare: prepareForward };
}

constantCall(ForwardSensitivity);

function prepareForward(solve: RecordedSolve): ReverseSolve {
  const { problem, form, record } = solve;
  const { n, count } = record;
  const { p } = problem;
  refuseClosure(solve, 'ForwardSensitivity');
  rhsJvp(form, p, undefined, undefined); // says at once if f is not differentiable

  return function contractTangents(points): ProblemCotangent {
    const zero = new Float64Array(n);
    const later = points.filter(({ theta }) => theta > 0);
    const u0 = new Float64Array(n);
    const jvp = rhsJvp(form, p, typeof p === 'number' ? 0 : undefined, undefined);
    for (let j = 0; j < n; j++) {
      const direction = new Float64Array(n);
      direction[j] = 1;
      u0[j] = contract(solve, tangentSteps(solve, jvp, direction, later), later);
    }
    let pBar: unknown;
    if (typeof p === 'number') {
      pBar = contract(solve, tangentSteps(solve, rhsJvp(form, p, 1, undefined), zero, later), later);
    } else {
      const pDot = zeroShadow(p);
      const slots = new ShadowSlots(pDot);
      const values = new Float64Array(slots.size);
      const seed = new Float64Array(slots.size);
      const along = rhsJvp(form, p, pDot, undefined);
      for (let i = 0; i < slots.size; i++) {
        seed[i] = 1;
        slots.write(seed, 0);
        values[i] = contract(solve, tangentSteps(solve, along, zero, later), later);
        seed[i] = 0;
      }
      slots.write(values, 0);
      pBar = pDot;
    }
    let t0 = 0;
    let t1 = 0;
    if (count > 0) {
      const reader = new StepReader(solve);
      reader.load(0, false);
      t0 = -dot(u0, reader.row(0));
      reader.load(count - 1, false);
      for (const { step, theta, bar } of later) {
        if (step === count - 1 && theta === 1) t1 += dot(bar, reader.endSlope());
      }
    }
    for (const { theta, bar } of points) {
      if (theta === 0) for (let j = 0; j < n; j++) u0[j] += bar[j];
    }
    return { u0, p: pBar, t0, t1 };
  };
}

/** Σ over the points of ū ᵀ u̇. */
function contract(
  solve: RecordedSolve,
  tangent: ReturnType<typeof tangentSteps>,
  points: readonly PointCotangent[],
): number {
  const { interpolant } = solve.algorithm;
  const uDot = new Float64Array(tangent.n);
  let total = 0;
  for (const point of points) total += dot(point.bar, evaluateDense(tangent, interpolant, point, uDot));
  return total;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j] * y[j];
  return sum;
}
