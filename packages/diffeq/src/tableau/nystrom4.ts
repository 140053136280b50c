import { nystromTableau } from './nystromTableau.js';

/**
 * Nyström's method of order 4 for u'' = f(u', u, t): 4 stages, no error estimate.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.14, Table 14.1.
 */
export const nystrom4Tableau = nystromTableau({
  name: 'Nystrom4',
  order: 4,
  c: [0, 1 / 2, 1 / 2, 1],
  a: [[], [1 / 8], [1 / 8, 0], [0, 0, 1 / 2]],
  aVelocity: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
  b: [1 / 6, 1 / 6, 1 / 6, 0],
  bVelocity: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
});
