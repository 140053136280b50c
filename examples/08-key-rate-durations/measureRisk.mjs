import { derivative, gradient, jacobian } from '@diffjs/runtime';

/** A basis point. */
const bp = 1e-4;

/**
 * How the price of a bond answers to the par rates, by derivatives through the bootstrap.
 *
 * @param price  of the par rates
 * @returns key rate durations −P⁻¹ ∂P/∂rᵢ; duration −P⁻¹ dP/ds and convexity P⁻¹ d²P/ds² for a shift s of all rates; `crossed`, the
 * matrix P⁻¹ ∂²P/∂rᵢ∂rⱼ
 */
export function differentiate(price, rates) {
  const P = price(rates);
  const shifted = /* @differentiable */ (s) => price(rates.map((rate) => rate + s));
  const slope = /* @differentiable */ (s) => derivative(shifted, s);
  const slopes = /* @differentiable */ (r) => gradient(price, r)[0];
  return {
    keyRates: findKeyRates(price, rates),
    duration: -derivative(shifted, 0) / P,
    convexity: derivative(slope, 0) / P,
    crossed: jacobian(slopes, rates).map((row) => row.map((each) => each / P)),
  };
}

export function findKeyRates(price, rates) {
  const P = price(rates);
  return gradient(price, rates)[0].map((each) => -each / P);
}

/** The same by bump and reprice: each rate up and down by a basis point, and the curve made anew. */
export function bump(price, rates) {
  const P = price(rates);
  const shift = (s, only) =>
    price(rates.map((rate, i) => (only === undefined || only === i ? rate + s : rate)));
  return {
    keyRates: rates.map((_, i) => -(shift(bp, i) - shift(-bp, i)) / (2 * bp * P)),
    duration: -(shift(bp) - shift(-bp)) / (2 * bp * P),
    convexity: (shift(10 * bp) - 2 * P + shift(-10 * bp)) / (100 * bp * bp * P),
  };
}
