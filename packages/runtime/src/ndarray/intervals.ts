import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import { NDArray } from './NDArray.js';
import { numbersOf } from './numbersOf.js';
import { isIncreasing, placeOf, vectorOf } from './searching.js';
import { axisOf, type Shape, shapeText } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/** Where points lie between the nodes of a piecewise linear function. */
export interface Intervals {
  readonly shape: number[];
  /** The point itself, −1 outside. */
  readonly inner: Int32Array;
  /** The nodes before and behind it, −1 outside. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** The values at these; outside both are the one at the end, or −1 where another number stands. */
  readonly lowValue: Int32Array;
  readonly highValue: Int32Array;
  /** 1 outside, where there is no interval to divide by. */
  readonly outside: NDArray;
  /** 1 where the numbers for what lies to the left and to the right stand. */
  readonly left: NDArray;
  readonly right: NDArray;
}

/** The intervals of some points; a point at a node belongs to the interval behind it. */
export const intervalsOf = /* @__PURE__ */ withoutLanes(function intervalsOf(
  x: ArrayInput,
  xp: ArrayInput,
  fp: ArrayInput,
  hasLeft: boolean,
  hasRight: boolean,
): Intervals {
  const nodes = vectorOf('interp', 'nodes', xp);
  const values = toArray(fp, 'interp');
  if (values.dimension !== 1 || values.size !== nodes.length || nodes.length === 0)
    throw new DiffError(
      'DIFF3201',
      `interp was given ${nodes.length} nodes and values of shape ${shapeText(values.shape)}. Give one value for each node, and at least one.`,
    );
  if (!isIncreasing(nodes))
    throw new DiffError(
      'DIFF3202',
      'interp was given nodes that do not increase. Sort them, and the values with them: take(fp, argsort(xp)).',
    );
  const a = toArray(x, 'interp');
  const points = numbersOf('interp', a);
  const last = nodes.length - 1;
  const make = (): Int32Array => new Int32Array(points.length).fill(-1);
  const [inner, low, high, lowValue, highValue] = [make(), make(), make(), make(), make()];
  const flags = (): Float64Array => new Float64Array(points.length);
  const [outside, left, right] = [flags(), flags(), flags()];
  points.forEach((point, i) => {
    if (point < nodes[0]! || point >= nodes[last]!) {
      const isLeft = point < nodes[0]!;
      outside[i] = 1;
      if (isLeft && hasLeft) left[i] = 1;
      else if (!isLeft && hasRight && point > nodes[last]!) right[i] = 1;
      else lowValue[i] = highValue[i] = isLeft ? 0 : last;
      return;
    }
    // NaN is in the last interval, and stays.
    const at = Math.max(0, Math.min(placeOf(nodes, point, 'right'), last) - 1);
    inner[i] = i;
    low[i] = lowValue[i] = at;
    high[i] = highValue[i] = Math.min(at + 1, last);
  });
  const array = (data: Float64Array): NDArray => new NDArray(data, a.shape.slice());
  return {
    shape: a.shape.slice(),
    inner,
    low,
    high,
    lowValue,
    highValue,
    outside: array(outside),
    left: array(left),
    right: array(right),
  };
});

/** Ranges along one axis. */
export const alongOnly = /* @__PURE__ */ withoutLanes(function alongOnly(
  name: string,
  shape: Shape,
  axis: number,
  range: readonly (number | null)[],
): (null | readonly (number | null)[])[] {
  const k = axisOf(name, axis, shape.length);
  return shape.map((_, i) => (i === k ? range : null));
});

/** There are as many places as the axis is long. */
export const expectPlaces = /* @__PURE__ */ withoutLanes(function expectPlaces(
  shape: Shape,
  axis: number,
  x: Shape,
): number[] {
  const k = axisOf('trapezoid', axis, shape.length);
  if (x.length !== 1 || x[0] !== shape[k])
    throw new DiffError(
      'DIFF3201',
      `trapezoid was given places of shape ${shapeText(x)} for the axis ${k} of an array of shape ${shapeText(shape)}. Give one for each index of it.`,
    );
  // The shape of the widths, so that they go along the axis.
  return shape.map((_, i) => (i === k ? Math.max(0, x[0]! - 1) : 1));
});

export const expectOrder = /* @__PURE__ */ withoutLanes(function expectOrder(n: number): void {
  if (!Number.isInteger(n) || n < 0)
    throw new DiffError('DIFF3202', `diff was given n = ${n}. Give an integer from 0 on.`);
});

export const expectSpace = /* @__PURE__ */ withoutLanes(function expectSpace(
  a: Shape,
  b: Shape,
  axis: number,
): void {
  const [m, n] = [a[axisOf('cross', axis, a.length)], b[axisOf('cross', axis, b.length)]];
  if (m !== 3 || n !== 3)
    throw new DiffError(
      'DIFF3201',
      `cross was given arrays of the shapes ${shapeText(a)} and ${shapeText(b)}. Their lengths along axis ${axis} must be 3.`,
    );
});
