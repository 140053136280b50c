import { dirk } from '../stepper/dirk.js';
import { implicitEulerTableau } from '../tableau/implicitEuler.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: implicitEulerTableau });

/**
 * The implicit Euler method, order 1, L-stable; dense output of order 3 through both derivatives. For the roughest problems and
 * for comparison.
 *
 * Cost: 1 implicit stage a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, ImplicitEuler(), { rtol: 1e-4 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.3.
 */
export function ImplicitEuler(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(ImplicitEuler);
