import type { Strided } from './places.js';
import { broadcastStrides, type Shape } from './shape.js';

/** Is given the rows of one operand, of two or of three: a length, and offset and stride of each. */
export type Rows1 = (n: number, x: number, xs: number) => void;
export type Rows2 = (n: number, x: number, xs: number, y: number, ys: number) => void;
export type Rows3 = (n: number, x: number, xs: number, y: number, ys: number, z: number, zs: number) => void;

/*
 * Loops over all elements of some views, row by row, so that what is done to a row runs over plain numbers. Operands are broadcast to the shape.
 */

export function rows2(shape: Shape, x: Strided, y: Strided, visit: Rows2): void {
  walk(shape, [x, y], (n, at, steps) => {
    visit(n, at[0]!, steps[0]!, at[1]!, steps[1]!);
  });
}

export function rows3(shape: Shape, x: Strided, y: Strided, z: Strided, visit: Rows3): void {
  walk(shape, [x, y, z], (n, at, steps) => {
    visit(n, at[0]!, steps[0]!, at[1]!, steps[1]!, at[2]!, steps[2]!);
  });
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
