import { dirkTableau } from './dirkTableau.js';

/**
 * The trapezoidal rule, of order 2: A-stable and symmetric, not L-stable. Its error h³ u‴/12 is estimated by divided differences.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.3.
 */
export const trapezoidTableau = dirkTableau({
  name: 'Trapezoid',
  order: 2,
  embeddedOrder: 2,
  gamma: 1 / 2,
  c: [0, 1],
  a: [[], [1 / 2]],
  explicitFirst: true,
  history: true,
});
