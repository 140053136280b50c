import { rosenbrockTableau } from './rosenbrockTableau.js';

/**
 * ROS34PW1a 3(2): 4 stages, L-stable, order 3 with any Jacobian.
 *
 * Reference: J. Rang & L. Angermann, New Rosenbrock W-methods of order 3 for partial differential algebraic equations of index 1, BIT Numerical Mathematics 45, 2005, pp. 761–787.
 */
export const ros34PW1aTableau = rosenbrockTableau({
  checksEnds: true,
  name: 'ROS34PW1a',
  order: 3,
  embeddedOrder: 2,
  denseOrder: 2,
  gamma: 0.435866521508459,
  anyJacobian: true,
  a: [[], [5.0905205106702045], [0, 0], [4.005173696367865, 0.19316470237944158, 1.147140180139521]],
  C: [
    [],
    [-11.679081231228288],
    [-0.7100952636543062, -0.04165460771675499],
    [-11.979557762226603, -0.48054400523894975, 1.4350493021655284],
  ],
  c: [0, 2.218787467653286, 0, 1.7837037931914073],
  d: [0.435866521508459, -1.7829209461448272, 0.33333333333333337, -1.258070496147625],
  b: [6.1538321465310215, -0.8364233759732359, -0.8614792120957679, 2.294280360279042],
  e: [-5.429679341539398, -1.3273810331413745, 0, 0],
});
