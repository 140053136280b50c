import { butcherTableau } from './butcherTableau.js';

/** The explicit Euler method: order 1, no error estimate.  Reference: L. Euler, Institutionum calculi integralis, 1768, §650. */
export const eulerTableau = butcherTableau({ name: 'Euler', order: 1, c: [0], a: [[]], b: [1] });
