import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { copy } from './copy.js';
import { unitOf } from './dtype.js';
import { NDArray } from './NDArray.js';
import { type Shape, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * Arrays put together of the elements of another one.
 */

/** Which element of an array, counted in the order of its indices, each element of the result is; −1 where it is zero. */
export interface Selection {
  readonly places: Int32Array;
  readonly shape: readonly number[];
}

/** An array of chosen elements. */
export function selected(x: ArrayInput, { places, shape }: Selection): NDArray {
  const { data: from, dtype } = copy(toArray(x, 'diag'));
  const unit = unitOf(dtype);
  const data = allocate(dtype, places.length * unit);
  for (let i = 0; i < places.length; i++) {
    const p = places[i]!;
    if (p >= 0) for (let part = 0; part < unit; part++) data[i * unit + part] = from[p * unit + part]!;
  }
  return new NDArray(data, shape.slice(), undefined, 0, dtype);
}

/** The opposite: an array of `to` in which each element is the sum of those that it was chosen for. */
export function scattered(x: ArrayInput, { places }: Selection, to: Shape): NDArray {
  const { data: from, dtype } = copy(toArray(x, 'diag'));
  const unit = unitOf(dtype);
  const data = allocate(dtype, sizeOf(to) * unit);
  for (let i = 0; i < places.length; i++) {
    const p = places[i]!;
    if (p >= 0) for (let part = 0; part < unit; part++) data[p * unit + part]! += from[i * unit + part]!;
  }
  return new NDArray(data, to.slice(), undefined, 0, dtype);
}

/** Where the elements of a diagonal stand: those of [m, n] that are (i, i + k). */
export const diagonalOf = /* @__PURE__ */ withoutLanes(function diagonalOf(
  [m, n]: readonly number[],
  k: number,
): Selection {
  const row = Math.max(-k, 0);
  const column = Math.max(k, 0);
  const length = Math.max(Math.min(m! - row, n! - column), 0);
  return {
    places: Int32Array.from({ length }, (_, i) => (row + i) * n! + column + i),
    shape: [length],
  };
});

/** A square matrix with the elements of a vector on a diagonal. */
export const onDiagonal = /* @__PURE__ */ withoutLanes(function onDiagonal(
  length: number,
  k: number,
): Selection {
  const n = length + Math.abs(k);
  const places = new Int32Array(n * n).fill(-1);
  const row = Math.max(-k, 0);
  const column = Math.max(k, 0);
  for (let i = 0; i < length; i++) places[(row + i) * n + column + i] = i;
  return { places, shape: [n, n] };
});

/** 1 on and below a diagonal of matrices with m rows and n columns, 0 above. */
export const triangle = /* @__PURE__ */ withoutLanes(function triangle(
  m: number,
  n: number,
  k: number,
): NDArray {
  const data = new Uint8Array(m * n);
  for (let i = 0; i < m; i++) data.fill(1, i * n, i * n + Math.min(Math.max(i + k + 1, 0), n));
  return new NDArray(data, [m, n], undefined, 0, 'bool');
});
