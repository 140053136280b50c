import { DiffError } from '@diffjs/runtime';
import type { Algorithm } from '../algorithm/Algorithm.js';
import { solverError } from '../diagnostics/solverError.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import { trajectoryRandom } from '../random/trajectoryRandom.js';
import type { Solution } from '../solve/Solution.js';
import { solve } from '../solve/solve.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import type { EnsembleProblem } from './EnsembleProblem.js';
import { rerunTrajectory } from './EnsembleProblem.js';

/** A trajectory that did not reach the end of its time span. */
export interface TrajectoryFailure {
  /** Which one. */
  readonly index: number;
  /** The solution's return code; of an error its code, such as `'DIFF5002'`, or name; `'WorkerDied'` if it ended its thread. */
  readonly code: string;
  readonly message: string;
  /** Whether nothing is known of the trajectory: `u` is undefined there, and a reduction does not see it. */
  readonly lost: boolean;
}

/** Any ensemble, whatever its types. */
export type AnyEnsemble = EnsembleProblem<object, unknown, unknown>;

/** What trajectories have in common. */
export interface TrajectorySettings {
  readonly ensemble: AnyEnsemble;
  readonly algorithm: Algorithm | undefined;
  readonly options: SolveOptions;
  readonly seed: number;
  /** What is kept if the ensemble does not say. */
  readonly output: (sol: Solution) => unknown;
}

/** The results of some trajectories, in their order. */
export interface TrajectoryResults {
  readonly outputs: unknown[];
  readonly failures: TrajectoryFailure[];
  /** Sums of what solving cost. */
  readonly stats: Record<string, number>;
}

/** A trajectory that asks to be run again more often than this has failed. */
const MOST_RUNS = 100;

/** Errors that every trajectory would raise: the call is wrong. */
const wrongCall = new Set([
  'DIFF5001',
  'DIFF5005',
  'DIFF5008',
  'DIFF5009',
  'DIFF5013',
  'DIFF5018',
  'DIFF5019',
]);

/** Whether an error concerns the call of `solveEnsemble` rather than a trajectory. */
export const isWrongCall = (error: unknown): error is DiffError =>
  error instanceof DiffError && wrongCall.has(error.code);

/**
 * Runs trajectories one after the other; an error ends only the one that raises it.
 *
 * @throws what is wrong with the options of every trajectory
 */
export function runTrajectories(settings: TrajectorySettings, indices: readonly number[]): TrajectoryResults {
  const results: TrajectoryResults = { outputs: [], failures: [], stats: {} };
  for (const index of indices) {
    try {
      results.outputs.push(runTrajectory(settings, index, results));
    } catch (error) {
      if (isWrongCall(error)) throw error;
      results.outputs.push(undefined);
      results.failures.push(failureOf(index, error));
    }
  }
  return results;
}

function runTrajectory(settings: TrajectorySettings, index: number, results: TrajectoryResults): unknown {
  const { ensemble, options, seed } = settings;
  const { probFunc, outputFunc } = ensemble.options;
  const algorithm = settings.algorithm ?? ensemble.options.algorithm;
  for (let run = 1; run <= MOST_RUNS; run++) {
    const problem =
      probFunc?.(ensemble.problem, index, run, trajectoryRandom(seed, index, run)) ?? ensemble.problem;
    const sol = solve(problem as InitialValueProblem, algorithm, {
      ...ensemble.options.solveOptions,
      ...options,
    });
    addStats(results.stats, { ...sol.stats });
    const output = outputFunc === undefined ? settings.output(sol) : outputFunc(sol, index, run);
    if (output === rerunTrajectory) continue;
    if (!reachedEnd(sol.code))
      results.failures.push({ index, code: sol.code, message: sol.message, lost: false });
    return output;
  }
  throw solverError(
    'DIFF5030',
    `trajectory ${index} has asked for another run ${MOST_RUNS} times`,
    'Its outputFunc returns rerunTrajectory only where another run can end otherwise.',
  );
}

/** Whether a solve ended as it should; an event may have ended it. */
const reachedEnd = (code: string): boolean => code === 'Success' || code === 'Terminated';

/** What is known of an error, as data. */
export function failureOf(index: number, error: unknown): TrajectoryFailure {
  const { code, name, message } = Object(error) as { code?: unknown; name?: unknown; message?: unknown };
  return {
    index,
    code: typeof code === 'string' ? code : typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : String(error),
    lost: true,
  };
}

/** Adds the counts of one solve, or of several, to the sums. */
export function addStats(sums: Record<string, number>, stats: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(stats)) {
    if (typeof count === 'number') sums[name] = (sums[name] ?? 0) + count;
  }
}
