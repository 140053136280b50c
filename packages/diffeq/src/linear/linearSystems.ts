import { shown, solverError } from '../diagnostics/solverError.js';
import type { System } from '../problem/System.js';
import { DenseLU } from './DenseLU.js';
import { jacobianSource } from './JacobianSource.js';
import { implicitPartOf, wholeOf } from './Linearised.js';
import type { LinearProblem, LinearSolver } from './LinearSolver.js';
import type { LinearSystem } from './LinearSystem.js';
import { residualOf, residualSource } from './residualSources.js';

/** Options of `linearSystem`. */
export interface LinearOptions {
  /** Default: by the hints of the problem and its size. */
  readonly solver?: LinearSolver;
  /** Whether it is of the whole right-hand side (default) or, of a split problem, of its stiff part. */
  readonly of?: 'whole' | 'implicit';
  /** Sizes below which components do not count, [n], for finite differences; see `DifferenceJacobian`. */
  readonly typical?: Float64Array;
}

/** The linear systems s M − J of M du/dt = f(u, t). */
export function linearSystem(system: System, options: LinearOptions = {}): LinearSystem {
  const of = options.of === 'implicit' ? implicitPartOf(system) : wholeOf(system);
  const problem: LinearProblem = {
    of,
    jacobian: (pattern) => jacobianSource(of, pattern, options.typical),
    massSource: undefined,
  };
  return (options.solver ?? solverFor(problem)).create(problem);
}

/**
 * The linear systems s ∂F/∂u̇ + ∂F/∂u of F(u̇, u, t) = 0, in the words of `LinearSystem`: M = ∂F/∂u̇, J = −∂F/∂u, both taken by `update`,
 * whose `du` is u̇. It has no time derivative.
 */
export function residualLinearSystem(system: System, options: Omit<LinearOptions, 'of'> = {}): LinearSystem {
  const { parts } = system;
  if (parts?.kind !== 'implicit') return linearSystem(system, options);
  const of = residualOf(system, parts);
  const problem: LinearProblem = {
    of,
    jacobian: (pattern) => residualSource(of, parts, 'u', pattern, options.typical),
    massSource: (pattern) => residualSource(of, parts, 'du', pattern, undefined),
  };
  return (options.solver ?? solverFor(problem)).create(problem);
}

/** The solver that suits what is known of the places of J. */
function solverFor(_problem: LinearProblem): LinearSolver {
  return DenseLU();
}

/**
 * Refuses what is no linear solver.
 *
 * @throws DIFF5008
 */
export function checkLinearSolver(solver: LinearSolver | undefined, where: string): void {
  if (solver === undefined || typeof (solver as Partial<LinearSolver> | null)?.create === 'function') return;
  throw solverError(
    'DIFF5008',
    `${where}: linearSolver is ${shown(solver)}`,
    'It is an object such as DenseLU(), Banded(), SparseLU() or GMRES() gives.',
  );
}
