import { explicitRK } from '../stepper/explicitRK.js';
import { feagin10Tableau } from '../tableau/feagin10.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: feagin10Tableau });

/**
 * Feagin's method of order 10 with an estimate of order 8: for tolerances near rounding and smooth problems. It has no interpolant
 * of its own; its dense output, of order 8, is bootstrapped from a Hermite interpolant.
 *
 * Cost: 17 evaluations of the right-hand side a step, one more at the start. 15 further evaluations in steps that are read inside.
 *
 * @example solve(problem, Feagin10(), { rtol: 1e-13, atol: 1e-13, saveat: [1] })
 *
 * Reference: T. Feagin, Proceedings of the IAENG International Conference on Scientific Computing, Hong Kong, 2007.
 */
export function Feagin10(): Algorithm {
  return algorithm;
}

constantCall(Feagin10);
