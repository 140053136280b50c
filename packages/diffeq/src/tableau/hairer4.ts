import { dirkTableau } from './dirkTableau.js';

const gamma = 1 / 4;

/**
 * Hairer and Wanner’s SDIRK method of 5 stages and order 4 with γ = 1/4, L-stable and stiffly accurate.
 *
 * Reference: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, Table IV.6.5.
 */
export const hairer4Tableau = dirkTableau({
  name: 'Hairer4',
  order: 4,
  embeddedOrder: 3,
  gamma,
  c: [gamma, 3 / 4, 11 / 20, 1 / 2, 1],
  a: [
    [],
    [1 / 2],
    [17 / 50, -1 / 25],
    [371 / 1360, -137 / 2720, 15 / 544],
    [25 / 24, -49 / 48, 125 / 16, -85 / 12],
  ],
  explicitFirst: false,
  bHat: [59 / 48, -17 / 96, 225 / 32, -85 / 12, 0],
  smooth: true,
});
