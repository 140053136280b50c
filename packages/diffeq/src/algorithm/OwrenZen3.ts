import { explicitRK } from '../stepper/explicitRK.js';
import { owrenZen3Tableau } from '../tableau/owrenZen3.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: owrenZen3Tableau });

/**
 * Owren and Zennaro's 3(2) pair, made for dense output: order 3 throughout the step, without a further stage.
 *
 * Cost: 3 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, OwrenZen3(), { rtol: 1e-3 })
 *
 * Reference: B. Owren & M. Zennaro, SIAM Journal on Scientific and Statistical Computing 13(6), 1992, pp. 1488–1501.
 */
export function OwrenZen3(): Algorithm {
  return algorithm;
}

constantCall(OwrenZen3);
