import { DiffError } from '../errors/DiffError.js';
import { withoutLanes } from './withoutLanes.js';

/** The length along each axis. */
export type Shape = readonly number[];

/** How many elements there are. */
export const sizeOf = /* @__PURE__ */ withoutLanes(function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i]!;
  return size;
});

/** The strides of elements that lie in rows without gaps, the last axis running fastest; `unit` numbers to an element. */
export const compactStrides = /* @__PURE__ */ withoutLanes(function compactStrides(
  shape: Shape,
  unit = 1,
): number[] {
  const stride = new Array<number>(shape.length);
  let step = unit;
  for (let i = shape.length - 1; i >= 0; i--) {
    stride[i] = step;
    step *= shape[i]!;
  }
  return stride;
});

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * The shape to which two shapes are broadcast, by NumPy's rule: they are aligned at the last axis, and a length 1 is repeated.
 * @param name  of the function, for the message
 * @throws DIFF3201 if they do not fit
 */
export function broadcastShapes(name: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const m = i <= a.length ? a[a.length - i]! : 1;
    const n = i <= b.length ? b[b.length - i]! : 1;
    if (m !== n && m !== 1 && n !== 1) throw unbroadcastable(name, a, b);
    shape[rank - i] = m === 1 ? n : m;
  }
  return shape;
}

/** The strides of an operand within the shape that it is broadcast to: 0 along axes where it is repeated. */
export function broadcastStrides(shape: Shape, stride: readonly number[], to: Shape): readonly number[] {
  const missing = to.length - shape.length;
  const result = new Array<number>(to.length);
  for (let i = 0; i < to.length; i++) {
    const own = i - missing;
    result[i] = own < 0 || (shape[own] === 1 && to[i] !== 1) ? 0 : stride[own]!;
  }
  return result;
}

/**
 * An axis counted from the front.
 * @throws DIFF3202 if there is no such axis
 */
export function axisOf(name: string, axis: number, rank: number): number {
  const k = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(k) && k >= 0 && k < rank) return k;
  throw new DiffError(
    'DIFF3202',
    `${name} was given the axis ${axis} for an array of ${rank} ${rank === 1 ? 'axis' : 'axes'}. ` +
      (rank === 0 ? 'A single number has none.' : `Give an integer from ${-rank} to ${rank - 1}.`),
  );
}

/**
 * Axes counted from the front, in increasing order; null and undefined stand for all.
 * @throws DIFF3202 for axes that are not there, or stand twice
 */
export function axesOf(
  name: string,
  axes: number | readonly number[] | null | undefined,
  rank: number,
): number[] {
  if (axes === null || axes === undefined) return Array.from({ length: rank }, (_, i) => i);
  const list = (typeof axes === 'number' ? [axes] : [...axes]).map((axis) => axisOf(name, axis, rank));
  list.sort((a, b) => a - b);
  for (let i = 1; i < list.length; i++) {
    if (list[i] === list[i - 1])
      throw new DiffError('DIFF3202', `${name} was given the axis ${list[i]} twice. Give each axis once.`);
  }
  return list;
}

/** Shapes as messages show them. */
export function shapeText(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

function unbroadcastable(name: string, a: Shape, b: Shape): DiffError {
  return new DiffError(
    'DIFF3201',
    `${name} was given arrays of the shapes ${shapeText(a)} and ${shapeText(b)}, which cannot be broadcast to one: aligned at the last axis, ` +
      'lengths must be equal or 1. Reshape or transpose one of them.',
  );
}

/**
 * Checks a shape given by a caller.
 * @throws DIFF3201 for anything but a list of lengths
 */
export function checkedShape(name: string, shape: number | Shape): number[] {
  const list =
    typeof shape === 'number' ? [shape] : Array.isArray(shape) ? (shape as number[]).slice() : [NaN];
  for (const n of list) {
    if (!Number.isInteger(n) || n < 0 || n > Number.MAX_SAFE_INTEGER)
      throw new DiffError(
        'DIFF3201',
        `${name} was given ${Array.isArray(shape) ? shapeText(shape) : String(shape)} for a shape. Give a list of lengths, which are integers from 0 on.`,
      );
  }
  return list;
}
