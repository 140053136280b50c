import { explicitRK } from '../stepper/explicitRK.js';
import { vern7Tableau } from '../tableau/vern7.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: vern7Tableau });

/**
 * Verner's most efficient 7(6) pair with dense output of order 7: the first choice for non-stiff problems at tolerances from about
 * 1e-8 to 1e-12.
 *
 * Cost: 10 evaluations of the right-hand side a step, one more at the start. 5 further evaluations in steps that are read inside.
 *
 * @example solve(problem, Vern7(), { rtol: 1e-10, atol: 1e-10 })
 *
 * Reference: J. H. Verner, Numerically optimal Runge–Kutta pairs with interpolants, Numerical Algorithms 53, 2010, pp. 383–396.
 */
export function Vern7(): Algorithm {
  return algorithm;
}

constantCall(Vern7);
