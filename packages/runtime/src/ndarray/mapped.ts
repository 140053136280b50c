import type { ArrayInput } from './asarray.js';
import { type Dtype, floatDtype, newData, type NumberData, promote } from './dtype.js';
import { realArray } from './lanes.js';
import { numbersInOrder } from './places.js';
import { broadcastShapes, broadcastStrides, type Shape, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/** The shape that arrays are broadcast to, and zeros for a result. */
export const resultOf = /* @__PURE__ */ withoutLanes(function resultOf(arrays: readonly ArrayInput[]): {
  readonly shape: Shape;
  readonly dtype: Dtype;
  readonly data: NumberData;
} {
  let shape: Shape = [];
  let dtype: Dtype | undefined;
  for (const x of arrays) {
    const a = realArray(x, 'map');
    shape = broadcastShapes('map', shape, a.shape);
    // A number takes the type of the arrays.
    if (typeof x !== 'number') dtype = dtype === undefined ? a.dtype : promote(dtype, a.dtype);
  }
  const type = floatDtype(dtype ?? 'float64');
  return { shape: shape.slice(), dtype: type, data: newData(type, sizeOf(shape)) };
});

/** Where the numbers of an array that is broadcast to a shape stand in its data. */
export const placesIn = /* @__PURE__ */ withoutLanes(function placesIn(
  x: ArrayInput,
  shape: Shape,
): Int32Array {
  const a = realArray(x, 'map');
  return numbersInOrder({
    shape,
    stride: broadcastStrides(a.shape, a.stride, shape),
    offset: a.offset,
    dtype: a.dtype,
  });
});
