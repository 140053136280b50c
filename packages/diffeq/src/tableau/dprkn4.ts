import { nystromTableau } from './nystromTableau.js';

/**
 * Dormand, El-Mikkawy and Prince's 4(3) pair for u'' = f(u, t): 4 stages, FSAL.
 *
 * Reference: J. R. Dormand, M. E. A. El-Mikkawy & P. J. Prince, Families of Runge–Kutta–Nyström formulae, IMA Journal of
 * Numerical Analysis 7, 1987, pp. 235–250 (coefficients as in OrdinaryDiffEq.jl).
 */
export const dprkn4Tableau = nystromTableau({
  name: 'DPRKN4',
  order: 4,
  c: [0, 1 / 4, 7 / 10, 1],
  a: [[], [1 / 32], [7 / 1000, 119 / 500], [1 / 14, 8 / 27, 25 / 189]],
  b: [1 / 14, 8 / 27, 25 / 189, 0],
  bVelocity: [1 / 14, 32 / 81, 250 / 567, 5 / 54],
  bHat: [-7 / 150, 67 / 150, 3 / 20, -1 / 20],
  bVelocityHat: [13 / 21, -20 / 27, 275 / 189, -1 / 3],
});
