/** The adjoint of the call price as a person writes it: each exponential once. */

function erfPolynomial(t: number): number {
  return ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
}

function erfPolynomialSlope(t: number): number {
  return (((5.307027145 * t - 5.812608108) * t + 4.264241223) * t - 0.568993472) * t + 0.254829592;
}

/** The derivative of the distribution at the point that has this z, t and e. */
function density(z: number, t: number, e: number): number {
  return 0.5 * Math.SQRT1_2 * e * (0.3275911 * t * t * erfPolynomialSlope(t) + 2 * z * erfPolynomial(t));
}

export function blackScholesAdjoint(
  S: number,
  K: number,
  r: number,
  sigma: number,
  T: number,
): [number, number, number, number, number] {
  const root = Math.sqrt(T);
  const spread = sigma * root;
  const drift = r + 0.5 * sigma * sigma;
  const d1 = (Math.log(S / K) + drift * T) / spread;
  const d2 = d1 - spread;
  const discount = Math.exp(-r * T);
  const z1 = Math.abs(d1) * Math.SQRT1_2;
  const t1 = 1 / (1 + 0.3275911 * z1);
  const e1 = Math.exp(-z1 * z1);
  const y1 = 1 - erfPolynomial(t1) * e1;
  const z2 = Math.abs(d2) * Math.SQRT1_2;
  const t2 = 1 / (1 + 0.3275911 * z2);
  const e2 = Math.exp(-z2 * z2);
  const y2 = 1 - erfPolynomial(t2) * e2;
  const n1 = 0.5 * (d1 < 0 ? 1 - y1 : 1 + y1);
  const n2 = 0.5 * (d2 < 0 ? 1 - y2 : 1 + y2);
  const dd2 = -K * discount * density(z2, t2, e2);
  const dd1 = S * density(z1, t1, e1) + dd2;
  const dNumerator = dd1 / spread;
  const dSpread = -dd2 - dNumerator * d1;
  const dExponent = K * discount * n2; // of r T
  const dDrift = dNumerator * T;
  return [
    n1 + dNumerator / S,
    -discount * n2 - dNumerator / K,
    dDrift + dExponent * T,
    dDrift * sigma + dSpread * root,
    dNumerator * drift + dExponent * r + (dSpread * sigma) / (2 * root),
  ];
}
