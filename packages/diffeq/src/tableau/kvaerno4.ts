import { dirkTableau } from './dirkTableau.js';

const gamma = 0.4358665215;

/**
 * Kværnø’s 4(3) ESDIRK pair of 5 stages, L-stable and stiffly accurate, as is its embedded method.
 *
 * Reference: A. Kværnø, Singly diagonally implicit Runge–Kutta methods with an explicit first stage, BIT 44(3), 2004, pp.
 * 489–502.
 */
export const kvaerno4Tableau = dirkTableau({
  name: 'Kvaerno4',
  order: 4,
  embeddedOrder: 3,
  gamma,
  c: [0, 2 * gamma, 0.468238744853136, 1, 1],
  a: [
    [],
    [gamma],
    [0.140737774731968, -0.108365551378832],
    [0.102399400616089, -0.376878452267324, 0.838612530151233],
    [0.157024897860995, 0.117330441357768, 0.61667803039168, -0.326899891110444],
  ],
  explicitFirst: true,
  bHat: [0.102399400616089, -0.376878452267324, 0.838612530151233, gamma, 0],
  smooth: true,
});
