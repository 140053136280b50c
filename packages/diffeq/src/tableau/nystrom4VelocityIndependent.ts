import { nystromTableau } from './nystromTableau.js';

/**
 * Nyström's method of order 4 for u'' = f(u, t): 3 stages, no error estimate.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.14, Table 14.2.
 */
export const nystrom4VelocityIndependentTableau = nystromTableau({
  name: 'Nystrom4VelocityIndependent',
  order: 4,
  c: [0, 1 / 2, 1],
  a: [[], [1 / 8], [0, 1 / 2]],
  b: [1 / 6, 1 / 3, 0],
  bVelocity: [1 / 6, 2 / 3, 1 / 6],
});
