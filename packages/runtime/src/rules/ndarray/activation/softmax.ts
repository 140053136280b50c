import type { ArrayInput } from '../../../ndarray/asarray.js';
import * as plain from '../../../ndarray/activation/softmax.js';
import type { AxisOptions } from '../../../ndarray/activation/softmax.js';
import type { NDArray } from '../../../ndarray/NDArray.js';
import type { ReduceOptions } from '../../../ndarray/reduce.js';
import { scaled, sub } from '../arithmetic.js';
import { arrayRule } from '../arrayRule.js';
import { type Reduction, restored, sum } from '../reduce.js';

type OverGroups = (x: ArrayInput, options: ReduceOptions) => NDArray;

/** y ⊙ (v − Σ y ⊙ v), the derivative of a softmax y, which is symmetric; 0 where v is. */
/* @differentiable */
function alongSoftmax(v: NDArray | number, y: NDArray, options: ReduceOptions): NDArray {
  const weighted = scaled(v, y);
  return sub(weighted, scaled(total(weighted, options), y));
}

/** Σ over each group, with its axes kept. */
/* @differentiable */
function total(x: NDArray, options: ReduceOptions): NDArray {
  return sum(x, { axis: options.axis, keepdims: true }) as NDArray;
}

const softmaxOf: OverGroups = /* @__PURE__ */ arrayRule(plain.softmax, 'softmax', {
  saves: ['out'],
  vjp: [/* @differentiable */ (d, out, [, options]) => alongSoftmax(d, out, options), null],
  /* @differentiable */
  jvp: ([x_], out, [, options]) => (x_ === null ? null : alongSoftmax(x_, out, options)),
});

const shares: OverGroups = /* @__PURE__ */ arrayRule(plain.shares, 'logsumexp', {
  saves: ['out'],
  vjp: [/* @differentiable */ (d, out, [, options]) => alongSoftmax(d, out, options), null],
  /* @differentiable */
  jvp: ([x_], out, [, options]) => (x_ === null ? null : alongSoftmax(x_, out, options)),
});

const logSoftmaxOf: OverGroups = /* @__PURE__ */ arrayRule(plain.logSoftmax, 'logSoftmax', {
  saves: [0],
  vjp: [
    /* @differentiable */ (d, _out, [x, options]) => sub(d, scaled(total(d, options), softmaxOf(x, options))),
    null,
  ],
  /* @differentiable */
  jvp: ([x_], _out, [x, options]) =>
    x_ === null ? null : sub(x_, total(scaled(x_, softmaxOf(x, options)), options)),
});

/**
 * exp(x)/Σ exp(x) along an axis, without overflow: positive numbers whose sum is 1.
 * @param options  `{ axis }`, default the last one; several, or null for all
 * @throws DIFF3202 for an axis that is not there
 * @example
 * softmax([0, 0]).toArray()   // [0.5, 0.5]
 */
/* @differentiable */
export function softmax(x: ArrayInput, options: AxisOptions = {}): NDArray {
  return softmaxOf(x, { axis: options.axis === undefined ? -1 : options.axis });
}

/**
 * log softmax(x) = x − log Σ exp(x) along an axis, with all digits where a softmax is tiny. Parameters and errors as there.
 * @example
 * logSoftmax([0, -1000]).toArray()   // [0, -1000]
 */
/* @differentiable */
export function logSoftmax(x: ArrayInput, options: AxisOptions = {}): NDArray {
  return logSoftmaxOf(x, { axis: options.axis === undefined ? -1 : options.axis });
}

/**
 * log Σ exp(x) over some axes, or all, without overflow; −∞ of nothing.  ∂x = exp(x − out), 0 where all are −∞
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @returns a number, or an array without the axes
 * @example
 * logsumexp([1000, -Infinity])                                   // 1000
 * logsumexp([[0, -1000], [5, -1000]], { axis: 1 }).toArray()     // [0, 5]
 */
export const logsumexp = /* @__PURE__ */ arrayRule(plain.logsumexp, 'logsumexp', {
  saves: [0],
  vjp: [
    /* @differentiable */ (d, _out, [x, options]) =>
      scaled(restored(d, x, options), shares(x, options ?? {})),
    null,
  ],
  /* @differentiable */
  jvp: ([x_], _out, [x, options]) =>
    x_ === null ? null : sum(scaled(x_, shares(x, options ?? {})), options ?? {}),
}) as unknown as Reduction;
