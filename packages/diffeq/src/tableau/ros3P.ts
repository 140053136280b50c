import { rosenbrockTableau } from './rosenbrockTableau.js';

const gamma = 1 / 2 + Math.sqrt(3) / 6;
const inverse = 1 / gamma;
const C32 = -inverse * (2 - inverse / 2);
const b2 = inverse * (2 / 3 - inverse / 6);
const b = [inverse * (1 + b2), b2, inverse / 3];

/**
 * ROS3P 3(2): 3 stages, 2 evaluations of f, no order reduction on parabolic problems.
 *
 * Reference: J. Lang & J. Verwer, ROS3P — an accurate third-order Rosenbrock solver designed for parabolic problems, BIT Numerical
 * Mathematics 41, 2001, pp. 731–738.
 */
export const ros3PTableau = rosenbrockTableau({
  name: 'ROS3P',
  order: 3,
  embeddedOrder: 2,
  gamma,
  a: [[], [inverse], [inverse, 0]],
  C: [[], [-inverse * inverse], [-inverse * (1 - C32), C32]],
  c: [0, 1, 1],
  d: [gamma, gamma - 1, 1 / 2 - 2 * gamma],
  b,
  checksEnds: true,
  e: [b[0] - 2.113248654051871, b[1] - 1, b[2] - 0.4226497308103742],
});
