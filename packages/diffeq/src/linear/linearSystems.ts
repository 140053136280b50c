import type { StepTolerances } from '../algorithm/Algorithm.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { System } from '../problem/System.js';
import { Banded } from './Banded.js';
import { DenseLU } from './DenseLU.js';
import { ResidualDirection, StateDirection } from './Direction.js';
import { jacobianSource } from './JacobianSource.js';
import { requireBandwidth } from './knownPattern.js';
import type { Linearised } from './Linearised.js';
import { implicitPartOf, wholeOf } from './Linearised.js';
import type { LinearProblem, LinearSolver } from './LinearSolver.js';
import type { LinearSystem } from './LinearSystem.js';
import { residualOf, residualSource } from './residualSources.js';
import { SparseLU } from './SparseLU.js';

/** Options of `linearSystem`. */
export interface LinearOptions {
  /** Default: by the hints of the problem and its size. */
  readonly solver?: LinearSolver;
  /** Whether it is of the whole right-hand side (default) or, of a split problem, of its stiff part. */
  readonly of?: 'whole' | 'implicit';
  /** Sizes below which components do not count, [n], for finite differences; see `DifferenceJacobian`. */
  readonly typical?: Float64Array;
  /**
   * Whether `timeDerivative` is always asked for where `update` was called last, as Rosenbrock methods do: it may then come along with J.
   */
  readonly withTime?: boolean;
  /** Tolerances of the solve, by which iterative solvers choose theirs. */
  readonly tolerances?: StepTolerances;
}

/** The linear systems s M − J of M du/dt = f(u, t). */
export function linearSystem(system: System, options: LinearOptions = {}): LinearSystem {
  const of = options.of === 'implicit' ? implicitPartOf(system) : wholeOf(system);
  const problem: LinearProblem = {
    of,
    jacobian: (pattern) => jacobianSource(of, pattern, options.typical, options.withTime === true),
    massSource: undefined,
    direction: () => new StateDirection(of),
    tolerances: options.tolerances,
  };
  return (options.solver ?? solverFor(of)).create(problem);
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
    direction: () => new ResidualDirection(of, parts.residual),
    tolerances: options.tolerances,
  };
  return (options.solver ?? solverFor(of)).create(problem);
}

/** Below this many unknowns full matrices are as fast as any. */
const SMALL = 24;

/** Of patterns, bands wider than this are better left to sparse elimination. */
const NARROW = 24;

/** The solver that suits what is known of the places of J: within a band of at most a quarter of n, sparse, or full. */
export function solverFor(of: Linearised): LinearSolver {
  const { n, hints } = of;
  if (n < SMALL || (hints.bandwidth === undefined && hints.pattern === undefined)) return DenseLU();
  const [lower, upper] = requireBandwidth(of);
  const width = 2 * lower + upper;
  if (4 * width <= n && (hints.pattern === undefined || width <= NARROW)) return Banded();
  if (hints.pattern === undefined) return DenseLU();
  return 5 * hints.pattern.length <= n * n ? SparseLU() : DenseLU();
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
