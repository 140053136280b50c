import { butcherTableau } from './butcherTableau.js';

/**
 * Owren and Zennaro's continuous 3(2) method: 4 stages, FSAL, dense output of order 3 without a further stage.
 *
 * Reference: B. Owren & M. Zennaro, SIAM Journal on Scientific and Statistical Computing 13(6), 1992, pp. 1488–1501.
 */
export const owrenZen3Tableau = butcherTableau({
  name: 'OwrenZen3',
  order: 3,
  embeddedOrder: 2,
  c: '0 12/23 4/5 1',
  a: ['', '12/23', '-68/375 368/375', '31/144 529/1152 125/384'],
  b: '31/144 529/1152 125/384 0',
  bHat: '1/24 23/24 0 0',
  dense: {
    order: 3,
    b: ['1 -65/48 41/72', '0 529/384 -529/576', '0 125/128 -125/192', '0 -1 1'],
  },
});
