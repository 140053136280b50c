import { nystrom } from '../stepper/nystrom.js';
import { nystrom4Tableau } from '../tableau/nystrom4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(nystrom4Tableau);

/**
 * Nyström's method of order 4 for u'' = f(u', u, p, t); fixed steps only.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 4 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @example solve(secondOrder, Nystrom4(), { adaptive: false, dt: 0.01 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.14, Table 14.1.
 */
export function Nystrom4(): Algorithm {
  return algorithm;
}

constantCall(Nystrom4);
