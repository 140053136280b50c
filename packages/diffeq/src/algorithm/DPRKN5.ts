import { nystrom } from '../stepper/nystrom.js';
import { dprkn5Tableau } from '../tableau/dprkn5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(dprkn5Tableau);

/**
 * Bettis' 5(4) pair for u'' = f(u, p, t).
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 5 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, DPRKN5(), { rtol: 1e-6 })
 *
 * Reference: D. G. Bettis, A Runge–Kutta Nyström algorithm, Celestial Mechanics 8, 1973, pp. 229–233.
 */
export function DPRKN5(): Algorithm {
  return algorithm;
}

constantCall(DPRKN5);
