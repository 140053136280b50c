import { dirk } from '../stepper/dirk.js';
import { cash4Tableau } from '../tableau/cash4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: cash4Tableau });

/**
 * Cash's SDIRK method of orders 4(3), strongly S-stable. Dense output is cubic, of order 3.
 *
 * Cost: 5 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, Cash4(), { rtol: 1e-4 })
 *
 * Reference: J. R. Cash, IMA Journal of Applied Mathematics 24(3), 1979, pp. 293–301.
 */
export function Cash4(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(Cash4);
