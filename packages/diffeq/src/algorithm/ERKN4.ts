import { nystrom } from '../stepper/nystrom.js';
import { erkn4Tableau } from '../tableau/erkn4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(erkn4Tableau);

/**
 * Demba, Senu and Ismail's 4(3) pair for u'' = f(u, p, t), of small phase error on oscillations.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 4 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, ERKN4(), { rtol: 1e-6 })
 *
 * Reference: M. A. Demba, N. Senu & F. Ismail, Applied Mathematical Sciences 11, 2017, pp. 819–838.
 */
export function ERKN4(): Algorithm {
  return algorithm;
}

constantCall(ERKN4);
