import type { SparsityPattern } from '@diffjs/runtime';
import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { Direction } from './Direction.js';
import type { JacobianSource } from './JacobianSource.js';
import type { Linearised } from './Linearised.js';
import type { LinearSystem } from './LinearSystem.js';

/** What a linear solver is asked to solve. */
export interface LinearProblem {
  readonly of: Linearised;
  /** The source of J over the given entries; undefined for all, row by row. */
  readonly jacobian: (pattern: SparsityPattern | undefined) => JacobianSource;
  /** The same for M, where it changes with J: −∂F/∂u̇ of F(u̇, u, t) = 0. */
  readonly massSource: ((pattern: SparsityPattern | undefined) => JacobianSource) | undefined;
  /** J and M along a direction, for solvers that hold no matrix. */
  readonly direction: () => Direction;
  /** Tolerances of the solve; undefined if they are not known. */
  readonly tolerances: StepTolerances | undefined;
}

/** How the linear systems of an implicit method are solved: a small immutable object, made by `DenseLU()` and the like. */
export interface LinearSolver {
  readonly name: string;
  create(problem: LinearProblem): LinearSystem;
}
