import { nystrom } from '../stepper/nystrom.js';
import { dprkn12Tableau } from '../tableau/dprkn12.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(dprkn12Tableau);

/**
 * Dormand, El-Mikkawy and Prince's 12(10) pair for u'' = f(u, p, t): the method for orbits at tolerances near rounding.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 17 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, DPRKN12(), { rtol: 1e-6 })
 *
 * Reference: J. R. Dormand, M. E. A. El-Mikkawy & P. J. Prince, High-order embedded Runge–Kutta–Nyström formulae, IMA Journal
 * of Numerical Analysis 7, 1987, pp. 423–430.
 */
export function DPRKN12(): Algorithm {
  return algorithm;
}

constantCall(DPRKN12);
