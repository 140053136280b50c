import { butcherTableau } from './butcherTableau.js';

/**
 * Ralston's method 2(1), of the least error bound among two-stage methods: 2 stages, Euler embedded.
 *
 * Reference: A. Ralston, Mathematics of Computation 16, 1962, pp. 431–437.
 */
export const ralstonTableau = butcherTableau({
  name: 'Ralston',
  order: 2,
  embeddedOrder: 1,
  c: '0 2/3',
  a: ['', '2/3'],
  b: '1/4 3/4',
  bHat: '1 0',
});
