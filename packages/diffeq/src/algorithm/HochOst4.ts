import { exponentialRK } from '../stepper/exponentialRK.js';
import { hochOst4Tableau } from '../tableau/exponential.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = exponentialRK(hochOst4Tableau);

/**
 * Hochbruck and Ostermann's exponential Runge–Kutta method, of order 4 however stiff L is.
 *
 * For u' = L u + f2(u, p, t) with stiff L, a `SplitODEProblem` with the option `linear`: L is solved exactly, in fixed steps. Cubic
 * Hermite output.
 *
 * Cost: 5 evaluations of f2 and some products of n × n matrices with vectors a step; functions of h L once for each size of steps, some
 * 50 to 100 products of n × n matrices, so that n is a few hundred at most.
 *
 * @throws DIFF5064 from `solve` if the problem does not say that f1 is linear
 * @example solve(split, HochOst4(), { adaptive: false, dt: 0.01 })
 *
 * Reference: M. Hochbruck & A. Ostermann, Explicit exponential Runge–Kutta methods for semilinear parabolic problems, SIAM Journal on
 * Numerical Analysis 43, 2005, pp. 1069–1090.
 */
export function HochOst4(): Algorithm {
  return algorithm;
}

constantCall(HochOst4);
