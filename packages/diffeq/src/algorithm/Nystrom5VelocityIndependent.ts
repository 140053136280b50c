import { nystrom } from '../stepper/nystrom.js';
import { nystrom5VelocityIndependentTableau } from '../tableau/nystrom5VelocityIndependent.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(nystrom5VelocityIndependentTableau);

/**
 * Nyström's method of order 5 for u'' = f(u, p, t); fixed steps only.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 4 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, Nystrom5VelocityIndependent(), { adaptive: false, dt: 0.01 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.14, Table 14.2.
 */
export function Nystrom5VelocityIndependent(): Algorithm {
  return algorithm;
}

constantCall(Nystrom5VelocityIndependent);
