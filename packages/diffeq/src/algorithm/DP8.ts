import { explicitRK } from '../stepper/explicitRK.js';
import { dp8Tableau } from '../tableau/dp8.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: dp8Tableau });

/**
 * Dormand and Prince's method of order 8 as in DOP853, with estimates of order 5 and 3 made into one and dense output of order 7:
 * for tolerances from about 1e-8 to 1e-13.
 *
 * Cost: 12 evaluations of the right-hand side a step, one more at the start. 3 further evaluations in steps that are read inside.
 *
 * @example solve(problem, DP8(), { rtol: 1e-10, atol: 1e-10 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.10.
 */
export function DP8(): Algorithm {
  return algorithm;
}

constantCall(DP8);
