import { explicitRK } from '../stepper/explicitRK.js';
import { vern8Tableau } from '../tableau/vern8.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: vern8Tableau });

/**
 * Verner's most efficient 8(7) pair with dense output of order 8: for tolerances from about 1e-9 to 1e-13.
 *
 * Cost: 13 evaluations of the right-hand side a step, one more at the start. 7 further evaluations in steps that are read inside.
 *
 * @example solve(problem, Vern8(), { rtol: 1e-11, atol: 1e-11 })
 *
 * Reference: J. H. Verner, Numerically optimal Runge–Kutta pairs with interpolants, Numerical Algorithms 53, 2010, pp. 383–396.
 */
export function Vern8(): Algorithm {
  return algorithm;
}

constantCall(Vern8);
