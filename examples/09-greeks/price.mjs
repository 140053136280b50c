/**
 * 1 − erf x.
 *
 * Near 0 by 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n + 1)), a sum that goes on after its terms have stopped to matter: the k-th derivative of a
 * term is larger by about (2n/x)ᵏ. Further out by the continued fraction exp(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))): a difference
 * from 1 would have lost its digits there.
 *
 * Reference: Abramowitz & Stegun, Handbook of mathematical functions, 1964, 7.1.6 and 7.1.14.
 */
/* @differentiable */
export function erfc(x) {
  if (x < -2) return 2 - erfc(-x);
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-26 * Math.abs(sum); n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** The distribution of a standard normal variable. */
/* @differentiable */
export function cumulate(d) {
  return 0.5 * erfc(-d / Math.SQRT2);
}

/**
 * The price of a European call.
 *
 * @param option  `S`, the price of the share; `K`, the strike; `r`, the interest rate; `sigma`, the volatility, both per year; `T`, the
 * years to maturity
 * Reference: Black & Scholes, The pricing of options and corporate liabilities, J. Polit. Econ. 81(3), 1973.
 */
/* @differentiable */
export function callPrice({ S, K, r, sigma, T }) {
  const spread = sigma * Math.sqrt(T);
  const d1 = (Math.log(S / K) + (r + 0.5 * sigma ** 2) * T) / spread;
  return S * cumulate(d1) - K * Math.exp(-r * T) * cumulate(d1 - spread);
}
