import { radau } from '../stepper/radau.js';
import { radauIIA13Tableau } from '../tableau/radauIIA13.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { RadauOptions } from './RadauOptions.js';

const algorithm = radau('RadauIIA13', [radauIIA13Tableau]);

/**
 * The collocation method Radau IIA of 7 stages and order 13, L-stable: for stiff problems and differential-algebraic equations
 * at tolerances below 1e-10. Dense output is the collocation polynomial, of order 7.
 *
 * Cost: a step takes some Newton iterations of 7 evaluations, 1 real and 3 complex linear solves; a Jacobian unless iterations
 * converge fast, 1 real and 3 complex factorisations when the step size changes.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for one with a value that it cannot have
 * @example solve(problem, RadauIIA13(), { rtol: 1e-12 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8; Hairer & Wanner, J. Comput. Appl. Math. 111, 1999, pp. 93–111.
 */
export function RadauIIA13(options?: RadauOptions): Algorithm {
  return algorithm(options);
}

constantCall(RadauIIA13);
