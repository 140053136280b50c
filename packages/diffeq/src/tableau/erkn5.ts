import { nystromTableau } from './nystromTableau.js';

/**
 * Demba, Senu and Ismail's 5(4) pair for u'' = f(u, t), of small phase error: 4 stages; positions alone are judged.
 *
 * Reference: M. A. Demba, N. Senu & F. Ismail, Mathematical and Computational Applications 21(4), 2016, 46 (coefficients as in OrdinaryDiffEq.jl).
 */
export const erkn5Tableau = nystromTableau({
  name: 'ERKN5',
  order: 5,
  c: [0, 1 / 2, 19 / 70, 44 / 51],
  a: [
    [],
    [1 / 8],
    [2907 / 343000, 1216 / 42875],
    [6624772 / 128538819, 6273905 / 54121608, 210498365 / 1028310552],
  ],
  b: [479 / 5016, 235 / 1776, 145775 / 641744, 309519 / 6873416],
  bVelocity: [479 / 5016, 235 / 888, 300125 / 962616, 2255067 / 6873416],
  bHat: [184883 / 2021250, 411163 / 3399375, 6 / 25, 593028 / 12464375],
});
