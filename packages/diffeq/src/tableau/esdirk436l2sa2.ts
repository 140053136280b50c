import { dirkTableau } from './dirkTableau.js';

const gamma = 31 / 125;

/**
 * Kennedy and Carpenter’s ESDIRK4(3)6L[2]SA₂ of 6 stages, L-stable and stiffly accurate.
 *
 * Reference: C. A. Kennedy & M. H. Carpenter, Diagonally implicit Runge–Kutta methods for stiff ODEs, Applied Numerical
 * Mathematics 146, 2019, pp. 221–244.
 */
export const esdirk436l2sa2Tableau = dirkTableau({
  name: 'ESDIRK436L2SA2',
  order: 4,
  embeddedOrder: 3,
  gamma,
  c: [0, 2 * gamma, 486119545908 / 3346201505189, 1043 / 1706, 1361 / 1300, 1],
  a: [
    [],
    [gamma],
    [-360286518617 / 7014585480527, -360286518617 / 7014585480527],
    [-506388693497 / 5937754990171, -506388693497 / 5937754990171, 7149918333491 / 13390931526268],
    [
      -7628305438933 / 11061539393788,
      -7628305438933 / 11061539393788,
      21592626537567 / 14352247503901,
      11630056083252 / 17263101053231,
    ],
    [
      -12917657251 / 5222094901039,
      -12917657251 / 5222094901039,
      5602338284630 / 15643096342197,
      9002339615474 / 18125249312447,
      -2420307481369 / 24731958684496,
    ],
  ],
  explicitFirst: true,
  bHat: [
    -1007911106287 / 12117826057527,
    -1007911106287 / 12117826057527,
    17694008993113 / 35931961998873,
    5816803040497 / 11256217655929,
    -538664890905 / 7490061179786,
    2032560730450 / 8872919773257,
  ],
  smooth: true,
});
