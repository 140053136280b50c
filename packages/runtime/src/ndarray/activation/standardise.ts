import { DiffError } from '../../errors/DiffError.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { copy } from '../copy.js';
import type { NumberData } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { axesOf, type Shape, shapeText, sizeOf } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import {
  type GroupNumbers,
  groupNumbers,
  groupSums,
  mapGroups,
  newArray,
  realArray,
  rowLength,
} from './groups.js';

/** How groups of numbers are brought to the mean 0 and the variance 1, or to the mean square 1. */
export interface StandardPlan {
  readonly name: string;
  readonly axes: readonly number[];
  /** The shape with the length 1 along these axes. */
  readonly kept: Shape;
  /** How many numbers a group has. */
  readonly count: number;
  /** Whether the mean is taken off. */
  readonly centred: boolean;
}

interface Moments {
  readonly means: GroupNumbers;
  readonly inverses: GroupNumbers;
}

/** Mean and 1/√(variance + eps) of each group; the variance is summed around the mean. */
function momentsOf(a: NDArray, { kept, count, centred }: StandardPlan, eps: number): Moments {
  const means = groupNumbers(kept, 0);
  if (centred) means.data.set(groupSums(a, means, (x) => x).data.map((sum) => sum / count));
  const squares = groupSums(a, means, (x, mean) => (x - mean) * (x - mean));
  const inverses = groupNumbers(kept, 0);
  inverses.data.set(squares.data.map((sum) => 1 / Math.sqrt(sum / count + eps)));
  return { means, inverses };
}

/** (x − mean)/√(variance + eps). */
export function standardised(x: ArrayInput, plan: StandardPlan, eps: number): NDArray {
  const { a, dtype } = realArray(plan.name, x);
  const n = rowLength(a, plan.kept);
  if (n > 0) {
    const out = newArray(dtype, a.shape);
    standardiseRows(a.size / n, n, a.data, a.offset, out.data, plan.centred, eps);
    return out;
  }
  const { means, inverses } = momentsOf(a, plan, eps);
  const shifted = newArray('float64', a.shape);
  mapGroups(a, means, shifted, (v, mean) => v - mean);
  const out = newArray(dtype, a.shape);
  mapGroups(shifted, inverses, out, (v, inverse) => v * inverse);
  return out;
}

/** The same for rows that lie one after the other. */
function standardiseRows(
  m: number,
  n: number,
  x: NumberData,
  offset: number,
  y: NumberData,
  centred: boolean,
  eps: number,
): void {
  for (let row = 0, p = offset, q = 0; row < m; row++, p += n, q += n) {
    let mean = 0;
    if (centred) {
      for (let i = 0; i < n; i++) mean += x[p + i];
      mean /= n;
    }
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (x[p + i] - mean) * (x[p + i] - mean);
    const inverse = 1 / Math.sqrt(squares / n + eps);
    for (let i = 0; i < n; i++) y[q + i] = (x[p + i] - mean) * inverse;
  }
}

/** 1/√(variance + eps) of each group. */
export function inverseDeviations(x: ArrayInput, plan: StandardPlan, eps: number): NDArray {
  const { a, dtype } = realArray(plan.name, x);
  const out = newArray(dtype, plan.kept);
  out.data.set(momentsOf(a, plan, eps).inverses.data);
  return out;
}

/** The plan for groups along some axes, with the number that will be added to their variances. */
export const standardPlan = /* @__PURE__ */ withoutLanes(function standardPlan(
  name: string,
  x: ArrayInput,
  axis: number | readonly number[] | null,
  eps: number,
  centred: boolean,
): StandardPlan {
  const { shape } = toArray(x, name);
  const axes = axesOf(name, axis, shape.length);
  if (!(eps >= 0))
    throw new DiffError('DIFF3202', `${name} was given ${eps} for \`eps\`. Give a number from 0 on.`);
  const kept = shape.map((n, i) => (axes.includes(i) ? 1 : n));
  return { name, axes, kept, count: sizeOf(axes.map((i) => shape[i])), centred };
});

/** All axes but those of batch and channels (`from` 2), or but that of the channels (0). */
export const axesBeside = /* @__PURE__ */ withoutLanes(function axesBeside(
  name: string,
  x: ArrayInput,
  batch: boolean,
): number[] {
  const { shape } = toArray(x, name);
  if (shape.length < (batch ? 2 : 3))
    throw new DiffError(
      'DIFF3201',
      `${name} was given an array of shape ${shapeText(shape)}, where batch, channels${batch ? '' : ' and one more axis at least'} are needed.`,
    );
  return shape.map((_, i) => i).filter((i) => i > 1 || (i === 0 && batch));
});

/** The shape with its channels in groups: [batch, groups, channels of a group, …]. */
export const groupedShape = /* @__PURE__ */ withoutLanes(function groupedShape(
  x: ArrayInput,
  groups: number,
): number[] {
  const { shape } = toArray(x, 'groupNorm');
  if (shape.length < 2)
    throw new DiffError(
      'DIFF3201',
      `groupNorm was given an array of shape ${shapeText(shape)}, where batch and channels are needed.`,
    );
  if (!(Number.isInteger(groups) && groups >= 1 && shape[1] % groups === 0))
    throw new DiffError(
      'DIFF3202',
      `groupNorm was given ${groups} groups of ${shape[1]} channels. Give a divisor of the number of channels.`,
    );
  return [shape[0], groups, shape[1] / groups, ...shape.slice(2)];
});

/** The same elements in another shape of as many. */
export function reshaped(x: ArrayInput, shape: Shape): NDArray {
  const { data, dtype } = copy(toArray(x, 'groupNorm'));
  return new NDArray(data, shape.slice(), undefined, 0, dtype);
}
