import { nystrom } from '../stepper/nystrom.js';
import { fineRKN4Tableau } from '../tableau/fineRKN4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(fineRKN4Tableau);

/**
 * Fine's 4(3) pair for u'' = f(u', u, p, t).
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 5 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @example solve(secondOrder, FineRKN4(), { rtol: 1e-6 })
 *
 * Reference: J. M. Fine, Low order practical Runge–Kutta–Nyström methods, Computing 38, 1987, pp. 281–297.
 */
export function FineRKN4(): Algorithm {
  return algorithm;
}

constantCall(FineRKN4);
