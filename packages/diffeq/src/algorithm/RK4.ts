import { explicitRK } from '../stepper/explicitRK.js';
import { rk4Tableau } from '../tableau/rk4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: rk4Tableau });

/**
 * The classical Runge–Kutta method of order 4 with cubic Hermite output; fixed steps only.
 *
 * Cost: 4 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, RK4(), { adaptive: false, dt: 0.01 })
 *
 * Reference: W. Kutta, Zeitschrift für Mathematik und Physik 46, 1901, pp. 435–453.
 */
export function RK4(): Algorithm {
  return algorithm;
}

constantCall(RK4);
