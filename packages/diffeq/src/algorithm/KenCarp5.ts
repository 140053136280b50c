import { dirk } from '../stepper/dirk.js';
import { kenCarp5Tableau } from '../tableau/kenCarp5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: kenCarp5Tableau });

/**
 * Kennedy and Carpenter's additive pair of orders 5(4), L-stable. On a `SplitODEProblem` the first part is taken implicitly and
 * the second explicitly; on others it is a plain ESDIRK method. Dense output has order 4, of split problems order 3.
 *
 * Cost: 7 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, KenCarp5(), { rtol: 1e-4 })
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, Applied Numerical Mathematics 44, 2003, pp. 139–181.
 */
export function KenCarp5(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(KenCarp5);
