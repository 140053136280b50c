import { butcherTableau } from './butcherTableau.js';

/** The classical method of order 4: 4 stages, no error estimate.  Reference: W. Kutta, Z. Math. Phys. 46, 1901, pp. 435–453. */
export const rk4Tableau = butcherTableau({
  name: 'RK4',
  order: 4,
  c: [0, 1 / 2, 1 / 2, 1],
  a: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
  b: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
});
