import type { SolveStats } from '../problem/System.js';
import type { ReturnCode } from '../solve/ReturnCode.js';

/** A steady state as `solve` gives it; `S` is the state in the form of `u0`. */
export interface SteadyStateSolution<S = unknown> {
  /** The steady state; unless `code` is `'Success'`, where the method gave up, which is none. */
  readonly u: S;
  /** f at `u`, in the form of the state: how far it is from 0. */
  readonly residual: S;
  /** The time at which f was taken: where integration ended, or Infinity. */
  readonly t: number;
  /** `'Success'`, or why no steady state was found. */
  readonly code: ReturnCode;
  /** One sentence on how it ended and, if it failed, what to do. */
  readonly message: string;
  readonly stats: SolveStats;
}
