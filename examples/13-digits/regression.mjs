import { add, matmul, mul, NDArray, softmaxCrossEntropy, square, sum, withGradient } from '@diffjs/runtime';
import { LBFGS, minimize } from '@diffjs/flux-lite';

/** The parameters lie in one list, as the minimiser has it: weights of the shape [64, 10], and a constant for each digit. */
/* @differentiable */
export function unpack(list) {
  return { W: new NDArray(list.subarray(0, 640), [64, 10]), b: list.subarray(640) };
}

/**
 * The mean surprise of the true digits, −log softmax(x·W + b), and a penalty on the weights.
 *
 * @param pictures  one in each row
 */
/* @differentiable */
export function loss(list, pictures, digits, penalty) {
  const { W, b } = unpack(list);
  const logits = add(matmul(pictures, W), b);
  return softmaxCrossEntropy(logits, digits) + penalty * sum(square(W));
}

/** The parameters with the least loss, by L-BFGS over all pictures at once. */
export function train(pictures, digits, penalty, maxIters) {
  const evaluate = (list) => {
    const { value, gradient } = withGradient(loss, list, pictures, digits, penalty);
    return { value, gradient: gradient[0] };
  };
  return minimize(evaluate, new Float64Array(650), LBFGS(), { maxIters, tolerance: 1e-7 });
}

/** The most likely digit of each picture. */
export function classify({ W, b }, pictures) {
  const logits = add(matmul(pictures, W), b);
  return Int32Array.from({ length: logits.shape[0] }, (_, i) => {
    let best = 0;
    for (let k = 1; k < 10; k++) if (logits.get(i, k) > logits.get(i, best)) best = k;
    return best;
  });
}

/** The direction in which a picture has to change to look more like another digit: the gradient by the picture. */
export function pull(params, picture, digit) {
  /* @differentiable */
  const surprise = (x) => softmaxCrossEntropy(add(matmul(x, params.W), params.b), digit);
  return mul(-1, withGradient(surprise, picture).gradient[0]);
}
