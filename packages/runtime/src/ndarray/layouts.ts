import { DiffError } from '../errors/DiffError.js';
import { type Dtype, unitOf } from './dtype.js';
import type { Strided } from './places.js';
import { axesOf, axisOf, compactStrides, type Shape, shapeText, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * How views of an array lie in its data: whole numbers, which carry no derivative.
 */

/** Shape, strides and offset of a view. */
export interface Layout {
  readonly shape: number[];
  readonly stride: number[];
  readonly offset: number;
}

/** A view whose elements are looked at by their kind too. */
interface Source extends Strided {
  readonly dtype: Dtype;
}

/**
 * A shape in which one length may be −1, which is what is left for it.
 * @throws DIFF3201 unless it has as many elements
 */
export const completedShape = /* @__PURE__ */ withoutLanes(function completedShape(
  name: string,
  from: Shape,
  to: number | Shape,
): number[] {
  const shape = typeof to === 'number' ? [to] : to.slice();
  const open = shape.indexOf(-1);
  const size = sizeOf(from);
  if (open >= 0) {
    shape[open] = 1;
    const known = sizeOf(shape);
    shape[open] = known === 0 ? NaN : size / known;
  }
  if (shape.every((n) => Number.isInteger(n) && n >= 0) && sizeOf(shape) === size) return shape;
  throw new DiffError(
    'DIFF3201',
    `${name} cannot give an array of shape ${shapeText(from)} the shape ${typeof to === 'number' ? to : shapeText(to)}: it has ` +
      `${size} elements. Give lengths whose product is that; one of them may be -1, for what is left.`,
  );
});

/**
 * The layout of a view of another shape with the elements in the same order; null if strides allow none.
 *
 * Neighbouring axes that lie in one another without gaps are one run, and each run must be cut into whole axes of the new shape.
 */
export const reshaped = /* @__PURE__ */ withoutLanes(function reshaped(
  a: Source,
  to: readonly number[],
): Layout | null {
  if (sizeOf(to) === 0)
    return { shape: to.slice(), stride: compactStrides(to, unitOf(a.dtype)), offset: a.offset };
  const lengths: number[] = [];
  const steps: number[] = [];
  for (let i = 0; i < a.shape.length; i++) {
    const n = a.shape[i]!;
    if (n === 1) continue;
    const last = lengths.length - 1;
    if (last >= 0 && steps[last] === n * a.stride[i]!) {
      lengths[last]! *= n;
      steps[last] = a.stride[i]!;
    } else {
      lengths.push(n);
      steps.push(a.stride[i]!);
    }
  }
  const stride = new Array<number>(to.length).fill(unitOf(a.dtype));
  let axis = to.length - 1;
  for (let run = lengths.length - 1; run >= 0; run--) {
    let count = 1;
    for (; count < lengths[run]!; axis--) {
      stride[axis] = steps[run]! * count;
      count *= to[axis]!;
    }
    if (count !== lengths[run]) return null;
  }
  // Axes of length 1 that are left stand in front; any stride is right for them.
  return { shape: to.slice(), stride, offset: a.offset };
});

/** The axes in another order: those named `from` come to stand at `to`, the others follow in their order. */
export const moved = /* @__PURE__ */ withoutLanes(function moved(
  a: Strided,
  from: number | readonly number[],
  to: number | readonly number[],
): Layout {
  const rank = a.shape.length;
  const listed = (axes: number | readonly number[]): number[] => {
    axesOf('moveaxis', axes, rank);
    return (typeof axes === 'number' ? [axes] : axes).map((axis) => axisOf('moveaxis', axis, rank));
  };
  const sources = listed(from);
  const places = listed(to);
  if (sources.length !== places.length)
    throw new DiffError(
      'DIFF3202',
      `moveaxis was given ${sources.length} axes and ${places.length} places. Give one place for each axis.`,
    );
  const order = new Array<number>(rank).fill(-1);
  places.forEach((place, i) => (order[place] = sources[i]!));
  const rest = Array.from({ length: rank }, (_, i) => i).filter((i) => !sources.includes(i));
  return permuted(
    a,
    order.map((axis) => (axis < 0 ? rest.shift()! : axis)),
  );
});

export const swapped = /* @__PURE__ */ withoutLanes(function swapped(
  a: Strided,
  axis1: number,
  axis2: number,
): Layout {
  const rank = a.shape.length;
  const i = axisOf('swapaxes', axis1, rank);
  const j = axisOf('swapaxes', axis2, rank);
  const order = a.shape.map((_, axis) => (axis === i ? j : axis === j ? i : axis));
  return permuted(a, order);
});

function permuted(a: Strided, order: readonly number[]): Layout {
  return {
    shape: order.map((axis) => a.shape[axis]!),
    stride: order.map((axis) => a.stride[axis]!),
    offset: a.offset,
  };
}

/** Some axes reversed. */
export const flipped = /* @__PURE__ */ withoutLanes(function flipped(
  a: Strided,
  axis?: number | readonly number[] | null,
): Layout {
  const stride = a.stride.slice();
  let { offset } = a;
  for (const i of axesOf('flip', axis, a.shape.length)) {
    if (a.shape[i]! > 0) offset += (a.shape[i]! - 1) * stride[i]!;
    stride[i] = -stride[i]!;
  }
  return { shape: a.shape.slice(), stride, offset };
});

/** A plane turned by quarters from its first axis towards its second one. */
export const turned = /* @__PURE__ */ withoutLanes(function turned(
  a: Strided,
  quarters: number,
  axes: readonly number[],
): Layout {
  const rank = a.shape.length;
  if (!Number.isInteger(quarters) || axes.length !== 2 || axesOf('rot90', axes, rank).length !== 2)
    throw new DiffError(
      'DIFF3202',
      `rot90 was given ${quarters} quarter turns in the axes ${shapeText(axes)}. Give a whole number and two axes.`,
    );
  const [first, second] = axes.map((axis) => axisOf('rot90', axis, rank)) as [number, number];
  const turns = ((quarters % 4) + 4) % 4;
  if (turns === 0) return flipped(a, []);
  if (turns === 2) return flipped(a, axes);
  const order = a.shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis));
  return turns === 1 ? permuted(flipped(a, second), order) : flipped(permuted(a, order), second);
});

/** The elements of which two indices are equal, with the axis that these form at the end. */
export const diagonalOf = /* @__PURE__ */ withoutLanes(function diagonalOf(
  a: Strided,
  shift: number,
  axis1: number,
  axis2: number,
): Layout {
  const rank = a.shape.length;
  const i = axisOf('diagonal', axis1, rank);
  const j = axisOf('diagonal', axis2, rank);
  if (i === j || !Number.isInteger(shift))
    throw new DiffError(
      'DIFF3202',
      `diagonal was given the axes ${axis1} and ${axis2} and the offset ${shift}. Give two different axes and a whole number.`,
    );
  const [down, right] = shift < 0 ? [-shift, 0] : [0, shift];
  const length = Math.max(0, Math.min(a.shape[i]! - down, a.shape[j]! - right));
  const keeps = (_: number, axis: number): boolean => axis !== i && axis !== j;
  return {
    shape: [...a.shape.filter(keeps), length],
    stride: [...a.stride.filter(keeps), a.stride[i]! + a.stride[j]!],
    offset: length === 0 ? a.offset : a.offset + down * a.stride[i]! + right * a.stride[j]!,
  };
});

/**
 * The layouts of the parts of an array along an axis.
 * @param parts  a number of parts, or the indices at which a part begins
 * @param isEven  whether a number of parts must divide the length
 */
export const splitAt = /* @__PURE__ */ withoutLanes(function splitAt(
  name: string,
  a: Strided,
  parts: number | readonly number[],
  axis: number,
  isEven: boolean,
): Layout[] {
  const k = axisOf(name, axis, a.shape.length);
  const length = a.shape[k]!;
  const bounds =
    typeof parts === 'number' ? evenBounds(name, length, parts, isEven) : boundsAt(name, length, parts);
  return bounds.slice(1).map((end, i) => {
    const start = bounds[i]!;
    const shape = a.shape.slice();
    shape[k] = Math.max(0, end - start);
    return {
      shape,
      stride: a.stride.slice(),
      offset: sizeOf(shape) === 0 ? a.offset : a.offset + start * a.stride[k]!,
    };
  });
});

function evenBounds(name: string, length: number, parts: number, isEven: boolean): number[] {
  if (!Number.isInteger(parts) || parts < 1 || (isEven && length % parts !== 0))
    throw new DiffError(
      'DIFF3202',
      `${name} cannot divide an axis of length ${length} into ${parts} ${isEven ? 'equal ' : ''}parts. Give a number of parts from 1 on` +
        (isEven ? ' that divides the length, or a list of the indices at which parts begin.' : '.'),
    );
  const shorter = Math.floor(length / parts);
  const bounds = [0];
  for (let i = 0; i < parts; i++) bounds.push(bounds[i]! + shorter + (i < length % parts ? 1 : 0));
  return bounds;
}

function boundsAt(name: string, length: number, starts: readonly number[]): number[] {
  const inner = starts.map((start) => {
    if (!Number.isInteger(start))
      throw new DiffError(
        'DIFF3202',
        `${name} was given the index ${start} for a part to begin. Give whole numbers.`,
      );
    return Math.min(length, Math.max(0, start < 0 ? start + length : start));
  });
  return [0, ...inner, length];
}
