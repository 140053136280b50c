import { dirk } from '../stepper/dirk.js';
import { esdirk436l2sa2Tableau } from '../tableau/esdirk436l2sa2.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: esdirk436l2sa2Tableau });

/**
 * Kennedy and Carpenter's ESDIRK pair of orders 4(3) and stage order 2, L-stable. Dense output has order 4.
 *
 * Cost: 5 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, ESDIRK436L2SA2(), { rtol: 1e-4 })
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, Applied Numerical Mathematics 146, 2019, pp. 221–244.
 */
export function ESDIRK436L2SA2(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(ESDIRK436L2SA2);
