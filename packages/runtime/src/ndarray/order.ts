import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import { isComplexDtype } from './dtype.js';
import { numbersOf } from './numbersOf.js';
import { axisOf, type Shape, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * The order of elements. It carries no derivative.
 */

/**
 * Positions, in the order of the elements, of the elements sorted along an axis; equal ones stay in their order, NaN comes last, −0 equals 0.
 * @param axis  null for all elements along one axis
 */
export const sortedOrder = /* @__PURE__ */ withoutLanes(function sortedOrder(
  name: string,
  x: ArrayInput,
  axis: number | null,
): Int32Array {
  const a = toArray(x, name);
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given an array of complex numbers, which have no order. Give real ones: real(z), imag(z) or abs(z).`,
    );
  const numbers = numbersOf(a);
  const { length, lines } = linesOf(name, a.shape, axis);
  const positions = new Int32Array(numbers.length);
  const line = new Float64Array(length);
  const order = new Uint32Array(length);
  for (const { start, step } of lines) {
    for (let i = 0; i < length; i++) line[i] = numbers[start + i * step]!;
    orderOf(line, order);
    for (let i = 0; i < length; i++) positions[start + i * step] = start + order[i]! * step;
  }
  return positions;
});

/** The lines along an axis. */
export function linesOf(
  name: string,
  shape: Shape,
  axis: number | null,
): { readonly length: number; readonly lines: { readonly start: number; readonly step: number }[] } {
  if (axis === null) return { length: sizeOf(shape), lines: [{ start: 0, step: 1 }] };
  const k = axisOf(name, axis, shape.length);
  const length = shape[k]!;
  const step = sizeOf(shape.slice(k + 1));
  const lines = [];
  for (let outer = 0; outer < sizeOf(shape.slice(0, k)); outer++)
    for (let inner = 0; inner < step; inner++) lines.push({ start: outer * length * step + inner, step });
  return { length, lines };
}

/** The indices that sort a line: a merge sort from the bottom, which keeps the order of equals. */
export function orderOf(line: Float64Array, order: Uint32Array): void {
  const n = line.length;
  let from: Uint32Array = order;
  let to: Uint32Array = new Uint32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  insertRuns(line, from);
  for (let width = RUN; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) mergeRuns(line, from, to, low, width);
    [from, to] = [to, from];
  }
  if (from !== order) order.set(from);
}

/** Shorter runs are sorted by insertion. */
const RUN = 12;

function insertRuns(line: Float64Array, order: Uint32Array): void {
  for (let low = 0; low < order.length; low += RUN) {
    const high = Math.min(order.length, low + RUN);
    for (let i = low + 1; i < high; i++) {
      const at = order[i]!;
      const value = line[at]!;
      let j = i - 1;
      for (; j >= low && isAfter(line[order[j]!]!, value); j--) order[j + 1] = order[j]!;
      order[j + 1] = at;
    }
  }
}

function mergeRuns(line: Float64Array, from: Uint32Array, to: Uint32Array, low: number, width: number): void {
  const middle = Math.min(line.length, low + width);
  const high = Math.min(line.length, middle + width);
  let i = low;
  let j = middle;
  for (let k = low; k < high; k++) {
    const takesLeft = i < middle && (j >= high || !isAfter(line[from[i]!]!, line[from[j]!]!));
    to[k] = takesLeft ? from[i++]! : from[j++]!;
  }
}

/** Does `x` stand behind `y`? NaN stands behind all numbers. */
function isAfter(x: number, y: number): boolean {
  return x > y || (x !== x && y === y);
}
