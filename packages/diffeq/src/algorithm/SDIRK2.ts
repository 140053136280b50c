import { dirk } from '../stepper/dirk.js';
import { sdirk2Tableau } from '../tableau/sdirk2.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: sdirk2Tableau });

/**
 * An SDIRK method of order 2, A- and B-stable, which halves the stiffest components in a step; mass matrices that are regular. Dense output is cubic.
 *
 * Cost: 2 implicit stages and 1 evaluation of the right-hand side a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, SDIRK2(), { rtol: 1e-4 })
 *
 * Reference: as in `tableau/sdirk2.ts`: Burrage & Butcher, SIAM Journal on Numerical Analysis 16(1), 1979, pp. 46–57.
 */
export function SDIRK2(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(SDIRK2);
