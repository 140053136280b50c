import { dirk } from '../stepper/dirk.js';
import { trbdf2Tableau } from '../tableau/trbdf2.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: trbdf2Tableau });

/**
 * TR-BDF2, order 2, L-stable: for stiff problems at loose tolerances, down to about 1e-3, and right-hand sides that are not
 * smooth. Dense output is cubic.
 *
 * Cost: 2 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, TRBDF2(), { rtol: 1e-4 })
 *
 * Reference: M. E. Hosea & L. F. Shampine, Applied Numerical Mathematics 20(1–2), 1996, pp. 21–37.
 */
export function TRBDF2(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(TRBDF2);
