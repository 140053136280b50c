import { DiffError } from '../errors/DiffError.js';
import { abs, div, mul, pow, sign } from './arithmetic.js';
import type { ArrayInput } from './asarray.js';
import { equal } from './comparison.js';
import { floatDtype } from './dtype.js';
import { laneReduction, lanes, realArray } from './lanes.js';
import { NDArray } from './NDArray.js';
import { pairwise } from './reduce.js';
import type { ReduceOptions } from './reducedShape.js';
import { axesOf } from './shape.js';
import { where } from './where.js';
import { withoutLanes } from './withoutLanes.js';

/** Options of `variance` and `std`. */
export interface VarianceOptions extends ReduceOptions {
  /** Is taken off the number of elements in the divisor: 0 for the variance of all that there are, 1 for an estimate from a sample. Default 0. */
  readonly ddof?: number;
}

/** How many elements are reduced to one. */
export const countOf = /* @__PURE__ */ withoutLanes(function countOf(
  shape: readonly number[],
  options: ReduceOptions | undefined,
): number {
  return axesOf('mean', options?.axis, shape.length).reduce((product, axis) => product * shape[axis]!, 1);
});

/** Σ (x − x̄)² of a lane, in two passes. */
function squaredDeviations(n: number, x: Float64Array, p: number, ps: number): number {
  const mean = pairwise(n, x, p, ps) / n;
  return deviationsFrom(mean, n, x, p, ps);
}

function deviationsFrom(mean: number, n: number, x: Float64Array, p: number, ps: number): number {
  if (n <= 64) {
    let total = 0;
    for (let i = 0; i < n; i++, p += ps) total += (x[p]! - mean) * (x[p]! - mean);
    return total;
  }
  const half = n >> 1;
  return deviationsFrom(mean, half, x, p, ps) + deviationsFrom(mean, n - half, x, p + half * ps, ps);
}

/** The mean of squared deviations from the mean. */
export function variance(x: ArrayInput, ddof: number, options: ReduceOptions): NDArray | number {
  return laneReduction(
    'variance',
    (n, data, p, ps) => squaredDeviations(n, data, p, ps) / Math.max(n - ddof, 0),
    floatDtype,
  )(x, options);
}

/** The root of the variance. */
export function std(x: ArrayInput, ddof: number, options: ReduceOptions): NDArray | number {
  return laneReduction(
    'std',
    (n, data, p, ps) => Math.sqrt(squaredDeviations(n, data, p, ps) / Math.max(n - ddof, 0)),
    floatDtype,
  )(x, options);
}

/** ‖x‖ of order `ord` of a lane. */
function normOf(ord: number): (n: number, x: Float64Array, p: number, ps: number) => number {
  if (ord === 2) return euclidean;
  if (ord === Infinity || ord === -Infinity) {
    const choose = ord > 0 ? Math.max : Math.min;
    return (n, x, p, ps) => {
      let most = n === 0 ? 0 : Math.abs(x[p]!);
      for (let i = 1, at = p + ps; i < n; i++, at += ps) most = choose(most, Math.abs(x[at]!));
      return most;
    };
  }
  if (ord === 0)
    return (n, x, p, ps) => {
      let count = 0;
      for (let i = 0; i < n; i++, p += ps) if (x[p] !== 0) count++;
      return count;
    };
  if (ord === 1)
    return (n, x, p, ps) => {
      let total = 0;
      for (let i = 0; i < n; i++, p += ps) total += Math.abs(x[p]!);
      return total;
    };
  return (n, x, p, ps) => {
    let total = 0;
    for (let i = 0; i < n; i++, p += ps) total += Math.abs(x[p]!) ** ord;
    return total ** (1 / ord);
  };
}

/** √Σx², without overflow or underflow of the squares. */
function euclidean(n: number, x: Float64Array, p: number, ps: number): number {
  let total = 0;
  for (let i = 0, at = p; i < n; i++, at += ps) total += x[at]! * x[at]!;
  if (total > 1e-280 && total < Infinity) return Math.sqrt(total);
  let most = 0;
  for (let i = 0, at = p; i < n; i++, at += ps) most = Math.max(most, Math.abs(x[at]!));
  if (most === 0 || !Number.isFinite(most)) return most;
  total = 0;
  for (let i = 0, at = p; i < n; i++, at += ps) total += (x[at]! / most) ** 2;
  return most * Math.sqrt(total);
}

/** Options of `vectorNorm`. */
export interface VectorNormOptions extends ReduceOptions {
  /** The order: 2, 1, ±Infinity, 0 (how many elements are not 0) or any other number. Default 2. */
  readonly ord?: number;
}

/** (Σ|x|^ord)^(1/ord) */
export function vectorNorm(x: ArrayInput, ord: number, options: ReduceOptions): NDArray | number {
  return laneReduction('vectorNorm', normOf(ord), floatDtype)(x, options);
}

/** sign x·(|x|/size)^(ord − 1), the derivative of such a norm; 0 where the size is. */
export function normSlope(x: ArrayInput, size: ArrayInput, ord: number): NDArray {
  if (ord === 1) return sign(x);
  const isZero = equal(size, 0);
  const ratio = where(isZero, 0, div(x, size));
  return ord === 2 ? ratio : where(isZero, 0, mul(sign(ratio), pow(abs(ratio), ord - 1)));
}

/** The elements of a lane in order; undefined if there is NaN among them. */
function sorted(n: number, x: Float64Array, p: number, ps: number): Float64Array | undefined {
  const list = new Float64Array(n);
  for (let i = 0; i < n; i++, p += ps) {
    list[i] = x[p]!;
    if (Number.isNaN(list[i])) return undefined;
  }
  return list.sort();
}

/** How a quantile between two elements is made of them. */
export type QuantileMethod = 'linear' | 'lower' | 'higher' | 'nearest' | 'midpoint';

/** Options of `quantile`. */
export interface QuantileOptions extends ReduceOptions {
  /** How a quantile between two elements is made of them. Default `'linear'`. */
  readonly method?: QuantileMethod;
}

/** Between which elements of n in order a quantile lies, and how near to the second one. */
export const quantilePlace = /* @__PURE__ */ withoutLanes(function quantilePlace(
  n: number,
  q: number,
  method: QuantileMethod = 'linear',
): { readonly below: number; readonly above: number; readonly part: number } {
  checkOrder(q);
  checkMethod(method);
  const at = q * (n - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, n - 1);
  const part = at - below;
  switch (method) {
    case 'linear':
      return { below, above, part };
    case 'midpoint':
      return { below, above, part: part === 0 ? 0 : 0.5 };
    case 'lower':
      return { below, above, part: 0 };
    case 'higher':
      return { below, above, part: part === 0 ? 0 : 1 };
    case 'nearest':
      return { below, above, part: part > 0.5 || (part === 0.5 && below % 2 === 1) ? 1 : 0 };
  }
});

/** The element at a place in the order of its lane; NaN beside NaN. */
export function orderStatistic(x: ArrayInput, place: number, options: ReduceOptions = {}): NDArray | number {
  return laneReduction(
    'quantile',
    (n, data, p, ps) => sorted(n, data, p, ps)?.[place] ?? NaN,
    floatDtype,
    'quantile',
  )(x, options);
}

/** 1 for the element at a place in the order of its lane, else 0; equal ones stand in their order. Only zeros beside NaN. */
export const atPlace = /* @__PURE__ */ withoutLanes(function atPlace(
  x: ArrayInput,
  place: number,
  { axis }: ReduceOptions = {},
): NDArray {
  const a = realArray(x, 'quantile');
  const weights = new Float64Array(a.size);
  const axes = axesOf('quantile', axis, a.dimension);
  const places: Float64Array[] = [];
  lanes(numbered(a), axes, (_, n, data, p, ps) => {
    places.push(Float64Array.from({ length: n }, (__, i) => data[p + i * ps]!));
  });
  lanes(a, axes, (index, n, data, p, ps) => {
    const order = Array.from({ length: n }, (_, i) => i);
    if (order.some((i) => Number.isNaN(data[p + i * ps]!))) return;
    order.sort((i, j) => comparison(data[p + i * ps]!, data[p + j * ps]!) || i - j);
    weights[places[index]![order[place]!]!] = 1;
  });
  return new NDArray(weights, a.shape.slice());
});

/** The sign of x − y, of infinities too. */
function comparison(x: number, y: number): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The place of each element among those of a compact array. */
function numbered({ shape, size }: NDArray): NDArray {
  return new NDArray(
    Float64Array.from({ length: size }, (_, i) => i),
    shape.slice(),
  );
}

function checkOrder(q: number): void {
  if (!(q >= 0 && q <= 1))
    throw new DiffError('DIFF3202', `quantile was given the order ${q}. Give a number from 0 to 1.`);
}

function checkMethod(method: string): void {
  if (!['linear', 'lower', 'higher', 'nearest', 'midpoint'].includes(method))
    throw new DiffError(
      'DIFF3202',
      `quantile was given the method ${method}. There are linear, lower, higher, nearest and midpoint.`,
    );
}
