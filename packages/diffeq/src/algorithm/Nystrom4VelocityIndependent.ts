import { nystrom } from '../stepper/nystrom.js';
import { nystrom4VelocityIndependentTableau } from '../tableau/nystrom4VelocityIndependent.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(nystrom4VelocityIndependentTableau);

/**
 * Nyström's method of order 4 for u'' = f(u, p, t); fixed steps only.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 3 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, Nystrom4VelocityIndependent(), { adaptive: false, dt: 0.01 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.14, Table 14.2.
 */
export function Nystrom4VelocityIndependent(): Algorithm {
  return algorithm;
}

constantCall(Nystrom4VelocityIndependent);
