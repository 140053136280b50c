import { dirk } from '../stepper/dirk.js';
import { hairer4Tableau } from '../tableau/hairer4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: hairer4Tableau });

/**
 * Hairer and Wanner's SDIRK method of orders 4(3), L-stable. Dense output is cubic, of order 3.
 *
 * Cost: 5 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, Hairer4(), { rtol: 1e-4 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.6.
 */
export function Hairer4(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(Hairer4);
