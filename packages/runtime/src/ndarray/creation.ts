import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import { astype, checkDtype } from './casting.js';
import { type Dtype, floatDtype, isComplexDtype, newData, unitOf } from './dtype.js';
import { NDArray } from './NDArray.js';
import { checkedShape, type Shape, sizeOf } from './shape.js';
import { triangle } from './select.js';

/** An array of zeros. */
export function zeros(shape: number | Shape, dtype: Dtype = 'float64'): NDArray {
  return filled('zeros', shape, 0, dtype);
}

/** An array of ones. */
export function ones(shape: number | Shape, dtype: Dtype = 'float64'): NDArray {
  return filled('ones', shape, 1, dtype);
}

/** An array of the shape and type of another one. */
export function filledLike(x: ArrayInput, value: number, dtype?: Dtype): NDArray {
  const a = toArray(x, 'onesLike');
  return filled('onesLike', a.shape, value, dtype ?? a.dtype);
}

function filled(name: string, shape: number | Shape, value: number, dtype: Dtype): NDArray {
  checkDtype(name, dtype);
  const lengths = checkedShape(name, shape);
  const data = newData(dtype, sizeOf(lengths) * unitOf(dtype));
  if (value !== 0) {
    if (isComplexDtype(dtype)) for (let i = 0; i < data.length; i += 2) data[i] = value;
    else data.fill(value);
  }
  return new NDArray(data, lengths, undefined, 0, dtype);
}

/** start, start + step, … as long as they lie before stop. */
export function arange(start: number, stop: number, step: number, dtype: Dtype): NDArray {
  const count = Math.max(Math.ceil((stop - start) / step), 0);
  if (!Number.isFinite(count))
    throw new DiffError(
      'DIFF3202',
      `arange was given start ${start}, stop ${stop} and step ${step}, which gives no finite number of elements. Give finite numbers and a step other than 0.`,
    );
  const data = Float64Array.from({ length: count }, (_, i) => start + i * step);
  return inType(new NDArray(data, [count]), dtype);
}

/** Numbers at equal distances from start to stop. */
export function linspace(start: number, stop: number, parts: Float64Array, dtype: Dtype): NDArray {
  const data = parts.map((t) => (t === 1 ? stop : start + t * (stop - start)));
  return inType(new NDArray(data, [data.length]), dtype);
}

/** How far along each of n numbers lies from 0 to 1. */
export function partsOf(count: number, endpoint: boolean): Float64Array {
  if (!Number.isInteger(count) || count < 0)
    throw new DiffError(
      'DIFF3202',
      `linspace was given the number of elements ${count}. Give an integer from 0 on.`,
    );
  const last = endpoint ? count - 1 : count;
  return Float64Array.from({ length: count }, (_, i) => (last === 0 ? 0 : i / last));
}

function inType(a: NDArray, dtype: Dtype): NDArray {
  return dtype === 'float64' ? a : astype(a, dtype);
}

/** Ones on a diagonal. */
export function eye(m: number, n: number, k: number, dtype: Dtype): NDArray {
  const out = filled('eye', [m, n], 0, dtype);
  const unit = unitOf(dtype);
  for (let i = Math.max(-k, 0); i < m && i + k < n; i++) out.data[(i * n + i + k) * unit] = 1;
  return out;
}

/** Ones on and below a diagonal. */
export function tri(m: number, n: number, k: number, dtype: Dtype): NDArray {
  checkedShape('tri', [m, n]);
  return astype(triangle(m, n, k), dtype);
}

/** The type of `full`: that of the value. */
export function fullDtype(value: ArrayInput, dtype: Dtype | undefined): Dtype {
  return dtype ?? floatDtype(toArray(value, 'full').dtype);
}
