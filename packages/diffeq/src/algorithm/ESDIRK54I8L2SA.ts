import { dirk } from '../stepper/dirk.js';
import { esdirk54i8l2saTableau } from '../tableau/esdirk54i8l2sa.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: esdirk54i8l2saTableau });

/**
 * Kennedy and Carpenter's ESDIRK pair of orders 5(4) and stage order 2, L-stable, with A-stable stages. Dense output has order
 * 4.
 *
 * Cost: 7 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, ESDIRK54I8L2SA(), { rtol: 1e-4 })
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, NASA/TM-2016-219173, 2016.
 */
export function ESDIRK54I8L2SA(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(ESDIRK54I8L2SA);
