import { explicitRK } from '../stepper/explicitRK.js';
import { owrenZen5Tableau } from '../tableau/owrenZen5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: owrenZen5Tableau });

/**
 * Owren and Zennaro's 5(4) pair, made for dense output: order 5 throughout the step, without a further stage.
 *
 * Cost: 7 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, OwrenZen5(), { rtol: 1e-6 })
 *
 * Reference: B. Owren & M. Zennaro, SIAM Journal on Scientific and Statistical Computing 13(6), 1992, pp. 1488–1501.
 */
export function OwrenZen5(): Algorithm {
  return algorithm;
}

constantCall(OwrenZen5);
