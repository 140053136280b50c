import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { toComplex, real, imag } from './complexParts.js';
import { type Dtype, isComplexDtype, isFloatDtype } from './dtype.js';
import { inDoubles } from './lanes.js';
import { NDArray } from './NDArray.js';
import { isContiguous } from './places.js';
import { isFull, reducedShape, type ReduceOptions } from './reducedShape.js';
import { rows2 } from './rows.js';
import { compactStrides, sizeOf } from './shape.js';

export { isFull, reducedShape, type ReduceOptions } from './reducedShape.js';

/** The type of sums: integers are summed as doubles, which hold them exactly up to 2⁵³. */
export function sumDtype(dtype: Dtype): Dtype {
  if (isFloatDtype(dtype)) return dtype;
  return dtype === 'bool' ? 'int32' : 'float64';
}

/** Σ x over some axes, or all; sums of float32 are summed as doubles. */
export function sum(x: ArrayInput, options: ReduceOptions = {}): NDArray | number {
  const given = toArray(x, 'sum');
  if (isComplexDtype(given.dtype)) return toComplex(sum(real(given), options), sum(imag(given), options));
  const a = inDoubles(given);
  if (isFull(a.dimension, options)) return sumOfAll(a);
  const { kept, shape } = reducedShape('sum', a.shape, options);
  const dtype = sumDtype(given.dtype);
  const size = sizeOf(kept);
  const totals = (dtype === 'float64' ? allocate(dtype, size) : new Float64Array(size)) as Float64Array;
  const view = { shape: kept, stride: compactStrides(kept), offset: 0 };
  const numbers = a.data as Float64Array;
  rows2(a.shape, a, view, (n, p, ps, q, qs) => {
    if (qs === 0) totals[q]! += pairwise(n, numbers, p, ps);
    else addRow(n, numbers, p, ps, totals, q, qs);
  });
  if (dtype === 'float64') return new NDArray(totals, shape, undefined, 0, dtype);
  const data = allocate(dtype, size);
  data.set(totals);
  return new NDArray(data, shape, undefined, 0, dtype);
}

function addRow(
  n: number,
  x: Float64Array,
  p: number,
  ps: number,
  y: Float64Array,
  q: number,
  qs: number,
): void {
  for (let i = 0; i < n; i++, p += ps, q += qs) y[q]! += x[p]!;
}

function sumOfAll(a: NDArray): number {
  const numbers = a.data as Float64Array;
  if (isContiguous(a, 1)) return pairwise(a.size, numbers, a.offset, 1);
  let total = 0;
  rows2(a.shape, a, a, (n, p, ps) => {
    total += pairwise(n, numbers, p, ps);
  });
  return total;
}

/** The sum of a row; the error grows with the logarithm of its length (Higham, "The accuracy of floating point summation", 1993). */
export function pairwise(n: number, x: Float64Array, p: number, ps: number): number {
  if (n <= 64) {
    let total = 0;
    for (let i = 0; i < n; i++, p += ps) total += x[p]!;
    return total;
  }
  const half = (n >> 1) & ~7;
  return pairwise(half, x, p, ps) + pairwise(n - half, x, p + half * ps, ps);
}
