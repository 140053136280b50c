import { jacobian } from '@diffjs/runtime';

/**
 * Minimises ½ |r(x)|² by the method of Levenberg and Marquardt: steps of Gauss and Newton, (JᵀJ + λ D) dx = −Jᵀr with D the diagonal
 * of JᵀJ, damped by a λ that grows while they lead up and falls while they lead down.
 *
 * @param residuals  a differentiable function from an array to an array, r
 * @param start  x at the start
 * @param tolerance  ends when a step lowers |r|² by less than this share of it. Default 1e-10
 * @param goal  ends when |r|² is below it. Default 0
 * @returns x; `iterations`, the x, the |r|² and the λ of each, the start first; `covariance`, (JᵀJ)⁻¹ at x, which is that of x
 * where the residuals are in units of their standard deviations; `converged`
 * @throws RangeError where JᵀJ has no inverse and that is asked for
 * Reference: Marquardt, J. SIAM 11(2), 1963.
 */
export function fitLeastSquares(
  residuals,
  start,
  { maxIters = 50, tolerance = 1e-10, goal = 0, damping = 1e-3 } = {},
) {
  let x = [...start];
  let r = residuals(x);
  let cost = squareOf(r);
  let lambda = damping;
  const iterations = [{ x, cost, lambda }];
  let converged = cost <= goal;
  while (!converged && iterations.length <= maxIters) {
    const { normal, slope } = normalEquations(jacobian(residuals, x), r);
    let next;
    for (; next === undefined && lambda < 1e12; lambda *= 10) {
      const damped = normal.map((row, i) => row.map((v, j) => (i === j ? v * (1 + lambda) + 1e-300 : v)));
      const factor = cholesky(damped);
      if (factor === null) continue;
      const step = solveCholesky(factor, slope);
      const trial = x.map((v, i) => v - step[i]);
      const value = residuals(trial);
      if (squareOf(value) < cost) next = { x: trial, r: value };
    }
    if (next === undefined) {
      converged = true; // no step lowers it any more: rounding is all that is left
      break;
    }
    const lower = squareOf(next.r);
    converged = lower <= goal || cost - lower <= tolerance * cost;
    ({ x, r } = next);
    cost = lower;
    lambda /= 100;
    iterations.push({ x, cost, lambda });
  }
  return {
    x,
    cost,
    iterations,
    converged,
    covariance: () => inverse(normalEquations(jacobian(residuals, x), r).normal),
  };
}

function squareOf(r) {
  return r.reduce((sum, v) => sum + v * v, 0);
}

/** JᵀJ and Jᵀr. */
function normalEquations(J, r) {
  const n = J[0].length;
  const normal = Array.from({ length: n }, () => new Array(n).fill(0));
  const slope = new Array(n).fill(0);
  J.forEach((row, k) => {
    for (let i = 0; i < n; i++) {
      slope[i] += row[i] * r[k];
      for (let j = 0; j < n; j++) normal[i][j] += row[i] * row[j];
    }
  });
  return { normal, slope };
}

/** L with L Lᵀ = A; null if A is not positive definite. */
function cholesky(A) {
  const L = A.map((row) => row.map(() => 0));
  for (let i = 0; i < A.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i][j];
      for (let k = 0; k < j; k++) sum -= L[i][k] * L[j][k];
      if (i === j && !(sum > 0)) return null;
      L[i][j] = i === j ? Math.sqrt(sum) : sum / L[j][j];
    }
  }
  return L;
}

function solveCholesky(L, b) {
  const n = L.length;
  const y = [];
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= L[i][k] * y[k];
    y.push(sum / L[i][i]);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) y[i] -= L[k][i] * y[k];
    y[i] /= L[i][i];
  }
  return y;
}

/** A⁻¹ of a positive definite A; its rows and columns are brought to like size first. */
function inverse(A) {
  const scale = A.map((row, i) => 1 / Math.sqrt(row[i]));
  const L = cholesky(A.map((row, i) => row.map((v, j) => v * scale[i] * scale[j])));
  if (L === null) throw new RangeError('the residuals do not determine all unknowns');
  return A.map((_, i) =>
    solveCholesky(
      L,
      A.map((__, j) => (i === j ? 1 : 0)),
    ).map((v, j) => v * scale[i] * scale[j]),
  );
}
