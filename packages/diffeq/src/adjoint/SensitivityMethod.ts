import type { Algorithm } from '../algorithm/Algorithm.js';
import type { InitialValueProblem, StartedProblem } from '../problem/InitialValueProblem.js';
import type { StandardForm, System } from '../problem/System.js';
import type { PointCotangent } from '../solve/Solution.js';
import type { ResolvedOptions } from '../solve/SolveOptions.js';
import type { StepRecord } from '../solve/StepRecord.js';
import type { Sweep } from './sweepEvaluation.js';

/** A finished solve with its accepted steps, as the sensitivity methods read it. */
export interface RecordedSolve {
  readonly problem: InitialValueProblem;
  readonly algorithm: Algorithm;
  readonly options: ResolvedOptions;
  readonly started: StartedProblem;
  /** Number of parts in which the state has a length of its own. */
  readonly segments: number;
  readonly system: System;
  /** The right-hand side that is differentiated. */
  readonly form: StandardForm;
  readonly record: StepRecord;
  /** The sweep in which the solve is differentiated. */
  readonly sweep: Sweep;
}

/** Cotangents of what a problem is made of. */
export interface ProblemCotangent {
  /** [n] */
  readonly u0: Float64Array;
  /** Laid out as the shadow of p; a number if p is one; undefined if p has no derivative. */
  readonly p: unknown;
  /** Cotangents of t0 and t1. */
  readonly t0: number;
  readonly t1: number;
}

/** Carries cotangents at points of the solution, given in the order of integration, back to the problem. */
export type ReverseSolve = (points: readonly PointCotangent[]) => ProblemCotangent;

/** A way to differentiate `solve` in reverse mode, chosen by the option `sensitivity`. */
export interface SensitivityMethod {
  readonly name: string;
  /** How many numbers of stages are kept for it; default 2²⁵. */
  readonly stageLimit?: number;
  /** Whether it reads dense output in every step, and not only where points are saved. */
  readonly readsInside?: boolean;
  /**
   * Gets ready to reverse a solve.
   *
   * @throws DIFF3001 if the right-hand side is not differentiable
   */
  prepare(solve: RecordedSolve): ReverseSolve;
}
