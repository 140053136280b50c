import type { Algorithm } from '../algorithm/Algorithm.js';
import { constantCall } from '../algorithm/constantCall.js';
import { Tsit5 } from '../algorithm/Tsit5.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { interpolationWeights } from '../interpolation/stageInterpolant.js';
import { plainSystem } from '../problem/ProblemSystem.js';
import type { System } from '../problem/System.js';
import type { LoopOptions } from '../solve/Integration.js';
import { Integration } from '../solve/Integration.js';
import { initialStep } from '../solve/initialStep.js';
import { describeReturn } from '../solve/ReturnCode.js';
import { combineRecorded } from './combineRecorded.js';
import type { RhsVjp } from './RhsVjp.js';
import { rhsVjp } from './RhsVjp.js';
import type {
  ProblemCotangent,
  RecordedSolve,
  ReverseSolve,
  SensitivityMethod,
} from './SensitivityMethod.js';
import { refuseClosure } from './refuseClosure.js';
import { ShadowSlots } from './ShadowSlots.js';
import { StepReader } from './StepReader.js';

/** Tolerances of the adjoint integration; default: those of the solve itself. */
export interface InterpolatingAdjointOptions {
  /** Relative tolerance, dimensionless. */
  rtol?: number;
  /** Absolute tolerance, in the unit of the cotangents. */
  atol?: number;
}

/**
 * The continuous adjoint: λ' = −(∂f/∂u)ᵀ λ and μ' = −(∂f/∂p)ᵀ λ integrated backwards by the same method with its own step
 * sizes, λ jumping by the cotangent at each saved time; u(t) is read from the dense output. Then ū0 = λ(t0), p̄ = μ(t0).
 *
 * Pick it where the forward steps are far finer than the adjoint needs, or to have the error of the gradient controlled by tolerances of
 * its own.
 *
 * Cost: one pullback of f for each evaluation of the adjoint integration, whose state has n + n_p components. Memory: R + 1 states a
 * forward step.
 * Where it goes wrong: its gradient is that of the exact solution, not of the computed one; at loose tolerances the two differ by as
 * much as the tolerance, which stalls optimisers near a minimum. It can be no more accurate than the dense output (order 4 for
 * Tsit5). For chaotic problems neither gradient means anything over long spans.
 *
 * @throws DIFF5001 for a tolerance, DIFF5005 for an unknown option
 * @example solve(problem, Tsit5(), { rtol: 1e-8, atol: 1e-8, sensitivity: InterpolatingAdjoint({ rtol: 1e-6 }) })
 *
 * Reference: Y. Cao, S. Li, L. Petzold & R. Serban, SIAM J. Sci. Comput. 24(3), 2003, pp. 1076–1089; C. Rackauckas et al.,
 * arXiv:1812.01892, §2.
 */
export function InterpolatingAdjoint(options: InterpolatingAdjointOptions = {}): SensitivityMethod {
  checkKeys(options, ['rtol', 'atol'], 'InterpolatingAdjoint');
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (typeof value === 'number' && value > 0 && value < Infinity)) continue;
    throw solverError(
      'DIFF5001',
      `InterpolatingAdjoint: ${name} is ${shown(value)}`,
      'It is a positive number.',
    );
  }
  return {
    name: 'InterpolatingAdjoint',
    readsInside: true,
    prepare: (solve) => prepareContinuous(solve, options),
  };
}

constantCall(InterpolatingAdjoint);

function prepareContinuous(solve: RecordedSolve, tolerances: InterpolatingAdjointOptions): ReverseSolve {
  const { problem, form, algorithm, record } = solve;
  const { n, count, times } = record;
  refuseClosure(solve, 'InterpolatingAdjoint');
  rhsVjp(form, problem.p, undefined); // says at once if f is not differentiable

  return function integrateAdjoint(points): ProblemCotangent {
    const vjp = rhsVjp(form, problem.p, undefined);
    const slots = new ShadowSlots(vjp.pShadow);
    const size = n + (typeof problem.p === 'number' ? 1 : slots.size);
    const reader = new StepReader(solve);
    const rhs = adjointRightHandSide(solve, vjp, slots, reader, size);
    const options = loopOptions(solve, tolerances, size);
    const stepper = adjointMethod(algorithm).createStepper(rhs, new Float64Array(size), options);
    const jump = (bar: Float64Array): void => {
      for (let j = 0; j < n; j++) stepper.u[j] += bar[j];
    };

    let integration: Integration | undefined;
    let next = points.length - 1;
    let t1Bar = 0;
    const t0 = times[0];
    while (count > 0 && next >= 0 && points[next].theta > 0) {
      const { time } = points[next];
      for (; next >= 0 && points[next].theta > 0 && points[next].time === time; next--)
        jump(points[next].bar);
      if (integration === undefined && time === times[count]) {
        reader.load(count - 1, true);
        const slope = reader.endSlope();
        for (let j = 0; j < n; j++) t1Bar += stepper.u[j] * slope[j];
      }
      stepper.restart(time);
      integration ??= begin(solve, rhs, stepper, options, time);
      const until = next >= 0 ? points[next].time : t0;
      const code = integration.advance(until, undefined);
      if (code !== 'Success') {
        const { t, dt } = integration;
        const { maxSteps, adaptive } = options;
        const { name, stiff } = algorithm;
        const why = describeReturn(code, {
          t,
          t1: t0,
          dt,
          maxSteps,
          adaptive,
          algorithm: name,
          stiff,
          detail: '',
        });
        throw solverError(
          'DIFF5011',
          `the adjoint integration failed with code ${code}: ${why}`,
          'Loosen the tolerances of InterpolatingAdjoint, or use DiscreteAdjoint(), which takes no steps of its own.',
        );
      }
    }
    let t0Bar = 0;
    if (integration !== undefined) {
      reader.load(0, false);
      const slope = reader.row(0);
      for (let j = 0; j < n; j++) t0Bar -= stepper.u[j] * slope[j];
    }
    for (; next >= 0; next--) jump(points[next].bar);
    slots.write(stepper.u, n);
    return {
      u0: Float64Array.from(stepper.u.subarray(0, n)),
      p: typeof problem.p === 'number' ? stepper.u[n] : vjp.pShadow,
      t0: t0Bar,
      t1: t1Bar,
    };
  };
}

/** The method itself; of methods for problems in parts, which the adjoint is not, the default one. */
function adjointMethod(algorithm: Algorithm): Algorithm {
  return algorithm.needs === undefined ? algorithm : Tsit5();
}

/** [λ, μ]' = −[(∂f/∂u)ᵀ λ, (∂f/∂p)ᵀ λ] at the u(t) of the dense output. */
function adjointRightHandSide(
  solve: RecordedSolve,
  vjp: RhsVjp,
  slots: ShadowSlots,
  reader: StepReader,
  size: number,
): System {
  const { record, algorithm } = solve;
  const { n, times, sizes, count } = record;
  const backwards = sizes[0] < 0 ? -1 : 1;
  const { state: u, lambda, stateBar } = vjp;
  const weights = new Float64Array(algorithm.interpolant.rows);
  const sums = {
    starts: Int32Array.of(0, weights.length),
    columns: Int32Array.from(weights.keys()),
    weights,
  };
  let step = count - 1;
  return plainSystem(size, (out, state, t) => {
    while (step > 0 && (t - times[step]) * backwards < 0) step--;
    while (step < count - 1 && (t - times[step + 1]) * backwards > 0) step++;
    reader.load(step, true);
    const h = sizes[step];
    interpolationWeights(algorithm.interpolant, (t - times[step]) / h, weights);
    combineRecorded(u, record.states, step * n, reader.stages, reader.at, sums, 0, weights.length, h);
    for (let j = 0; j < n; j++) lambda[j] = state[j];
    slots.clear();
    vjp.pNumber = 0;
    vjp.apply(t);
    for (let j = 0; j < n; j++) out[j] = -stateBar[j];
    slots.read(out, n, -1);
    if (vjp.pShadow === undefined && size > n) out[n] = -vjp.pNumber;
  });
}

/** The loop at the last time that has a cotangent. A method without error estimate keeps the step size of the solve. */
function begin(
  solve: RecordedSolve,
  rhs: System,
  stepper: ReturnType<RecordedSolve['algorithm']['createStepper']>,
  options: LoopOptions,
  time: number,
): Integration {
  const { algorithm, record } = solve;
  const { atol, rtol, dtmax } = options;
  const dt = options.adaptive
    ? initialStep(
        rhs,
        stepper.u,
        stepper.slope,
        time,
        record.times[0] - time,
        adjointMethod(algorithm).order,
        atol,
        rtol,
        dtmax,
      )
    : solve.options.dt;
  return new Integration(stepper, options, time, dt, adjointMethod(algorithm).order, rhs.stats);
}

function loopOptions(
  solve: RecordedSolve,
  tolerances: InterpolatingAdjointOptions,
  size: number,
): LoopOptions {
  const { options, algorithm } = solve;
  const atol = tolerances.atol ?? options.atol.reduce((least, x) => Math.min(least, x), Infinity);
  return {
    rtol: tolerances.rtol ?? options.rtol,
    atol: new Float64Array(size).fill(atol),
    dtmin: 0,
    dtmax: options.dtmax,
    maxSteps: options.maxSteps,
    norm: options.norm,
    adaptive: options.adaptive && algorithm.adaptive,
    controller: options.controller,
  };
}
