import { radau } from '../stepper/radau.js';
import { radauIIA5Tableau } from '../tableau/radauIIA5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { RadauOptions } from './RadauOptions.js';

const algorithm = radau('RadauIIA5', [radauIIA5Tableau]);

/**
 * The collocation method Radau IIA of 3 stages and order 5, L-stable, as in the code RADAU5: for very stiff problems and
 * differential-algebraic equations, at tolerances from about 1e-4 to 1e-8. Dense output is the collocation polynomial, of order
 * 3.
 *
 * Cost: a step takes some Newton iterations of 3 evaluations, 1 real and 1 complex linear solve; a Jacobian unless iterations
 * converge fast, 1 real and 1 complex factorisation when the step size changes.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for one with a value that it cannot have
 * @example solve(problem, RadauIIA5(), { rtol: 1e-6 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8.
 */
export function RadauIIA5(options?: RadauOptions): Algorithm {
  return algorithm(options);
}

constantCall(RadauIIA5);
