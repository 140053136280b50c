import { radau } from '../stepper/radau.js';
import { radauIIA9Tableau } from '../tableau/radauIIA9.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { RadauOptions } from './RadauOptions.js';

const algorithm = radau('RadauIIA9', [radauIIA9Tableau]);

/**
 * The collocation method Radau IIA of 5 stages and order 9, L-stable: for stiff problems and differential-algebraic equations
 * at tolerances of 1e-8 and below. Dense output is the collocation polynomial, of order 5.
 *
 * Cost: a step takes some Newton iterations of 5 evaluations, 1 real and 2 complex linear solves; a Jacobian unless iterations
 * converge fast, 1 real and 2 complex factorisations when the step size changes.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for one with a value that it cannot have
 * @example solve(problem, RadauIIA9(), { rtol: 1e-10 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8; Hairer & Wanner, J. Comput. Appl. Math. 111, 1999, pp. 93–111.
 */
export function RadauIIA9(options?: RadauOptions): Algorithm {
  return algorithm(options);
}

constantCall(RadauIIA9);
