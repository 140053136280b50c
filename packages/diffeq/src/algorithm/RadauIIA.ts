import { radau } from '../stepper/radau.js';
import { radauIIA13Tableau } from '../tableau/radauIIA13.js';
import { radauIIA5Tableau } from '../tableau/radauIIA5.js';
import { radauIIA9Tableau } from '../tableau/radauIIA9.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { RadauOptions } from './RadauOptions.js';

const algorithm = radau('RadauIIA', [radauIIA5Tableau, radauIIA9Tableau, radauIIA13Tableau]);

/**
 * Radau IIA of order 5, 9 or 13, as the convergence of Newton's iteration suggests: for stiff problems and differential-algebraic equations at
 * sharp tolerances. Dense output is the collocation polynomial, of order 3, 5 or 7. It controls its step size itself; `controller` is
 * without effect.
 *
 * Cost: a step takes some Newton iterations of 3, 5 or 7 evaluations, 1 real and 1 to 3 complex linear solves; a Jacobian unless
 * iterations converge fast, 1 real and 1 to 3 complex factorisations when the step size changes.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for one with a value that it cannot have
 * @example solve(problem, RadauIIA(), { rtol: 1e-10 })
 *
 * Reference: E. Hairer & G. Wanner, Stiff differential equations solved by Radau methods, J. Comput. Appl. Math. 111, 1999, pp. 93–111.
 */
export function RadauIIA(options?: RadauOptions): Algorithm {
  return algorithm(options);
}

constantCall(RadauIIA);
