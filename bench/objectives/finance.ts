/** Prices in closed form. */

/** The error function to 1.5e-7 (Abramowitz and Stegun, 7.1.26). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const y = 1 - p * Math.exp(-x * x);
  return x < 0 ? -y : y;
}

function normalDistribution(d: number): number {
  return 0.5 * (1 + erf(d * Math.SQRT1_2));
}

/** The price of a European call. */
/* @differentiable */
export function blackScholes(S: number, K: number, r: number, sigma: number, T: number): number {
  const spread = sigma * Math.sqrt(T);
  const d1 = (Math.log(S / K) + (r + 0.5 * sigma * sigma) * T) / spread;
  const d2 = d1 - spread;
  return S * normalDistribution(d1) - K * Math.exp(-r * T) * normalDistribution(d2);
}
