import { butcherTableau } from './butcherTableau.js';

/**
 * Bogacki–Shampine 3(2): 4 stages, FSAL.
 *
 * Reference: P. Bogacki & L. F. Shampine, Applied Mathematics Letters 2(4), 1989, pp. 321–325.
 */
export const bosh3Tableau = butcherTableau({
  name: 'Bosh3',
  order: 3,
  embeddedOrder: 2,
  c: [0, 1 / 2, 3 / 4, 1],
  a: [[], [1 / 2], [0, 3 / 4], [2 / 9, 1 / 3, 4 / 9]],
  b: [2 / 9, 1 / 3, 4 / 9, 0],
  bHat: [7 / 24, 1 / 4, 1 / 3, 1 / 8],
});
