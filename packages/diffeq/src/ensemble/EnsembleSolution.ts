import type { SolveStats } from '../problem/System.js';
import type { TrajectoryFailure } from './runTrajectories.js';

/** The result of `solveEnsemble`. */
export interface EnsembleSolution<R> {
  /** The outputs of the trajectories, in order of index; with a reduction, what it made of them. */
  readonly u: R;
  /** The trajectories that did not reach the end of their time span, in order of index. */
  readonly failures: readonly TrajectoryFailure[];
  /** What all solves cost together. */
  readonly stats: Readonly<SolveStats>;
  /** Whether the reduction said that it has enough; true without a reduction. */
  readonly converged: boolean;
  /** How many trajectories were run. */
  readonly trajectories: number;
  /** How long it took, in seconds. */
  readonly elapsed: number;
}
