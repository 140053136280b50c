import { type ArrayInput } from '../../ndarray/asarray.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import * as plain from '../../ndarray/reduce.js';
import { restoredAxes } from '../../ndarray/views.js';
import { add, mul } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { wholeSum } from './local/wholeSum.js';
import { expandDims } from './views.js';

/** A reduction over everything gives a number, one over some axes an array. */
export interface Reduction {
  (x: ArrayInput, options?: { readonly axis?: null; readonly keepdims?: false }): number;
  (x: ArrayInput, options: plain.ReduceOptions): NDArray;
}

/**
 * Σ x over some axes, or all; pairwise, so that the error grows with the logarithm of the number of elements. Sums of integers are float64,
 * those of truth values int32, and the sum of all elements of a complex array is an array without axes.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @returns a number, or an array without the axes
 * @example
 * sum([[1, 2], [3, 4]])                          // 10
 * String(sum([[1, 2], [3, 4]], { axis: 0 }))     // '[4. 6.]'
 */
export const sum = /* @__PURE__ */ arrayRule(plain.sum, 'sum', {
  saves: [],
  quick: wholeSum,
  vjp: [/* @differentiable */ (d, _out, [x, options]) => broadcastTo(restored(d, x, options), shapeOf(x))],
  /* @differentiable */
  jvp: ([x_], _out, [, options]) => x_ && sum(x_, options ?? {}),
}) as Reduction;

/** The cotangent of a reduction with the axes that were left out, of length 1. */
/* @differentiable */
export function restored(
  d: NDArray | number,
  x: ArrayInput,
  options: plain.ReduceOptions | undefined,
): NDArray | number {
  if (typeof d === 'number') return d;
  const axes = restoredAxes(shapeOf(x).length, options);
  return axes.length === 0 ? d : expandDims(d, axes);
}

/** The sum of two tangents of a reduction, either of which may be missing: a number for numbers. */
/* @differentiable */
export function added(a: NDArray | number | null, b: NDArray | number | null): NDArray | number | null {
  if (a === null) return b;
  if (b === null) return a;
  return typeof a === 'number' && typeof b === 'number' ? a + b : add(a, b);
}

/** A number, or an array, times a number. */
/* @differentiable */
export function times(x: NDArray | number, factor: number): NDArray | number {
  return typeof x === 'number' ? x * factor : mul(x, factor);
}
