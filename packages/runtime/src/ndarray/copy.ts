import { allocate } from './allocate.js';
import type { ArrayInput } from './asarray.js';
import { toArray } from './asarray.js';
import { type NumberData, unitOf } from './dtype.js';
import { NDArray } from './NDArray.js';
import { isContiguous } from './places.js';
import { rows2 } from './rows.js';
import { compactStrides } from './shape.js';

/** A compact array with the same elements. */
export function copy(x: ArrayInput): NDArray {
  const a = toArray(x, 'copy');
  const unit = unitOf(a.dtype);
  const shape = a.shape.slice();
  const stride = compactStrides(shape, unit);
  const count = a.size * unit;
  if (isContiguous(a, unit)) {
    const data = allocate(a.dtype, count);
    if (count > 32) data.set(a.data.subarray(a.offset, a.offset + count));
    else for (let i = 0; i < count; i++) data[i] = a.data[a.offset + i]!;
    return new NDArray(data, shape, stride, 0, a.dtype);
  }
  const result = new NDArray(allocate(a.dtype, count), shape, stride, 0, a.dtype);
  copyInto(a, result);
  return result;
}

/** Writes the elements of `a`, broadcast, into an array of the same kind of elements. */
export function copyInto(a: NDArray, into: NDArray): void {
  const from = a.data;
  const to = into.data;
  const copyRow = unitOf(a.dtype) === 2 ? copyPairs : copyNumbers;
  rows2(into.shape, a, into, (n, x, xs, y, ys) => {
    copyRow(n, from, x, xs, to, y, ys);
  });
}

type CopyRow = (
  n: number,
  from: NumberData,
  x: number,
  xs: number,
  to: NumberData,
  y: number,
  ys: number,
) => void;

const copyNumbers: CopyRow = (n, from, x, xs, to, y, ys) => {
  if (xs === 1 && ys === 1 && n > 32 && from.constructor === to.constructor) {
    to.set(from.subarray(x, x + n), y);
    return;
  }
  for (let i = 0; i < n; i++, x += xs, y += ys) to[y] = from[x]!;
};

const copyPairs: CopyRow = (n, from, x, xs, to, y, ys) => {
  for (let i = 0; i < n; i++, x += xs, y += ys) {
    to[y] = from[x]!;
    to[y + 1] = from[x + 1]!;
  }
};
