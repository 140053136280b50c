import type { ArrayInput } from '../../../ndarray/asarray.js';
import * as plain from '../../../ndarray/activation/crossEntropy.js';
import type { LossReduction } from '../../../ndarray/activation/crossEntropy.js';
import type { NDArray } from '../../../ndarray/NDArray.js';
import { add, mul, neg, plus, scaled, sub } from '../arithmetic.js';
import { arrayRule } from '../arrayRule.js';
import { sum } from '../reduce.js';
import { expandDims } from '../views.js';
import { softplus } from './activations.js';
import { logSoftmax, softmax } from './softmax.js';

/** −Σ t log softmax(x) along an axis.  ∂x = softmax(x) Σt − t,  ∂t = −log softmax(x) */
const crossEntropies: (x: ArrayInput, t: ArrayInput, axis: number) => NDArray = /* @__PURE__ */ arrayRule(
  plain.crossEntropies,
  'softmaxCrossEntropy',
  {
    saves: [0, 1],
    vjp: [
      /* @differentiable */ (d, _out, [x, t, axis]) => scaled(expandDims(d, axis), slope(x, t, axis)),
      /* @differentiable */ (d, _out, [x, , axis]) =>
        neg(scaled(expandDims(d, axis), logSoftmax(x, { axis }))),
      null,
    ],
    /* @differentiable */
    jvp: ([x_, t_], _out, [x, t, axis]) =>
      plus(
        x_ === null ? null : sum(scaled(x_, slope(x, t, axis)), { axis }),
        t_ === null ? null : neg(sum(scaled(t_, logSoftmax(x, { axis })), { axis })),
      ),
  },
);

/* @differentiable */
function slope(x: ArrayInput, t: ArrayInput, axis: number): NDArray {
  return sub(mul(softmax(x, { axis }), sum(t, { axis, keepdims: true })), t);
}

export interface CrossEntropyOptions {
  /** The axis of the classes. Default −1, the last one. */
  readonly axis?: number;
  /** The mean over all samples (default), their sum, or none, which gives an array. */
  readonly reduction?: LossReduction;
}

/** A loss: a number, or an array where samples are kept apart. */
export interface Loss<O> {
  (x: ArrayInput, targets: ArrayInput, options?: O & { readonly reduction?: 'mean' | 'sum' }): number;
  (x: ArrayInput, targets: ArrayInput, options: O): NDArray | number;
}

/**
 * The cross-entropy −Σ t log softmax(x) of classes, fused, so that it is right for logits of any size; a target of 0 counts nothing even if its
 * logit is −∞.
 *
 * @param x  logits, [..., classes]
 * @param targets  probabilities of the shape of x, or numbers of classes, [...]
 * @param options  `{ axis, reduction }`, see `CrossEntropyOptions`
 * @returns a number; with the reduction `'none'` an array, [...]
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for a class, axis or reduction that cannot be
 * @example
 * softmaxCrossEntropy([[1000, 0], [0, 1000]], [0, 0])                            // 500
 * softmaxCrossEntropy([[1000, 0]], [[0, 1]], { reduction: 'none' }).toArray()    // [1000]
 */
export const softmaxCrossEntropy = /* @differentiable */ function softmaxCrossEntropy(
  x: ArrayInput,
  targets: ArrayInput,
  options: CrossEntropyOptions = {},
): NDArray | number {
  const axis = plain.classAxis(x, targets, options.axis === undefined ? -1 : options.axis);
  const t = plain.areLabels(x, targets) ? plain.classesOf(x, targets, axis) : targets;
  return reduced('softmaxCrossEntropy', crossEntropies(x, t, axis), options.reduction);
} as Loss<CrossEntropyOptions>;

/**
 * The cross-entropy −t log p − (1 − t) log (1 − p) of yes and no with p = sigmoid(x), elementwise, right for logits of any size.
 *
 * @param x  logits
 * @param targets  probabilities, broadcast
 * @param options  `{ reduction }`: `'mean'` (default), `'sum'` or `'none'`
 * @returns a number; with the reduction `'none'` an array
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for a reduction that cannot be
 * @example
 * sigmoidCrossEntropy([1000, -1000], [1, 1])   // 500
 */
export const sigmoidCrossEntropy = /* @differentiable */ function sigmoidCrossEntropy(
  x: ArrayInput,
  targets: ArrayInput,
  options: { readonly reduction?: LossReduction } = {},
): NDArray | number {
  // Both terms are positive, and 0 where their weight is, also for infinite logits.
  const losses = add(scaled(targets, softplus(neg(x))), scaled(sub(1, targets), softplus(x)));
  return reduced('sigmoidCrossEntropy', losses, options.reduction);
} as Loss<{ readonly reduction?: LossReduction }>;

/* @differentiable */
function reduced(name: string, losses: NDArray, reduction: LossReduction = 'mean'): NDArray | number {
  plain.expectReduction(name, reduction);
  if (reduction === 'none') return losses;
  const whole = sum(losses) as number;
  return reduction === 'sum' ? whole : whole / losses.size;
}
