import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { Complex } from '../complex/Complex.js';
import { isComplex } from '../complex/protocol.js';
import { withoutLanes } from './withoutLanes.js';
import { type Dtype, dtypeOf, isDtype, newData, type NumberData } from './dtype.js';
import { NDArray } from './NDArray.js';
import { compactStrides, shapeText, sizeOf } from './shape.js';

/** A scijs ndarray, as far as it is looked at. */
export interface ForeignArray {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Numbers in nested arrays, of any depth; rows may be arrays themselves, and complex numbers may stand there. */
export type NestedInput =
  number | boolean | Complex | NDArray | ForeignArray | ArrayLike<number> | readonly NestedInput[];

/** What stands for an array: an `NDArray`, a scijs ndarray, a typed array, nested arrays, a number. */
export type ArrayInput = NestedInput;

/** An array of another maker: a view described by the same four properties. */
export const isForeignArray = /* @__PURE__ */ withoutLanes(function isForeignArray(
  x: unknown,
): x is ForeignArray {
  if (typeof x !== 'object' || x === null || Array.isArray(x) || ArrayBuffer.isView(x)) return false;
  const { data, shape, stride, offset } = x as Partial<ForeignArray>;
  return (
    typeof data === 'object' && Array.isArray(shape) && Array.isArray(stride) && typeof offset === 'number'
  );
});

/**
 * The array that a value stands for, of the same numbers wherever they lie in a typed array; those of nested arrays are copied.
 * @param name  of the function that was given it, for messages
 * @throws DIFF3201 for nested arrays of unequal lengths, DIFF3203 for anything that is no number
 */
export function toArray(x: unknown, name: string): NDArray {
  if (x instanceof NDArray) return x;
  if (typeof x === 'number') return new NDArray(Float64Array.of(x), [], [], 0, 'float64');
  if (typeof x === 'boolean') return new NDArray(Uint8Array.of(x ? 1 : 0), [], [], 0, 'bool');
  if (ArrayBuffer.isView(x) && isNumberData(x)) return new NDArray(x, [x.length], [1], 0);
  if (Array.isArray(x)) return fromNested(x, name);
  if (isForeignArray(x)) return fromForeign(x, name);
  throw new DiffError(
    'DIFF3203',
    `${name} was given ${describe(x)}, where an array is needed: an NDArray, a typed array, nested arrays of numbers, or a number.`,
  );
}

function isNumberData(x: ArrayBufferView): x is NumberData {
  return !(x instanceof DataView || x instanceof BigInt64Array || x instanceof BigUint64Array);
}

function fromForeign(x: ForeignArray, name: string): NDArray {
  const { data, shape, stride, offset } = x;
  if (ArrayBuffer.isView(data) && isNumberData(data)) {
    const named = (x as { readonly dtype?: unknown }).dtype;
    const dtype = isDtype(named) && named !== 'bool' ? named : dtypeOf(data);
    return new NDArray(data, [...shape], [...stride], offset, dtype);
  }
  if (Array.isArray(data)) {
    const numbers = Float64Array.from(data as number[], (value) => {
      if (typeof value !== 'number') throw notANumber(value, name);
      return value;
    });
    return new NDArray(numbers, [...shape], [...stride], offset, 'float64');
  }
  throw new DiffError(
    'DIFF3203',
    `${name} was given an ndarray over ${describe(data)}. Copy it into one over a Float64Array first.`,
  );
}

function fromNested(list: readonly unknown[], name: string): NDArray {
  const shape: number[] = [];
  let x: unknown = list;
  while (isList(x)) {
    shape.push(x.length);
    x = x[0];
  }
  // Rows may be arrays themselves.
  const inner = x instanceof NDArray || isForeignArray(x) ? toArray(x, name) : undefined;
  if (inner !== undefined) shape.push(...inner.shape);
  const complex = isComplex(x);
  const dtype: Dtype = complex
    ? 'complex128'
    : (inner?.dtype ?? (typeof x === 'boolean' ? 'bool' : 'float64'));
  const data = newData(dtype, sizeOf(shape) * (complex ? 2 : 1));
  let filled = 0;
  const put = (value: unknown, axis: number): void => {
    if (axis < shape.length && (value instanceof NDArray || isForeignArray(value))) {
      const row = toArray(value, name);
      if (shapeText(row.shape) !== shapeText(shape.slice(axis)))
        throw uneven(name, shape, axis, row.shape[0] ?? 0);
      each(row, (number) => (data[filled++] = number));
    } else if (axis < shape.length) {
      if (!isList(value)) throw uneven(name, shape, axis, undefined);
      if (value.length !== shape[axis]) throw uneven(name, shape, axis, value.length);
      for (let i = 0; i < value.length; i++) put(value[i], axis + 1);
    } else if (typeof value === 'number') {
      data[filled++] = value;
      if (complex) filled++;
    } else if (complex && isComplex(value)) {
      data[filled++] = value.re;
      data[filled++] = value.im;
    } else if (typeof value === 'boolean') data[filled++] = value ? 1 : 0;
    else throw isList(value) ? uneven(name, shape, axis, value.length) : notANumber(value, name);
  };
  put(list, 0);
  return new NDArray(data, shape, compactStrides(shape, complex ? 2 : 1), 0, dtype);
}

function isList(x: unknown): x is ArrayLike<unknown> {
  return Array.isArray(x) || (ArrayBuffer.isView(x) && !(x instanceof DataView));
}

function each({ data, shape, stride, offset }: NDArray, visit: (x: number) => void): void {
  const walk = (axis: number, at: number): void => {
    if (axis === shape.length) visit(data[at]!);
    else for (let i = 0; i < shape[axis]!; i++) walk(axis + 1, at + i * stride[axis]!);
  };
  walk(0, offset);
}

function notANumber(value: unknown, name: string): DiffError {
  return new DiffError(
    'DIFF3203',
    `${name} was given an array that holds ${describe(value)}, where a number is needed.`,
  );
}

function uneven(name: string, shape: readonly number[], axis: number, length: number | undefined): DiffError {
  return new DiffError(
    'DIFF3201',
    `${name} was given nested arrays of unequal lengths: along axis ${axis} there are ${shape[axis]} elements in the first and ` +
      `${length === undefined ? 'a number' : length} in another. All must be alike.`,
  );
}
