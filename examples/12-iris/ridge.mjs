import { derivative, lstsq, matmul, NDArray, ops, square, sub, sum } from '@diffjs/runtime';

/**
 * The coefficients of least squares with a penalty: the β for which ‖X·β − y‖² + λ‖β‖² is least, as least squares of a longer matrix, √λ·I
 * below X. The first coefficient, that of the constant, costs nothing.
 */
/* @differentiable */
export function ridge(X, y, lambda) {
  const [m, n] = X.shape;
  const A = new NDArray(new Float64Array((m + n) * n), [m + n, n]);
  const b = new NDArray(new Float64Array(m + n), [m + n]);
  ops.assign(A.hi(m), X);
  ops.assign(b.hi(m), y);
  for (let j = 1; j < n; j++) A.set(m + j, j, Math.sqrt(lambda));
  return lstsq(A, b).x;
}

/**
 * The mean square of what folds of the data leave unexplained by the fit to the others, as a function of the penalty. Its derivative goes through every fit.
 *
 * @param folds  `X`, `y` to fit and `XTest`, `yTest` to test, for each
 */
/* @differentiable */
export function crossValidation(folds, lambda) {
  let total = 0;
  let count = 0;
  for (const { X, y, XTest, yTest } of folds) {
    const rest = sub(matmul(XTest, ridge(X, y, lambda)), yTest);
    total += sum(square(rest));
    count += rest.size;
  }
  return total / count;
}

/** The penalty with the least error, where the derivative by log λ changes its sign. */
export function choosePenalty(folds) {
  const slope = (l) => derivative(/* @differentiable */ (at) => crossValidation(folds, Math.exp(at)), l);
  let [a, b] = [-8, 4];
  if (slope(a) > 0 || slope(b) < 0) throw new Error('the least error lies outside of the interval');
  while (b - a > 1e-9) {
    const middle = (a + b) / 2;
    if (slope(middle) > 0) b = middle;
    else a = middle;
  }
  return Math.exp((a + b) / 2);
}
