import { denseFactor, denseSolve } from '../linear/factorDense.js';

/**
 * Weights w of Σ w_j u(x + o_j h) ≈ h^d u^(d)(x), exact for polynomials of as high a degree as there are weights.
 *
 * @param derivative  d, a whole number ≥ 0
 * @param offsets  o_j, different, more than d
 * @param slopeAt  an offset at which h u' is given besides, as at a boundary; its weight comes last
 * @example stencilWeights(2, [-1, 0, 1])   // [1, −2, 1]
 *
 * Reference: B. Fornberg, Generation of finite difference formulas on arbitrarily spaced grids, Math. Comp. 51, 1988, pp. 699–706.
 */
export function stencilWeights(derivative: number, offsets: readonly number[], slopeAt?: number): number[] {
  const m = offsets.length + (slopeAt === undefined ? 0 : 1);
  const moments = new Float64Array(m * m);
  for (let k = 0; k < m; k++) {
    offsets.forEach((o, j) => (moments[k * m + j] = o ** k));
    if (slopeAt !== undefined) moments[k * m + m - 1] = k === 0 ? 0 : k * slopeAt ** (k - 1);
  }
  const pivots = new Int32Array(m);
  const weights = new Float64Array(m);
  weights[derivative] = factorial(derivative);
  denseFactor(moments, m, pivots);
  denseSolve(moments, m, pivots, weights);
  return Array.from(weights);
}

function factorial(k: number): number {
  return k <= 1 ? 1 : k * factorial(k - 1);
}
