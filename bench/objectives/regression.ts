/** Sums over rows of data, through helper functions. */

/** ⟨a, row⟩, where the row stands in b from `at`. */
function dot(a: Float64Array, b: Float64Array, at: number): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i]! * b[at + i]!;
  return s;
}

/** Sum of squares of a linear model's errors. */
/* @differentiable */
export function linearRegression(w: Float64Array, X: Float64Array, y: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < y.length; i++) {
    const error = dot(w, X, i * w.length) - y[i]!;
    loss += error * error;
  }
  return loss;
}

/** Sum of squares of the errors of a polynomial, evaluated by Horner's rule. */
/* @differentiable */
export function polynomialRegression(c: Float64Array, x: Float64Array, y: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < x.length; i++) {
    let p = 0;
    for (let k = c.length - 1; k >= 0; k--) p = p * x[i]! + c[k]!;
    const error = p - y[i]!;
    loss += error * error;
  }
  return loss;
}
