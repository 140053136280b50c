import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/intervals.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { add, div, mul, sub } from './arithmetic.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { gatherAt } from './gather.js';
import { take } from './indexing.js';
import { sum } from './reduce.js';
import { moveaxis, part, reshape } from './shape.js';
import { asarray } from './views.js';

/** The options of `interp`. */
export interface InterpOptions {
  /** The value to the left of the nodes. Default: the first value. */
  readonly left?: number;
  /** The value to the right of the nodes. Default: the last value. */
  readonly right?: number;
}

/**
 * The piecewise linear function through some nodes: fₖ + (fₖ₊₁ − fₖ)/(xₖ₊₁ − xₖ)·(x − xₖ) for xₖ ≤ x < xₖ₊₁. It is differentiated with respect to
 * points, nodes and values; at a node the slope is that of the interval behind it, outside it is zero.
 * @param x  a number, or an array
 * @param xp  the nodes [n], increasing
 * @param fp  the values at the nodes [n]
 * @param options  `{ left, right }`: the values outside of the nodes; default: those at the ends
 * @returns a number for a number, else an array of the shape of `x`
 * @throws DIFF3201 unless there is one value for each node, DIFF3202 for nodes that do not increase
 * @example
 * interp(2.5, [1, 2, 3], [10, 20, 40])                  // 30
 * String(interp([0, 1.5, 9], [1, 2, 3], [10, 20, 40]))  // '[10. 15. 40.]'
 */
/* @differentiable */
function interpolated(
  x: ArrayInput,
  xp: ArrayInput,
  fp: ArrayInput,
  { left, right }: InterpOptions = {},
): NDArray | number {
  const places = plain.intervalsOf(x, xp, fp, left !== undefined, right !== undefined);
  const { shape } = places;
  const before = gatherAt(xp, places.low, shape);
  const from = gatherAt(fp, places.lowValue, shape);
  const rise = sub(gatherAt(fp, places.highValue, shape), from);
  const run = add(sub(gatherAt(xp, places.high, shape), before), places.outside);
  let y = add(mul(div(rise, run), sub(gatherAt(x, places.inner, shape), before)), from);
  if (left !== undefined) y = add(y, mul(places.left, left));
  if (right !== undefined) y = add(y, mul(places.right, right));
  return typeof x === 'number' ? y.item() : y;
}

export const interp = interpolated as {
  (x: number, xp: ArrayInput, fp: ArrayInput, options?: InterpOptions): number;
  (x: ArrayInput, xp: ArrayInput, fp: ArrayInput, options?: InterpOptions): NDArray;
};

/**
 * The differences of neighbours along an axis, `n` times.
 * @param n  default 1
 * @param axis  default −1
 * @throws DIFF3202 for an axis that is not there, or an `n` that is no integer from 0 on
 * @example
 * String(diff([1, 4, 9, 16]))      // '[3. 5. 7.]'
 * String(diff([1, 4, 9, 16], 2))   // '[2. 2.]'
 */
/* @differentiable */
export function diff(x: ArrayInput, n = 1, axis = -1): NDArray {
  plain.expectOrder(n);
  const a = asarray(x);
  let y = a;
  for (let i = 0; i < n; i++) {
    const above = part(y, plain.alongOnly('diff', y.shape, axis, [1, null]));
    const below = part(y, plain.alongOnly('diff', y.shape, axis, [null, -1]));
    y = sub(above, below);
  }
  return n === 0 ? broadcastTo(a, a.shape) : y;
}

/** The options of `trapezoid`. */
export interface TrapezoidOptions {
  /** The places [n] at which the values stand. Default: `dx` apart. */
  readonly x?: ArrayInput;
  /** How far the places lie apart. Default 1. */
  readonly dx?: number;
  /** Along which axis. Default −1. */
  readonly axis?: number;
}

/**
 * The integral by the trapezoidal rule along an axis: Σ (xₖ₊₁ − xₖ)·(yₖ + yₖ₊₁)/2.
 * @param options  `{ x, dx, axis }`
 * @returns an array without the axis; of shape [] for a vector
 * @throws DIFF3201 for places that are not as many as the axis is long
 * @example
 * trapezoid([1, 2, 3]).item()                     // 4
 * trapezoid([1, 2, 3], { x: [0, 1, 3] }).item()   // 6.5
 */
/* @differentiable */
export function trapezoid(y: ArrayInput, { x, dx = 1, axis = -1 }: TrapezoidOptions = {}): NDArray {
  const a = asarray(y);
  const above = part(a, plain.alongOnly('trapezoid', a.shape, axis, [1, null]));
  const below = part(a, plain.alongOnly('trapezoid', a.shape, axis, [null, -1]));
  const widths = x === undefined ? dx : widthsOf(x, plain.expectPlaces(a.shape, axis, shapeOf(x)));
  return sum(div(mul(widths, add(above, below)), 2), { axis });
}

/* @differentiable */
function widthsOf(x: ArrayInput, shape: readonly number[]): NDArray {
  return reshape(diff(x), shape);
}

/**
 * The vector product a × b, broadcast over the other axes.
 * @param axis  along which the three components stand. Default −1
 * @throws DIFF3201 for another number of components
 * @example
 * String(cross([1, 0, 0], [0, 1, 0]))   // '[0. 0. 1.]'
 */
/* @differentiable */
export function cross(a: ArrayInput, b: ArrayInput, axis = -1): NDArray {
  plain.expectSpace(shapeOf(a), shapeOf(b), axis);
  const x = moveaxis(a, axis, -1);
  const y = moveaxis(b, axis, -1);
  const first = mul(take(x, [1, 2, 0], -1), take(y, [2, 0, 1], -1));
  const second = mul(take(x, [2, 0, 1], -1), take(y, [1, 2, 0], -1));
  return moveaxis(sub(first, second), -1, axis);
}
