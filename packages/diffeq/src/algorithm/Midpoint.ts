import { explicitRK } from '../stepper/explicitRK.js';
import { midpointTableau } from '../tableau/midpoint.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: midpointTableau });

/**
 * The explicit midpoint rule, order 2 with an Euler estimate of the error, cubic Hermite output.
 *
 * Cost: 2 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, Midpoint(), { rtol: 1e-2 })
 *
 * Reference: C. Runge, Mathematische Annalen 46, 1895, pp. 167–178.
 */
export function Midpoint(): Algorithm {
  return algorithm;
}

constantCall(Midpoint);
