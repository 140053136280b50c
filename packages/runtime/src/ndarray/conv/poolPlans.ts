import { DiffError } from '../../errors/DiffError.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { type Shape, shapeText, sizeOf } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import type { Triple } from './Geometry.js';
import { outLength, type Padding, paddings, perAxis, type PerAxis } from './options.js';
import { triple } from './plans.js';
import { adaptiveWindows, type Divisor, slidingWindows, type Windows, type WindowsTriple } from './pool.js';

export interface PoolOptions {
  /** How many places a window covers along each axis. */
  readonly kernel: PerAxis;
  /** How far windows lie apart. Default: as far as they cover. */
  readonly stride?: PerAxis;
  /** Places around the image, which are never the greatest, and 0 in an average. Default 0. */
  readonly padding?: Padding;
  /** How far the places of a window lie apart. Default 1. */
  readonly dilation?: PerAxis;
}

export interface AveragePoolOptions extends PoolOptions {
  /** Whether places outside of the image count. Default true. */
  readonly countIncludePad?: boolean;
}

/** Windows over the last axes of an image. */
export interface PoolPlan {
  readonly planes: number;
  readonly size: Triple;
  readonly windows: WindowsTriple;
  readonly divisor: Divisor;
  readonly images: Shape;
  readonly results: Shape;
}

const ONE = /* @__PURE__ */ adaptiveWindows(1, 1);

function planOf(images: Shape, windows: readonly Windows[], divisor: Divisor): PoolPlan {
  const axes = windows.length;
  const lead = images.slice(0, images.length - axes);
  return {
    planes: sizeOf(lead),
    size: triple(images.slice(-axes), 1),
    windows: [...new Array<Windows>(3 - axes).fill(ONE), ...windows] as unknown as WindowsTriple,
    divisor,
    images,
    results: [...lead, ...windows.map(({ length }) => length)],
  };
}

function expectAxes(name: string, shape: Shape, axes: number): void {
  if (shape.length < axes)
    throw new DiffError(
      'DIFF3201',
      `${name} was given an array of shape ${shapeText(shape)}, where ${axes} ${axes === 1 ? 'axis is' : 'axes are'} needed behind batch and channels.`,
    );
}

/** The plan of windows that slide over the last `axes` axes. */
export const poolPlan = /* @__PURE__ */ withoutLanes(function poolPlan(
  name: string,
  axes: number,
  x: ArrayInput,
  { kernel, stride = kernel, padding = 0, dilation = 1, countIncludePad = true }: AveragePoolOptions,
): PoolPlan {
  const { shape } = toArray(x, name);
  expectAxes(name, shape, axes);
  const size = shape.slice(shape.length - axes);
  const places = perAxis(name, 'kernel', kernel, axes, 1);
  const steps = perAxis(name, 'stride', stride, axes, 1);
  const gaps = perAxis(name, 'dilation', dilation, axes, 1);
  const reach = places.map((k, a) => gaps[a] * (k - 1) + 1);
  const around = paddings(name, padding, size, reach, steps);
  const windows = size.map((n, a) => {
    if (Math.max(...around[a]) >= reach[a])
      throw new DiffError(
        'DIFF3202',
        `${name} was given the padding ${shapeText(around[a])} for windows of ${reach[a]} places: some would lie outside of the image. Give less.`,
      );
    const out = outLength(name, n, around[a], reach[a], steps[a]);
    return slidingWindows(n, out, places[a], steps[a], gaps[a], around[a][0]);
  });
  return planOf(shape, windows, countIncludePad ? sizeOf(places) : undefined);
});

/** The plan of windows that cover the last axes evenly, as many as `size` says along each; all axes from the third on without it. */
export const adaptivePlan = /* @__PURE__ */ withoutLanes(function adaptivePlan(
  name: string,
  x: ArrayInput,
  size: PerAxis | undefined,
): PoolPlan {
  const { shape } = toArray(x, name);
  if (size === undefined) expectAxes(name, shape, 3);
  const lengths = size === undefined ? shape.slice(2).map(() => 1) : typeof size === 'number' ? [size] : size;
  perAxis(name, 'size', lengths, lengths.length, 1);
  expectAxes(name, shape, lengths.length);
  if (lengths.length > 3)
    throw new DiffError(
      'DIFF3202',
      `${name} pools over ${lengths.length} axes. Give an array with at most 3 behind batch and channels.`,
    );
  const from = shape.length - lengths.length;
  const windows = lengths.map((out, a) => {
    if (shape[from + a] === 0)
      throw new DiffError(
        'DIFF3201',
        `${name} was given an array of shape ${shapeText(shape)}, which has no places to pool.`,
      );
    return adaptiveWindows(shape[from + a], out);
  });
  return planOf(shape, windows, undefined);
});
