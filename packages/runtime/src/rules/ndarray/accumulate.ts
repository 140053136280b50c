import { isComplexDtype } from '../../ndarray/dtype.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { numbersInOrder } from '../../ndarray/places.js';
import { rows2 } from '../../ndarray/rows.js';

/** Adds a cotangent into the shadow of an argument; sums over what was repeated to broadcast it. A complex cotangent of something real counts with its real part. */
export function accumulate(into: NDArray, d: NDArray | number): void {
  const slots = into.data as Float64Array;
  if (typeof d === 'number') {
    const positions = numbersInOrder(into);
    for (let i = 0; i < positions.length; i++) slots[positions[i]!]! += d;
    return;
  }
  const from = d.data;
  if (from instanceof Float64Array && areAlike(d, into)) {
    addRow(d.size, from, d.offset, 1, slots, into.offset, 1);
    return;
  }
  const both = isComplexDtype(into.dtype) && isComplexDtype(d.dtype);
  rows2(d.shape, d, into, (n, x, xs, y, ys) => {
    if (from instanceof Float64Array && !both) addRow(n, from, x, xs, slots, y, ys);
    else
      for (let i = 0; i < n; i++, x += xs, y += ys) {
        slots[y]! += from[x]!;
        if (both) slots[y + 1]! += from[x + 1]!;
      }
  });
}

/** Do two arrays of real numbers lie in memory in the same way, without gaps? */
function areAlike(a: NDArray, b: NDArray): boolean {
  if (a.dtype !== 'float64' || b.dtype !== 'float64' || a.dimension !== b.dimension) return false;
  let step = 1;
  for (let i = a.dimension - 1; i >= 0; i--) {
    const n = a.shape[i]!;
    if (b.shape[i] !== n || (n !== 1 && (a.stride[i] !== step || b.stride[i] !== step))) return false;
    step *= n;
  }
  return true;
}

function addRow(
  n: number,
  from: Float64Array,
  x: number,
  xs: number,
  to: Float64Array,
  y: number,
  ys: number,
): void {
  if (ys === 0) {
    let sum = 0;
    for (let i = 0; i < n; i++, x += xs) sum += from[x]!;
    to[y]! += sum;
  } else if (xs === 1 && ys === 1) for (let i = 0; i < n; i++) to[y + i]! += from[x + i]!;
  else for (let i = 0; i < n; i++, x += xs, y += ys) to[y]! += from[x]!;
}
