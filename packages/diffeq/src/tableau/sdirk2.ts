import { dirkTableau } from './dirkTableau.js';

/**
 * The SDIRK method of two stages and order 2 with γ = 1 and nodes 1 and 0: A- and B-stable, with
 * R(∞) = −1/2 and an implicit Euler step in it.
 *
 * Reference: the weights are those of OrdinaryDiffEq.jl's method of this name, after K. Burrage & J. C. Butcher, Stability criteria for
 * implicit Runge–Kutta methods, SIAM Journal on Numerical Analysis 16(1), 1979, pp. 46–57.
 */
export const sdirk2Tableau = dirkTableau({
  name: 'SDIRK2',
  order: 2,
  embeddedOrder: 1,
  gamma: 1,
  c: [1, 0],
  a: [[], [-1]],
  b: [1 / 2, 1 / 2],
  explicitFirst: false,
  bHat: [1, 0],
  smooth: true,
});
