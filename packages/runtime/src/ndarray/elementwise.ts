import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { type Dtype, floatDtype, isComplexDtype, type NumberData, promote } from './dtype.js';
import { DiffError } from '../errors/DiffError.js';
import { NDArray } from './NDArray.js';
import { isContiguous } from './places.js';
import { rows2, rows3 } from './rows.js';
import { broadcastShapes, sameShape } from './shape.js';

/** y = f(x) for a row of elements. */
export type RowUnary = (
  n: number,
  x: NumberData,
  xOffset: number,
  xStride: number,
  y: NumberData,
  yOffset: number,
  yStride: number,
) => void;

/** z = f(x, y) for two rows of elements; a stride of 0 repeats an element. */
export type RowBinary = (
  n: number,
  x: NumberData,
  xOffset: number,
  xStride: number,
  y: NumberData,
  yOffset: number,
  yStride: number,
  z: NumberData,
  zOffset: number,
  zStride: number,
) => void;

/**
 * The function of arrays that does `row` to all elements of one.
 * @param dtypeOf  the type of the result; default: that of the argument, float64 for integers
 */
export function elementwise1(
  name: string,
  row: RowUnary,
  dtypeOf: (dtype: Dtype) => Dtype = floatDtype,
): (x: ArrayInput) => NDArray {
  return (x) => {
    const a = toArray(x, name);
    refuseComplex(name, a);
    const { shape, size } = a;
    const dtype = dtypeOf(a.dtype);
    const data = allocate(dtype, size);
    const out = new NDArray(data, shape.slice(), undefined, 0, dtype);
    if (isContiguous(a, 1)) row(size, a.data, a.offset, 1, data, 0, 1);
    else
      rows2(shape, a, out, (n, p, ps, q, qs) => {
        row(n, a.data, p, ps, data, q, qs);
      });
    return out;
  };
}

/**
 * The function of arrays that does `row` to the elements of two, broadcast to one shape. A number takes the other's type if that is a float.
 */
export function elementwise2(
  name: string,
  row: RowBinary,
  dtypeOf: (a: Dtype, b: Dtype) => Dtype = promote,
): (x: ArrayInput, y: ArrayInput) => NDArray {
  return (x, y) => {
    const a = toArray(x, name);
    const b = toArray(y, name);
    refuseComplex(name, a);
    refuseComplex(name, b);
    const dtype = dtypeOf(...dtypesOf(x, a, y, b));
    if (sameShape(a.shape, b.shape) && isContiguous(a, 1) && isContiguous(b, 1)) {
      const data = allocate(dtype, a.size);
      row(a.size, a.data, a.offset, 1, b.data, b.offset, 1, data, 0, 1);
      return new NDArray(data, a.shape.slice(), undefined, 0, dtype);
    }
    const shape = broadcastShapes(name, a.shape, b.shape);
    const data = allocate(
      dtype,
      shape.reduce((product, n) => product * n, 1),
    );
    const out = new NDArray(data, shape.slice(), undefined, 0, dtype);
    rows3(shape, a, b, out, (n, p, ps, q, qs, r, rs) => {
      row(n, a.data, p, ps, b.data, q, qs, data, r, rs);
    });
    return out;
  };
}

/** The types of two operands; a number has that of the other one, as in NumPy 2. */
function dtypesOf(x: unknown, a: NDArray, y: unknown, b: NDArray): [Dtype, Dtype] {
  if (typeof x === 'number' && typeof y !== 'number') return [weak(x, b.dtype), b.dtype];
  if (typeof y === 'number' && typeof x !== 'number') return [a.dtype, weak(y, a.dtype)];
  return [a.dtype, b.dtype];
}

function weak(x: number, dtype: Dtype): Dtype {
  if (dtype === 'float32' || dtype === 'complex64') return 'float32';
  if (dtype === 'float64' || dtype === 'complex128' || !Number.isInteger(x)) return 'float64';
  return dtype === 'bool' ? 'int32' : dtype;
}

function refuseComplex(name: string, a: NDArray): void {
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given an array of complex numbers, and is for real ones. Take real(z), imag(z) or abs(z) first.`,
    );
}
