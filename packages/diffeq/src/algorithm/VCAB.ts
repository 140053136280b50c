import { variableAdams } from '../stepper/variableAdams.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const ofOrder = (order: number, corrects: boolean): Algorithm =>
  variableAdams({
    name: `VCAB${corrects ? 'M' : ''}${order}`,
    maxOrder: corrects ? order - 1 : order,
    fixedOrder: true,
    corrects,
  });

const vcab3 = ofOrder(3, false);
const vcab4 = ofOrder(4, false);
const vcab5 = ofOrder(5, false);
const vcabm3 = ofOrder(3, true);
const vcabm4 = ofOrder(4, true);
const vcabm5 = ofOrder(5, true);

/**
 * Adams–Bashforth of variable step and order 3, in modified divided differences; the first steps are small ones of order 1 and 2. It
 * chooses the step size itself.
 *
 * Cost: 1 evaluation of the right-hand side a step.
 *
 * @example solve(problem, VCAB3(), { rtol: 1e-4 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.5.
 */
export function VCAB3(): Algorithm {
  return vcab3;
}

/**
 * As `VCAB3()`, of order 4.
 *
 * @example solve(problem, VCAB4(), { rtol: 1e-5 })
 */
export function VCAB4(): Algorithm {
  return vcab4;
}

/**
 * As `VCAB3()`, of order 5.
 *
 * @example solve(problem, VCAB5(), { rtol: 1e-6 })
 */
export function VCAB5(): Algorithm {
  return vcab5;
}

/**
 * Adams–Bashforth–Moulton of variable step and order 3: predicts with order 2, corrects with order 3 (PECE). It chooses the step
 * size itself.
 *
 * Cost: 2 evaluations of the right-hand side a step.
 *
 * @example solve(problem, VCABM3(), { rtol: 1e-4 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.5.
 */
export function VCABM3(): Algorithm {
  return vcabm3;
}

/**
 * As `VCABM3()`, of order 4.
 *
 * @example solve(problem, VCABM4(), { rtol: 1e-5 })
 */
export function VCABM4(): Algorithm {
  return vcabm4;
}

/**
 * As `VCABM3()`, of order 5.
 *
 * @example solve(problem, VCABM5(), { rtol: 1e-6 })
 */
export function VCABM5(): Algorithm {
  return vcabm5;
}

for (const make of [VCAB3, VCAB4, VCAB5, VCABM3, VCABM4, VCABM5]) constantCall(make);
