import { DiffError } from '../errors/DiffError.js';
import { type Dtype, isDtype, unitOf } from './dtype.js';
import { shapeText, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * What the methods of arrays check of their arguments, and compute of whole numbers. None of it carries a derivative.
 */

interface View {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  readonly dtype: Dtype;
}

function wrong(message: string): DiffError {
  return new DiffError('DIFF3202', message);
}

/** The index of one axis lies outside. */
export const wrongIndex = /* @__PURE__ */ withoutLanes(function wrongIndex(
  i: number,
  axis: number,
  shape: readonly number[],
): never {
  throw wrong(
    `there is no index ${String(i)} along axis ${axis} of an array of shape ${shapeText(shape)}. Give an integer from 0 to ${shape[axis]! - 1}.`,
  );
});

/** There are too many indices, or too few. */
export const wrongCount = /* @__PURE__ */ withoutLanes(function wrongCount(shape: readonly number[]): never {
  throw wrong(
    `an array of shape ${shapeText(shape)} takes ${shape.length} ${shape.length === 1 ? 'index' : 'indices'}, and \`set\` one more number, the value. ` +
      'Give one for each axis; pick() gives a view with some of them fixed.',
  );
});

/** There are not more arguments than axes. */
export const expectAxes = /* @__PURE__ */ withoutLanes(function expectAxes(
  name: string,
  count: number,
  rank: number,
): void {
  if (count > rank)
    throw wrong(
      `${name} was given ${count} arguments for an array of ${rank} axes. Give one for each axis at most.`,
    );
});

/** The first elements of an axis are taken or left. */
export const expectPart = /* @__PURE__ */ withoutLanes(function expectPart(
  name: string,
  n: number,
  axis: number,
  shape: readonly number[],
): void {
  if (!Number.isInteger(n) || n > shape[axis]!)
    throw wrong(
      `${name} was given ${n} for axis ${axis} of an array of shape ${shapeText(shape)}. Give an integer from 0 to ${shape[axis]}, or null.`,
    );
});

export const expectStep = /* @__PURE__ */ withoutLanes(function expectStep(d: number): void {
  if (!Number.isInteger(d) || d === 0)
    throw wrong(`step was given ${d}. Give a whole number other than 0, or null to keep an axis.`);
});

export const expectOne = /* @__PURE__ */ withoutLanes(function expectOne(shape: readonly number[]): void {
  if (sizeOf(shape) !== 1)
    throw new DiffError(
      'DIFF3201',
      `item needs an array with one element, and this one has the shape ${shapeText(shape)}. Use get(…) for one of its elements.`,
    );
});

/** All axes, those given first; as scijs has it, missing ones stand at the end. */
export const fullOrder = /* @__PURE__ */ withoutLanes(function fullOrder(
  axes: readonly number[],
  rank: number,
): readonly number[] {
  const order: number[] = [];
  for (let i = 0; i < rank; i++) order.push(axes[i] ?? i);
  const seen = new Set(order);
  if (
    axes.length > rank ||
    seen.size !== rank ||
    order.some((i) => !Number.isInteger(i) || i < 0 || i >= rank)
  )
    throw wrong(
      `transpose was given the axes ${shapeText(axes)} for an array of ${rank} axes. Give each axis from 0 to ${rank - 1} once.`,
    );
  return order;
});

/** Where a view begins that fills its data from one end to the other, if some strides are negative. */
export const firstOffset = /* @__PURE__ */ withoutLanes(function firstOffset(
  shape: readonly number[],
  stride: readonly number[],
): number {
  let offset = 0;
  for (let i = 0; i < shape.length; i++) if (stride[i]! < 0) offset -= (shape[i]! - 1) * stride[i]!;
  return offset;
});

/** Axes by the size of their strides. */
export const axisOrder = /* @__PURE__ */ withoutLanes(function axisOrder(
  stride: readonly number[],
): readonly number[] {
  let isCompact = true;
  for (let i = 1; i < stride.length; i++)
    if (Math.abs(stride[i]!) > Math.abs(stride[i - 1]!)) isCompact = false;
  if (isCompact) return compactOrder(stride.length);
  if (stride.length === 2) return TRANSPOSED;
  const order = stride.map((_, i) => i).reverse();
  return order.sort((a, b) => Math.abs(stride[a]!) - Math.abs(stride[b]!));
});

const TRANSPOSED: readonly number[] = /* @__PURE__ */ Object.freeze([0, 1]);

const orders: (readonly number[])[] = [];

/** The order of axes of rows without gaps: the last one first. */
export const compactOrder = /* @__PURE__ */ withoutLanes(function compactOrder(
  rank: number,
): readonly number[] {
  return (orders[rank] ??= Object.freeze(Array.from({ length: rank }, (_, i) => rank - 1 - i)));
});

/** Are they lengths of axes? */
export const areLengths = /* @__PURE__ */ withoutLanes(function areLengths(
  shape: readonly number[],
): boolean {
  for (let i = 0; i < shape.length; i++) if (!(shape[i]! >= 0 && shape[i]! % 1 === 0)) return false;
  return true;
});

/** The view lies inside of its data. */
export const expectInside = /* @__PURE__ */ withoutLanes(function expectInside(view: View): void {
  const { data, shape, stride, offset } = view;
  let low = offset;
  let high = offset;
  let valid = shape.length === stride.length && Number.isInteger(offset);
  let empty = false;
  for (let i = 0; i < shape.length; i++) {
    const n = shape[i]!;
    const s = stride[i]!;
    valid &&= Number.isInteger(n) && n >= 0 && Number.isInteger(s);
    if (n === 0) empty = true;
    else if (s < 0) low += (n - 1) * s;
    else high += (n - 1) * s;
  }
  const fits = empty || (low >= 0 && high + unitOf(view.dtype) <= data.length);
  if (valid && fits) return;
  throw outside(view, valid);
});

function outside({ data, shape, stride, offset, dtype }: View, valid: boolean): DiffError {
  if (!isDtype(dtype)) return new DiffError('DIFF3203', `there is no element type ${String(dtype)}.`);
  const what = `an array of shape ${shapeText(shape)} with the strides ${shapeText(stride)} and the offset ${offset}`;
  return new DiffError(
    'DIFF3201',
    valid
      ? `${what} does not lie inside of its data, which has ${data.length} numbers${unitOf(dtype) === 2 ? ' (two to a complex element)' : ''}.`
      : `${what} cannot be: there must be as many strides as lengths, lengths are integers from 0 on, strides and offset integers.`,
  );
}
