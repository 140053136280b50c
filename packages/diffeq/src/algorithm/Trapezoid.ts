import { dirk } from '../stepper/dirk.js';
import { trapezoidTableau } from '../tableau/trapezoid.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';

const algorithm = dirk({ tableau: trapezoidTableau, massMatrix: 'regular' });

/**
 * The trapezoidal rule, order 2, A-stable and symmetric; it does not damp the stiffest components. Mass matrices that are
 * regular. Dense output is cubic.
 *
 * Cost: 1 implicit stage a step, each some Newton iterations of 1 evaluation and 1 linear solve.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, Trapezoid(), { rtol: 1e-4 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.3.
 */
export function Trapezoid(options?: ImplicitOptions): Algorithm {
  return algorithm(options);
}

constantCall(Trapezoid);
