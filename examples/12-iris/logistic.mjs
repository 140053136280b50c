import {
  asarray,
  hessian,
  matmul,
  NDArray,
  sigmoidCrossEntropy,
  solve,
  sub,
  withGradient,
} from '@diffjs/runtime';

/**
 * The negative log-likelihood of a logistic regression: Σ log(1 + exp(z)) − t·z with z = X·w.
 *
 * @param w  the coefficients
 * @param X  a row of measurements for each sample, the first of which is 1
 * @param t  1 for samples of the class, 0 for others
 */
/* @differentiable */
export function surprise(w, X, t) {
  return sigmoidCrossEntropy(matmul(X, w), t, { reduction: 'sum' });
}

/** Newton's method: the Hessian of the surprise by w is Xᵀ·diag(p(1 − p))·X, and comes from the derivative of the gradient. */
export function fit(X, t) {
  /* @differentiable */
  const ofCoefficients = (w) => surprise(w, X, t);
  let w = new Float64Array(X.shape[1]);
  for (let steps = 1; steps <= 30; steps++) {
    const { value, gradient } = withGradient(ofCoefficients, w);
    const slope = gradient[0];
    if (Math.hypot(...slope) < 1e-9) return { w, value, steps };
    const H = hessian(ofCoefficients, w);
    w = sub(w, solve(asarray(H), slope)).data;
  }
  throw new Error('Newton’s method does not come to an end');
}

/** Measurements of some irises behind a column of ones. */
export function withOnes(measures, rows) {
  const [, n] = measures.shape;
  const X = new NDArray(new Float64Array(rows.length * (n + 1)), [rows.length, n + 1]);
  rows.forEach((row, i) => {
    X.set(i, 0, 1);
    for (let j = 0; j < n; j++) X.set(i, j + 1, measures.get(row, j));
  });
  return X;
}
