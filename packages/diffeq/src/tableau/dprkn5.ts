import { nystromTableau } from './nystromTableau.js';

/**
 * Bettis' 5(4) pair for u'' = f(u, t): 6 stages, FSAL.
 *
 * Reference: D. G. Bettis, A Runge–Kutta Nyström algorithm, Celestial Mechanics 8, 1973, pp. 229–233 (coefficients as in OrdinaryDiffEq.jl).
 */
export const dprkn5Tableau = nystromTableau({
  name: 'DPRKN5',
  order: 5,
  c: [0, 1 / 8, 1 / 4, 1 / 2, 3 / 4, 1],
  a: [
    [],
    [1 / 128],
    [1 / 96, 1 / 48],
    [1 / 24, 0, 1 / 12],
    [9 / 128, 0, 9 / 64, 9 / 128],
    [7 / 90, 0, 4 / 15, 1 / 15, 4 / 45],
  ],
  b: [7 / 90, 0, 4 / 15, 1 / 15, 4 / 45, 0],
  bVelocity: [7 / 90, 0, 16 / 45, 2 / 15, 16 / 45, 7 / 90],
  bHat: [1 / 6, 0, 0, 1 / 3, 0, 0],
  bVelocityHat: [0, 0, 2 / 3, -1 / 3, 2 / 3, 0],
});
