import { nystrom } from '../stepper/nystrom.js';
import { dprkn4Tableau } from '../tableau/dprkn4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(dprkn4Tableau);

/**
 * Dormand, El-Mikkawy and Prince's 4(3) pair for u'' = f(u, p, t).
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 3 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, DPRKN4(), { rtol: 1e-6 })
 *
 * Reference: J. R. Dormand, M. E. A. El-Mikkawy & P. J. Prince, Families of Runge–Kutta–Nyström formulae, IMA Journal of
 * Numerical Analysis 7, 1987, pp. 235–250.
 */
export function DPRKN4(): Algorithm {
  return algorithm;
}

constantCall(DPRKN4);
