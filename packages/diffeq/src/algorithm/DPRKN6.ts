import { nystrom } from '../stepper/nystrom.js';
import { dprkn6Tableau } from '../tableau/dprkn6.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(dprkn6Tableau);

/**
 * Dormand, El-Mikkawy and Prince's 6(4) pair for u'' = f(u, p, t) with a free interpolant of order 6: the first choice for
 * second-order problems without friction, at tolerances from 1e-3 to about 1e-10.
 *
 * Dense output of its own, of order 6.
 * Cost: 5 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, DPRKN6(), { rtol: 1e-6 })
 *
 * Reference: J. R. Dormand, M. E. A. El-Mikkawy & P. J. Prince, Families of Runge–Kutta–Nyström formulae, IMA Journal of
 * Numerical Analysis 7, 1987, pp. 235–250.
 */
export function DPRKN6(): Algorithm {
  return algorithm;
}

constantCall(DPRKN6);
