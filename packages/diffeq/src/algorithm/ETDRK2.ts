import { exponentialRK } from '../stepper/exponentialRK.js';
import { etdrk2Tableau } from '../tableau/exponential.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = exponentialRK(etdrk2Tableau);

/**
 * Cox and Matthews' exponential Runge–Kutta method of order 2.
 *
 * For u' = L u + f2(u, p, t) with stiff L, a `SplitODEProblem` with the option `linear`: L is solved exactly, in fixed steps. Cubic
 * Hermite output.
 *
 * Cost: 2 evaluations of f2 and some products of n × n matrices with vectors a step; functions of h L once for each size of steps, some
 * 50 to 100 products of n × n matrices, so that n is a few hundred at most.
 *
 * @throws DIFF5064 from `solve` if the problem does not say that f1 is linear
 * @example solve(split, ETDRK2(), { adaptive: false, dt: 0.01 })
 *
 * Reference: S. M. Cox & P. C. Matthews, Exponential time differencing for stiff systems, Journal of Computational Physics 176, 2002,
 * pp. 430–455.
 */
export function ETDRK2(): Algorithm {
  return algorithm;
}

constantCall(ETDRK2);
