import { matmul, NDArray, ops, square, sub, sum, transpose, withGradient } from '@diffjs/runtime';
import { LBFGS, minimize } from '@diffjs/flux-lite';

/** The matrix that blurs a row or column of `n` pixels: weights exp(−d²/2σ²) of all pixels at a distance d, mirrored at the border, with the sum 1. */
export function blurMatrix(n, sigma) {
  const K = new NDArray(new Float64Array(n * n), [n, n]);
  const reach = Math.ceil(4 * sigma);
  for (let i = 0; i < n; i++) {
    for (let d = -reach; d <= reach; d++) {
      let j = i + d;
      if (j < 0) j = -1 - j;
      if (j >= n) j = 2 * n - 1 - j;
      K.set(i, j, K.get(i, j) + Math.exp((-d * d) / (2 * sigma * sigma)));
    }
    ops.mulseq(K.pick(i), 1 / ops.sum(K.pick(i)));
  }
  return K;
}

/** The blurred picture, K·U·Kᵀ. */
/* @differentiable */
export function blur(U, K) {
  return matmul(matmul(K, U), transpose(K));
}

/**
 * Σ √(a² + b² + ε²) over the differences a and b of each pixel from those below and beside it: what is little for a picture of smooth parts with sharp edges.
 * In place, on views of the picture.
 *
 * Reference: Rudin, Osher & Fatemi, Physica D 60, 1992, pp. 259–268.
 */
/* @differentiable */
export function totalVariation(U, epsilon) {
  const [m, n] = U.shape;
  const corner = U.hi(m - 1, n - 1);
  const down = new NDArray(new Float64Array((m - 1) * (n - 1)), [m - 1, n - 1]);
  const right = new NDArray(new Float64Array((m - 1) * (n - 1)), [m - 1, n - 1]);
  ops.sub(down, U.lo(1, 0).hi(m - 1, n - 1), corner);
  ops.sub(right, U.lo(0, 1).hi(m - 1, n - 1), corner);
  ops.muleq(down, down);
  ops.muleq(right, right);
  ops.addeq(down, right);
  ops.addseq(down, epsilon * epsilon);
  ops.sqrteq(down);
  return ops.sum(down);
}

/** How badly a picture fits: ½‖K·U·Kᵀ − B‖² and its total variation. */
/* @differentiable */
export function misfit(U, B, K, weight) {
  return 0.5 * sum(square(sub(blur(U, K), B))) + weight * totalVariation(U, 0.01);
}

/** The picture that fits best. */
export function deblur(B, K, weight, maxIters) {
  const evaluate = (numbers) => {
    const { value, gradient } = withGradient(misfit, new NDArray(numbers, B.shape), B, K, weight);
    return { value, gradient: gradient[0].data };
  };
  const { params, iterations, losses } = minimize(evaluate, B.data, LBFGS(), { maxIters, tolerance: 1e-7 });
  return { restored: new NDArray(params, B.shape), iterations, losses };
}
