import { adamsFixed } from '../stepper/adamsFixed.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const abm32 = adamsFixed('ABM32', 3, true);
const abm43 = adamsFixed('ABM43', 4, true);
const abm54 = adamsFixed('ABM54', 5, true);

/**
 * Predicts by the Adams–Bashforth method of order 3 and corrects once by Adams–Moulton, u₊ = u + h (5 f₊ + 8 f₀ − f₋₁)/12, of two
 * steps and order 3; fixed steps only. More accurate and more stable than `AB3()`. Its first steps are made by `Tsit5()`.
 *
 * Cost: 2 evaluations of the right-hand side a step.
 *
 * @example solve(problem, ABM32(), { adaptive: false, dt: 0.01 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.1.
 */
export function ABM32(): Algorithm {
  return abm32;
}

/**
 * Adams–Bashforth–Moulton of order 4, its corrector of three steps; otherwise as `ABM32()`.
 *
 * @example solve(problem, ABM43(), { adaptive: false, dt: 0.01 })
 */
export function ABM43(): Algorithm {
  return abm43;
}

/**
 * Adams–Bashforth–Moulton of order 5, its corrector of four steps; otherwise as `ABM32()`.
 *
 * @example solve(problem, ABM54(), { adaptive: false, dt: 0.01 })
 */
export function ABM54(): Algorithm {
  return abm54;
}

constantCall(ABM32);
constantCall(ABM43);
constantCall(ABM54);
