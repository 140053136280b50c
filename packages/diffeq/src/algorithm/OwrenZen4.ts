import { explicitRK } from '../stepper/explicitRK.js';
import { owrenZen4Tableau } from '../tableau/owrenZen4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: owrenZen4Tableau });

/**
 * Owren and Zennaro's 4(3) pair, made for dense output: order 4 throughout the step, without a further stage.
 *
 * Cost: 5 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, OwrenZen4(), { rtol: 1e-5 })
 *
 * Reference: B. Owren & M. Zennaro, SIAM Journal on Scientific and Statistical Computing 13(6), 1992, pp. 1488–1501.
 */
export function OwrenZen4(): Algorithm {
  return algorithm;
}

constantCall(OwrenZen4);
