import { dirk } from '../stepper/dirk.js';
import { sdirk22Tableau } from '../tableau/sdirk22.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: sdirk22Tableau });

/**
 * Alexander's SDIRK method of order 2, L-stable and stiffly accurate, with an estimate of order 3. Dense output is cubic.
 *
 * Cost: 2 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, SDIRK22(), { rtol: 1e-4 })
 *
 * Reference: R. Alexander, SIAM Journal on Numerical Analysis 14(6), 1977, pp. 1006–1021.
 */
export function SDIRK22(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(SDIRK22);
