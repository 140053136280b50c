import { type ForeignArray, isForeignArray } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/views.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { viewFunction } from './viewFunction.js';

/**
 * An array of whatever stands for one: an `NDArray` is given back as it is, a typed array or a scijs ndarray is viewed, nested arrays are copied.
 * @example
 * asarray([[1, 2], [3, 4]]).shape   // [2, 2]
 */
export const asarray = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function asarray(x: ArrayInput): NDArray {
    if (x instanceof NDArray) return x;
    if (typeof x === 'number') return new NDArray(Float64Array.of(x), [], [], 0, 'float64');
    if (isForeignArray(x)) {
      if (Array.isArray(x.data)) return copyOfList(x);
      const { shape, stride, offset, dtype } = plain.layoutOf(x);
      return new NDArray(x.data as Float64Array, shape, stride, offset, dtype);
    }
    if (!Array.isArray(x)) {
      const data = x as Float64Array;
      return new NDArray(data, [data.length], [1], 0, plain.layoutOf(data).dtype);
    }
    const { shape, dtype, data } = plain.emptyLike(x);
    fill(data as Float64Array, 0, x as readonly unknown[], shape, 0);
    return new NDArray(data, shape, undefined, 0, dtype);
  },
  'asarray',
);

/** The elements of an ndarray over a plain array. */
/* @differentiable */
function copyOfList(x: ForeignArray): NDArray {
  const { shape, data } = plain.emptyLike(x);
  const positions = plain.positionsOf({ shape, stride: x.stride, offset: x.offset, dtype: 'float64' });
  for (let i = 0; i < positions.length; i++) data[i] = x.data[positions[i]!]!;
  return new NDArray(data, shape, undefined, 0, 'float64');
}

/* @differentiable */
function fill(
  data: Float64Array,
  start: number,
  list: readonly unknown[] | Float64Array,
  shape: readonly number[],
  axis: number,
): void {
  const count = plain.countFrom(shape, axis + 1);
  for (let i = 0; i < list.length; i++) {
    const x: unknown = list[i];
    const at = start + i * count;
    if (typeof x === 'number') data[at] = x;
    else if (x instanceof NDArray) fillWith(data, at, x);
    else fill(data, at, x as readonly unknown[], shape, axis + 1);
  }
}

/* @differentiable */
function fillWith(data: Float64Array, start: number, x: NDArray): void {
  const positions = plain.positionsOf(x);
  for (let i = 0; i < positions.length; i++) data[start + i] = x.data[positions[i]!]!;
}

/**
 * The view with its axes in another order.
 * @param axes  which axis of `x` each one is; default: reversed
 * @throws DIFF3202 unless each axis stands there once
 * @example
 * transpose([[1, 2, 3]]).shape             // [3, 1]
 * transpose(asarray([[[1, 2]]]), [2, 0, 1]).shape   // [2, 1, 1]
 */
export const transpose = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function transpose(x: ArrayInput, axes?: readonly number[]): NDArray {
    const a = asarray(x);
    const { shape, stride } = plain.transposed(a.shape, a.stride, axes);
    return new NDArray(a.data, shape, stride, a.offset, a.dtype);
  },
  'transpose',
);

/**
 * The view with the last two axes exchanged: a stack of transposed matrices.
 * @example
 * matrixTranspose([[1, 2, 3]]).shape   // [3, 1]
 */
export const matrixTranspose = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function matrixTranspose(x: ArrayInput): NDArray {
    const a = asarray(x);
    const { shape, stride } = plain.withLastAxesExchanged(a.shape, a.stride);
    return new NDArray(a.data, shape, stride, a.offset, a.dtype);
  },
  'matrixTranspose',
);

/**
 * The view with axes of length 1 put in, at these places of the result.
 * @throws DIFF3202 for places that are not there
 * @example
 * expandDims([1, 2], 0).shape   // [1, 2]
 */
export const expandDims = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function expandDims(x: ArrayInput, axis: number | readonly number[]): NDArray {
    const a = asarray(x);
    const { shape, stride } = plain.expanded(a.shape, a.stride, axis);
    return new NDArray(a.data, shape, stride, a.offset, a.dtype);
  },
  'expandDims',
);

/**
 * The view without axes of length 1.
 * @param axis  which ones; default: all of that length
 * @throws DIFF3202 for an axis of another length
 * @example
 * squeeze([[1, 2]]).shape   // [2]
 */
export const squeeze = /* @__PURE__ */ viewFunction(
  /* @differentiable */
  function squeeze(x: ArrayInput, axis?: number | readonly number[] | null): NDArray {
    const a = asarray(x);
    const { shape, stride } = plain.squeezed(a.shape, a.stride, axis);
    return new NDArray(a.data, shape, stride, a.offset, a.dtype);
  },
  'squeeze',
);
