import type { Algorithm } from '../algorithm/Algorithm.js';
import type { RecordedSolve } from '../adjoint/SensitivityMethod.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { ODEProblem } from '../problem/ODEProblem.js';
import { evaluateFirst, rightHandSideOf } from '../problem/RightHandSide.js';
import { Integration } from './Integration.js';
import { initialStep } from './initialStep.js';
import { Recorder } from './Recorder.js';
import type { ReturnCode } from './ReturnCode.js';
import { describeReturn } from './ReturnCode.js';
import type { SavedPoints } from './SaveLog.js';
import { pointsOfRecord, SaveLog } from './SaveLog.js';
import type { Solution, SolutionData } from './Solution.js';
import { makeSolution } from './Solution.js';
import type { SolveOptions } from './SolveOptions.js';
import { resolveOptions } from './SolveOptions.js';
import { StepRecord } from './StepRecord.js';

/** Numbers of stages (256 MiB) that are kept for an adjoint unless it says otherwise; beyond, it computes them again. */
const STAGES_KEPT = 2 ** 25;

/** A solve with what differentiating it needs. */
export interface SolveRun {
  readonly solution: Solution;
  readonly data: SolutionData;
  readonly points: SavedPoints;
  /** Undefined unless asked for. */
  readonly recorded: Omit<RecordedSolve, 'sweep'> | undefined;
}

/** Solves, and keeps the accepted steps if `forDerivative`. */
export function runSolve(
  problem: ODEProblem,
  algorithm: Algorithm,
  givenOptions: SolveOptions,
  forDerivative: boolean,
): SolveRun {
  checkArguments(problem, algorithm);
  const rhs = rightHandSideOf(problem);
  const { n } = rhs;
  const { u0, tspan } = problem;
  const [t0, t1] = tspan;
  const options = resolveOptions(givenOptions, algorithm, n, t0, t1);
  const scalar = typeof u0 === 'number';
  const start = scalar ? Float64Array.of(u0) : Float64Array.from(u0);

  const stepper = algorithm.createStepper(rhs, start);
  const { rows } = algorithm.interpolant;
  const record =
    forDerivative || options.dense
      ? new StepRecord(
          n,
          rows,
          t0,
          start,
          options.dense ? Infinity : (options.sensitivity?.stageLimit ?? STAGES_KEPT),
        )
      : undefined;
  const everyStep = options.saveTimes === undefined;
  const log =
    everyStep && record !== undefined ? undefined : new SaveLog(n, algorithm.interpolant, options.saveTimes);
  log?.start(t0, start, options.saveStart);

  stepper.nf += evaluateFirst(problem, rhs, stepper.stages[0], stepper.u, t0);
  let dt = options.dt > 0 ? Math.min(options.dt, options.adaptive ? options.dtmax : Infinity) : 0;
  let code: ReturnCode = 'Unstable';
  let integration: Integration | undefined;
  if (stepper.stages[0].every(Number.isFinite)) {
    if (dt === 0 && t1 !== t0) {
      const { atol, rtol, dtmin, dtmax } = options;
      const chosen = initialStep(
        rhs,
        stepper.u,
        stepper.stages[0],
        t0,
        t1 - t0,
        algorithm.order,
        atol,
        rtol,
        dtmax,
      );
      dt = Math.min(Math.max(chosen, dtmin), dtmax);
      stepper.nf++;
    }
    integration = new Integration(stepper, options, t0, dt, algorithm.order);
    code = integration.advance(t1, new Recorder(log, record));
  }
  const withEnd = options.saveEnd || code !== 'Success'; // a failed integration shows how far it came
  if (log !== undefined && everyStep && !withEnd && log.count > 0) log.dropLast();
  const points = log ?? pointsOfRecord(record!, options.saveStart, withEnd);

  const message = describeReturn(code, {
    t: integration?.t ?? t0,
    t1,
    dt: integration?.dt ?? dt,
    maxSteps: options.maxSteps,
    adaptive: options.adaptive,
    algorithm: algorithm.name,
  });
  if (code !== 'Success' && options.throwOnFailure) {
    throw solverError(
      'DIFF5011',
      `solve failed with code ${code}: ${message}`,
      'Without throwOnFailure the partial solution is returned.',
    );
  }
  const data: SolutionData = {
    problem,
    algorithm,
    scalar,
    record: options.dense ? record : undefined,
    asked: undefined,
    tangents: undefined,
  };
  const stats = {
    nf: stepper.nf,
    accepted: integration?.accepted ?? 0,
    rejected: integration?.rejected ?? 0,
  };
  const solution = makeSolution(
    data,
    savedTimes(points),
    savedStates(points, n, scalar),
    code,
    message,
    stats,
  );
  const recorded =
    forDerivative && record !== undefined ? { problem, algorithm, options, rhs, record } : undefined;
  return { solution, data, points, recorded };
}

function savedTimes({ times, count }: SavedPoints): number[] {
  const saved: number[] = [];
  for (let i = 0; i < count; i++) saved.push(times[i]);
  return saved;
}

function savedStates(points: SavedPoints, n: number, scalar: boolean): (number | Float64Array)[] {
  const { states, count } = points;
  if (scalar) return Array.from(states.subarray(0, count));
  const saved: Float64Array[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const state = new Float64Array(n);
    for (let j = 0; j < n; j++) state[j] = states[at++];
    saved.push(state);
  }
  return saved;
}

function checkArguments(problem: unknown, algorithm: unknown): void {
  if (!(problem instanceof ODEProblem)) {
    throw solverError(
      'DIFF5013',
      `solve: the problem is ${shown(problem)}`,
      'Its first argument is a new ODEProblem(f, u0, tspan, p).',
    );
  }
  const { createStepper } = (algorithm ?? {}) as { createStepper?: unknown };
  if (typeof createStepper === 'function') return;
  throw solverError(
    'DIFF5013',
    `solve: the algorithm is ${shown(algorithm)}`,
    typeof algorithm === 'function'
      ? `Call it: solve(problem, ${algorithm.name}()).`
      : 'Its second argument is a method such as Tsit5(), its third the options: solve(problem, Tsit5(), { rtol: 1e-6 }).',
  );
}
