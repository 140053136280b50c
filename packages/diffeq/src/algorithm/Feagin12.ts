import { explicitRK } from '../stepper/explicitRK.js';
import { feagin12Tableau } from '../tableau/feagin12.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: feagin12Tableau });

/**
 * Feagin's method of order 12 with an estimate of order 10: for tolerances near rounding and very smooth problems. It has no
 * interpolant of its own; its dense output, of order 9, is bootstrapped from a Hermite interpolant.
 *
 * Cost: 25 evaluations of the right-hand side a step, one more at the start. 21 further evaluations in steps that are read inside.
 *
 * @example solve(problem, Feagin12(), { rtol: 1e-14, atol: 1e-14, saveat: [1] })
 *
 * Reference: T. Feagin, Neural, Parallel & Scientific Computations 20, 2012, pp. 437–458.
 */
export function Feagin12(): Algorithm {
  return algorithm;
}

constantCall(Feagin12);
