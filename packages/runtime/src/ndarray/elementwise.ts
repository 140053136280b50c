import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { copyInto } from './copy.js';
import {
  type Dtype,
  floatDtype,
  isComplexDtype,
  newData,
  type NumberData,
  promote,
  unitOf,
} from './dtype.js';
import { DiffError } from '../errors/DiffError.js';
import { NDArray } from './NDArray.js';
import { isContiguous } from './places.js';
import { rows2, rows3 } from './rows.js';
import { broadcastShapes, sameShape, sizeOf } from './shape.js';

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
 * @param complexRow  the same for complex elements, each of two numbers; without it these are refused
 */
export function elementwise1(
  name: string,
  row: RowUnary,
  dtypeOf: (dtype: Dtype) => Dtype = floatDtype,
  complexRow?: RowUnary,
): (x: ArrayInput) => NDArray {
  return (x) => {
    const a = toArray(x, name);
    const unit = unitOf(a.dtype);
    const visit = unit === 1 ? row : (complexRow ?? refuseComplex(name));
    const dtype = dtypeOf(a.dtype);
    const { shape, size } = a;
    const unitOut = unitOf(dtype);
    const data = allocate(dtype, size * unitOut);
    const out = new NDArray(data, shape.slice(), undefined, 0, dtype);
    if (isContiguous(a, unit)) visit(size, a.data, a.offset, unit, data, 0, unitOut);
    else
      rows2(shape, a, out, (n, p, ps, q, qs) => {
        visit(n, a.data, p, ps, data, q, qs);
      });
    return out;
  };
}

/**
 * The function of arrays that does `row` to the elements of two, broadcast to one shape. A number takes the other's type if that is a float.
 * @param complexRow  the same for complex elements, each of two numbers; without it these are refused
 */
export function elementwise2(
  name: string,
  row: RowBinary,
  dtypeOf: (a: Dtype, b: Dtype) => Dtype = promote,
  complexRow?: RowBinary,
): (x: ArrayInput, y: ArrayInput) => NDArray {
  return (x, y) => {
    if (typeof y === 'number' && x instanceof NDArray && isPlain(x)) {
      const single = holding(y, x);
      const out = resultFor(x, dtypeOf(x.dtype, weak(y, x.dtype)));
      if (x.size > 0) row(x.size, x.data, x.offset, 1, single, 0, 0, out.data, 0, unitOf(out.dtype));
      return out;
    }
    if (typeof x === 'number' && y instanceof NDArray && isPlain(y)) {
      const single = holding(x, y);
      const out = resultFor(y, dtypeOf(weak(x, y.dtype), y.dtype));
      if (y.size > 0) row(y.size, single, 0, 0, y.data, y.offset, 1, out.data, 0, unitOf(out.dtype));
      return out;
    }
    let a = toArray(x, name);
    let b = toArray(y, name);
    const dtype = dtypeOf(...dtypesOf(x, a, y, b));
    const isComplex = isComplexDtype(a.dtype) || isComplexDtype(b.dtype);
    const unit = isComplex ? 2 : 1;
    const visit = isComplex ? (complexRow ?? refuseComplex(name)) : row;
    if (isComplex) {
      a = widened(a);
      b = widened(b);
    }
    const unitOut = unitOf(dtype);
    if (sameShape(a.shape, b.shape) && isContiguous(a, unit) && isContiguous(b, unit)) {
      const data = allocate(dtype, a.size * unitOut);
      if (a.size > 0) visit(a.size, a.data, a.offset, unit, b.data, b.offset, unit, data, 0, unitOut);
      return new NDArray(data, a.shape.slice(), undefined, 0, dtype);
    }
    const shape = broadcastShapes(name, a.shape, b.shape);
    const data = allocate(dtype, sizeOf(shape) * unitOut);
    const out = new NDArray(data, shape.slice(), undefined, 0, dtype);
    rows3(shape, a, b, out, (n, p, ps, q, qs, r, rs) => {
      visit(n, a.data, p, ps, b.data, q, qs, data, r, rs);
    });
    return out;
  };
}

const ofDoubles = new Float64Array(1);
const ofSingles = new Float32Array(1);

/** A list that holds a number which is an operand, of the kind of the other one. */
function holding(x: number, { data }: NDArray): NumberData {
  const single = data instanceof Float32Array ? ofSingles : ofDoubles;
  single[0] = x;
  return single;
}

/** Real, and in rows without gaps. */
function isPlain(a: NDArray): boolean {
  return !isComplexDtype(a.dtype) && isContiguous(a, 1);
}

function resultFor({ shape, size }: NDArray, dtype: Dtype): NDArray {
  return new NDArray(allocate(dtype, size * unitOf(dtype)), shape.slice(), undefined, 0, dtype);
}

/** A complex array of the same numbers. */
export function widened(a: NDArray): NDArray {
  if (isComplexDtype(a.dtype)) return a;
  const dtype = a.dtype === 'float32' ? 'complex64' : 'complex128';
  const out = new NDArray(newData(dtype, 2 * a.size), a.shape.slice(), undefined, 0, dtype);
  copyInto(a, new NDArray(out.data, out.shape, out.stride, 0, a.dtype === 'float32' ? 'float32' : 'float64'));
  return out;
}

/** The types of two operands; a number has that of the other one, as in NumPy 2. */
export function dtypesOf(x: unknown, a: NDArray, y: unknown, b: NDArray): [Dtype, Dtype] {
  if (typeof x === 'number' && typeof y !== 'number') return [weak(x, b.dtype), b.dtype];
  if (typeof y === 'number' && typeof x !== 'number') return [a.dtype, weak(y, a.dtype)];
  return [a.dtype, b.dtype];
}

function weak(x: number, dtype: Dtype): Dtype {
  if (dtype === 'float32' || dtype === 'complex64') return 'float32';
  if (dtype === 'float64' || dtype === 'complex128' || !Number.isInteger(x)) return 'float64';
  return dtype === 'bool' ? 'int32' : dtype;
}

function refuseComplex(name: string): never {
  throw new DiffError(
    'DIFF3203',
    `${name} was given an array of complex numbers, and is for real ones. Take real(z), imag(z) or abs(z) first.`,
  );
}
