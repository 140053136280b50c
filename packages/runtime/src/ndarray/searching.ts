import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import { NDArray } from './NDArray.js';
import { numbersOf } from './numbersOf.js';
import { sameShape, shapeText } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * Places within sorted numbers. They carry no derivative.
 */

/** How many of sorted numbers are less than `x`, or not greater; NaN is greater than all. */
export function placeOf(sorted: Float64Array, x: number, side: 'left' | 'right'): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const y = sorted[middle]!;
    const isBefore = side === 'left' ? y < x || (x !== x && y === y) : y <= x || x !== x;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The numbers of a vector. */
export function vectorOf(name: string, what: string, x: ArrayInput): Float64Array {
  const a = toArray(x, name);
  if (a.dimension !== 1)
    throw new DiffError(
      'DIFF3201',
      `${name} needs ${what} with one axis, and was given an array of shape ${shapeText(a.shape)}.`,
    );
  return numbersOf(name, a);
}

/** The place of each element, as a number for a number. */
function placesOf(name: string, x: ArrayInput, place: (x: number) => number): NDArray | number {
  if (typeof x === 'number') return place(x);
  const a = toArray(x, name);
  return new NDArray(Int32Array.from(numbersOf(name, a), place), a.shape.slice());
}

export const searchsorted = /* @__PURE__ */ withoutLanes(function searchsorted(
  sorted: ArrayInput,
  values: ArrayInput,
  side: 'left' | 'right' = 'left',
): NDArray | number {
  const list = vectorOf('searchsorted', 'sorted numbers', sorted);
  if (side !== 'left' && side !== 'right')
    throw new DiffError(
      'DIFF3202',
      `searchsorted was given the side '${String(side)}'. Give 'left' or 'right'.`,
    );
  return placesOf('searchsorted', values, (x) => placeOf(list, x, side));
});

export const digitize = /* @__PURE__ */ withoutLanes(function digitize(
  x: ArrayInput,
  bins: ArrayInput,
  right = false,
): NDArray | number {
  const edges = vectorOf('digitize', 'bins', bins);
  if (isIncreasing(edges)) return placesOf('digitize', x, (v) => placeOf(edges, v, right ? 'left' : 'right'));
  const reversed = edges.slice().reverse();
  if (!isIncreasing(reversed))
    throw new DiffError('DIFF3202', 'digitize was given bins that neither increase nor decrease. Sort them.');
  return placesOf('digitize', x, (v) => edges.length - placeOf(reversed, v, right ? 'left' : 'right'));
});

export function isIncreasing(list: Float64Array): boolean {
  for (let i = 1; i < list.length; i++) if (!(list[i - 1]! <= list[i]!)) return false;
  return true;
}

/** The options of `histogram`. */
export interface HistogramOptions {
  /** The ends of the bins. Default: the least element and the greatest. */
  readonly range?: readonly [number, number];
  /** What each element counts, of the shape of the array. Default 1. */
  readonly weights?: ArrayInput;
  /** Whether the counts are divided by the widths of the bins and their sum, so that the integral is 1. Default false. */
  readonly density?: boolean;
}

/**
 * The size of an array of real numbers, for whose elements there is a weight each if there are weights.
 * @throws DIFF3201, DIFF3203
 */
export const countToBin = /* @__PURE__ */ withoutLanes(function countToBin(
  x: ArrayInput,
  weights: ArrayInput | undefined,
): number {
  const a = toArray(x, 'histogram');
  const { length } = numbersOf('histogram', a);
  if (weights === undefined) return length;
  const weighed = toArray(weights, 'histogram');
  if (!sameShape(weighed.shape, a.shape))
    throw new DiffError(
      'DIFF3201',
      `histogram was given weights of shape ${shapeText(weighed.shape)} for an array of shape ${shapeText(a.shape)}. Give one for each element.`,
    );
  numbersOf('histogram', weighed);
  return length;
});

/** The bin of each element, −1 for those outside of all. */
export const binsAt = /* @__PURE__ */ withoutLanes(function binsAt(
  x: ArrayInput,
  bounds: NDArray,
): Int32Array {
  const edges = numbersOf('histogram', bounds);
  const count = edges.length - 1;
  return Int32Array.from(numbersOf('histogram', toArray(x, 'histogram')), (v) => {
    const at = v === edges[count] ? count - 1 : placeOf(edges, v, 'right') - 1;
    return at < count ? at : -1;
  });
});

/** How many elements each bin has. */
export const countBins = /* @__PURE__ */ withoutLanes(function countBins(
  positions: Int32Array,
  count: number,
): NDArray {
  const counts = new Int32Array(count);
  for (const at of positions) if (at >= 0) counts[at]!++;
  return new NDArray(counts);
});

/** @throws DIFF3201, DIFF3202 */
export const expectEdges = /* @__PURE__ */ withoutLanes(function expectEdges(bins: ArrayInput): void {
  const edges = vectorOf('histogram', 'edges', bins);
  if (edges.length >= 1 && isIncreasing(edges)) return;
  throw new DiffError(
    'DIFF3202',
    'histogram was given edges that do not increase. Sort them, and give two or more.',
  );
});

/** @throws DIFF3202 */
export const expectBins = /* @__PURE__ */ withoutLanes(function expectBins(count: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new DiffError(
      'DIFF3202',
      `histogram was given ${count} bins. Give an integer from 1 on, or a list of edges.`,
    );
});

/** @throws DIFF3202 */
export const expectRange = /* @__PURE__ */ withoutLanes(function expectRange(
  low: number,
  high: number,
): void {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high)
    throw new DiffError(
      'DIFF3202',
      `histogram cannot make bins from ${low} to ${high}. Give a finite range [low, high], in which bins are made.`,
    );
});
