import { dirk } from '../stepper/dirk.js';
import { kenCarp3Tableau } from '../tableau/kenCarp3.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: kenCarp3Tableau });

/**
 * Kennedy and Carpenter's additive pair of orders 3(2), L-stable. On a `SplitODEProblem` the first part is taken implicitly and
 * the second explicitly; on others it is a plain ESDIRK method. Dense output is cubic.
 *
 * Cost: 3 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, KenCarp3(), { rtol: 1e-4 })
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, Applied Numerical Mathematics 44, 2003, pp. 139–181.
 */
export function KenCarp3(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(KenCarp3);
