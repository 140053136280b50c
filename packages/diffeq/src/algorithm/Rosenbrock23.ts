import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockWOptions } from '../stepper/rosenbrock.js';
import { rosenbrock23Tableau } from '../tableau/rosenbrock23.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * The Rosenbrock method of order 2(3) of ode23s: for very stiff problems at loose tolerances, rtol ≥ 1e-3, and where the solution
 * is not smooth.
 *
 * Cost: a Jacobian, a factorisation, 3 solves and 2 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rosenbrock23(), { rtol: 1e-6 })
 *
 * Reference: L. F. Shampine & M. W. Reichelt, The MATLAB ODE suite, SIAM J. Sci. Comput. 18(1), 1997, pp. 1–22, §3.
 */
export function Rosenbrock23(options: RosenbrockWOptions = {}): Algorithm {
  return rosenbrock(rosenbrock23Tableau, options);
}

constantCall(Rosenbrock23);
