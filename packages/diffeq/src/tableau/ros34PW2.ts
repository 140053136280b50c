import { rosenbrockTableau } from './rosenbrockTableau.js';

/**
 * ROS34PW2 3(2): 4 stages, stiffly accurate, order 3 with any Jacobian.
 *
 * Reference: J. Rang & L. Angermann, New Rosenbrock W-methods of order 3 for partial differential algebraic equations of index 1, BIT Numerical Mathematics 45, 2005, pp. 761–787.
 */
export const ros34PW2Tableau = rosenbrockTableau({
  name: 'ROS34PW2',
  order: 3,
  embeddedOrder: 2,
  denseOrder: 2,
  gamma: 0.435866521508459,
  anyJacobian: true,
  a: [
    [],
    [2],
    [1.4192173174557647, -0.2592322116729697],
    [4.18476048231916, -0.28519201735549593, 2.294280360279042],
  ],
  C: [
    [],
    [-4.588560720558084],
    [-4.18476048231916, 0.28519201735549593],
    [-6.368179200128359, -6.795620944466837, 2.8700986043310563],
  ],
  c: [0, 0.871733043016918, 0.7315799577888524, 1],
  d: [0.435866521508459, -0.435866521508459, -0.4133333762338865, -5.551115123125783e-17],
  b: [4.1847604823191595, -0.28519201735549565, 2.2942803602790414, 1],
  e: [0.2777499476479681, -1.4032398951759992, 1.7726301276675507, 0.5],
});
