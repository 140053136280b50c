import { dirkTableau } from './dirkTableau.js';

const gamma = 0.435866521508459;

/**
 * Cash’s SDIRK method of 5 stages and order 4, strongly S-stable and stiffly accurate. The paper prints 12 digits; here they
 * are carried on to the solution of the order conditions next to them.
 *
 * Reference: J. R. Cash, Diagonally implicit Runge–Kutta formulae with error estimates, IMA Journal of Applied Mathematics
 * 24(3), 1979, pp. 293–301.
 */
export const cash4Tableau = dirkTableau({
  name: 'Cash4',
  order: 4,
  embeddedOrder: 3,
  gamma,
  c: [gamma, -0.7, 0.8, 0.92455676180668, 1],
  a: [
    [],
    [-1.135866521508459],
    [1.0854333065011879, -0.7212998280096468],
    [0.41634950157878, 0.19098400417955613, -0.11864326546011505],
    [0.8968696529704295, 0.018272527273968903, -0.08459003110197204, -0.2664186706508854],
  ],
  explicitFirst: false,
  bHat: [0.7766919329157524, 0.02974727915032039, -0.026744023915640965, 0.22030481184956816, 0.0],
  smooth: true,
});
