import { adamsFixed } from '../stepper/adamsFixed.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const ab3 = adamsFixed('AB3', 3, false);
const ab4 = adamsFixed('AB4', 4, false);
const ab5 = adamsFixed('AB5', 5, false);

/**
 * The Adams–Bashforth method of order 3, u₊ = u + h (23 f₀ − 16 f₋₁ + 5 f₋₂)/12, with dense output of order 3; fixed steps only. Its
 * first steps are made by `Tsit5()`.
 *
 * Cost: 1 evaluation of the right-hand side a step.
 *
 * @example solve(problem, AB3(), { adaptive: false, dt: 0.01 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.1.
 */
export function AB3(): Algorithm {
  return ab3;
}

/**
 * The Adams–Bashforth method of order 4, otherwise as `AB3()`.
 *
 * @example solve(problem, AB4(), { adaptive: false, dt: 0.01 })
 */
export function AB4(): Algorithm {
  return ab4;
}

/**
 * The Adams–Bashforth method of order 5, otherwise as `AB3()`. Of the three it needs the smallest steps to be stable.
 *
 * @example solve(problem, AB5(), { adaptive: false, dt: 0.01 })
 */
export function AB5(): Algorithm {
  return ab5;
}

constantCall(AB3);
constantCall(AB4);
constantCall(AB5);
