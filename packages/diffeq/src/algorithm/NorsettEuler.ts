import { exponentialRK } from '../stepper/exponentialRK.js';
import { norsettEulerTableau } from '../tableau/exponential.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = exponentialRK(norsettEulerTableau);

/**
 * The exponential Euler method, order 1, also called ETD1: u ← exp(hL) u + h φ₁(hL) f2(u, t).
 *
 * For u' = L u + f2(u, p, t) with stiff L, a `SplitODEProblem` with the option `linear`: L is solved exactly, in fixed steps. Cubic
 * Hermite output.
 *
 * Cost: 1 evaluation of f2 and some products of n × n matrices with vectors a step; functions of h L once for each size of steps, some
 * 50 to 100 products of n × n matrices, so that n is a few hundred at most.
 *
 * @throws DIFF5064 from `solve` if the problem does not say that f1 is linear
 * @example solve(split, NorsettEuler(), { adaptive: false, dt: 0.01 })
 *
 * Reference: S. P. Nørsett, Lecture Notes in Mathematics 109, 1969, pp. 214–219.
 */
export function NorsettEuler(): Algorithm {
  return algorithm;
}

constantCall(NorsettEuler);
