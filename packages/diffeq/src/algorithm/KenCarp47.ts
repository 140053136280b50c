import { dirk } from '../stepper/dirk.js';
import { kenCarp47Tableau } from '../tableau/kenCarp47.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: kenCarp47Tableau });

/**
 * Kennedy and Carpenter's newer additive pair of orders 4(3), L-stable, of one stage more and smaller errors. On a
 * `SplitODEProblem` the first part is taken implicitly and the second explicitly; on others it is a plain ESDIRK method. Dense
 * output has order 4, of split problems order 3.
 *
 * Cost: 6 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, KenCarp47(), { rtol: 1e-4 })
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, Applied Numerical Mathematics 136, 2019, pp. 183–205.
 */
export function KenCarp47(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(KenCarp47);
