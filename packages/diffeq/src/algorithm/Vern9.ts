import { explicitRK } from '../stepper/explicitRK.js';
import { vern9Tableau } from '../tableau/vern9.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: vern9Tableau });

/**
 * Verner's most efficient 9(8) pair with dense output of order 9: for tolerances down to rounding.
 *
 * Cost: 16 evaluations of the right-hand side a step, one more at the start. 9 further evaluations in steps that are read inside.
 *
 * @example solve(problem, Vern9(), { rtol: 1e-13, atol: 1e-13 })
 *
 * Reference: J. H. Verner, Numerically optimal Runge–Kutta pairs with interpolants, Numerical Algorithms 53, 2010, pp. 383–396.
 */
export function Vern9(): Algorithm {
  return algorithm;
}

constantCall(Vern9);
