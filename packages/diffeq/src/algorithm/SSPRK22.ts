import { explicitRK } from '../stepper/explicitRK.js';
import { ssprk22Tableau } from '../tableau/ssprk22.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: ssprk22Tableau });

/**
 * Shu and Osher's strong-stability-preserving method of order 2, SSP coefficient 1, with Hermite output; fixed steps only. For
 * semidiscretised conservation laws: with dt up to the bound of the Euler method the total variation does not grow, at the ends of
 * steps.
 *
 * Cost: 2 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, SSPRK22(), { adaptive: false, dt: 0.001 })
 *
 * Reference: C.-W. Shu & S. Osher, Journal of Computational Physics 77(2), 1988, pp. 439–471.
 */
export function SSPRK22(): Algorithm {
  return algorithm;
}

constantCall(SSPRK22);
