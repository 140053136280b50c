import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { type Dtype, type NumberData } from './dtype.js';
import { NDArray } from './NDArray.js';
import { isContiguous } from './places.js';
import { rows2 } from './rows.js';
import { axesOf, compactStrides, sizeOf } from './shape.js';

/** Which axes are reduced, and how. */
export interface ReduceOptions {
  /** One axis, several, or null for all. Default null. */
  readonly axis?: number | readonly number[] | null;
  /** Whether reduced axes stay, with the length 1. Default false. */
  readonly keepdims?: boolean;
}

/** The shape that is left, with reduced axes of length 1 and without them. */
export function reducedShape(
  name: string,
  shape: readonly number[],
  { axis, keepdims = false }: ReduceOptions,
): { readonly kept: number[]; readonly shape: number[] } {
  const axes = axesOf(name, axis, shape.length);
  const kept = shape.map((n, i) => (axes.includes(i) ? 1 : n));
  return { kept, shape: keepdims ? kept : kept.filter((_, i) => !axes.includes(i)) };
}

/** Does a reduction give one number? */
export function isFull(rank: number, { axis, keepdims = false }: ReduceOptions): boolean {
  return (
    !keepdims && (axis === null || axis === undefined || (typeof axis === 'object' && axis.length === rank))
  );
}

/** Σ x over some axes, or all. */
export function sum(x: ArrayInput, options: ReduceOptions = {}): NDArray | number {
  const a = toArray(x, 'sum');
  if (isFull(a.dimension, options)) return sumOfAll(a);
  const { kept, shape } = reducedShape('sum', a.shape, options);
  const dtype: Dtype = a.dtype === 'bool' ? 'int32' : a.dtype;
  const data = allocate(dtype, sizeOf(kept));
  const view = new NDArray(data, kept, compactStrides(kept), 0, dtype);
  rows2(a.shape, a, view, (n, p, ps, q, qs) => {
    if (qs === 0) data[q]! += pairwise(n, a.data, p, ps);
    else for (let i = 0; i < n; i++, p += ps, q += qs) data[q]! += a.data[p]!;
  });
  return new NDArray(data, shape, undefined, 0, dtype);
}

function sumOfAll(a: NDArray): number {
  if (isContiguous(a, 1)) return pairwise(a.size, a.data, a.offset, 1);
  let total = 0;
  rows2(a.shape, a, a, (n, p, ps) => {
    total += pairwise(n, a.data, p, ps);
  });
  return total;
}

/** The sum of a row; the error grows with the logarithm of its length (Higham, "The accuracy of floating point summation", 1993). */
function pairwise(n: number, x: NumberData, p: number, ps: number): number {
  if (n <= 64) {
    let total = 0;
    for (let i = 0; i < n; i++, p += ps) total += x[p]!;
    return total;
  }
  const half = (n >> 1) & ~7;
  return pairwise(half, x, p, ps) + pairwise(n - half, x, p + half * ps, ps);
}
