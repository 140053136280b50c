import { dirk } from '../stepper/dirk.js';
import { implicitMidpointTableau } from '../tableau/implicitMidpoint.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: implicitMidpointTableau });

/**
 * The implicit midpoint rule, order 2, A-stable, symplectic and symmetric; fixed steps only, mass matrices that are regular.
 * Dense output is cubic.
 *
 * Cost: 1 implicit stage and 1 evaluation of the right-hand side a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, ImplicitMidpoint(), { adaptive: false, dt: 0.01 })
 *
 * Reference: Hairer, Lubich & Wanner, Geometric Numerical Integration, 2nd ed. 2006, §II.1.
 */
export function ImplicitMidpoint(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(ImplicitMidpoint);
