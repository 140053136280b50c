import { explicitRK } from '../stepper/explicitRK.js';
import { bosh3Tableau } from '../tableau/bosh3.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: bosh3Tableau });

/**
 * Bogacki and Shampine's 3(2) pair with cubic Hermite output: for loose tolerances, and right-hand sides that are not smooth.
 *
 * Cost: 3 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, Bosh3(), { rtol: 1e-2 })
 *
 * Reference: P. Bogacki & L. F. Shampine, Applied Mathematics Letters 2(4), 1989, pp. 321–325.
 */
export function Bosh3(): Algorithm {
  return algorithm;
}

constantCall(Bosh3);
