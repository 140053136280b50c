import type { RecordedSolve } from '../adjoint/SensitivityMethod.js';
import { solverError } from '../diagnostics/solverError.js';
import type { Integrator } from './Integrator.js';
import type { SavedPoints } from './SaveLog.js';
import { appendStates, appendTimes, savedLayout, savedPoints } from './savedStates.js';
import type { Solution, SolutionData } from './Solution.js';
import { makeSolution } from './Solution.js';

/** A solve with what differentiating it needs. */
export interface SolveRun {
  readonly solution: Solution;
  readonly data: SolutionData;
  readonly points: SavedPoints;
  /** Undefined unless asked for. */
  readonly recorded: Omit<RecordedSolve, 'sweep'> | undefined;
}

/**
 * What an integrator has computed, as a solution.
 *
 * @throws DIFF5011 if it failed and was told to throw
 */
export function solutionOf(integrator: Integrator, forDerivative: boolean): SolveRun {
  const { problem, algorithm, options, started, stats } = integrator;
  const code = integrator.code ?? 'Success';
  if (code !== 'Success' && code !== 'Terminated' && options.throwOnFailure) {
    throw solverError(
      'DIFF5011',
      `solve failed with code ${code}: ${integrator.describe(code)}`,
      'Without throwOnFailure the partial solution is returned.',
    );
  }
  const { layout, system } = started;
  const segments = integrator.savedSegments();
  const withEnd = options.saveEnd || code !== 'Success'; // a failed integration shows how far it came
  const { record } = segments[segments.length - 1];
  const t: number[] = [];
  const u: unknown[] = [];
  let points: SavedPoints | undefined;
  for (const segment of segments) {
    const isWhole = withEnd || options.saveTimes !== undefined || segment.record !== record;
    points = savedPoints(segment, options.saveStart, isWhole);
    appendTimes(t, points);
    appendStates(u, points, savedLayout(layout, options.saveIdxs, points.width));
  }
  const data: SolutionData = {
    problem,
    algorithm,
    layout,
    saveIdxs: options.saveIdxs,
    record: options.dense ? record : undefined,
    asked: undefined,
    tangents: undefined,
  };
  const solution = makeSolution(data, t, u, code, integrator.description(code), stats);
  const { form } = system;
  const recorded =
    forDerivative && record !== undefined && form !== undefined
      ? { problem, algorithm, options, system, form, record, started, segments: segments.length }
      : undefined;
  return { solution, data, points: points!, recorded };
}
