import { radauTableau } from './radauTableau.js';

/**
 * Radau IIA of 3 stages and order 5, rounded from 60 digits: nodes, and the transformation of A⁻¹ to its eigenvalues.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §§IV.5, IV.8; Hairer & Wanner, Stiff differential
 * equations solved by Radau methods, J. Comput. Appl. Math. 111, 1999, pp. 93–111.
 */
export const radauIIA5Tableau = radauTableau({
  name: 'RadauIIA5',
  c: [0.1550510257216822, 0.6449489742783178, 1],
  gamma: 3.637834252744496,
  hasReal: true,
  pairs: [[2.6810828736277523, 3.0504301992474105]],
  T: [
    [0.09443876248897524, -0.1412552950209542, -0.030029194105147424],
    [0.2502131229653333, 0.20412935229379994, 0.3829421127572619],
    [1, 1, 0],
  ],
  inverseT: [
    [4.178718591551905, 0.32768282076106237, 0.5233764454994495],
    [-4.178718591551905, -0.32768282076106237, 0.47662355450055044],
    [-0.5028726349457868, 2.571926949855605, -0.5960392048282249],
  ],
  errorWeights: [-10.048809399827416, 1.382142733160749, -0.3333333333333333],
});
