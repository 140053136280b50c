import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import type { Places } from './indices.js';
import { NDArray } from './NDArray.js';
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
  const numbers = numbersOf(name, a);
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

/** The same as places, in the shape of the result. */
export const sortedAt = /* @__PURE__ */ withoutLanes(function sortedAt(
  name: string,
  x: ArrayInput,
  axis: number | null,
): Places {
  const a = toArray(x, name);
  const positions = sortedOrder(name, a, axis);
  return { positions, shape: axis === null ? [a.size] : a.shape.slice(), block: 1 };
});

export const argsort = /* @__PURE__ */ withoutLanes(function argsort(
  x: ArrayInput,
  axis: number | null = -1,
): NDArray {
  const { positions, shape } = sortedAt('argsort', x, axis);
  return new NDArray(
    alongOf(shape, positions, axis === null ? 0 : axisOf('argsort', axis, shape.length)),
    shape,
  );
});

/** Indices along an axis from positions in the order of the elements. */
function alongOf(shape: Shape, positions: Int32Array, axis: number): Int32Array {
  const step = sizeOf(shape.slice(axis + 1));
  const n = shape[axis]!;
  return positions.map((at) => Math.floor(at / step) % n);
}

/** Where the greatest elements along an axis stand, or the least. */
export const topAt = /* @__PURE__ */ withoutLanes(function topAt(
  x: ArrayInput,
  count: number,
  axis: number,
  largest: boolean,
): Places & { readonly indices: NDArray } {
  const a = toArray(x, 'topk');
  const k = axisOf('topk', axis, a.dimension);
  const n = a.shape[k]!;
  if (!Number.isInteger(count) || count < 0 || count > n)
    throw new DiffError(
      'DIFF3202',
      `topk was given k = ${count} for an axis of length ${n}. Give an integer from 0 to ${n}.`,
    );
  const { lines } = linesOf('topk', a.shape, k);
  const numbers = numbersOf('topk', a);
  const shape = a.shape.slice();
  shape[k] = count;
  const step = sizeOf(shape.slice(k + 1));
  const positions = new Int32Array(sizeOf(shape));
  const line = new Float64Array(n);
  const order = new Uint32Array(n);
  lines.forEach(({ start }, at) => {
    // Where the same line begins in the result.
    const first = Math.floor(at / step) * count * step + (at % step);
    for (let i = 0; i < n; i++) line[i] = numbers[start + i * step]!;
    orderOf(line, order, largest);
    for (let i = 0; i < count; i++) positions[first + i * step] = start + order[i]! * step;
  });
  const indices = new NDArray(alongOf(a.shape, positions, k), shape);
  return { positions, shape, block: 1, indices };
});

/** There are elements of such ranks along an axis. */
export const expectRanks = /* @__PURE__ */ withoutLanes(function expectRanks(
  shape: Shape,
  kth: number | readonly number[],
  axis: number | null,
): void {
  const n = axis === null ? sizeOf(shape) : shape[axisOf('partition', axis, shape.length)]!;
  for (const k of typeof kth === 'number' ? [kth] : kth) {
    if (!Number.isInteger(k) || k < -n || k >= n)
      throw new DiffError(
        'DIFF3202',
        `partition was given the index ${k} for an axis of length ${n}. Give integers from ${-n} to ${n - 1}.`,
      );
  }
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
export function orderOf(line: Float64Array, order: Uint32Array, decreasing = false): void {
  const n = line.length;
  let from: Uint32Array = order;
  let to: Uint32Array = new Uint32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  insertRuns(line, from, decreasing);
  for (let width = RUN; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) mergeRuns(line, from, to, low, width, decreasing);
    [from, to] = [to, from];
  }
  if (from !== order) order.set(from);
}

/** Shorter runs are sorted by insertion. */
const RUN = 12;

function insertRuns(line: Float64Array, order: Uint32Array, decreasing: boolean): void {
  for (let low = 0; low < order.length; low += RUN) {
    const high = Math.min(order.length, low + RUN);
    for (let i = low + 1; i < high; i++) {
      const at = order[i]!;
      const value = line[at]!;
      let j = i - 1;
      for (; j >= low && isBehind(line[order[j]!]!, value, decreasing); j--) order[j + 1] = order[j]!;
      order[j + 1] = at;
    }
  }
}

function mergeRuns(
  line: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  low: number,
  width: number,
  decreasing: boolean,
): void {
  const middle = Math.min(line.length, low + width);
  const high = Math.min(line.length, middle + width);
  let i = low;
  let j = middle;
  for (let k = low; k < high; k++) {
    const takesLeft = i < middle && (j >= high || !isBehind(line[from[i]!]!, line[from[j]!]!, decreasing));
    to[k] = takesLeft ? from[i++]! : from[j++]!;
  }
}

/** Does `x` stand behind `y` in such an order? */
function isBehind(x: number, y: number, decreasing: boolean): boolean {
  return decreasing ? isAfter(y, x) : isAfter(x, y);
}

/** Is `x` greater than `y`? NaN is greater than all numbers. */
function isAfter(x: number, y: number): boolean {
  return x > y || (x !== x && y === y);
}
