import { explicitRK } from '../stepper/explicitRK.js';
import { ralstonTableau } from '../tableau/ralston.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: ralstonTableau });

/**
 * Ralston's method of order 2, of the least error bound among those with two stages, with an Euler estimate of the error and cubic
 * Hermite output.
 *
 * Cost: 2 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, Ralston(), { rtol: 1e-2 })
 *
 * Reference: A. Ralston, Mathematics of Computation 16, 1962, pp. 431–437.
 */
export function Ralston(): Algorithm {
  return algorithm;
}

constantCall(Ralston);
