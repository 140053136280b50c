/** The logistic function 1/(1 + e^−x). */
export function expit(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** ln(p/(1 − p)), the inverse of `expit`: ±∞ at 0 and 1, NaN outside [0, 1]. */
export function logit(p: number): number {
  // Near ½ the quotient is near 1, where log loses what log1p keeps.
  if (p > 0.25 && p < 0.75) return Math.log1p((2 * p - 1) / (1 - p));
  return p < 0.5 ? Math.log(p) - Math.log1p(-p) : Math.log(p / (1 - p));
}

/** ln expit(x), without overflow. */
export function logExpit(x: number): number {
  return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));
}
