/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
export function polynomial(c: readonly number[], x: number): number {
  let sum = c[c.length - 1];
  for (let i = c.length - 2; i >= 0; i--) sum = sum * x + c[i];
  return sum;
}

/** The quotient of two polynomials, coefficients in ascending order. */
export function rational(p: readonly number[], q: readonly number[], x: number): number {
  return polynomial(p, x) / polynomial(q, x);
}
