import { radauTableau } from './radauTableau.js';

/**
 * Radau IIA of 2 stages and order 3, rounded from 60 digits: nodes, and the transformation of A⁻¹ to its eigenvalues.
 * It has no real eigenvalue, so that the estimate is filtered by one of its own.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §§IV.5, IV.8; Hairer & Wanner, Stiff differential
 * equations solved by Radau methods, J. Comput. Appl. Math. 111, 1999, pp. 93–111.
 */
export const radauIIA3Tableau = radauTableau({
  name: 'RadauIIA3',
  c: [0.3333333333333333, 1],
  gamma: 2.449489742783178,
  hasReal: false,
  pairs: [[2, 1.4142135623730951]],
  T: [
    [0.1111111111111111, 0.31426968052735443],
    [1, 0],
  ],
  inverseT: [
    [0, 1],
    [3.181980515339464, -0.3535533905932738],
  ],
  errorWeights: [-4.5, 0.5],
});
