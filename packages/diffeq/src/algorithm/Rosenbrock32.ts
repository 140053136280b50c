import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rosenbrock32Tableau } from '../tableau/rosenbrock23.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * The stages of `Rosenbrock23`, carried on with order 3: for mildly stiff problems without fast oscillations; it is A-stable
 * only.
 *
 * Cost: a Jacobian, a factorisation, 3 solves and 3 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rosenbrock32(), { rtol: 1e-6 })
 *
 * Reference: L. F. Shampine & M. W. Reichelt, The MATLAB ODE suite, SIAM J. Sci. Comput. 18(1), 1997, pp. 1–22, §3.
 */
export function Rosenbrock32(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rosenbrock32Tableau, options);
}

constantCall(Rosenbrock32);
