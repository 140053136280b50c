import { cumulate } from './price.mjs';

/**
 * The Greeks of a call as they stand in books, without dividends.
 *
 * Reference: Haug, The complete guide to option pricing formulas, 2nd ed., 2007, chapter 2.
 */
export function closedForms({ S, K, r, sigma, T }) {
  const spread = sigma * Math.sqrt(T);
  const d1 = (Math.log(S / K) + (r + 0.5 * sigma ** 2) * T) / spread;
  const d2 = d1 - spread;
  const density = (d) => Math.exp(-0.5 * d * d) / Math.sqrt(2 * Math.PI);
  const strike = K * Math.exp(-r * T);
  const vega = S * density(d1) * Math.sqrt(T);
  const gamma = density(d1) / (S * spread);
  const drift = (2 * r * T - d2 * spread) / (2 * T * spread); // ∂d₁/∂T
  return {
    delta: cumulate(d1),
    vega,
    theta: (-S * density(d1) * sigma) / (2 * Math.sqrt(T)) - r * strike * cumulate(d2),
    rho: T * strike * cumulate(d2),
    gamma,
    vanna: (-density(d1) * d2) / sigma,
    volga: (vega * d1 * d2) / sigma,
    charm: -density(d1) * drift,
    veta: vega * (d1 * drift - 1 / (2 * T)),
    vera: (-T * strike * density(d2) * d1) / sigma,
    speed: (-gamma / S) * (d1 / spread + 1),
    zomma: (gamma * (d1 * d2 - 1)) / sigma,
    color: gamma * (d1 * drift + 1 / (2 * T)),
    'dvanna/dσ': (-density(d1) * (d1 * d2 * d2 - d1 - d2)) / sigma ** 2,
    ultima: (-vega / sigma ** 2) * (d1 * d2 * (1 - d1 * d2) + d1 * d1 + d2 * d2),
  };
}
