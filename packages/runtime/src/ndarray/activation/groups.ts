import { DiffError } from '../../errors/DiffError.js';
import { allocate } from '../allocate.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { type Dtype, floatDtype, isComplexDtype, isFloatDtype, type NumberData } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { isContiguous } from '../places.js';
import { rows2, rows3 } from '../rows.js';
import { compactStrides, sizeOf } from '../shape.js';

/*
 * Sums and extrema over groups of elements, those that differ only along some axes. A group has one number in an array whose lengths along these axes
 * are 1.
 */

/** Numbers of groups, in float64. */
export interface GroupNumbers {
  readonly data: Float64Array;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** A real array, and the type of floats that results of it have. */
export function realArray(name: string, x: ArrayInput): { readonly a: NDArray; readonly dtype: Dtype } {
  const a = toArray(x, name);
  if (isComplexDtype(a.dtype))
    throw new DiffError('DIFF3203', `${name} was given an array of complex numbers, and is for real ones.`);
  return { a, dtype: floatDtype(a.dtype) };
}

/** An array for a result of a shape. */
export function newArray(dtype: Dtype, shape: readonly number[]): NDArray {
  return new NDArray(allocate(dtype, sizeOf(shape)), shape.slice(), undefined, 0, dtype);
}

export function groupNumbers(kept: readonly number[], fill: number): GroupNumbers {
  return {
    data: new Float64Array(sizeOf(kept)).fill(fill),
    shape: kept,
    stride: compactStrides(kept),
    offset: 0,
  };
}

/** How many elements a group has, if groups are rows without gaps one after the other, of floats; else 0. */
export function rowLength(a: NDArray, kept: readonly number[]): number {
  if (!isContiguous(a, 1) || a.size === 0 || !isFloatDtype(a.dtype)) return 0;
  let length = 1;
  let axis = a.dimension - 1;
  for (; axis >= 0 && kept[axis] === 1; axis--) length *= a.shape[axis];
  for (; axis >= 0; axis--) if (kept[axis] !== a.shape[axis]) return 0;
  return length;
}

/** The greatest number of each group, NaN if one is; −∞ of none. */
export function groupMaxima(a: NDArray, kept: readonly number[]): GroupNumbers {
  const maxima = groupNumbers(kept, -Infinity);
  const { data: m } = maxima;
  const x = a.data;
  rows2(a.shape, a, maxima, (n, p, ps, q, qs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs) m[q] = Math.max(m[q], x[p]);
  });
  return maxima;
}

/** Σ f(x, c) over each group, c the number of the group in `centres`. */
export function groupSums(
  a: NDArray,
  centres: GroupNumbers,
  f: (x: number, centre: number) => number,
): GroupNumbers {
  const sums = groupNumbers(centres.shape, 0);
  const { data: s } = sums;
  const x = a.data;
  rows2(a.shape, a, sums, (n, p, ps, q, qs) => {
    if (qs !== 0) {
      for (let i = 0; i < n; i++, p += ps, q += qs) s[q] += f(x[p], centres.data[q]);
      return;
    }
    const centre = centres.data[q];
    let sum = 0;
    for (let i = 0; i < n; i++, p += ps) sum += f(x[p], centre);
    s[q] += sum;
  });
  return sums;
}

/** y = f(x, c), element by element. */
export function mapGroups(
  a: NDArray,
  centres: GroupNumbers,
  y: NDArray,
  f: (x: number, centre: number) => number,
): void {
  const x = a.data;
  const out: NumberData = y.data;
  rows3(a.shape, a, centres, y, (n, p, ps, q, qs, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) out[r] = f(x[p], centres.data[q]);
  });
}
