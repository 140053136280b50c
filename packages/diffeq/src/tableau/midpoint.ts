import { butcherTableau } from './butcherTableau.js';

/**
 * The explicit midpoint rule 2(1): 2 stages, Euler embedded.
 *
 * Reference: C. Runge, Mathematische Annalen 46, 1895, pp. 167–178.
 */
export const midpointTableau = butcherTableau({
  name: 'Midpoint',
  order: 2,
  embeddedOrder: 1,
  c: '0 1/2',
  a: ['', '1/2'],
  b: '0 1',
  bHat: '1 0',
});
