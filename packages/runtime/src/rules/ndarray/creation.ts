import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/creation.js';
import type { Dtype } from '../../ndarray/dtype.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { type Shape, shapeText } from '../../ndarray/shape.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { arrayRule } from './arrayRule.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { astype } from './casting.js';
import { mul, plus } from './arithmetic.js';
import { pow } from './power.js';
import { sum } from './reduce.js';
import { expandDims } from './views.js';

/**
 * An array of zeros.
 * @param shape  the length of each axis, or of the only one
 * @param dtype  default float64
 * @example
 * zeros([2, 3]).shape       // [2, 3]
 * String(zeros(2))          // '[0. 0.]'
 */
export const zeros = /* @__PURE__ */ withoutLanes(plain.zeros);

/**
 * An array of ones.
 * @param shape  the length of each axis, or of the only one
 * @param dtype  default float64
 * @example
 * String(ones(2))   // '[1. 1.]'
 */
export const ones = /* @__PURE__ */ withoutLanes(plain.ones);

/**
 * Ones in the shape of another array. (Zeros: `zerosLike`, which takes trees of any kind.)
 * @param dtype  default: that of `x`
 * @example
 * String(onesLike([5, 7]))   // '[1. 1.]'
 */
export const onesLike: (x: ArrayInput, dtype?: Dtype) => NDArray = /* @__PURE__ */ withoutLanes((x, dtype) =>
  plain.filledLike(x, 1, dtype),
);

/**
 * An array of one number, or of an array that is broadcast.
 * @param shape  the length of each axis, or of the only one
 * @param dtype  default: that of the value, float64 for numbers
 * @example
 * full([2, 2], 7).toArray()   // [[7, 7], [7, 7]]
 */
/* @differentiable */
export function full(shape: number | Shape, value: ArrayInput, dtype?: Dtype): NDArray {
  const repeated = broadcastTo(value, typeof shape === 'number' ? [shape] : shape);
  return dtype === undefined ? repeated : astype(repeated, dtype);
}

/** Options of `linspace` and `logspace`. */
export interface SpacingOptions {
  /** Whether the last number is `stop`; else the one after it would be. Default true. */
  readonly endpoint?: boolean;
  /** Default float64. */
  readonly dtype?: Dtype;
}

/**
 * start, start + step, … as long as they lie before stop; `arange(stop)` counts from 0.
 * @param step  default 1
 * @param options  `{ dtype }`, default float64
 * @throws DIFF3202 if there is no end
 * @example
 * String(arange(3))           // '[0. 1. 2.]'
 * String(arange(1, 2, 0.5))   // '[1.  1.5]'
 */
/* @differentiable */
export function arange(
  start: number,
  stop?: number,
  step = 1,
  options: { readonly dtype?: Dtype } = {},
): NDArray {
  return stop === undefined
    ? progression(0, start, step, options.dtype ?? 'float64')
    : progression(start, stop, step, options.dtype ?? 'float64');
}

/** What each number counts of the step. */
const counted = /* @__PURE__ */ withoutLanes((n: number) => plain.arange(0, n, 1, 'float64'));

const progression = /* @__PURE__ */ arrayRule(plain.arange, 'arange', {
  saves: [],
  vjp: [/* @differentiable */ (d) => sum(d), null, /* @differentiable */ (d) => sum(mul(d, counted(d.size)))],
  /* @differentiable */
  jvp: ([start_, , step_], out) => plus(start_, step_ && mul(step_, counted(out.size))),
});

/**
 * Numbers at equal distances.
 * @param count  how many, default 50
 * @param options  `{ endpoint = true, dtype = 'float64' }`
 * @example
 * String(linspace(0, 1, 5))                        // '[0.   0.25 0.5  0.75 1.  ]'
 * String(linspace(0, 1, 4, { endpoint: false }))   // '[0.   0.25 0.5  0.75]'
 */
/* @differentiable */
export function linspace(start: number, stop: number, count = 50, options: SpacingOptions = {}): NDArray {
  return between(start, stop, partsOf(count, options.endpoint ?? true), options.dtype ?? 'float64');
}

const partsOf = /* @__PURE__ */ withoutLanes(plain.partsOf);
const remainders = /* @__PURE__ */ withoutLanes((parts: Float64Array) => parts.map((t) => 1 - t));

const between = /* @__PURE__ */ arrayRule(plain.linspace, 'linspace', {
  saves: [],
  vjp: [
    /* @differentiable */ (d, _out, [, , parts]) => sum(mul(d, remainders(parts))),
    /* @differentiable */ (d, _out, [, , parts]) => sum(mul(d, parts)),
    null,
  ],
  /* @differentiable */
  jvp: ([start_, stop_], _out, [, , parts]) =>
    plus(start_ && mul(start_, remainders(parts)), stop_ && mul(stop_, parts)),
});

/**
 * Powers of a base whose exponents lie at equal distances.
 * @param count  how many, default 50
 * @param options  `{ base = 10, endpoint = true, dtype = 'float64' }`
 * @example
 * String(logspace(0, 2, 3))   // '[  1.  10. 100.]'
 */
/* @differentiable */
export function logspace(
  start: number,
  stop: number,
  count = 50,
  options: SpacingOptions & { readonly base?: number } = {},
): NDArray {
  const exponents = between(start, stop, partsOf(count, options.endpoint ?? true), 'float64');
  const powers = pow(options.base ?? 10, exponents);
  return options.dtype === undefined ? powers : astype(powers, options.dtype);
}

/**
 * The coordinates of the points of a grid: for each vector an array of the shape of the grid.
 * @param options  `{ indexing }`: `'xy'`, the first vector runs along the second axis, as in pictures, or `'ij'`, along the first; default `'xy'`
 * @returns as many arrays as vectors
 * @throws DIFF3201 for arrays of other than one axis
 * @example
 * const [x, y] = meshgrid([[1, 2, 3], [4, 5]]);
 * x.toArray()   // [[1, 2, 3], [1, 2, 3]]
 * y.toArray()   // [[4, 4, 4], [5, 5, 5]]
 */
/* @differentiable */
export function meshgrid(
  vectors: readonly ArrayInput[],
  options: { readonly indexing?: 'xy' | 'ij' } = {},
): NDArray[] {
  const indexing = options.indexing ?? 'xy';
  const grid: number[] = [];
  const axes: number[] = [];
  for (let i = 0; i < vectors.length; i++) {
    const axis = indexing === 'xy' && i < 2 && vectors.length > 1 ? 1 - i : i;
    axes.push(axis);
    grid[axis] = lengthOf(shapeOf(vectors[i]));
  }
  const results: NDArray[] = [];
  for (let i = 0; i < vectors.length; i++)
    results.push(broadcastTo(expandDims(vectors[i]!, others(vectors.length, axes[i]!)), grid));
  return results;
}

const lengthOf = /* @__PURE__ */ withoutLanes(function lengthOf(shape: Shape): number {
  if (shape.length !== 1)
    throw new DiffError(
      'DIFF3201',
      `meshgrid needs vectors, and was given an array of shape ${shapeText(shape)}.`,
    );
  return shape[0]!;
});

const others = /* @__PURE__ */ withoutLanes(function others(rank: number, axis: number): number[] {
  return Array.from({ length: rank }, (_, i) => i).filter((i) => i !== axis);
});
