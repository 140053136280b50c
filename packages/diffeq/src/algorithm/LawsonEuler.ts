import { exponentialRK } from '../stepper/exponentialRK.js';
import { lawsonEulerTableau } from '../tableau/exponential.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = exponentialRK(lawsonEulerTableau);

/**
 * Lawson's Euler method, order 1: u ← exp(hL) (u + h f2(u, t)). Its error grows with the stiffness of L.
 *
 * For u' = L u + f2(u, p, t) with stiff L, a `SplitODEProblem` with the option `linear`: L is solved exactly, in fixed steps. Cubic
 * Hermite output.
 *
 * Cost: 1 evaluation of f2 and some products of n × n matrices with vectors a step; functions of h L once for each size of steps, some
 * 50 to 100 products of n × n matrices, so that n is a few hundred at most.
 *
 * @throws DIFF5064 from `solve` if the problem does not say that f1 is linear
 * @example solve(split, LawsonEuler(), { adaptive: false, dt: 0.01 })
 *
 * Reference: J. D. Lawson, Generalized Runge–Kutta processes for stable systems with large Lipschitz constants, SIAM Journal on
 * Numerical Analysis 4, 1967, pp. 372–380.
 */
export function LawsonEuler(): Algorithm {
  return algorithm;
}

constantCall(LawsonEuler);
