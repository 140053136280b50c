import { explicitRK } from '../stepper/explicitRK.js';
import { rkf45Tableau } from '../tableau/rkf45.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: rkf45Tableau });

/**
 * Fehlberg's 4(5) pair, carried on with order 5, with cubic Hermite output: for comparison with older codes; `Tsit5` and `DP5` do
 * better.
 *
 * Cost: 6 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, RKF45(), { rtol: 1e-6 })
 *
 * Reference: E. Fehlberg, NASA Technical Report R-315, 1969.
 */
export function RKF45(): Algorithm {
  return algorithm;
}

constantCall(RKF45);
