import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { copyInto } from './copy.js';
import { type Dtype, promote, unitOf } from './dtype.js';
import { NDArray } from './NDArray.js';
import { axisOf, compactStrides, type Shape, shapeText, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/** Arrays one behind the other along an axis. */
export function joined(arrays: readonly ArrayInput[], axis: number): NDArray {
  const list = arrays.map((x) => toArray(x, 'concat'));
  const first = list[0]!;
  const k = axisOf('concat', axis, first.dimension);
  let dtype: Dtype = first.dtype;
  let length = 0;
  for (const a of list) {
    const fits = a.dimension === first.dimension && a.shape.every((n, i) => i === k || n === first.shape[i]);
    if (!fits)
      throw new DiffError(
        'DIFF3201',
        `concat was given arrays of the shapes ${shapeText(first.shape)} and ${shapeText(a.shape)}. All lengths but that of axis ${k} must be equal; ` +
          'stack() puts arrays of one shape along a new axis.',
      );
    dtype = promote(dtype, a.dtype);
    length += a.shape[k]!;
  }
  const shape = first.shape.slice();
  shape[k] = length;
  const unit = unitOf(dtype);
  const data = allocate(dtype, sizeOf(shape) * unit);
  const stride = compactStrides(shape, unit);
  let offset = 0;
  for (const a of list) {
    if (a.size === 0) continue;
    copyInto(likeElements(a, dtype), new NDArray(data, a.shape, stride, offset, dtype));
    offset += a.shape[k]! * stride[k]!;
  }
  return new NDArray(data, shape, stride, 0, dtype);
}

/**
 * An array within a larger one that holds a number everywhere else.
 * @param starts  where its first element comes to stand
 */
export function framed(x: ArrayInput, shape: Shape, starts: readonly number[], fill: number): NDArray {
  const a = toArray(x, 'pad');
  const unit = unitOf(a.dtype);
  const data = allocate(a.dtype, sizeOf(shape) * unit);
  if (fill !== 0) for (let i = 0; i < data.length; i += unit) data[i] = fill;
  const stride = compactStrides(shape, unit);
  const out = new NDArray(data, shape.slice(), stride, 0, a.dtype);
  if (a.size > 0) {
    const offset = starts.reduce((sum, start, i) => sum + start * stride[i]!, 0);
    copyInto(a, new NDArray(data, a.shape, stride, offset, a.dtype));
  }
  return out;
}

/** There is a list of at least one array. */
export const expectList = /* @__PURE__ */ withoutLanes(function expectList(
  name: string,
  arrays: readonly ArrayInput[],
): void {
  if (Array.isArray(arrays) && arrays.length > 0) return;
  throw new DiffError(
    'DIFF3202',
    `${name} needs a list of at least one array, and was given ${Array.isArray(arrays) ? 'an empty one' : describe(arrays)}: ${name}([a, b]).`,
  );
});

/** Real elements as complex ones, where the others are. */
function likeElements(a: NDArray, dtype: Dtype): NDArray {
  if (unitOf(a.dtype) === unitOf(dtype)) return a;
  const data = allocate(dtype, a.size * 2);
  const out = new NDArray(data, a.shape.slice(), undefined, 0, dtype);
  copyInto(a, new NDArray(data, a.shape, out.stride, 0, dtype === 'complex128' ? 'float64' : 'float32'));
  return out;
}
