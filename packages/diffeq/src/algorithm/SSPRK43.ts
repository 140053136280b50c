import { explicitRK } from '../stepper/explicitRK.js';
import { ssprk43Tableau } from '../tableau/ssprk43.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: ssprk43Tableau });

/**
 * Kraaijevanger's strong-stability-preserving method of order 3 with four stages, SSP coefficient 2, an embedded solution of order
 * 2 and Hermite output: the first choice for semidiscretised conservation laws. Limit its steps by `dtmax`, twice the bound of the
 * Euler method.
 *
 * Cost: 4 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, SSPRK43(), { rtol: 1e-3, dtmax: 0.01 })
 *
 * Reference: J. F. B. M. Kraaijevanger, BIT 31, 1991, pp. 482–528; the estimate: S. Conde, I. Fekete & J. N. Shadid,
 * arXiv:1806.08693, 2018.
 */
export function SSPRK43(): Algorithm {
  return algorithm;
}

constantCall(SSPRK43);
