import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/layouts.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { type SliceSpec, sliced } from '../../ndarray/sliceLayout.js';
import { broadcastTo } from './broadcast.js';
import { viewFunction } from './viewFunction.js';
import { asarray } from './views.js';

/** The view that lies in the data of an array as told. */
export const viewOf = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function viewOf(a: NDArray, { shape, stride, offset }: plain.Layout): NDArray {
    return new NDArray(a.data, shape, stride, offset, a.dtype);
  },
  'viewOf',
);

/**
 * The same elements, in their order, in another shape: a view where the strides allow one, else a copy.
 * @param shape  lengths with the same product; one may be −1, for what is left
 * @throws DIFF3201 for a shape with another number of elements
 * @example
 * String(reshape([1, 2, 3, 4], [2, -1]))   // '[[1. 2.]\n [3. 4.]]'
 */
/* @differentiable */
export function reshape(x: ArrayInput, shape: number | readonly number[]): NDArray {
  const a = asarray(x);
  const whole = plain.completedShape('reshape', a.shape, shape);
  const layout = plain.reshaped(a, whole);
  if (layout !== null) return viewOf(a, layout);
  const compact = broadcastTo(a, a.shape);
  return viewOf(compact, plain.reshaped(compact, whole)!);
}

/**
 * A copy of the elements, in their order, along one axis.
 * @returns [size]
 * @example
 * String(flatten([[1, 2], [3, 4]]))   // '[1. 2. 3. 4.]'
 */
/* @differentiable */
export function flatten(x: ArrayInput): NDArray {
  const a = asarray(x);
  return reshape(broadcastTo(a, a.shape), -1);
}

/**
 * The view with some axes at other places; the others keep their order.
 * @param source  an axis, or several
 * @param destination  where each comes to stand
 * @throws DIFF3202 for axes that are not there, or stand twice
 * @example
 * moveaxis([[[1, 2, 3]]], -1, 0).shape   // [3, 1, 1]
 */
export const moveaxis = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function moveaxis(
    x: ArrayInput,
    source: number | readonly number[],
    destination: number | readonly number[],
  ): NDArray {
    const a = asarray(x);
    const { shape, stride } = plain.moved(a, source, destination);
    return new NDArray(a.data, shape, stride, a.offset, a.dtype);
  },
  'moveaxis',
);

/**
 * The view with two axes exchanged.
 * @throws DIFF3202 for axes that are not there
 * @example
 * swapaxes([[[1, 2, 3]]], 0, 2).shape   // [3, 1, 1]
 */
export const swapaxes = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function swapaxes(x: ArrayInput, axis1: number, axis2: number): NDArray {
    const a = asarray(x);
    const { shape, stride } = plain.swapped(a, axis1, axis2);
    return new NDArray(a.data, shape, stride, a.offset, a.dtype);
  },
  'swapaxes',
);

/**
 * The view with the elements in reverse order along some axes.
 * @param axis  default: all axes
 * @throws DIFF3202 for axes that are not there, or stand twice
 * @example
 * String(flip([[1, 2], [3, 4]], 1))   // '[[2. 1.]\n [4. 3.]]'
 */
export const flip = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function flip(x: ArrayInput, axis?: number | readonly number[] | null): NDArray {
    const a = asarray(x);
    const { shape, stride, offset } = plain.flipped(a, axis);
    return new NDArray(a.data, shape, stride, offset, a.dtype);
  },
  'flip',
);

/**
 * The view turned by quarters, from the first of two axes towards the second one.
 * @param k  how many quarters; negative ones the other way. Default 1
 * @param axes  default [0, 1]
 * @throws DIFF3202 for axes that are not there
 * @example
 * String(rot90([[1, 2], [3, 4]]))   // '[[2. 4.]\n [1. 3.]]'
 */
export const rot90 = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function rot90(x: ArrayInput, k = 1, axes: readonly number[] = [0, 1]): NDArray {
    const a = asarray(x);
    const { shape, stride, offset } = plain.turned(a, k, axes);
    return new NDArray(a.data, shape, stride, offset, a.dtype);
  },
  'rot90',
);

/**
 * The view of a diagonal: the elements of which the second index is the first one and `offset`. Its axis is the last one of the result.
 * @param offset  above the main diagonal, or below if negative. Default 0
 * @param axis1  the first index. Default 0
 * @param axis2  the second one. Default 1
 * @throws DIFF3202 for axes that are not there, or equal
 * @example
 * String(diagonal([[1, 2], [3, 4]]))   // '[1. 4.]'
 */
export const diagonal = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function diagonal(x: ArrayInput, offset = 0, axis1 = 0, axis2 = 1): NDArray {
    const a = asarray(x);
    const layout = plain.diagonalOf(a, offset, axis1, axis2);
    return new NDArray(a.data, layout.shape, layout.stride, layout.offset, a.dtype);
  },
  'diagonal',
);

/**
 * The view of a part, described axis by axis: an integer takes one element, and the axis goes; `[start, stop, step]` a range, of which each may be
 * null or left out; null the whole axis. Negative indices count from the end, ranges are cut off at the ends. `'...'` stands for the axes
 * between, `'newaxis'` puts one of length 1 in.
 * @throws DIFF3202 for an index outside, a step of 0, or too many of them
 * @example
 * const a = asarray([[1, 2, 3], [4, 5, 6]]);
 * String(slice(a, 1, [1]))                     // '[5. 6.]'
 * String(slice(a, null, [null, null, -2]))     // '[[3. 1.]\n [6. 4.]]'
 * slice(a, '...', 0, 'newaxis').shape          // [2, 1]
 */
export const slice = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function slice(x: ArrayInput, ...specs: readonly SliceSpec[]): NDArray {
    const a = asarray(x);
    const { shape, stride, offset } = sliced(a, specs);
    return new NDArray(a.data, shape, stride, offset, a.dtype);
  },
  'slice',
);

/** The same, given as a list. */
export const part = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function part(a: NDArray, specs: readonly SliceSpec[]): NDArray {
    const { shape, stride, offset } = sliced(a, specs);
    return new NDArray(a.data, shape, stride, offset, a.dtype);
  },
  'part',
);

/**
 * The views of the parts of an array along an axis.
 * @param parts  how many equal ones; or the indices at which each one after the first begins
 * @param axis  default 0
 * @throws DIFF3202 for a number that does not divide the length; `arraySplit` makes parts of unequal lengths
 * @example
 * split([1, 2, 3, 4, 5], [2, 3]).map(String)   // ['[1. 2.]', '[3.]', '[4. 5.]']
 */
/* @differentiable */
export function split(x: ArrayInput, parts: number | readonly number[], axis = 0): NDArray[] {
  const a = asarray(x);
  return viewsOf(a, plain.splitAt('split', a, parts, axis, true));
}

/**
 * The views of the parts of an array along an axis, the first ones longer by one where the number of parts does not divide the length.
 * @example
 * arraySplit([1, 2, 3, 4, 5], 2).map(String)   // ['[1. 2. 3.]', '[4. 5.]']
 */
/* @differentiable */
export function arraySplit(x: ArrayInput, parts: number | readonly number[], axis = 0): NDArray[] {
  const a = asarray(x);
  return viewsOf(a, plain.splitAt('arraySplit', a, parts, axis, false));
}

/* @differentiable */
function viewsOf(a: NDArray, layouts: readonly plain.Layout[]): NDArray[] {
  const views: NDArray[] = [];
  for (let i = 0; i < layouts.length; i++) views.push(viewOf(a, layouts[i]!));
  return views;
}

/**
 * The array, or a view of it that has an axis if it has none.
 * @example
 * atleast1d(3).shape   // [1]
 */
/* @differentiable */
export function atleast1d(x: ArrayInput): NDArray {
  const a = asarray(x);
  return a.dimension >= 1 ? a : reshape(a, [1]);
}

/**
 * The array, or a view of it with two axes: a vector is a row.
 * @example
 * atleast2d([1, 2, 3]).shape   // [1, 3]
 */
/* @differentiable */
export function atleast2d(x: ArrayInput): NDArray {
  const a = asarray(x);
  return a.dimension >= 2 ? a : slice(atleast1d(a), 'newaxis');
}

/**
 * The array, or a view of it with three axes: a vector is [1, n, 1], a matrix [m, n, 1].
 * @example
 * atleast3d([1, 2, 3]).shape   // [1, 3, 1]
 */
/* @differentiable */
export function atleast3d(x: ArrayInput): NDArray {
  const a = asarray(x);
  return a.dimension >= 3 ? a : slice(atleast2d(a), '...', 'newaxis');
}
