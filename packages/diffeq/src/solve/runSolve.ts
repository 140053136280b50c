import type { Algorithm } from '../algorithm/Algorithm.js';
import type { RecordedSolve } from '../adjoint/SensitivityMethod.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import { checkFirst } from '../problem/RightHandSide.js';
import type { System } from '../problem/System.js';
import type { StateLayout } from '../problem/StateLayout.js';
import { userState } from '../problem/StateLayout.js';
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
  problem: InitialValueProblem,
  algorithm: Algorithm,
  givenOptions: SolveOptions,
  forDerivative: boolean,
): SolveRun {
  checkArguments(problem, algorithm);
  const started = problem.begin();
  const { layout, start, t0, t1, system } = started;
  const { n } = layout;
  const options = resolveOptions(givenOptions, algorithm, n, t0, t1);
  checkAlgorithm(algorithm, system);

  const stepper = algorithm.createStepper(system, start, options);
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

  stepper.slope.fill(NaN);
  stepper.restart(t0);
  checkFirst(system, stepper.slope, stepper.u, t0);
  let dt = options.dt > 0 ? Math.min(options.dt, options.adaptive ? options.dtmax : Infinity) : 0;
  let code: ReturnCode = 'Unstable';
  let integration: Integration | undefined;
  if (stepper.slope.every(Number.isFinite)) {
    if (dt === 0 && t1 !== t0) {
      const { atol, rtol, dtmin, dtmax } = options;
      const chosen = initialStep(
        system,
        stepper.u,
        stepper.slope,
        t0,
        t1 - t0,
        algorithm.order,
        atol,
        rtol,
        dtmax,
      );
      dt = Math.min(Math.max(chosen, dtmin), dtmax);
    }
    integration = new Integration(stepper, options, t0, dt, algorithm.order);
    const everyRow = options.dense || (forDerivative && options.sensitivity?.readsInside === true);
    code = integration.advance(t1, new Recorder(log, record, everyRow));
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
    layout,
    record: options.dense ? record : undefined,
    asked: undefined,
    tangents: undefined,
  };
  const { stats } = system;
  stats.accepted = integration?.accepted ?? 0;
  stats.rejected = integration?.rejected ?? 0;
  const solution = makeSolution(data, savedTimes(points), savedStates(points, layout), code, message, stats);
  const { form } = system;
  const recorded =
    forDerivative && record !== undefined && form !== undefined
      ? { problem, algorithm, options, system, form, record, started }
      : undefined;
  return { solution, data, points, recorded };
}

function savedTimes({ times, count }: SavedPoints): number[] {
  const saved: number[] = [];
  for (let i = 0; i < count; i++) saved.push(times[i]);
  return saved;
}

function savedStates(points: SavedPoints, layout: StateLayout): unknown[] {
  const { states, count } = points;
  const { n, kind } = layout;
  if (kind === 'number') return Array.from(states.subarray(0, count));
  if (kind === 'tree') {
    return Array.from({ length: count }, (_, i) => userState(layout, states.subarray(i * n, (i + 1) * n)));
  }
  const saved: Float64Array[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const state = new Float64Array(n);
    for (let j = 0; j < n; j++) state[j] = states[at++];
    saved.push(state);
  }
  return saved;
}

function checkArguments(problem: unknown, algorithm: unknown): void {
  if (typeof (problem as Partial<InitialValueProblem> | null | undefined)?.begin !== 'function') {
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

/**
 * Refuses problems that the method cannot solve.
 *
 * @throws DIFF5018
 */
function checkAlgorithm(algorithm: Algorithm, { mass, parts }: System): void {
  const { name, massMatrix, needs } = algorithm;
  if (needs !== undefined && parts?.kind !== needs) {
    throw solverError(
      'DIFF5018',
      `solve: ${name} is for ${NEEDED[needs]}`,
      'Pose the problem so, or choose a method for du/dt = f.',
    );
  }
  if (parts?.kind === 'implicit' && needs !== 'implicit') {
    throw solverError(
      'DIFF5018',
      `solve: ${name} is for du/dt = f, and the problem is F(du/dt, u, t) = 0`,
      'Use DFBDF().',
    );
  }
  if (mass === undefined) return;
  if (massMatrix === undefined || (massMatrix === 'regular' && mass.algebraic.length > 0)) {
    throw solverError(
      'DIFF5018',
      `solve: ${name} takes no ${massMatrix === undefined ? '' : 'singular '}mass matrix`,
      'Use Rodas5P(), FBDF() or RadauIIA5().',
    );
  }
}

/** What a kind of problem is called. */
const NEEDED = {
  split: 'a SplitODEProblem',
  partitioned: 'a DynamicalODEProblem, SecondOrderODEProblem or HamiltonianProblem',
  implicit: 'a DAEProblem',
} as const;
