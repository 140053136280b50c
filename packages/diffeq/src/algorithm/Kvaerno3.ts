import { dirk } from '../stepper/dirk.js';
import { kvaerno3Tableau } from '../tableau/kvaerno3.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: kvaerno3Tableau });

/**
 * Kværnø's 3(2) ESDIRK pair, L-stable, as is its embedded method. Dense output is cubic.
 *
 * Cost: 3 implicit stages a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, Kvaerno3(), { rtol: 1e-4 })
 *
 * Reference: A. Kværnø, BIT 44(3), 2004, pp. 489–502.
 */
export function Kvaerno3(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(Kvaerno3);
