import { dirkTableau } from './dirkTableau.js';

const gamma = 0.26;

/**
 * Kværnø’s 5(4) ESDIRK pair of 7 stages, L-stable and stiffly accurate, as is its embedded method.
 *
 * Reference: A. Kværnø, Singly diagonally implicit Runge–Kutta methods with an explicit first stage, BIT 44(3), 2004, pp.
 * 489–502.
 */
export const kvaerno5Tableau = dirkTableau({
  name: 'Kvaerno5',
  order: 5,
  embeddedOrder: 4,
  gamma,
  c: [0, 2 * gamma, 1.230333209967908, 0.895765984350076, 0.436393609858648, 1, 1],
  a: [
    [],
    [gamma],
    [0.13, 0.84033320996790809],
    [0.22371961478320505, 0.47675532319799699, -0.06470895363112615],
    [0.16648564323248321, 0.1045001884159172, 0.03631482272098715, -0.13090704451073998],
    [0.13855640231268224, 0, -0.04245337201752043, 0.02446657898003141, 0.61943039072480676],
    [
      0.13659751177640291, 0, -0.05496908796538376, -0.04118626728321046, 0.62993304899016403,
      0.06962479448202728,
    ],
  ],
  explicitFirst: true,
  bHat: [0.13855640231268224, 0, -0.04245337201752043, 0.02446657898003141, 0.61943039072480676, gamma, 0],
  smooth: true,
});
