import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/extrema.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import type { ReduceOptions } from '../../ndarray/reducedShape.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { arrayRule } from './arrayRule.js';
import { scaled, sub } from './linear.js';
import { type Reduction, restored, sum } from './reduce.js';

const { tieShares } = plain;

/**
 * The greatest element along some axes, or of all; NaN where there is one. Equal greatest elements share the derivative equally.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @throws DIFF3202 for an empty array
 * @example
 * max([[1, 5], [3, 4]])                            // 5
 * String(max([[1, 5], [3, 4]], { axis: 0 }))       // '[3. 5.]'
 */
export const max = /* @__PURE__ */ arrayRule(plain.max, 'max', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x, options]) =>
      scaled(restored(d, x, options), tieShares(x, out, options)),
  ],
  /* @differentiable */
  jvp: ([x_], out, [x, options]) => x_ && sum(scaled(x_, tieShares(x, out, options)), options ?? {}),
}) as Reduction;

/**
 * The least element along some axes, or of all; NaN where there is one. Equal least elements share the derivative equally.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @throws DIFF3202 for an empty array
 * @example
 * min([[1, 5], [3, 4]])                            // 1
 * String(min([[1, 5], [3, 4]], { axis: 1 }))       // '[1. 3.]'
 */
export const min = /* @__PURE__ */ arrayRule(plain.min, 'min', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x, options]) =>
      scaled(restored(d, x, options), tieShares(x, out, options)),
  ],
  /* @differentiable */
  jvp: ([x_], out, [x, options]) => x_ && sum(scaled(x_, tieShares(x, out, options)), options ?? {}),
}) as Reduction;

/**
 * The range, from the least to the greatest element: max − min.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @throws DIFF3202 for an empty array
 * @example
 * ptp([1, 5, 2])   // 4
 */
export const ptp: Reduction = /* @differentiable */ function ptp(
  x: ArrayInput,
  options: ReduceOptions = {},
): NDArray | number {
  const most = max(x, options) as NDArray | number;
  const least = min(x, options) as NDArray | number;
  return typeof most === 'number' && typeof least === 'number' ? most - least : sub(most, least);
} as Reduction;

/** Indices of elements: of all axes a number, which counts in the order of the indices, of one axis an array of int32. */
interface IndexReduction {
  (x: ArrayInput, options?: { readonly axis?: null; readonly keepdims?: false }): number;
  (x: ArrayInput, options: ReduceOptions): NDArray;
}

/**
 * The index of the greatest element along an axis, the first if there are several, or that of NaN; without an axis its place among all elements.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @throws DIFF3202 for an empty array
 * @example
 * argmax([1, 5, 5])                                 // 1
 * String(argmax([[1, 5], [3, 2]], { axis: 1 }))     // '[1 0]'
 */
export const argmax = /* @__PURE__ */ withoutLanes(plain.argmax) as IndexReduction;

/**
 * The index of the least element along an axis, the first if there are several, or that of NaN; without an axis its place among all elements.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @throws DIFF3202 for an empty array
 * @example
 * argmin([4, 1, 1])   // 1
 */
export const argmin = /* @__PURE__ */ withoutLanes(plain.argmin) as IndexReduction;

/**
 * How many elements are not 0; NaN is not.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @example
 * countNonzero([0, 1, 2])   // 2
 */
export const countNonzero = /* @__PURE__ */ withoutLanes(plain.countNonzero) as IndexReduction;

/** A truth value for all axes, an array of them for some. */
interface TruthReduction {
  (x: ArrayInput, options?: { readonly axis?: null; readonly keepdims?: false }): boolean;
  (x: ArrayInput, options: ReduceOptions): NDArray;
}

/**
 * Whether all elements are true; 0 is false. Of none: true.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a truth value
 * @example
 * all(less([1, 2], 3))   // true
 */
export const all = /* @__PURE__ */ withoutLanes(plain.all) as TruthReduction;

/**
 * Whether any element is true; 0 is false. Of none: false.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a truth value
 * @example
 * any(isnan([1, NaN]))   // true
 */
export const any = /* @__PURE__ */ withoutLanes(plain.any) as TruthReduction;
