import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/indices.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import * as found from '../../ndarray/found.js';
import type { Dtype } from '../../ndarray/dtype.js';
import { add, div } from './arithmetic.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { gatherAt, putAt, scatterAt } from './gather.js';

/*
 * Elements that are told by indices. Where an index stands several times, its cotangents are added.
 */

/**
 * Slices of an axis, or elements, by their indices.
 * @param indices  integers of any shape, negative ones from the end; a number leaves the axis out
 * @param axis  default: the elements in their order, whatever the shape
 * @returns the shape of `x` with that of `indices` in place of the axis
 * @throws DIFF3202 for an index outside
 * @example
 * String(take([[1, 2], [3, 4], [5, 6]], [2, 0, 2], 0))   // '[[5. 6.]\n [1. 2.]\n [5. 6.]]'
 * take([[1, 2], [3, 4]], [[0, 3]]).shape                // [1, 2]
 */
/* @differentiable */
export function take(x: ArrayInput, indices: ArrayInput, axis?: number | null): NDArray {
  const { positions, shape, block } = plain.takenAt('take', shapeOf(x), indices, axis);
  return gatherAt(x, positions, shape, block);
}

/**
 * One element along an axis for each place of an array of indices; what `argsort`, `argmax` and `topk` give finds the elements so.
 * @param indices  as many axes as `x`; all lengths but that of the axis are broadcast
 * @param axis  default −1
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for an index outside
 * @example
 * String(takeAlongAxis([[1, 2, 3], [4, 5, 6]], [[2], [0]], 1))   // '[[3.]\n [4.]]'
 */
/* @differentiable */
export function takeAlongAxis(x: ArrayInput, indices: ArrayInput, axis = -1): NDArray {
  const { positions, shape } = plain.alongAxis('takeAlongAxis', shapeOf(x), indices, axis, true);
  return gatherAt(x, positions, shape);
}

/**
 * One element along an axis for each place of an array of indices, as in PyTorch: `out[i][j] = x[index[i][j]][j]` for axis 0.
 * @param axis  along which the indices count
 * @param indices  as many axes as `x`, of which no other one may be longer
 * @returns the shape of `indices`
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for an index outside
 * @example
 * String(gather([[1, 2], [3, 4]], 0, [[1, 0], [0, 0]]))   // '[[3. 2.]\n [1. 2.]]'
 */
/* @differentiable */
export function gather(x: ArrayInput, axis: number, indices: ArrayInput): NDArray {
  const { positions, shape } = plain.alongAxis('gather', shapeOf(x), indices, axis, false);
  return gatherAt(x, positions, shape);
}

/**
 * A copy with elements replaced at the places that `gather` would take; of several for one place the last counts.
 * @param source  of the shape of `indices`, or broadcast to it
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for an index outside
 * @example
 * String(scatter([[1, 2], [3, 4]], 1, [[0], [1]], [[7], [8]]))   // '[[7. 2.]\n [3. 8.]]'
 */
/* @differentiable */
export function scatter(x: ArrayInput, axis: number, indices: ArrayInput, source: ArrayInput): NDArray {
  const { positions, shape } = plain.alongAxis('scatter', shapeOf(x), indices, axis, false);
  return putAt(x, positions, broadcastTo(source, shape));
}

/**
 * A copy with numbers added at the places that `gather` would take; all of several for one place count.
 * @param source  of the shape of `indices`, or broadcast to it
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for an index outside
 * @example
 * String(scatterAdd([1, 2, 3], 0, [0, 2, 0], [10, 20, 30]))   // '[41.  2. 23.]'
 */
/* @differentiable */
export function scatterAdd(x: ArrayInput, axis: number, indices: ArrayInput, source: ArrayInput): NDArray {
  const { positions, shape } = plain.alongAxis('scatterAdd', shapeOf(x), indices, axis, false);
  return add(x, scatterAt(broadcastTo(source, shape), positions, shapeOf(x)));
}

/**
 * A copy with slices added to those of an axis; all of several for one index count.
 * @param indices  along one axis
 * @param source  of the shape that `take(x, indices, axis)` has, or broadcast to it
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for an index outside
 * @example
 * String(indexAdd([[1, 2], [3, 4]], 0, [1, 1], [[1, 1], [5, 5]]))   // '[[ 1.  2.]\n [ 9. 10.]]'
 */
/* @differentiable */
export function indexAdd(x: ArrayInput, axis: number, indices: ArrayInput, source: ArrayInput): NDArray {
  const { positions, shape, block } = plain.takenAt('indexAdd', shapeOf(x), indices, axis);
  return add(x, scatterAt(broadcastTo(source, shape), positions, shapeOf(x), block));
}

/**
 * A copy with elements replaced that are told by their number in the order of the elements. (NumPy's `put` writes into the array itself.)
 * @param values  of the shape of `indices`, or broadcast to it; of several for one place the last counts
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for an index outside
 * @example
 * String(put([[1, 2], [3, 4]], [0, -1], [7, 8]))   // '[[7. 2.]\n [3. 8.]]'
 */
/* @differentiable */
export function put(x: ArrayInput, indices: ArrayInput, values: ArrayInput): NDArray {
  const { positions, shape } = plain.takenAt('put', shapeOf(x), indices, null);
  return putAt(x, positions, broadcastTo(values, shape));
}

/**
 * A copy with elements replaced at the places that `takeAlongAxis` would take.
 * @param axis  default −1
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for an index outside
 * @example
 * String(putAlongAxis([[1, 2], [3, 4]], [[1], [0]], 0, 1))   // '[[1. 0.]\n [0. 4.]]'
 */
/* @differentiable */
export function putAlongAxis(x: ArrayInput, indices: ArrayInput, values: ArrayInput, axis = -1): NDArray {
  const { positions, shape } = plain.alongAxis('putAlongAxis', shapeOf(x), indices, axis, true);
  return putAt(x, positions, broadcastTo(values, shape));
}

/**
 * The elements, or slices of the last axes, at which a mask is true: NumPy's `x[mask]`.
 * @param mask  of the shape of `x`, or of that of its first axes; what is not 0 is true
 * @returns [count, ...rest]
 * @throws DIFF3201 for a mask of another shape
 * @example
 * String(booleanMask([[1, 2], [3, 4]], [[true, false], [false, true]]))   // '[1. 4.]'
 * String(booleanMask([[1, 2], [3, 4]], [false, true]))                    // '[[3. 4.]]'
 */
/* @differentiable */
export function booleanMask(x: ArrayInput, mask: ArrayInput): NDArray {
  const { positions, shape, block } = plain.maskedAt('booleanMask', shapeOf(x), mask);
  return gatherAt(x, positions, shape, block);
}

/**
 * The slices of an axis at which a condition is true, or the elements.
 * @param condition  along one axis, which may be shorter
 * @param axis  default: the elements in their order
 * @throws DIFF3201 for a condition that is longer, or has more axes
 * @example
 * String(compress([false, true], [[1, 2], [3, 4]], 0))   // '[[3. 4.]]'
 */
/* @differentiable */
export function compress(condition: ArrayInput, x: ArrayInput, axis?: number | null): NDArray {
  return take(x, found.trueIndices(condition, shapeOf(x), axis), axis);
}

/**
 * The indices of the elements that are not 0, an array for each axis.
 * @example
 * nonzero([[0, 5], [6, 0]]).map(String)   // ['[0 1]', '[1 0]']
 */
export const nonzero = found.nonzero;

/**
 * The indices of the elements that are not 0, in the rows of a matrix.
 * @returns [count, axes]
 * @example
 * String(argwhere([[0, 5], [6, 0]]))   // '[[0 1]\n [1 0]]'
 */
export const argwhere = found.argwhere;

/**
 * Rows of zeros with a 1 at each index.
 * @param depth  the length of the rows
 * @param dtype  default float64
 * @returns the shape of `indices` and `depth`
 * @throws DIFF3202 for an index outside
 * @example
 * String(oneHot([2, 0], 3))   // '[[0. 0. 1.]\n [1. 0. 0.]]'
 */
export const oneHot: (indices: ArrayInput, depth: number, dtype?: Dtype) => NDArray = found.oneHot;

/** What `unique` gives. */
export interface Unique {
  /** The different elements in increasing order, NaN last. */
  readonly values: NDArray;
  /** Where each one stands first, in the order of the elements. */
  readonly indices: NDArray;
  /** Which of them each element is, in the shape of the array. */
  readonly inverse: NDArray;
  /** How often each stands there. */
  readonly counts: NDArray;
}

/**
 * The different elements in increasing order; the cotangent of each goes to where it stands first.
 * @example
 * const { values, inverse, counts } = unique([3, 1, 3]);
 * [values, inverse, counts].map(String)   // ['[1. 3.]', '[1 0 1]', '[1 2]']
 */
/* @differentiable */
export function unique(x: ArrayInput): Unique {
  const { indices, inverse, counts } = found.uniqueAt(x);
  return { values: take(x, indices), indices, inverse, counts };
}

/**
 * How often each integer from 0 on stands there, or the sum of its weights, which may be differentiated.
 * @param x  integers from 0 on
 * @param weights  of the shape of `x`. Default: 1 for each, and counts are integers
 * @param minlength  the least length of the result. Default 0
 * @throws DIFF3202 for a negative number or one that is no integer, DIFF3201 for weights of another shape
 * @example
 * String(bincount([0, 2, 2]))                        // '[1 0 2]'
 * String(bincount([0, 2, 2], [0.5, 1, 2]))           // '[0.5 0.  3. ]'
 */
/* @differentiable */
export function bincount(x: ArrayInput, weights?: ArrayInput | null, minlength = 0): NDArray {
  const { positions, length } = found.binsOf(x, minlength);
  if (weights === null || weights === undefined) return found.countAt(positions, length);
  // The quotient is no integer, which might overflow.
  return scatterAt(div(broadcastTo(weights, shapeOf(x)), 1), positions, [length]);
}
