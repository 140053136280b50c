import { nystrom } from '../stepper/nystrom.js';
import { erkn5Tableau } from '../tableau/erkn5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(erkn5Tableau);

/**
 * Demba, Senu and Ismail's 5(4) pair for u'' = f(u, p, t), of small phase error on oscillations. Its estimate judges positions alone.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 4 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, ERKN5(), { rtol: 1e-6 })
 *
 * Reference: M. A. Demba, N. Senu & F. Ismail, Mathematical and Computational Applications 21(4), 2016, 46.
 */
export function ERKN5(): Algorithm {
  return algorithm;
}

constantCall(ERKN5);
