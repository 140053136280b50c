import { DiffError } from '../../errors/DiffError.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { copyInto } from '../copy.js';
import { type Dtype, floatDtype, isComplexDtype, newData, unitOf } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { isContiguous } from '../places.js';
import { broadcastStrides, compactStrides, type Shape, shapeText, sizeOf } from '../shape.js';

/** The matrices (or vectors, if `m` is 1 and `rank` too) of an array: a compact copy in double precision. */
export interface Stack {
  /** Matrix after matrix, each row by row; complex numbers as pairs. */
  readonly data: Float64Array;
  /** The axes before those of a matrix. */
  readonly lead: Shape;
  readonly count: number;
  readonly m: number;
  readonly n: number;
  /** How many numbers a matrix has. */
  readonly length: number;
  /** The type of results. */
  readonly dtype: Dtype;
}

/**
 * The matrices along the last two axes.
 * @throws DIFF3201 for arrays of fewer axes, DIFF3203 for complex numbers
 */
export function matricesOf(name: string, x: ArrayInput): Stack {
  const a = realArray(name, x);
  if (a.dimension < 2)
    throw new DiffError(
      'DIFF3201',
      `${name} needs a matrix, or a stack of them, and was given an array of shape ${shapeText(a.shape)}. ` +
        'Give it two axes at least: expandDims adds one.',
    );
  return stackOf(a, 2);
}

/**
 * The same for square matrices.
 * @throws DIFF3201 for others
 */
export function squareMatricesOf(name: string, x: ArrayInput): Stack {
  const stack = matricesOf(name, x);
  if (stack.m !== stack.n)
    throw new DiffError(
      'DIFF3201',
      `${name} needs square matrices, and was given an array of shape ${shapeText([...stack.lead, stack.m, stack.n])}. ` +
        'Its last two lengths must be equal.',
    );
  return stack;
}

/** The vectors along the last axis, each a matrix of one row. */
export function vectorsOf(name: string, x: ArrayInput): Stack {
  const a = realArray(name, x);
  if (a.dimension < 1)
    throw new DiffError('DIFF3201', `${name} needs a vector, or a stack of them, and was given a number.`);
  return stackOf(a, 1);
}

function realArray(name: string, x: ArrayInput): NDArray {
  const a = toArray(x, name);
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given an array of ${a.dtype}, and works on real numbers only. Write a complex matrix A + iB as the real one [[A, −B], [B, A]].`,
    );
  return a;
}

function stackOf(a: NDArray, axes: 1 | 2): Stack {
  const lead = a.shape.slice(0, a.dimension - axes);
  const n = a.shape.at(-1)!;
  const m = axes === 2 ? a.shape.at(-2)! : 1;
  return { data: doubles(a), lead, count: sizeOf(lead), m, n, length: m * n, dtype: floatDtype(a.dtype) };
}

/** The numbers in the order of the indices, as doubles; always a copy. */
export function doubles(a: NDArray): Float64Array {
  const unit = unitOf(a.dtype);
  const count = a.size * unit;
  if (a.data instanceof Float64Array && isContiguous(a, unit))
    return a.data.slice(a.offset, a.offset + count);
  const data = new Float64Array(count);
  const dtype = unit === 2 ? 'complex128' : 'float64';
  copyInto(a, new NDArray(data, a.shape, compactStrides(a.shape, unit), 0, dtype));
  return data;
}

/** Matrix k, as a part of the stack's numbers. */
export function matrixAt({ data, length, count }: Stack, k: number): Float64Array {
  return count === 1 ? data : data.subarray(k * length, (k + 1) * length);
}

/** An array of these numbers, rounded if it is one of single precision. */
export function arrayOf(numbers: Float64Array, shape: Shape, dtype: Dtype): NDArray {
  if (dtype === 'float64' || dtype === 'complex128')
    return new NDArray(numbers, shape.slice(), undefined, 0, dtype);
  const data = newData(dtype, numbers.length);
  data.set(numbers);
  return new NDArray(data, shape.slice(), undefined, 0, dtype);
}

/** For each element of a shape, in order, which element of one that is broadcast to it stands there. */
export function broadcastIndex(lead: Shape, to: Shape): Int32Array {
  const out = new Int32Array(sizeOf(to));
  const strides = broadcastStrides(lead, compactStrides(lead), to);
  let filled = 0;
  const walk = (axis: number, at: number): void => {
    if (axis === to.length) out[filled++] = at;
    else for (let i = 0; i < to[axis]!; i++) walk(axis + 1, at + i * strides[axis]!);
  };
  walk(0, 0);
  return out;
}

/** Which matrix of a stack it is, for messages: ` (matrix [1, 0] of the stack)`. */
export function placeText(lead: Shape, k: number): string {
  if (lead.length === 0) return '';
  const index: number[] = [];
  for (let axis = lead.length - 1, rest = k; axis >= 0; axis--) {
    index.unshift(rest % lead[axis]!);
    rest = Math.floor(rest / lead[axis]!);
  }
  return ` (matrix ${shapeText(index)} of the stack)`;
}

/** That a matrix is singular, and where that shows. */
export function singular(name: string, pivot: number, place = ''): DiffError {
  return new DiffError(
    'DIFF3204',
    `${name} was given a singular matrix${place}: column ${pivot} depends on those before it, so its pivot is 0. ` +
      'Use lstsq or pinv for a solution of least squares, or add a multiple of the unit matrix.',
  );
}
