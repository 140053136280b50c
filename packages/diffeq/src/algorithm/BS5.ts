import { explicitRK } from '../stepper/explicitRK.js';
import { bs5Tableau } from '../tableau/bs5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: bs5Tableau });

/**
 * Bogacki and Shampine's 5(4) pair with two estimates of the error and dense output of order 5: dearer a step than `Tsit5`, and
 * more careful.
 *
 * Cost: 7 evaluations of the right-hand side a step, one more at the start. 3 further evaluations in steps that are read inside.
 *
 * @example solve(problem, BS5(), { rtol: 1e-6 })
 *
 * Reference: P. Bogacki & L. F. Shampine, Computers & Mathematics with Applications 32(6), 1996, pp. 15–28.
 */
export function BS5(): Algorithm {
  return algorithm;
}

constantCall(BS5);
