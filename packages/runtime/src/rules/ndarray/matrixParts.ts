import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/creation.js';
import type { Dtype } from '../../ndarray/dtype.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { diagonalOf, onDiagonal, triangle } from '../../ndarray/select.js';
import { type Shape, shapeText } from '../../ndarray/shape.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { shapeOf } from './broadcast.js';
import { where } from './comparison.js';
import { selected } from './select.js';

/**
 * A matrix with ones on a diagonal and zeros elsewhere.
 * @param m  rows
 * @param n  columns, default m
 * @param k  which diagonal: 0 the main one, above it from 1 on, below it from −1 on; default 0
 * @param dtype  default float64
 * @example
 * String(eye(2))          // '[[1. 0.]\n [0. 1.]]'
 * eye(2, 3, 1).toArray()  // [[0, 1, 0], [0, 0, 1]]
 */
export const eye: (m: number, n?: number, k?: number, dtype?: Dtype) => NDArray =
  /* @__PURE__ */ withoutLanes((m, n = m, k = 0, dtype = 'float64') => plain.eye(m, n, k, dtype));

/**
 * The identity matrix with n rows.
 * @param dtype  default float64
 * @example
 * identity(2).toArray()   // [[1, 0], [0, 1]]
 */
export const identity: (n: number, dtype?: Dtype) => NDArray = /* @__PURE__ */ withoutLanes(
  (n, dtype = 'float64') => plain.eye(n, n, 0, dtype),
);

/**
 * A matrix with ones on and below a diagonal and zeros above.
 * @param m  rows
 * @param n  columns, default m
 * @param k  which diagonal: 0 the main one, above it from 1 on, below it from −1 on; default 0
 * @param dtype  default float64
 * @example
 * tri(2, 3).toArray()   // [[1, 0, 0], [1, 1, 0]]
 */
export const tri: (m: number, n?: number, k?: number, dtype?: Dtype) => NDArray =
  /* @__PURE__ */ withoutLanes((m, n = m, k = 0, dtype = 'float64') => plain.tri(m, n, k, dtype));

/**
 * Matrices, in the last two axes, with zeros above a diagonal.
 * @param k  which diagonal: 0 the main one, above it from 1 on, below it from −1 on; default 0
 * @throws DIFF3201 for arrays of less than two axes
 * @example
 * tril([[1, 2], [3, 4]]).toArray()   // [[1, 0], [3, 4]]
 */
/* @differentiable */
export function tril(x: ArrayInput, k = 0): NDArray {
  return where(mask('tril', shapeOf(x), k), x, 0);
}

/**
 * Matrices, in the last two axes, with zeros below a diagonal.
 * @param k  which diagonal: 0 the main one, above it from 1 on, below it from −1 on; default 0
 * @throws DIFF3201 for arrays of less than two axes
 * @example
 * triu([[1, 2], [3, 4]]).toArray()   // [[1, 2], [0, 4]]
 */
/* @differentiable */
export function triu(x: ArrayInput, k = 0): NDArray {
  return where(mask('triu', shapeOf(x), k - 1), 0, x);
}

const mask = /* @__PURE__ */ withoutLanes(function mask(name: string, shape: Shape, k: number): NDArray {
  if (shape.length < 2)
    throw new DiffError(
      'DIFF3201',
      `${name} needs matrices, and was given an array of shape ${shapeText(shape)}.`,
    );
  return triangle(shape.at(-2)!, shape.at(-1)!, k);
});

/**
 * The square matrix with a vector on a diagonal; of a matrix a copy of its diagonal.
 * @param k  which diagonal: 0 the main one, above it from 1 on, below it from −1 on; default 0
 * @throws DIFF3201 for arrays of other than one or two axes
 * @example
 * diag([1, 2]).toArray()               // [[1, 0], [0, 2]]
 * diag([[1, 2], [3, 4]], 1).toArray()  // [2]
 */
/* @differentiable */
export function diag(x: ArrayInput, k = 0): NDArray {
  const shape = shapeOf(x);
  expectVectorOrMatrix(shape);
  return selected(x, shape.length === 1 ? onDiagonal(shape[0]!, k) : diagonalOf(shape, k));
}

const expectVectorOrMatrix = /* @__PURE__ */ withoutLanes(function expectVectorOrMatrix(shape: Shape): void {
  if (shape.length !== 1 && shape.length !== 2)
    throw new DiffError(
      'DIFF3201',
      `diag needs a vector or a matrix, and was given an array of shape ${shapeText(shape)}.`,
    );
});
