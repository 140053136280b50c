import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import { type Dtype, newData, unitOf } from './dtype.js';
import { indicesOf, trueAt } from './indices.js';
import { NDArray } from './NDArray.js';
import { numbersOf } from './numbersOf.js';
import { sortedOrder } from './order.js';
import { axisOf, compactStrides, type Shape, shapeText, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * Indices that depend on what the elements are. They carry no derivative.
 */

/** The indices along an axis, or in the order of the elements, at which a condition is true. */
export const trueIndices = /* @__PURE__ */ withoutLanes(function trueIndices(
  condition: ArrayInput,
  shape: Shape,
  axis: number | null | undefined,
): Int32Array {
  const c = toArray(condition, 'compress');
  const n =
    axis === null || axis === undefined ? sizeOf(shape) : shape[axisOf('compress', axis, shape.length)]!;
  if (c.dimension !== 1 || c.size > n)
    throw new DiffError(
      'DIFF3201',
      `compress was given a condition of shape ${shapeText(c.shape)} for ${n} elements or slices. Give one with one axis that is not longer; ` +
        'booleanMask() takes a mask of more axes.',
    );
  return trueAt(c);
});

export const nonzero = /* @__PURE__ */ withoutLanes(function nonzero(x: ArrayInput): NDArray[] {
  const a = toArray(x, 'nonzero');
  const places = trueAt(a);
  const steps = compactStrides(a.shape);
  return a.shape.map((n, axis) => new NDArray(places.map((at) => Math.floor(at / steps[axis]!) % n)));
});

export const argwhere = /* @__PURE__ */ withoutLanes(function argwhere(x: ArrayInput): NDArray {
  const a = toArray(x, 'argwhere');
  const columns = nonzero(a);
  const rows = trueAt(a).length;
  const data = new Int32Array(rows * columns.length);
  columns.forEach((column, j) => {
    for (let i = 0; i < rows; i++) data[i * columns.length + j] = column.data[i]!;
  });
  return new NDArray(data, [rows, columns.length]);
});

export const oneHot = /* @__PURE__ */ withoutLanes(function oneHot(
  indices: ArrayInput,
  depth: number,
  dtype: Dtype = 'float64',
): NDArray {
  if (!Number.isInteger(depth) || depth < 0)
    throw new DiffError('DIFF3202', `oneHot was given the depth ${depth}. Give an integer from 0 on.`);
  const { list, shape } = indicesOf('oneHot', indices, depth);
  const unit = unitOf(dtype);
  const data = newData(dtype, list.length * depth * unit);
  list.forEach((at, i) => (data[(i * depth + at) * unit] = 1));
  return new NDArray(data, [...shape, depth], undefined, 0, dtype);
});

/** Where the different elements stand first, which of them each element is, and how often each is there. */
export const uniqueAt = /* @__PURE__ */ withoutLanes(function uniqueAt(x: ArrayInput): {
  readonly indices: NDArray;
  readonly inverse: NDArray;
  readonly counts: NDArray;
} {
  const a = toArray(x, 'unique');
  const numbers = numbersOf('unique', a);
  const order = sortedOrder('unique', a, null);
  const inverse = new Int32Array(a.size);
  const indices: number[] = [];
  const counts: number[] = [];
  let before: number | undefined;
  for (const at of order) {
    const value = numbers[at]!;
    const isNew = before === undefined || !(value === before || (value !== value && before !== before));
    if (isNew) {
      indices.push(at);
      counts.push(0);
    }
    inverse[at] = indices.length - 1;
    counts[counts.length - 1]!++;
    before = value;
  }
  return {
    indices: new NDArray(Int32Array.from(indices)),
    inverse: new NDArray(inverse, a.shape.slice()),
    counts: new NDArray(Int32Array.from(counts)),
  };
});

/** The integers of an array, and how many bins they need. */
export const binsOf = /* @__PURE__ */ withoutLanes(function binsOf(
  x: ArrayInput,
  minlength: number,
): { readonly positions: Int32Array; readonly length: number } {
  const numbers = numbersOf('bincount', toArray(x, 'bincount'));
  let length = minlength;
  for (const n of numbers) {
    if (!Number.isInteger(n) || n < 0 || n >= 2 ** 31)
      throw new DiffError(
        'DIFF3202',
        `bincount was given ${n}. Give integers from 0 on; histogram() counts other numbers.`,
      );
    length = Math.max(length, n + 1);
  }
  return { positions: Int32Array.from(numbers), length };
});

export const countAt = /* @__PURE__ */ withoutLanes(function countAt(
  positions: Int32Array,
  length: number,
): NDArray {
  const counts = new Int32Array(length);
  for (const at of positions) counts[at]!++;
  return new NDArray(counts);
});
