import { butcherTableau } from './butcherTableau.js';

/**
 * Kraaijevanger's strong-stability-preserving method of order 3 with an embedded solution of order 2: 4 stages, SSP coefficient 2.
 *
 * Reference: J. F. B. M. Kraaijevanger, BIT 31, 1991, pp. 482–528; the embedded weights from S. Conde, I. Fekete & J. N. Shadid,
 * arXiv:1806.08693, 2018.
 */
export const ssprk43Tableau = butcherTableau({
  name: 'SSPRK43',
  order: 3,
  embeddedOrder: 2,
  c: '0 1/2 1 1/2',
  a: ['', '1/2', '1/2 1/2', '1/6 1/6 1/6'],
  b: '1/6 1/6 1/6 1/2',
  bHat: '1/4 1/4 1/4 1/4',
});
