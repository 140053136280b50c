import { DiffError } from '../errors/DiffError.js';
import { toArray } from './asarray.js';
import { type Dtype, newData, type NumberData, unitOf } from './dtype.js';
import { numbersInOrder } from './places.js';
import { axesOf, axisOf, type Shape, shapeText, sizeOf } from './shape.js';
import type { ReduceOptions } from './reduce.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * Shapes and strides of views: whole numbers, which carry no derivative.
 */

interface Axes {
  readonly shape: number[];
  readonly stride: number[];
}

export const transposed = /* @__PURE__ */ withoutLanes(function transposed(
  shape: Shape,
  stride: readonly number[],
  axes?: readonly number[],
): Axes {
  if (axes === undefined) return { shape: shape.slice().reverse(), stride: stride.slice().reverse() };
  const order = axes.map((axis) => axisOf('transpose', axis, shape.length));
  if (order.length !== shape.length || new Set(order).size !== order.length)
    throw new DiffError(
      'DIFF3202',
      `transpose was given the axes ${shapeText(axes)} for an array of ${shape.length} axes. Give each axis once.`,
    );
  return { shape: order.map((axis) => shape[axis]!), stride: order.map((axis) => stride[axis]!) };
});

export const withLastAxesExchanged = /* @__PURE__ */ withoutLanes(function withLastAxesExchanged(
  shape: Shape,
  stride: readonly number[],
): Axes {
  const rank = shape.length;
  if (rank < 2)
    throw new DiffError(
      'DIFF3201',
      `matrixTranspose needs matrices, and was given an array of shape ${shapeText(shape)}.`,
    );
  const exchanged = (list: readonly number[]): number[] => [
    ...list.slice(0, rank - 2),
    list[rank - 1]!,
    list[rank - 2]!,
  ];
  return { shape: exchanged(shape), stride: exchanged(stride) };
});

export const expanded = /* @__PURE__ */ withoutLanes(function expanded(
  shape: Shape,
  stride: readonly number[],
  axis: number | readonly number[],
): Axes {
  const count = typeof axis === 'number' ? 1 : axis.length;
  const places = axesOf('expandDims', axis, shape.length + count);
  const result: Axes = { shape: [], stride: [] };
  let next = 0;
  for (let i = 0; i < shape.length + count; i++) {
    const isNew = places.includes(i);
    result.shape.push(isNew ? 1 : shape[next]!);
    result.stride.push(isNew ? 0 : stride[next]!);
    if (!isNew) next++;
  }
  return result;
});

export const squeezed = /* @__PURE__ */ withoutLanes(function squeezed(
  shape: Shape,
  stride: readonly number[],
  axis?: number | readonly number[] | null,
): Axes {
  const all = axis === null || axis === undefined;
  const dropped = axesOf('squeeze', axis, shape.length).filter((i) => !all || shape[i] === 1);
  for (const i of dropped) {
    if (shape[i] !== 1)
      throw new DiffError(
        'DIFF3202',
        `squeeze cannot leave out axis ${i} of an array of shape ${shapeText(shape)}, which has the length ${shape[i]}. Take an element of it: pick().`,
      );
  }
  const keeps = (_: number, i: number): boolean => !dropped.includes(i);
  return { shape: shape.filter(keeps), stride: stride.filter(keeps) };
});

/** An array of zeros for the numbers of nested arrays. */
export const emptyLike = /* @__PURE__ */ withoutLanes(function emptyLike(x: unknown): {
  readonly shape: number[];
  readonly dtype: Dtype;
  readonly data: NumberData;
} {
  const { shape, dtype } = toArray(x, 'asarray');
  return { shape, dtype, data: newData(dtype, sizeOf(shape) * unitOf(dtype)) };
});

/** How the elements of a view lie in its data. */
export const layoutOf = /* @__PURE__ */ withoutLanes(function layoutOf(x: unknown): {
  readonly shape: number[];
  readonly stride: number[];
  readonly offset: number;
  readonly dtype: Dtype;
} {
  const { shape, stride, offset, dtype } = toArray(x, 'asarray');
  return { shape, stride, offset, dtype };
});

/** How many elements lie behind each index of an axis. */
export const countFrom = /* @__PURE__ */ withoutLanes(function countFrom(shape: Shape, axis: number): number {
  return sizeOf(shape.slice(axis));
});

export const positionsOf = /* @__PURE__ */ withoutLanes(numbersInOrder);

/** The axes that a reduction has left out. */
export const restoredAxes = /* @__PURE__ */ withoutLanes(function restoredAxes(
  rank: number,
  options: ReduceOptions | undefined,
): number[] {
  return options?.keepdims === true ? [] : axesOf('sum', options?.axis, rank);
});
