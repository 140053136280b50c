import { butcherTableau } from './butcherTableau.js';

/**
 * Dormand and Prince's 5(4) pair: 7 stages, FSAL; the dense output of order 4 is that of the code DOPRI5.
 *
 * Reference: J. R. Dormand & P. J. Prince, Journal of Computational and Applied Mathematics 6(1), 1980, pp. 19–26; Hairer, Nørsett &
 * Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.5 and §II.6, the interpolant expanded in powers of θ.
 */
export const dp5Tableau = butcherTableau({
  name: 'DP5',
  order: 5,
  embeddedOrder: 4,
  c: '0 1/5 3/10 4/5 8/9 1 1',
  a: [
    '',
    '1/5',
    '3/40 9/40',
    '44/45 -56/15 32/9',
    '19372/6561 -25360/2187 64448/6561 -212/729',
    '9017/3168 -355/33 46732/5247 49/176 -5103/18656',
    '35/384 0 500/1113 125/192 -2187/6784 11/84',
  ],
  b: '35/384 0 500/1113 125/192 -2187/6784 11/84 0',
  bHat: '5179/57600 0 7571/16695 393/640 -92097/339200 187/2100 1/40',
  dense: {
    order: 4,
    b: [
      '1 -8048581381/2820520608 8663915743/2820520608 -12715105075/11282082432',
      '0',
      '0 131558114200/32700410799 -68118460800/10900136933 87487479700/32700410799',
      '0 -1754552775/470086768 14199869525/1410260304 -10690763975/1880347072',
      '0 127303824393/49829197408 -318862633887/49829197408 701980252875/199316789632',
      '0 -282668133/205662961 2019193451/616988883 -1453857185/822651844',
      '0 40617522/29380423 -110615467/29380423 69997945/29380423',
    ],
  },
});
