import { dirkTableau } from './dirkTableau.js';

const gamma = 0.4358665215;

/**
 * Kværnø’s 3(2) ESDIRK pair of 4 stages, L-stable and stiffly accurate, as is its embedded method.
 *
 * Reference: A. Kværnø, Singly diagonally implicit Runge–Kutta methods with an explicit first stage, BIT 44(3), 2004, pp.
 * 489–502.
 */
export const kvaerno3Tableau = dirkTableau({
  name: 'Kvaerno3',
  order: 3,
  embeddedOrder: 2,
  gamma,
  c: [0, 2 * gamma, 1, 1],
  a: [
    [],
    [gamma],
    [0.490563388419108, 0.073570090080892],
    [0.308809969973036, 1.490563388254106, -1.235239879727145],
  ],
  explicitFirst: true,
  bHat: [0.490563388419108, 0.073570090080892, gamma, 0],
  smooth: true,
});
