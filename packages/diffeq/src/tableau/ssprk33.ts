import { butcherTableau } from './butcherTableau.js';

/**
 * Shu and Osher's strong-stability-preserving method of order 3: 3 stages, SSP coefficient 1; no error estimate.
 *
 * Reference: C.-W. Shu & S. Osher, Journal of Computational Physics 77(2), 1988, pp. 439–471.
 */
export const ssprk33Tableau = butcherTableau({
  name: 'SSPRK33',
  order: 3,
  c: '0 1 1/2',
  a: ['', '1', '1/4 1/4'],
  b: '1/6 1/6 2/3',
});
