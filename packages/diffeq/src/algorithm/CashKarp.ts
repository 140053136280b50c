import { explicitRK } from '../stepper/explicitRK.js';
import { cashKarpTableau } from '../tableau/cashKarp.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: cashKarpTableau });

/**
 * Cash and Karp's 5(4) pair with cubic Hermite output: for comparison with older codes.
 *
 * Cost: 6 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, CashKarp(), { rtol: 1e-6 })
 *
 * Reference: J. R. Cash & A. H. Karp, ACM Transactions on Mathematical Software 16(3), 1990, pp. 201–222.
 */
export function CashKarp(): Algorithm {
  return algorithm;
}

constantCall(CashKarp);
