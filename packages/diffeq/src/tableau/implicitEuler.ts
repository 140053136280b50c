import { dirkTableau } from './dirkTableau.js';

/**
 * The implicit Euler method, L-stable. Its error is estimated by the trapezoidal rule over the derivatives at both ends, which is the
 * second divided difference of the solution.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.3.
 */
export const implicitEulerTableau = dirkTableau({
  name: 'ImplicitEuler',
  order: 1,
  embeddedOrder: 2,
  gamma: 1,
  c: [1],
  a: [[]],
  explicitFirst: false,
  bHat: [1 / 2, 1 / 2],
});
