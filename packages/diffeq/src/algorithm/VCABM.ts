import { variableAdams } from '../stepper/variableAdams.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = variableAdams({ name: 'VCABM', maxOrder: 12, fixedOrder: false, corrects: true });

/**
 * Adams–Bashforth–Moulton of variable step and variable order, 2 to 13, in modified divided differences: for smooth non-stiff problems
 * at tight tolerances whose right-hand side is expensive. It chooses order and step size itself, and reads no `controller`. Dense output
 * is the polynomial of the step.
 *
 * Cost: 2 evaluations of the right-hand side a step. After an event it begins again at order 1.
 *
 * @example solve(problem, VCABM(), { rtol: 1e-10, atol: 1e-12 })
 *
 * Reference: L. F. Shampine & M. K. Gordon, Computer Solution of Ordinary Differential Equations, Freeman, 1975; Hairer, Nørsett &
 * Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.5 and §III.7.
 */
export function VCABM(): Algorithm {
  return algorithm;
}

constantCall(VCABM);
