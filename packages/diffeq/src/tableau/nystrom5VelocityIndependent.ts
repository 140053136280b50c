import { nystromTableau } from './nystromTableau.js';

/**
 * Nyström's method of order 5 for u'' = f(u, t): 4 stages, no error estimate.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.14, Table 14.2.
 */
export const nystrom5VelocityIndependentTableau = nystromTableau({
  name: 'Nystrom5VelocityIndependent',
  order: 5,
  c: [0, 1 / 5, 2 / 3, 1],
  a: [[], [1 / 50], [-1 / 27, 7 / 27], [3 / 10, -2 / 35, 9 / 35]],
  b: [1 / 24, 25 / 84, 9 / 56, 0],
  bVelocity: [1 / 24, 125 / 336, 27 / 56, 5 / 48],
});
