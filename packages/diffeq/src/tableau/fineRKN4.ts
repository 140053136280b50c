import { nystromTableau } from './nystromTableau.js';

/**
 * Fine's 4(3) pair for u'' = f(u', u, t): 5 stages.
 *
 * Reference: J. M. Fine, Low order practical Runge–Kutta–Nyström methods, Computing 38, 1987, pp. 281–297 (coefficients as in OrdinaryDiffEq.jl).
 */
export const fineRKN4Tableau = nystromTableau({
  name: 'FineRKN4',
  order: 4,
  c: [0, 2 / 9, 1 / 3, 3 / 4, 1],
  a: [[], [2 / 81], [1 / 36, 1 / 36], [9 / 128, 0, 27 / 128], [11 / 60, -3 / 20, 9 / 25, 8 / 75]],
  aVelocity: [
    [],
    [2 / 9],
    [1 / 12, 1 / 4],
    [69 / 128, -243 / 128, 135 / 64],
    [-17 / 12, 27 / 4, -27 / 5, 16 / 15],
  ],
  b: [19 / 180, 0, 63 / 200, 16 / 225, 1 / 120],
  bVelocity: [1 / 9, 0, 9 / 20, 16 / 45, 1 / 12],
  bHat: [116 / 1395, 0, 567 / 1550, 176 / 6975, 4 / 155],
  bVelocityHat: [107 / 1125, 0, 1233 / 2500, 1712 / 5625, 161 / 1500],
});
