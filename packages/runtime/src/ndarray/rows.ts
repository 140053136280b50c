import type { Strided } from './places.js';
import { broadcastStrides, type Shape, sizeOf } from './shape.js';

/** Is given the rows of one operand, of two or of three: a length, and offset and stride of each. */
export type Rows1 = (n: number, x: number, xs: number) => void;
export type Rows2 = (n: number, x: number, xs: number, y: number, ys: number) => void;
export type Rows3 = (n: number, x: number, xs: number, y: number, ys: number, z: number, zs: number) => void;

/*
 * Loops over all elements of some views, row by row, so that what is done to a row runs over plain numbers. Operands are broadcast to the shape.
 */

export function rows2(shape: Shape, x: Strided, y: Strided, visit: Rows2): void {
  const size = sizeOf(shape);
  if (size === 0) return;
  const m = periodOf(x, shape);
  const n = periodOf(y, shape);
  if (m === 0 || n === 0) {
    walk(shape, [x, y], (count, at, steps) => {
      visit(count, at[0]!, steps[0]!, at[1]!, steps[1]!);
    });
    return;
  }
  const count = shorter(m, n, size);
  for (let at = 0; at < size; at += count)
    visit(count, x.offset + (at % m), m === 1 ? 0 : 1, y.offset + (at % n), n === 1 ? 0 : 1);
}

export function rows3(shape: Shape, x: Strided, y: Strided, z: Strided, visit: Rows3): void {
  const size = sizeOf(shape);
  if (size === 0) return;
  const l = periodOf(x, shape);
  const m = periodOf(y, shape);
  const n = periodOf(z, shape);
  if (l === 0 || m === 0 || n === 0) {
    walk(shape, [x, y, z], (count, at, steps) => {
      visit(count, at[0]!, steps[0]!, at[1]!, steps[1]!, at[2]!, steps[2]!);
    });
    return;
  }
  const count = shorter(l, shorter(m, n, size), size);
  const ls = l === 1 ? 0 : 1;
  const ms = m === 1 ? 0 : 1;
  const ns = n === 1 ? 0 : 1;
  for (let at = 0; at < size; at += count)
    visit(count, x.offset + (at % l), ls, y.offset + (at % m), ms, z.offset + (at % n), ns);
}

/**
 * After how many elements of the shape an operand without gaps begins anew: the bias of a layer after one row, a number at once. 0 for operands
 * that lie or are repeated otherwise.
 */
function periodOf({ shape: own, stride }: Strided, shape: Shape): number {
  let period = 1;
  let i = own.length - 1;
  for (let j = shape.length - 1; i >= 0 && own[i] === shape[j]; i--, j--) {
    const n = own[i]!;
    if (n !== 1 && stride[i] !== period) return 0;
    period *= n;
  }
  for (; i >= 0; i--) if (own[i] !== 1) return 0;
  return period;
}

/** The shorter of two periods, of which that of a single number does not count. */
function shorter(m: number, n: number, size: number): number {
  if (m === 1) return n === 1 ? size : n;
  return n === 1 ? m : Math.min(m, n);
}

type Visit = (n: number, at: readonly number[], steps: readonly number[]) => void;

/** Visits the rows along the last axis, after neighbouring axes were joined wherever all operands allow it. */
export function walk(shape: Shape, views: readonly Strided[], visit: Visit): void {
  if (shape.length === 0) {
    visit(
      1,
      views.map(({ offset }) => offset),
      STEADY,
    );
    return;
  }
  const at = views.map(({ offset }) => offset);
  const lengths: number[] = [];
  const strides: number[][] = views.map(() => []);
  const own = views.map((view) => broadcastStrides(view.shape, view.stride, shape));
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis]!;
    if (n === 0) return;
    if (n === 1) continue;
    const last = lengths.length - 1;
    if (last >= 0 && strides.every((list, v) => list[last] === own[v]![axis]! * n)) {
      lengths[last]! *= n;
      strides.forEach((list, v) => (list[last] = own[v]![axis]!));
    } else {
      lengths.push(n);
      strides.forEach((list, v) => list.push(own[v]![axis]!));
    }
  }
  const rank = lengths.length;
  if (rank === 0) {
    visit(1, at, STEADY);
    return;
  }
  const n = lengths[rank - 1]!;
  const steps = strides.map((list) => list[rank - 1]!);
  const counts = new Array<number>(rank - 1).fill(0);
  for (;;) {
    visit(n, at, steps);
    let axis = rank - 2;
    for (; axis >= 0; axis--) {
      for (let v = 0; v < at.length; v++) at[v]! += strides[v]![axis]!;
      if (++counts[axis]! < lengths[axis]!) break;
      for (let v = 0; v < at.length; v++) at[v]! -= strides[v]![axis]! * lengths[axis]!;
      counts[axis] = 0;
    }
    if (axis < 0) return;
  }
}

const STEADY: readonly number[] = [1, 1, 1, 1];
