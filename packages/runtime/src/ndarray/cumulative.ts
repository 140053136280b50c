import { allocate } from './allocate.js';
import type { ArrayInput } from './asarray.js';
import { copyInto } from './copy.js';
import { newData } from './dtype.js';
import { inDoubles, realArray, sharedLanes } from './lanes.js';
import { NDArray } from './NDArray.js';
import { sumDtype } from './reduce.js';
import { axisOf } from './shape.js';

type LaneMap = (
  n: number,
  x: Float64Array,
  p: number,
  ps: number,
  y: Float64Array,
  q: number,
  qs: number,
) => void;

/** Does something to every lane along one axis, which gives as many numbers. */
function alongAxis(name: string, x: ArrayInput, axis: number, map: LaneMap): NDArray {
  const given = realArray(x, name);
  const a = inDoubles(given);
  const k = axisOf(name, axis, a.dimension);
  const dtype = sumDtype(given.dtype);
  const out = new NDArray(
    dtype === 'float64' ? allocate(dtype, a.size) : new Float64Array(a.size),
    a.shape.slice(),
    undefined,
    0,
    'float64',
  );
  const from = a.data as Float64Array;
  const to = out.data as Float64Array;
  if (a.size > 0)
    sharedLanes([a, out], k, (n, at, steps) => {
      map(n, from, at[0]!, steps[0]!, to, at[1]!, steps[1]!);
    });
  if (dtype === 'float64') return out;
  const result = new NDArray(newData(dtype, a.size), a.shape.slice(), undefined, 0, dtype);
  copyInto(out, result);
  return result;
}

/** Σ of the elements up to each one, or from each one on. */
export function cumulativeSum(x: ArrayInput, axis: number, fromEnd: boolean): NDArray {
  return alongAxis('cumsum', x, axis, (n, a, p, ps, y, q, qs) => {
    let total = 0;
    for (let i = 0; i < n; i++) {
      const k = fromEnd ? n - 1 - i : i;
      total += a[p + k * ps]!;
      y[q + k * qs] = total;
    }
  });
}

/** Π of the elements up to each one, or from each one on. */
export function cumulativeProduct(x: ArrayInput, axis: number, fromEnd: boolean): NDArray {
  return alongAxis('cumprod', x, axis, (n, a, p, ps, y, q, qs) => {
    let total = 1;
    for (let i = 0; i < n; i++) {
      const k = fromEnd ? n - 1 - i : i;
      total *= a[p + k * ps]!;
      y[q + k * qs] = total;
    }
  });
}

/** The elements moved along an axis by one place: on, or back. The place that becomes free is filled. */
export function shifted(x: ArrayInput, axis: number, back: boolean, fill: number): NDArray {
  return alongAxis('cumprod', x, axis, (n, a, p, ps, y, q, qs) => {
    for (let i = 0; i < n; i++) {
      const from = back ? i + 1 : i - 1;
      y[q + i * qs] = from < 0 || from >= n ? fill : a[p + from * ps]!;
    }
  });
}

/**
 * s with sᵢ = bᵢ + fᵢ·sᵢ₋₁, or from the end with sᵢ₊₁, along an axis; b and a have one shape. Where s is zero, infinite factors do not matter.
 * @param own  whether fᵢ is aᵢ; else it is the one of the place before: aᵢ₋₁, or aᵢ₊₁ from the end
 */
export function recurrence(
  b: ArrayInput,
  a: ArrayInput,
  axis: number,
  fromEnd: boolean,
  own: boolean,
): NDArray {
  const terms = inDoubles(realArray(b, 'cumprod'));
  const factors = inDoubles(realArray(a, 'cumprod'));
  const k = axisOf('cumprod', axis, terms.dimension);
  const out = new NDArray(allocate('float64', terms.size), terms.shape.slice());
  const from = terms.data as Float64Array;
  const by = factors.data as Float64Array;
  const to = out.data as Float64Array;
  if (terms.size > 0)
    sharedLanes([terms, factors, out], k, (n, [p, f, q], [ps, fs, qs]) => {
      let s = 0;
      const before = own ? 0 : fromEnd ? 1 : -1;
      for (let i = 0; i < n; i++) {
        const at = fromEnd ? n - 1 - i : i;
        const factor = i === 0 ? 0 : by[f! + (at + before) * fs!]!;
        s = from[p! + at * ps!]! + (s === 0 ? 0 : factor * s);
        to[q! + at * qs!] = s;
      }
    });
  return out;
}

/** The product of the elements along an axis, which stays with the length 1. */
export function productAlong(x: ArrayInput, axis: number): NDArray {
  const given = realArray(x, 'prod');
  const a = inDoubles(given);
  const k = axisOf('prod', axis, a.dimension);
  const shape = a.shape.map((n, i) => (i === k ? 1 : n));
  const dtype = sumDtype(given.dtype);
  const from = a.data as Float64Array;
  const data = allocate(
    dtype,
    shape.reduce((product, n) => product * n, 1),
  );
  const out = new NDArray(data, shape, undefined, 0, dtype);
  sharedLanes([a, out], k, (n, [p, q], [ps]) => {
    let total = 1;
    for (let i = 0; i < n; i++) total *= from[p! + i * ps!]!;
    data[q!] = total;
  });
  return out;
}

/** A compact copy of another shape. */
export function reshapedCopy(x: ArrayInput, shape: readonly number[]): NDArray {
  const a = realArray(x, 'cumsum');
  const out = new NDArray(allocate(a.dtype, a.size), a.shape.slice(), undefined, 0, a.dtype);
  copyInto(a, out);
  return new NDArray(out.data, shape.slice(), undefined, 0, a.dtype);
}
