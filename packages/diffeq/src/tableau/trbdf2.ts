import { dirkTableau } from './dirkTableau.js';

const gamma = 1 - Math.SQRT1_2;
const weight = Math.SQRT2 / 4;

/**
 * TR-BDF2, a trapezoidal stage and a BDF stage, as an ESDIRK pair of 3 stages and orders 2(3): L-stable and stiffly accurate.
 *
 * Reference: M. E. Hosea & L. F. Shampine, Analysis and implementation of TR-BDF2, Applied Numerical Mathematics 20(1–2), 1996,
 * pp. 21–37.
 */
export const trbdf2Tableau = dirkTableau({
  name: 'TRBDF2',
  order: 2,
  embeddedOrder: 3,
  gamma,
  c: [0, 2 * gamma, 1],
  a: [[], [gamma], [weight, weight]],
  explicitFirst: true,
  bHat: [(1 - weight) / 3, (3 * weight + 1) / 3, gamma / 3],
  smooth: true,
});
