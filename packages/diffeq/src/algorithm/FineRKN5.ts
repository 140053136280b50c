import { nystrom } from '../stepper/nystrom.js';
import { fineRKN5Tableau } from '../tableau/fineRKN5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(fineRKN5Tableau);

/**
 * Fine's 5(4) pair for u'' = f(u', u, p, t): the first choice for second-order problems with friction.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 6 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @example solve(secondOrder, FineRKN5(), { rtol: 1e-6 })
 *
 * Reference: J. M. Fine, Low order practical Runge–Kutta–Nyström methods, Computing 38, 1987, pp. 281–297.
 */
export function FineRKN5(): Algorithm {
  return algorithm;
}

constantCall(FineRKN5);
