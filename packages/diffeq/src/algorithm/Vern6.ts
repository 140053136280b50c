import { explicitRK } from '../stepper/explicitRK.js';
import { vern6Tableau } from '../tableau/vern6.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: vern6Tableau });

/**
 * Verner's most efficient 6(5) pair with dense output of order 6: for tolerances from about 1e-6 to 1e-10.
 *
 * Cost: 8 evaluations of the right-hand side a step, one more at the start. 3 further evaluations in steps that are read inside.
 *
 * @example solve(problem, Vern6(), { rtol: 1e-8, atol: 1e-8 })
 *
 * Reference: J. H. Verner, Numerically optimal Runge–Kutta pairs with interpolants, Numerical Algorithms 53, 2010, pp. 383–396.
 */
export function Vern6(): Algorithm {
  return algorithm;
}

constantCall(Vern6);
