import { DiffError } from '../../errors/DiffError.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { type Shape, shapeText } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import type { Geometry, Triple } from './Geometry.js';
import { outLength, type Padding, paddings, perAxis, type PerAxis } from './options.js';

export interface ConvolutionOptions {
  /** How far results lie apart in the image. Default 1. */
  readonly stride?: PerAxis;
  /** Default 0. */
  readonly padding?: Padding;
  /** How far the places of the kernel lie apart. Default 1. */
  readonly dilation?: PerAxis;
  /** Groups of channels that know nothing of one another. Default 1. */
  readonly groups?: number;
}

export interface TransposedOptions {
  /** How far the places of the argument lie apart in the result. Default 1. */
  readonly stride?: PerAxis;
  /** What is cut off from the result on both sides. Default 0. */
  readonly padding?: Exclude<Padding, 'same'>;
  /** What the result is longer by at the end, less than the stride or the dilation. Default 0. */
  readonly outputPadding?: PerAxis;
  readonly dilation?: PerAxis;
  readonly groups?: number;
}

/** A convolution with the shapes of its images, weights and results. */
export interface ConvolutionPlan {
  readonly name: string;
  readonly geometry: Geometry;
  readonly images: Shape;
  readonly weights: Shape;
  readonly results: Shape;
}

/** Lengths behind batch and channels as depth, height and width. */
export function triple(list: readonly number[], filler: number): Triple {
  return [...new Array<number>(3 - list.length).fill(filler), ...list] as unknown as Triple;
}

function expectRank(name: string, what: string, shape: Shape, axes: number, names: string): void {
  if (shape.length !== axes + 2)
    throw new DiffError(
      'DIFF3201',
      `${name} was given ${what} of shape ${shapeText(shape)}, where ${names} and ${axes} more ${axes === 1 ? 'axis is' : 'axes are'} needed. ` +
        'Put in axes of length 1 with expandDims.',
    );
}

function misfit(name: string, x: Shape, w: Shape, groups: number, needs: string): DiffError {
  return new DiffError(
    'DIFF3201',
    `${name} was given images of shape ${shapeText(x)} and weights of shape ${shapeText(w)}${groups === 1 ? '' : ` for ${groups} groups`}, which do not go together: ${needs}`,
  );
}

/** How the windows of a convolution lie, axis by axis. */
interface Windows {
  readonly groups: number;
  readonly steps: readonly number[];
  readonly gaps: readonly number[];
  /** How many places are put in front of an axis, and behind it. */
  readonly around: readonly (readonly [number, number])[];
}

/** The plan of a convolution between shapes that go together. */
function planOf(
  name: string,
  images: Shape,
  weights: Shape,
  results: Shape,
  { groups, steps, gaps, around }: Windows,
): ConvolutionPlan {
  return {
    name,
    geometry: {
      batch: images[0],
      groups,
      channels: weights[1],
      outChannels: weights[0] / groups,
      size: triple(images.slice(2), 1),
      kernel: triple(weights.slice(2), 1),
      out: triple(results.slice(2), 1),
      stride: triple(steps, 1),
      dilation: triple(gaps, 1),
      before: triple(
        around.map(([before]) => before),
        0,
      ),
    },
    images,
    weights,
    results,
  };
}

/** The plan of a convolution. */
export const convolutionPlan = /* @__PURE__ */ withoutLanes(function convolutionPlan(
  name: string,
  axes: number,
  x: ArrayInput,
  w: ArrayInput,
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: ConvolutionOptions = {},
): ConvolutionPlan {
  const images = toArray(x, name).shape;
  const weights = toArray(w, name).shape;
  expectRank(name, 'images', images, axes, 'batch, channels');
  expectRank(name, 'weights', weights, axes, 'channels of the result, channels of a group');
  perAxis(name, 'groups', groups, 1, 1);
  if (images[1] !== groups * weights[1] || weights[0] % groups !== 0)
    throw misfit(
      name,
      images,
      weights,
      groups,
      'the images must have as many channels as axis 1 of the weights times the groups, and the groups must divide axis 0 of the weights.',
    );
  const size = images.slice(2);
  const kernel = weights.slice(2);
  const steps = perAxis(name, 'stride', stride, axes, 1);
  const gaps = perAxis(name, 'dilation', dilation, axes, 1);
  const reach = kernel.map((k, a) => gaps[a] * (k - 1) + 1);
  const around = paddings(name, padding, size, reach, steps);
  const out = size.map((n, a) => outLength(name, n, around[a], reach[a], steps[a]));
  const results = [images[0], weights[0], ...out];
  return planOf(name, images, weights, results, { groups, steps, gaps, around });
});

/** The plan of the convolution whose adjoint a transposed convolution is; the argument of that stands for its results. */
export const transposedPlan = /* @__PURE__ */ withoutLanes(function transposedPlan(
  name: string,
  axes: number,
  y: ArrayInput,
  w: ArrayInput,
  { stride = 1, padding = 0, outputPadding = 0, dilation = 1, groups = 1 }: TransposedOptions = {},
): ConvolutionPlan {
  const results = toArray(y, name).shape;
  const weights = toArray(w, name).shape;
  expectRank(name, 'images', results, axes, 'batch, channels');
  expectRank(name, 'weights', weights, axes, 'channels of the images, channels of a group of the result');
  perAxis(name, 'groups', groups, 1, 1);
  if (results[1] !== weights[0] || weights[0] % groups !== 0)
    throw misfit(
      name,
      results,
      weights,
      groups,
      'the images must have as many channels as axis 0 of the weights, which the groups must divide.',
    );
  const out = results.slice(2);
  const kernel = weights.slice(2);
  const steps = perAxis(name, 'stride', stride, axes, 1);
  const gaps = perAxis(name, 'dilation', dilation, axes, 1);
  const more = perAxis(name, 'outputPadding', outputPadding, axes, 0);
  more.forEach((n, a) => {
    if (n >= Math.max(steps[a], gaps[a]))
      throw new DiffError(
        'DIFF3202',
        `${name} was given the outputPadding ${n} for the stride ${steps[a]} and the dilation ${gaps[a]}. It must be less than one of them.`,
      );
  });
  if ((padding as Padding) === 'same')
    throw new DiffError(
      'DIFF3202',
      `${name} has no padding 'same'. Give numbers, and outputPadding for the odd place.`,
    );
  const around = paddings(name, padding, out, kernel, steps);
  const size = out.map(
    (n, a) => (n - 1) * steps[a] - around[a][0] - around[a][1] + gaps[a] * (kernel[a] - 1) + 1 + more[a],
  );
  if (size.some((n) => n < 1))
    throw new DiffError(
      'DIFF3201',
      `${name} has no result: with that padding, its lengths would be ${shapeText(size)}. Give less padding.`,
    );
  const images = [results[0], groups * weights[1], ...size];
  return planOf(name, images, weights, results, { groups, steps, gaps, around });
});
