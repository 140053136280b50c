import { butcherTableau } from './butcherTableau.js';

/**
 * Fehlberg's 4(5) pair, the solution of order 5 carried on: 6 stages.
 *
 * Reference: E. Fehlberg, NASA Technical Report R-315, 1969, Table III.
 */
export const rkf45Tableau = butcherTableau({
  name: 'RKF45',
  order: 5,
  embeddedOrder: 4,
  c: '0 1/4 3/8 12/13 1 1/2',
  a: [
    '',
    '1/4',
    '3/32 9/32',
    '1932/2197 -7200/2197 7296/2197',
    '439/216 -8 3680/513 -845/4104',
    '-8/27 2 -3544/2565 1859/4104 -11/40',
  ],
  b: '16/135 0 6656/12825 28561/56430 -9/50 2/55',
  bHat: '25/216 0 1408/2565 2197/4104 -1/5 0',
});
