import { explicitRK } from '../stepper/explicitRK.js';
import { dp5Tableau } from '../tableau/dp5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: dp5Tableau });

/**
 * Dormand and Prince's 5(4) pair with dense output of order 4, the method of DOPRI5 and ode45.
 *
 * Cost: 6 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, DP5(), { rtol: 1e-6 })
 *
 * Reference: J. R. Dormand & P. J. Prince, Journal of Computational and Applied Mathematics 6(1), 1980, pp. 19–26.
 */
export function DP5(): Algorithm {
  return algorithm;
}

constantCall(DP5);
