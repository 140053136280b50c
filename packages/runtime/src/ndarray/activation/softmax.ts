import * as kernels from '../../kernels/softmax.js';
import type { ArrayInput } from '../asarray.js';
import type { NumberData } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { isFull, reducedShape, type ReduceOptions } from '../reduce.js';
import { groupMaxima, groupSums, mapGroups, newArray, realArray, rowLength } from './groups.js';

export interface AxisOptions {
  /** The axis, or axes, over which numbers belong together. Default −1, the last one. */
  readonly axis?: number | readonly number[] | null;
}

/** exp(x)/Σ exp(x) over each group, without overflow. */
export function softmax(x: ArrayInput, options: ReduceOptions): NDArray {
  const { a, dtype } = realArray('softmax', x);
  const { kept } = reducedShape('softmax', a.shape, options);
  const out = newArray(dtype, a.shape);
  const n = rowLength(a, kept);
  if (n > 0) {
    kernels.softmax(a.size / n, n, a.data, a.offset, n, 1, out.data, 0, n, 1);
    return out;
  }
  const maxima = groupMaxima(a, kept);
  const sums = groupSums(a, maxima, exponential);
  mapGroups(a, maxima, out, exponential);
  mapGroups(out, sums, out, (e, sum) => e / sum);
  return out;
}

/** x − log Σ exp(x) over each group. */
export function logSoftmax(x: ArrayInput, options: ReduceOptions): NDArray {
  const { a, dtype } = realArray('logSoftmax', x);
  const { kept } = reducedShape('logSoftmax', a.shape, options);
  const out = newArray(dtype, a.shape);
  const n = rowLength(a, kept);
  if (n > 0) {
    kernels.logSoftmax(a.size / n, n, a.data, a.offset, n, 1, out.data, 0, n, 1);
    return out;
  }
  const maxima = groupMaxima(a, kept);
  const sums = groupSums(a, maxima, exponential);
  // Both differences keep all digits that x has.
  const shifted = newArray('float64', a.shape);
  mapGroups(a, maxima, shifted, (v, max) => v - max);
  mapGroups(shifted, sums, out, (v, sum) => v - Math.log(sum));
  return out;
}

function exponential(x: number, max: number): number {
  return Math.exp(x - max);
}

/** log Σ exp(x) over each group, all digits of it: the greatest numbers are counted apart from the others. */
export function logsumexp(x: ArrayInput, options: ReduceOptions = {}): NDArray | number {
  const { a, dtype } = realArray('logsumexp', x);
  const { kept, shape } = reducedShape('logsumexp', a.shape, options);
  const n = rowLength(a, kept);
  if (n > 0) return finished(rowsOfLogs(a.size / n, n, a.data, a.offset));
  const maxima = groupMaxima(a, kept);
  const counts = groupSums(a, maxima, (v, max) => (v === max ? 1 : 0));
  const others = groupSums(a, maxima, (v, max) => (v === max ? 0 : Math.exp(v - max)));
  const data = maxima.data.map((max, i) =>
    Number.isFinite(max)
      ? max + (Math.log(counts.data[i]) + Math.log1p(others.data[i] / counts.data[i]))
      : max,
  );
  return finished(data);

  function finished(logs: Float64Array): NDArray | number {
    if (isFull(a.dimension, options)) return logs[0];
    const out = newArray(dtype, shape);
    out.data.set(logs);
    return out;
  }
}

/** log Σ exp(x) of rows that lie one after the other. */
function rowsOfLogs(m: number, n: number, x: NumberData, offset: number): Float64Array {
  const logs = new Float64Array(m);
  for (let row = 0, p = offset; row < m; row++, p += n) {
    let max = -Infinity;
    for (let i = 0; i < n; i++) max = Math.max(max, x[p + i]);
    let count = 0;
    let others = 0;
    for (let i = 0; i < n; i++) {
      if (x[p + i] === max) count++;
      else others += Math.exp(x[p + i] - max);
    }
    logs[row] = Number.isFinite(max) ? max + (Math.log(count) + Math.log1p(others / count)) : max;
  }
  return logs;
}

/**
 * How much each element has in the logarithm of the sum: as `softmax`, but 0 where all are −∞, and equal for infinite ones, so that it is the
 * derivative of `logsumexp` there too.
 */
export function shares(x: ArrayInput, options: ReduceOptions): NDArray {
  const { a, dtype } = realArray('logsumexp', x);
  const { kept } = reducedShape('logsumexp', a.shape, options);
  const share = (v: number, max: number): number =>
    v === max ? (max === -Infinity ? 0 : 1) : Math.exp(v - max);
  const maxima = groupMaxima(a, kept);
  const sums = groupSums(a, maxima, share);
  const out = newArray(dtype, a.shape);
  mapGroups(a, maxima, out, share);
  mapGroups(out, sums, out, (e, sum) => (e === 0 ? 0 : e / sum));
  return out;
}
