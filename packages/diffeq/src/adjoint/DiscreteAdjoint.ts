import { constantCall } from '../algorithm/constantCall.js';
import { interpolationWeights } from '../interpolation/stageInterpolant.js';
import { combineStages } from '../stepper/combineStages.js';
import { rhsVjp } from './RhsVjp.js';
import type {
  ProblemCotangent,
  RecordedSolve,
  ReverseSolve,
  SensitivityMethod,
} from './SensitivityMethod.js';
import { StepReader } from './StepReader.js';

/**
 * The exact reverse of the steps that were taken, their sizes held constant: the default.
 *
 * Pick it first. Its gradient is the derivative of the very numbers that `solve` returned, interpolated ones included, so it agrees with
 * forward mode to rounding at any tolerance and optimisers see a consistent function.
 *
 * For a step uₙ₊₁ = uₙ + h Σ bᵢ kᵢ, kᵢ = f(Uᵢ, t + cᵢ h), Uᵢ = uₙ + h Σ aᵢⱼ kⱼ, it runs backwards
 * k̄ᵢ = h (bᵢ λ + Σ aⱼᵢ Ūⱼ), Ūᵢ = (∂f/∂u)ᵀ k̄ᵢ, p̄ += (∂f/∂p)ᵀ k̄ᵢ, λ ← λ + Σ Ūᵢ.
 *
 * Cost: one pullback of f for each evaluation of an accepted step. Memory: R + 1 states a step (R = 7 for Tsit5); beyond 256 MB of
 * stages it keeps one state a step and computes the stages again.
 * Where it goes wrong: derivatives with respect to `tspan` are those of the exact flow, λᵀ f, correct to the tolerance only.
 *
 * @example solve(problem, Tsit5(), { saveat: 0.1, sensitivity: DiscreteAdjoint() })
 *
 * Reference: E. Hairer, C. Lubich & G. Wanner, Geometric Numerical Integration, 2nd ed., §VI.4; W. W. Hager, Numerische
 * Mathematik 87, 2000, pp. 247–282.
 */
export function DiscreteAdjoint(): SensitivityMethod {
  return { name: 'DiscreteAdjoint', prepare: prepareDiscrete };
}

constantCall(DiscreteAdjoint);

function prepareDiscrete(solve: RecordedSolve): ReverseSolve {
  const { problem, algorithm, record } = solve;
  const { tableau, interpolant } = algorithm;
  const { n, count, times, sizes, states } = record;
  const { stages: inner, a, b, c, fsal } = tableau;
  const ends = fsal ? inner - 1 : inner; // stages before the derivative at the end of the step
  rhsVjp(problem); // says at once if f is not differentiable

  return function reverseSteps(points): ProblemCotangent {
    const vjp = rhsVjp(problem);
    const reader = new StepReader(solve);
    const weights = new Float64Array(interpolant.rows);
    const kBar = Array.from({ length: interpolant.rows }, () => new Float64Array(n));
    const stateBar = new Float64Array(n);
    const state = new Float64Array(n);
    let lambda: Float64Array = new Float64Array(n); // cotangent of the state at the end of the step
    let before: Float64Array = new Float64Array(n); // of the state at its start
    let next = points.length - 1;
    let t1Bar = 0;

    for (let m = count - 1; m >= 0; m--) {
      const h = sizes[m];
      const k = reader.load(m);
      const u = reader.u;
      for (; next >= 0 && points[next].step === m && points[next].theta > 0; next--) {
        const { theta, bar } = points[next];
        if (theta === 1) {
          add(lambda, bar, 1);
        } else {
          interpolationWeights(interpolant, theta, weights);
          for (let i = 0; i < weights.length; i++) add(kBar[i], bar, h * weights[i]);
          add(before, bar, 1);
        }
      }
      if (m === count - 1) t1Bar = dot(lambda, k[k.length - 1]);
      const end = kBar[ends];
      if (isNonzero(end)) {
        copy(state, states, (m + 1) * n);
        vjp.apply(state, times[m + 1], end, lambda);
        end.fill(0);
      }
      add(before, lambda, 1);
      for (let i = 0; i < ends; i++) add(kBar[i], lambda, h * b[i]);
      for (let i = ends - 1; i >= 1; i--) {
        if (!isNonzero(kBar[i])) continue;
        combineStages(state, u, k, a, i * inner, i, h);
        stateBar.fill(0);
        vjp.apply(state, times[m] + c[i] * h, kBar[i], stateBar);
        kBar[i].fill(0);
        add(before, stateBar, 1);
        for (let j = 0; j < i; j++) add(kBar[j], stateBar, h * a[i * inner + j]);
      }
      // The first stage is the derivative at the end of the step before.
      const first = kBar[0];
      kBar[0] = kBar[ends];
      kBar[ends] = first;
      const old = lambda;
      lambda = before;
      before = old;
      before.fill(0);
    }

    let t0Bar = 0;
    if (count > 0) {
      const k = reader.load(0);
      if (isNonzero(kBar[ends])) vjp.apply(reader.u, times[0], kBar[ends], lambda);
      t0Bar = -dot(lambda, k[0]);
    }
    for (; next >= 0; next--) add(lambda, points[next].bar, 1);
    return { u0: lambda, p: vjp.pShadow ?? vjp.pNumber, t0: t0Bar, t1: t1Bar };
  };
}

function add(into: Float64Array, x: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let j = 0; j < into.length; j++) into[j] += factor * x[j];
}

function copy(into: Float64Array, from: Float64Array, offset: number): void {
  for (let j = 0; j < into.length; j++) into[j] = from[offset + j];
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j] * y[j];
  return sum;
}

function isNonzero(x: Float64Array): boolean {
  for (let j = 0; j < x.length; j++) {
    if (x[j] !== 0) return true;
  }
  return false;
}
