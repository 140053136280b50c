import { dirk } from '../stepper/dirk.js';
import { kenCarp4Tableau } from '../tableau/kenCarp4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: kenCarp4Tableau });

/**
 * Kennedy and Carpenter's additive pair of orders 4(3), L-stable: for stiff problems at tolerances of about 1e-3 to 1e-6. On a
 * `SplitODEProblem` the first part is taken implicitly and the second explicitly; on others it is a plain ESDIRK method. Dense
 * output has order 4, of split problems order 3.
 *
 * Cost: 5 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, KenCarp4(), { rtol: 1e-4 })
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, Applied Numerical Mathematics 44, 2003, pp. 139–181.
 */
export function KenCarp4(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(KenCarp4);
