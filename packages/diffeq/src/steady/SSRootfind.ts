import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import { checkLinearSolver } from '../linear/linearSystems.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import type { ReturnCode } from '../solve/ReturnCode.js';
import { newtonRoot } from './newtonRoot.js';
import { pseudoTransientRoot } from './pseudoTransientRoot.js';
import type { RootEnd, RootOptions } from './SteadyEquations.js';
import { SteadyEquations } from './SteadyEquations.js';
import type { SteadyEnd, SteadyStateAlgorithm } from './SteadyStateAlgorithm.js';
import { steadyStateAlgorithm } from './SteadyStateAlgorithm.js';

const methods = ['auto', 'newton', 'pseudoTransient'] as const;

/** Options of `SSRootfind`. */
export interface SSRootfindOptions {
  /**
   * `'newton'` with a line search; `'pseudoTransient'` continuation, which finds stable states from afar; `'auto'` (default): the second where
   * the first fails.
   */
  method?: (typeof methods)[number];
  /** How linear systems are solved, such as `DenseLU()`; default by the hints of the problem and its size. */
  linearSolver?: LinearSolver;
}

/** Options of `solve` with `SSRootfind()`. */
export interface RootSolveOptions {
  /** Relative tolerance of the last correction, dimensionless; default 1e-8. */
  rtol?: number;
  /** Absolute tolerance of the last correction, in the unit of the state; default 1e-10. */
  atol?: number;
  /** Largest number of steps of each method; default 1000. */
  maxSteps?: number;
  /** Whether failure throws DIFF5011; default false. */
  throwOnFailure?: boolean;
}

/**
 * Finds a steady state as a root of f, by Newton's method with a line search, then by pseudo-transient continuation. Jacobians are exact if f is
 * differentiable, and sparse if the problem says where they have entries. A root need not be stable.
 *
 * It counts as found when the next Newton correction is within the tolerances of `solve` (rtol 1e-8, atol 1e-10) and reduces f.
 *
 * Cost: a Jacobian, a factorisation and at least one evaluation of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example
 * const sol = solve(new SteadyStateProblem((u, p) => p - u * u, 1, 2), SSRootfind());
 * sol.u;   // ≈ √2
 *
 * Reference: C. T. Kelley & D. E. Keyes, SIAM J. Numer. Anal. 35(2), 1998, pp. 508–523; J. E. Dennis & R. B. Schnabel, Numerical Methods for
 * Unconstrained Optimization and Nonlinear Equations, 1983.
 */
export function SSRootfind(options: SSRootfindOptions = {}): SteadyStateAlgorithm {
  checkKeys(options, ['method', 'linearSolver'], 'SSRootfind');
  const { method = 'auto', linearSolver } = options;
  checkLinearSolver(linearSolver, 'SSRootfind');
  if (!methods.includes(method)) {
    throw solverError(
      'DIFF5008',
      `SSRootfind: method is ${shown(method)}`,
      `It is one of ${methods.join(', ')}.`,
    );
  }
  return steadyStateAlgorithm('SSRootfind', (problem, given) => search(problem, given, method, linearSolver));
}

constantCall(SSRootfind);

function search(
  problem: InitialValueProblem,
  given: RootSolveOptions,
  method: (typeof methods)[number],
  linearSolver: LinearSolver | undefined,
): SteadyEnd {
  const options = rootOptions(given);
  const started = problem.begin();
  const equations = new SteadyEquations(started, Infinity, options, linearSolver);
  let end: RootEnd = 'notFinite';
  for (const root of [newtonRoot, pseudoTransientRoot]) {
    if (method === (root === newtonRoot ? 'pseudoTransient' : 'newton')) continue;
    if (!equations.begin(started.start)) break;
    end = root(equations, options.maxSteps);
    if (end === 'found') break;
  }
  const { u, f } = equations;
  return { started, u, residual: f, t: Infinity, code: CODES[end], message: describe(end, options) };
}

function rootOptions(given: RootSolveOptions): RootOptions {
  checkKeys(given, ['rtol', 'atol', 'maxSteps', 'throwOnFailure'], 'solve with SSRootfind');
  const { rtol = 1e-8, atol = 1e-10, maxSteps = 1000 } = given;
  for (const [name, value] of Object.entries({ rtol, atol })) {
    if (value >= 0 && value < Infinity && rtol + atol > 0) continue;
    throw solverError(
      'DIFF5001',
      `solve: ${name} is ${shown(value)}`,
      'A tolerance is a finite number ≥ 0, and one of the two is positive.',
    );
  }
  if (!(maxSteps >= 1)) {
    throw solverError('DIFF5008', `solve: maxSteps is ${shown(maxSteps)}`, 'It is a whole number from 1.');
  }
  return { rtol, atol, maxSteps };
}

const CODES: Readonly<Record<RootEnd, ReturnCode>> = {
  found: 'Success',
  steps: 'MaxSteps',
  stalled: 'ConvergenceFailure',
  singular: 'ConvergenceFailure',
  notFinite: 'Unstable',
};

function describe(end: RootEnd, { maxSteps }: RootOptions): string {
  switch (end) {
    case 'found':
      return 'SSRootfind found a root of f';
    case 'steps':
      return `SSRootfind found no root in maxSteps = ${maxSteps} steps; start nearer to it, or try DynamicSS`;
    case 'stalled':
      return 'SSRootfind came where no step makes f smaller, and f is not 0 there; start elsewhere, or see whether there is a steady state';
    case 'singular':
      return "SSRootfind came where ∂f/∂u is singular; start elsewhere, or use { method: 'pseudoTransient' }";
    case 'notFinite':
      return 'f is not finite at u0 and t = Infinity; does it depend on time? DynamicSS integrates from t = 0';
  }
}
