import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { copy } from './copy.js';
import { type NumberData, unitOf } from './dtype.js';
import { NDArray } from './NDArray.js';
import { isContiguous } from './places.js';
import { type Shape, sizeOf } from './shape.js';

/** Longer blocks are copied by `set`. */
const SHORT = 16;

/** Blocks of neighbouring elements, in any order and any number of times; zeros where the position is −1. */
export function gatherAt(x: ArrayInput, positions: Int32Array, shape: Shape, block = 1): NDArray {
  const a = inRows(toArray(x, 'gather'));
  const unit = unitOf(a.dtype);
  const width = block * unit;
  const data = allocate(a.dtype, sizeOf(shape) * unit);
  if (width === 1) gatherNumbers(positions, a.data, a.offset, data);
  else
    for (let i = 0; i < positions.length; i++) {
      const at = positions[i]!;
      if (at >= 0) copyBlock(width, a.data, a.offset + at * width, data, i * width);
    }
  return new NDArray(data, shape.slice(), undefined, 0, a.dtype);
}

/** The opposite: an array of zeros to which each block is added where it was taken. */
export function scatterAt(x: ArrayInput, positions: Int32Array, shape: Shape, block = 1): NDArray {
  const a = toArray(x, 'scatter');
  const data = allocate(a.dtype, sizeOf(shape) * unitOf(a.dtype));
  const out = new NDArray(data, shape.slice(), undefined, 0, a.dtype);
  scatterInto(a, positions, block, out);
  return out;
}

/**
 * Adds each block where it was taken, if the elements of `into` lie in rows without gaps.
 * @returns whether they do
 */
export function scatterInto(x: NDArray, positions: Int32Array, block: number, into: NDArray): boolean {
  const unit = unitOf(into.dtype);
  if (!isContiguous(into, unit) || unitOf(x.dtype) !== unit) return false;
  const a = inRows(x);
  const width = block * unit;
  if (width === 1) scatterNumbers(positions, a.data, a.offset, into.data, into.offset);
  else
    for (let i = 0; i < positions.length; i++) {
      const at = positions[i]!;
      if (at >= 0) addBlock(width, a.data, a.offset + i * width, into.data, into.offset + at * width);
    }
  return true;
}

/** A copy with other blocks at some positions; of several for one the last counts. */
export function putAt(x: ArrayInput, positions: Int32Array, values: ArrayInput, block = 1): NDArray {
  const out = copy(toArray(x, 'put'));
  const v = inRows(toArray(values, 'put'));
  const width = block * unitOf(out.dtype);
  for (let i = 0; i < positions.length; i++)
    copyBlock(width, v.data, v.offset + i * width, out.data, positions[i]! * width);
  return out;
}

/** The array, or a compact copy of it, whose elements lie in rows without gaps. */
function inRows(a: NDArray): NDArray {
  return isContiguous(a, unitOf(a.dtype)) ? a : copy(a);
}

function gatherNumbers(positions: Int32Array, from: NumberData, offset: number, to: NumberData): void {
  if (from instanceof Float64Array && to instanceof Float64Array) {
    for (let i = 0; i < positions.length; i++) {
      const at = positions[i]!;
      to[i] = at < 0 ? 0 : from[offset + at]!;
    }
    return;
  }
  for (let i = 0; i < positions.length; i++) {
    const at = positions[i]!;
    to[i] = at < 0 ? 0 : from[offset + at]!;
  }
}

function scatterNumbers(
  positions: Int32Array,
  from: NumberData,
  offset: number,
  to: NumberData,
  start: number,
): void {
  if (from instanceof Float64Array && to instanceof Float64Array) {
    for (let i = 0; i < positions.length; i++) {
      const at = positions[i]!;
      if (at >= 0) to[start + at]! += from[offset + i]!;
    }
    return;
  }
  for (let i = 0; i < positions.length; i++) {
    const at = positions[i]!;
    if (at >= 0) to[start + at]! += from[offset + i]!;
  }
}

function copyBlock(n: number, from: NumberData, x: number, to: NumberData, y: number): void {
  if (n > SHORT) to.set(from.subarray(x, x + n), y);
  else for (let i = 0; i < n; i++) to[y + i] = from[x + i]!;
}

function addBlock(n: number, from: NumberData, x: number, to: NumberData, y: number): void {
  for (let i = 0; i < n; i++) to[y + i]! += from[x + i]!;
}
