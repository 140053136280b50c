import { butcherTableau } from './butcherTableau.js';

/**
 * Shu and Osher's strong-stability-preserving method of order 2: 2 stages, SSP coefficient 1; no error estimate.
 *
 * Reference: C.-W. Shu & S. Osher, Journal of Computational Physics 77(2), 1988, pp. 439–471.
 */
export const ssprk22Tableau = butcherTableau({
  name: 'SSPRK22',
  order: 2,
  c: '0 1',
  a: ['', '1'],
  b: '1/2 1/2',
});
