import { nystrom } from '../stepper/nystrom.js';
import { dprkn8Tableau } from '../tableau/dprkn8.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(dprkn8Tableau);

/**
 * Dormand, El-Mikkawy and Prince's 8(6) pair for u'' = f(u, p, t), for tight tolerances.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 8 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, DPRKN8(), { rtol: 1e-6 })
 *
 * Reference: J. R. Dormand, M. E. A. El-Mikkawy & P. J. Prince, High-order embedded Runge–Kutta–Nyström formulae, IMA Journal
 * of Numerical Analysis 7, 1987, pp. 423–430.
 */
export function DPRKN8(): Algorithm {
  return algorithm;
}

constantCall(DPRKN8);
