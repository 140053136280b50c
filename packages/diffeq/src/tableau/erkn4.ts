import { nystromTableau } from './nystromTableau.js';

/**
 * Demba, Senu and Ismail's 4(3) pair for u'' = f(u, t), of small phase error: 4 stages.
 *
 * Reference: M. A. Demba, N. Senu & F. Ismail, Applied Mathematical Sciences 11, 2017, pp. 819–838 (coefficients as in OrdinaryDiffEq.jl).
 */
export const erkn4Tableau = nystromTableau({
  name: 'ERKN4',
  order: 4,
  c: [0, 1 / 4, 7 / 10, 1],
  a: [[], [1 / 32], [19 / 600, 16 / 75], [32 / 315, 58 / 315, 3 / 14]],
  b: [1 / 21, 28 / 81, 50 / 567, 1 / 54],
  bVelocity: [1 / 14, 32 / 81, 250 / 567, 5 / 54],
  bHat: [14 / 375, 136 / 375, 2 / 25, 1 / 50],
  bVelocityHat: [17 / 231, 116 / 297, 925 / 2079, 1 / 11],
});
