import { nystromTableau } from './nystromTableau.js';

/**
 * Dormand, El-Mikkawy and Prince's 6(4) pair for u'' = f(u, t) with small error terms: 6 stages, FSAL.
 *
 * Reference: J. R. Dormand, M. E. A. El-Mikkawy & P. J. Prince, Families of Runge–Kutta–Nyström formulae, IMA Journal of
 * Numerical Analysis 7, 1987, pp. 235–250 (coefficients as in OrdinaryDiffEq.jl).
 */
export const dprkn6fmTableau = nystromTableau({
  name: 'DPRKN6FM',
  order: 6,
  c: [0, 1 / 10, 3 / 10, 7 / 10, 17 / 25, 1],
  a: [
    [],
    [1 / 200],
    [-1 / 2200, 1 / 22],
    [637 / 6600, -7 / 110, 7 / 33],
    [225437 / 1968750, -30073 / 281250, 65569 / 281250, -9367 / 984375],
    [151 / 2142, 5 / 116, 385 / 1368, 55 / 168, -6250 / 28101],
  ],
  b: [151 / 2142, 5 / 116, 385 / 1368, 55 / 168, -6250 / 28101, 0],
  bVelocity: [151 / 2142, 25 / 522, 275 / 684, 275 / 252, -78125 / 112404, 1 / 12],
  bHat: [1349 / 157500, 7873 / 50000, 192199 / 900000, 521683 / 2100000, -16 / 125, 0],
  bVelocityHat: [1349 / 157500, 7873 / 45000, 27457 / 90000, 521683 / 630000, -2 / 5, 1 / 12],
});
