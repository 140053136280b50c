import { dirkTableau } from './dirkTableau.js';

const gamma = 1 - Math.SQRT1_2;

/**
 * Alexander's SDIRK method of two stages and order 2, L-stable and stiffly accurate. Its error is estimated by the quadrature of order 3
 * over the derivatives at the start of the step and at its stages.
 *
 * Reference: R. Alexander, Diagonally implicit Runge–Kutta methods for stiff o.d.e.'s, SIAM Journal on Numerical Analysis 14(6), 1977,
 * pp. 1006–1021.
 */
export const sdirk22Tableau = dirkTableau({
  name: 'SDIRK22',
  order: 2,
  embeddedOrder: 2,
  gamma,
  c: [gamma, 1],
  a: [[], [1 - gamma]],
  explicitFirst: false,
  bHat: [1 / 2 - 1 / (6 * gamma), 1 / (6 * gamma * (1 - gamma)), (2 - 3 * gamma) / (6 * (1 - gamma))],
  smooth: true,
});
