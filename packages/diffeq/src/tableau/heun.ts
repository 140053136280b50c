import { butcherTableau } from './butcherTableau.js';

/**
 * Heun's method 2(1): 2 stages, Euler embedded.
 *
 * Reference: K. Heun, Zeitschrift für Mathematik und Physik 45, 1900, pp. 23–38.
 */
export const heunTableau = butcherTableau({
  name: 'Heun',
  order: 2,
  embeddedOrder: 1,
  c: '0 1',
  a: ['', '1'],
  b: '1/2 1/2',
  bHat: '1 0',
});
