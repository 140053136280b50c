import { explicitRK } from '../stepper/explicitRK.js';
import { eulerTableau } from '../tableau/euler.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: eulerTableau });

/**
 * The explicit Euler method, order 1, with cubic Hermite output; fixed steps only. For teaching and for comparison.
 *
 * Cost: 1 evaluation of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, Euler(), { adaptive: false, dt: 0.001 })
 */
export function Euler(): Algorithm {
  return algorithm;
}

constantCall(Euler);
