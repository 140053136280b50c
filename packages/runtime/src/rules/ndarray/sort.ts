import type { ArrayInput } from '../../ndarray/asarray.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import * as plain from '../../ndarray/order.js';
import * as search from '../../ndarray/searching.js';
import { div } from './arithmetic.js';
import { shapeOf } from './broadcast.js';
import { diff } from './calculus.js';
import { astype } from './casting.js';
import { linspace } from './creation.js';
import { max, min } from './extrema.js';
import { gatherAt, scatterAt } from './gather.js';
import { sum } from './reduce.js';

/*
 * Elements in order. Cotangents go to where the elements came from; the order itself carries none.
 */

/**
 * The elements in increasing order along an axis; equal ones stay in their order, NaN comes last.
 * @param axis  default −1; null for all elements along one axis
 * @throws DIFF3202 for an axis that is not there, DIFF3203 for complex numbers
 * @example
 * String(sort([[3, 1, 2], [6, 5, 4]]))   // '[[1. 2. 3.]\n [4. 5. 6.]]'
 */
/* @differentiable */
export function sort(x: ArrayInput, axis: number | null = -1): NDArray {
  const { positions, shape } = plain.sortedAt('sort', x, axis);
  return gatherAt(x, positions, shape);
}

/**
 * The indices along an axis that sort the elements; equal ones stay in their order, NaN comes last.
 * @param axis  default −1; null for all elements along one axis
 * @returns int32, of the shape of `x`
 * @throws DIFF3202 for an axis that is not there, DIFF3203 for complex numbers
 * @example
 * String(argsort([3, 1, 2]))   // '[1 2 0]'
 */
export const argsort: (x: ArrayInput, axis?: number | null) => NDArray = plain.argsort;

/** The options of `topk`. */
export interface TopkOptions {
  /** The axis along which they are looked for. Default −1. */
  readonly axis?: number;
  /** Whether the greatest are meant, in decreasing order, or the least, in increasing order. Default true. */
  readonly largest?: boolean;
}

/**
 * The k greatest elements along an axis, in decreasing order, and their indices; of equal ones the first, and NaN is greater than all.
 * @param options  `{ axis, largest }`
 * @throws DIFF3202 if there are fewer
 * @example
 * const { values, indices } = topk([3, 1, 4, 1, 5], 2);
 * [values, indices].map(String)   // ['[5. 4.]', '[4 2]']
 */
/* @differentiable */
export function topk(
  x: ArrayInput,
  k: number,
  { axis = -1, largest = true }: TopkOptions = {},
): { values: NDArray; indices: NDArray } {
  const { positions, shape, indices } = plain.topAt(x, k, axis, largest);
  return { values: gatherAt(x, positions, shape), indices };
}

/**
 * The elements along an axis in an order in which the one at `kth` stands where sorting puts it, none that is greater before it and none that is less
 * behind. (They are sorted, which is one such order.)
 * @param axis  default −1; null for all elements along one axis
 * @throws DIFF3202 for an index that is not there
 * @example
 * partition([5, 3, 1, 4], 1).get(1)   // 3
 */
/* @differentiable */
export function partition(x: ArrayInput, kth: number | readonly number[], axis: number | null = -1): NDArray {
  plain.expectRanks(shapeOf(x), kth, axis);
  return sort(x, axis);
}

/**
 * Where numbers would have to be put into a sorted vector.
 * @param sorted  [n], in increasing order
 * @param values  a number, or an array
 * @param side  `'left'` in front of equal elements, `'right'` behind them. Default `'left'`
 * @returns int32, of the shape of `values`; a number for a number
 * @throws DIFF3201 for `sorted` of another shape
 * @example
 * searchsorted([1, 2, 2, 3], 2)                            // 1
 * String(searchsorted([1, 2, 2, 3], [0, 2, 9], 'right'))   // '[0 3 4]'
 */
export const searchsorted: {
  (sorted: ArrayInput, values: number, side?: 'left' | 'right'): number;
  (sorted: ArrayInput, values: ArrayInput, side?: 'left' | 'right'): NDArray;
} = search.searchsorted as never;

/**
 * The bin that each element falls into.
 * @param bins  [n], in increasing or decreasing order
 * @param right  whether a bin has its right end instead of its left one. Default false
 * @returns int32, of the shape of `x`: 0 before the first bin, n behind the last one; a number for a number
 * @throws DIFF3201 for bins of another shape, DIFF3202 for such without an order
 * @example
 * String(digitize([0.5, 1, 7], [1, 2, 5]))   // '[0 1 3]'
 */
export const digitize: {
  (x: number, bins: ArrayInput, right?: boolean): number;
  (x: ArrayInput, bins: ArrayInput, right?: boolean): NDArray;
} = search.digitize as never;

/** The options of `histogram`. */
export type HistogramOptions = search.HistogramOptions;

/**
 * How many elements fall into each of some bins. Edges may be differentiated, with respect to the range or what decides it, and `counts` with respect
 * to weights and, if they are densities, edges; in which bin an element lies is a step, without a derivative.
 * @param bins  how many of equal width, or their edges in increasing order. Default 10
 * @param options  `{ range, weights, density }`: the ends of the bins (default: the least element and the greatest), a number that each
 *   element counts (default 1), whether the integral is 1 (default false)
 * @returns `counts` [n], and `edges` [n + 1]; each bin has its left edge, the last one both
 * @throws DIFF3201 for weights of another shape, DIFF3202 for a number of bins that is no integer from 1 on, for edges or a range that decrease, and
 *   for a range that is not finite, DIFF3203 for complex numbers
 * @example
 * const { counts, edges } = histogram([1, 2, 2, 4], 3);
 * [counts, edges].map(String)   // ['[1 2 1]', '[1. 2. 3. 4.]']
 */
/* @differentiable */
export function histogram(
  x: ArrayInput,
  bins: ArrayInput = 10,
  { range, weights, density = false }: HistogramOptions = {},
): { counts: NDArray; edges: NDArray } {
  const size = search.countToBin(x, weights);
  const edges = typeof bins === 'number' ? evenEdges(x, size, bins, range) : givenEdges(bins);
  const positions = search.binsAt(x, edges);
  const count = edges.size - 1;
  const counts =
    weights === undefined
      ? search.countBins(positions, count)
      : scatterAt(astype(weights, 'float64'), positions, [count]);
  return { counts: density ? div(div(counts, diff(edges)), sum(counts)) : counts, edges };
}

/* @differentiable */
function givenEdges(bins: ArrayInput): NDArray {
  search.expectEdges(bins);
  return astype(bins, 'float64');
}

/* @differentiable */
function evenEdges(
  x: ArrayInput,
  size: number,
  count: number,
  range: readonly [number, number] | undefined,
): NDArray {
  search.expectBins(count);
  let low = 0;
  let high = 1;
  if (range !== undefined) {
    low = range[0];
    high = range[1];
  } else if (size > 0) {
    low = min(x);
    high = max(x);
  }
  search.expectRange(low, high);
  const margin = low === high ? 0.5 : 0;
  return linspace(low - margin, high + margin, count + 1);
}
