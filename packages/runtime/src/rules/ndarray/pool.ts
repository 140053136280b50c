import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/conv/arrays.js';
import type { PerAxis } from '../../ndarray/conv/options.js';
import {
  adaptivePlan,
  type AveragePoolOptions,
  type PoolOptions,
  type PoolPlan,
  poolPlan,
} from '../../ndarray/conv/poolPlans.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { arrayRule } from './arrayRule.js';

type Placed = (x: ArrayInput, places: NDArray, plan: PoolPlan) => NDArray;

/** Numbers at places that do not move with them: a greatest number carries the derivative of the element that it is. */
const numbersAt: Placed = /* @__PURE__ */ arrayRule(plain.numbersAt, 'maxPool', {
  saves: [],
  vjp: [/* @differentiable */ (d, _out, [, places, plan]) => planesWith(d, places, plan), null, null],
  /* @differentiable */
  jvp: ([x_], _out, [, places, plan]) => (x_ === null ? null : numbersAt(x_, places, plan)),
});

const planesWith: Placed = /* @__PURE__ */ arrayRule(plain.planesWith, 'adjoint of maxPool', {
  saves: [],
  vjp: [/* @differentiable */ (d, _out, [, places, plan]) => numbersAt(d, places, plan), null, null],
  /* @differentiable */
  jvp: ([y_], _out, [, places, plan]) => (y_ === null ? null : planesWith(y_, places, plan)),
});

type Linear = (x: ArrayInput, plan: PoolPlan) => NDArray;

const averages: Linear = /* @__PURE__ */ arrayRule(plain.averages, 'avgPool', {
  saves: [],
  vjp: [/* @differentiable */ (d, _out, [, plan]) => spread(d, plan), null],
  /* @differentiable */
  jvp: ([x_], _out, [, plan]) => (x_ === null ? null : averages(x_, plan)),
});

const spread: Linear = /* @__PURE__ */ arrayRule(plain.spread, 'adjoint of avgPool', {
  saves: [],
  vjp: [/* @differentiable */ (d, _out, [, plan]) => averages(d, plan), null],
  /* @differentiable */
  jvp: ([y_], _out, [, plan]) => (y_ === null ? null : spread(y_, plan)),
});

/* @differentiable */
function maxima(x: ArrayInput, plan: PoolPlan): NDArray {
  return numbersAt(x, plain.placesOfMaxima(x, plan), plan);
}

/**
 * `maxPool2d` over the last axis.
 * @param options  `{ kernel, stride, padding, dilation }`, see `PoolOptions`
 * @throws DIFF3201 if no window has room, DIFF3202 for options that cannot be
 * @example
 * maxPool1d([[[1, 3, 2, 0]]], { kernel: 2 }).toArray()   // [[[3, 2]]]
 */
/* @differentiable */
export function maxPool1d(x: ArrayInput, options: PoolOptions): NDArray {
  return maxima(x, poolPlan('maxPool1d', 1, x, options));
}

/**
 * The greatest number of each window, over the last two axes of images. The gradient goes to the first of equal numbers; NaN is the greatest.
 *
 * @param x  [..., height, width]
 * @param options  `{ kernel, stride, padding, dilation }`, see `PoolOptions`
 * @returns [..., height, width]
 * @throws DIFF3201 if no window has room, DIFF3202 for options that cannot be
 * @example
 * maxPool2d([[[[1, 3], [2, 0]]]], { kernel: 2 }).toArray()   // [[[[3]]]]
 */
/* @differentiable */
export function maxPool2d(x: ArrayInput, options: PoolOptions): NDArray {
  return maxima(x, poolPlan('maxPool2d', 2, x, options));
}

/**
 * `maxPool2d` over the last three axes.
 * @param options  `{ kernel, stride, padding, dilation }`, see `PoolOptions`
 * @throws DIFF3201 if no window has room, DIFF3202 for options that cannot be
 * @example
 * maxPool3d([[[[[1, 3]]]]], { kernel: [1, 1, 2] }).toArray()   // [[[[[3]]]]]
 */
/* @differentiable */
export function maxPool3d(x: ArrayInput, options: PoolOptions): NDArray {
  return maxima(x, poolPlan('maxPool3d', 3, x, options));
}

/**
 * Where the numbers that `maxPool1d`, `maxPool2d` or `maxPool3d` give stand: counted within their plane of the image. −1 stands for a window without places.
 * @param axes  1, 2 or 3, the last ones
 * @returns int32, without a derivative
 * @example
 * maxPoolIndices([[[1, 3, 2, 0]]], 1, { kernel: 2 }).toArray()   // [[[1, 2]]]
 */
export const maxPoolIndices = /* @__PURE__ */ withoutLanes(function maxPoolIndices(
  x: ArrayInput,
  axes: 1 | 2 | 3,
  options: PoolOptions,
): NDArray {
  return plain.placesOfMaxima(x, poolPlan('maxPoolIndices', axes, x, options));
});

/**
 * `avgPool2d` over the last axis.
 * @param options  `{ kernel, stride, padding, dilation, countIncludePad }`, see `AveragePoolOptions`
 * @throws DIFF3201 if no window has room, DIFF3202 for options that cannot be
 * @example
 * avgPool1d([[[1, 3, 2, 0]]], { kernel: 2 }).toArray()   // [[[2, 1]]]
 */
/* @differentiable */
export function avgPool1d(x: ArrayInput, options: AveragePoolOptions): NDArray {
  return averages(x, poolPlan('avgPool1d', 1, x, options));
}

/**
 * The average of each window, over the last two axes of images.
 *
 * @param x  [..., height, width]
 * @param options  `{ kernel, stride, padding, dilation, countIncludePad }`, see `AveragePoolOptions`
 * @returns [..., height, width]
 * @throws DIFF3201 if no window has room, DIFF3202 for options that cannot be
 * @example
 * avgPool2d([[[[1, 3], [2, 0]]]], { kernel: 2 }).toArray()   // [[[[1.5]]]]
 */
/* @differentiable */
export function avgPool2d(x: ArrayInput, options: AveragePoolOptions): NDArray {
  return averages(x, poolPlan('avgPool2d', 2, x, options));
}

/**
 * `avgPool2d` over the last three axes.
 * @param options  `{ kernel, stride, padding, dilation, countIncludePad }`, see `AveragePoolOptions`
 * @throws DIFF3201 if no window has room, DIFF3202 for options that cannot be
 * @example
 * avgPool3d([[[[[1, 3]]]]], { kernel: [1, 1, 2] }).toArray()   // [[[[[2]]]]]
 */
/* @differentiable */
export function avgPool3d(x: ArrayInput, options: AveragePoolOptions): NDArray {
  return averages(x, poolPlan('avgPool3d', 3, x, options));
}

/**
 * The greatest numbers of windows that cover the last axes evenly, window t from ⌊t·n/size⌋ to ⌈(t + 1)·n/size⌉.
 * @param size  how many windows along each of the last axes; a number for the last one alone
 * @throws DIFF3201 for an image without places, DIFF3202 for sizes that cannot be
 * @example
 * adaptiveMaxPool([[[1, 2, 3, 4]]], 2).toArray()   // [[[2, 4]]]
 */
/* @differentiable */
export function adaptiveMaxPool(x: ArrayInput, size: PerAxis): NDArray {
  return maxima(x, adaptivePlan('adaptiveMaxPool', x, size));
}

/**
 * The averages of windows that cover the last axes evenly; parameters and errors as for `adaptiveMaxPool`.
 * @example
 * adaptiveAvgPool([[[1, 2, 3, 4]]], 2).toArray()   // [[[1.5, 3.5]]]
 */
/* @differentiable */
export function adaptiveAvgPool(x: ArrayInput, size: PerAxis): NDArray {
  return averages(x, adaptivePlan('adaptiveAvgPool', x, size));
}

/**
 * The greatest number of each channel.
 * @param x  [batch, channels, ...], with one to three more axes
 * @returns [batch, channels, 1, ...]
 * @example
 * globalMaxPool([[[1, 2, 3, 6]]]).toArray()   // [[[6]]]
 */
/* @differentiable */
export function globalMaxPool(x: ArrayInput): NDArray {
  return maxima(x, adaptivePlan('globalMaxPool', x, undefined));
}

/**
 * The average of each channel.
 * @param x  [batch, channels, ...], with one to three more axes
 * @returns [batch, channels, 1, ...]
 * @example
 * globalAvgPool([[[1, 2, 3, 6]]]).toArray()   // [[[3]]]
 */
/* @differentiable */
export function globalAvgPool(x: ArrayInput): NDArray {
  return averages(x, adaptivePlan('globalAvgPool', x, undefined));
}
