import { dirkTableau } from './dirkTableau.js';

/**
 * The implicit midpoint rule, of order 2: the Gauss method of one stage, A-stable, symplectic and symmetric.
 *
 * Reference: Hairer, Lubich & Wanner, Geometric Numerical Integration, 2nd ed. 2006, §II.1.
 */
export const implicitMidpointTableau = dirkTableau({
  name: 'ImplicitMidpoint',
  order: 2,
  gamma: 1 / 2,
  c: [1 / 2],
  a: [[]],
  b: [1],
  explicitFirst: false,
});
