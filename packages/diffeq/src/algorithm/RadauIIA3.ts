import { radau } from '../stepper/radau.js';
import { radauIIA3Tableau } from '../tableau/radauIIA3.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { RadauOptions } from './RadauOptions.js';

const algorithm = radau('RadauIIA3', [radauIIA3Tableau]);

/**
 * The collocation method Radau IIA of 2 stages and order 3, L-stable, for stiff problems and differential-algebraic equations
 * at loose tolerances. Dense output is the collocation polynomial, of order 2.
 *
 * Cost: a step takes some Newton iterations of 2 evaluations, 1 complex linear solve; a Jacobian unless iterations
 * converge fast, 1 real and 1 complex factorisation when the step size changes.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for one with a value that it cannot have
 * @example solve(problem, RadauIIA3(), { rtol: 1e-3 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8.
 */
export function RadauIIA3(options?: RadauOptions): Algorithm {
  return algorithm(options);
}

constantCall(RadauIIA3);
