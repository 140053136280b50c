import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/einsum/productLabels.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { mul } from './arithmetic.js';
import { conjugated } from './linear.js';
import { shapeOf } from './broadcast.js';
import { einsumOf } from './einsum.js';
import { reshape } from './shape.js';
import { asarray } from './views.js';

/*
 * Products of arrays by the names of their axes.
 */

/**
 * The products of all elements of one array with all of another: the matrix xᵢ·yⱼ.
 * @returns [size of x, size of y]
 * @example
 * String(outer([1, 2], [3, 4, 5]))   // '[[ 3.  4.  5.]\n [ 6.  8. 10.]]'
 */
/* @differentiable */
export function outer(x: ArrayInput, y: ArrayInput): NDArray {
  return mul(reshape(x, [-1, 1]), reshape(y, -1));
}

/**
 * The product summed over the last axes of both; with a number, the product by elements.
 * @returns the axes of `x` and those of `y` without the last ones
 * @throws DIFF3201 for last axes of different lengths
 * @example
 * inner([1, 2], [3, 4]).item()            // 11
 * String(inner([[1, 2], [3, 4]], [1, 1])) // '[3. 7.]'
 */
/* @differentiable */
export function inner(x: ArrayInput, y: ArrayInput): NDArray {
  return einsumOf(plain.innerLabels(shapeOf(x), shapeOf(y)), x, y);
}

/**
 * NumPy's dot product: of vectors the inner product, of matrices the product, with a number the product by elements; else summed over the
 * last axis of `x` and the second to last of `y`. (`matmul` multiplies stacks of matrices.)
 * @throws DIFF3201 for such axes of different lengths
 * @example
 * dot([1, 2], [3, 4]).item()               // 11
 * String(dot([[1, 2], [3, 4]], [1, 1]))    // '[3. 7.]'
 */
/* @differentiable */
export function dot(x: ArrayInput, y: ArrayInput): NDArray {
  return einsumOf(plain.dotLabels(shapeOf(x), shapeOf(y)), x, y);
}

/**
 * The inner product of all elements, in their order. For real numbers: `vecdot` takes complex ones.
 * @throws DIFF3201 for different numbers of elements, DIFF3203 for complex numbers
 * @example
 * vdot([[1, 2], [3, 4]], [1, 1, 1, 1])   // 10
 */
/* @differentiable */
export function vdot(x: ArrayInput, y: ArrayInput): number {
  const a = reshape(x, -1);
  const b = reshape(y, -1);
  plain.expectReal(a, b);
  return einsumOf(plain.vdotLabels(a.shape, b.shape), a, b).item();
}

/**
 * The inner products Σ x̄·y along an axis; the other axes are broadcast.
 * @param axis  default −1
 * @throws DIFF3201 for shapes that do not go together
 * @example
 * String(vecdot([[1, 2], [3, 4]], [1, 10]))   // '[21. 43.]'
 */
/* @differentiable */
export function vecdot(x: ArrayInput, y: ArrayInput, axis = -1): NDArray {
  return einsumOf(plain.vecdotLabels(shapeOf(x), shapeOf(y), axis), conjugated(x), y);
}

/**
 * The product summed over some axes.
 * @param axes  how many: the last ones of `x` and the first ones of `y`; or the two lists of axes. Default 2
 * @returns the other axes of `x`, then those of `y`
 * @throws DIFF3201 for such axes of different lengths, DIFF3202 for axes that are not there
 * @example
 * tensordot([[1, 2], [3, 4]], [[1, 1], [1, 1]]).item()             // 10
 * String(tensordot([[1, 2], [3, 4]], [1, 1], [[0], [0]]))          // '[4. 6.]'
 */
/* @differentiable */
export function tensordot(
  x: ArrayInput,
  y: ArrayInput,
  axes: number | readonly [number | readonly number[], number | readonly number[]] = 2,
): NDArray {
  return einsumOf(plain.tensordotLabels(shapeOf(x), shapeOf(y), axes), x, y);
}

/**
 * The Kronecker product: each element of `x` stands for `y` multiplied by it.
 * @returns along each axis the product of the lengths
 * @example
 * String(kron([1, 2], [1, 1]))   // '[1. 1. 2. 2.]'
 */
/* @differentiable */
export function kron(x: ArrayInput, y: ArrayInput): NDArray {
  const a = asarray(x);
  const b = asarray(y);
  const { left, right, shape } = plain.kronShapes(a.shape, b.shape);
  return reshape(mul(reshape(a, left), reshape(b, right)), shape);
}
