import type { Mirroring } from '../complex/protocol.js';
import { isForeignArray } from './asarray.js';
import { newData, type NumberData } from './dtype.js';
import { NDArray } from './NDArray.js';
import { isContiguous, numbersInOrder } from './places.js';
import { sizeOf } from './shape.js';

const MIRRORED: readonly string[] = ['data'];

/**
 * How gradients with respect to an ndarray of another maker are held: as an `NDArray` of its shape. null for one of integers; undefined for what is
 * none, or keeps its elements in something that is neither a typed array nor an array.
 */
export function mirroringOfForeign(x: object): Mirroring | null | undefined {
  if (!isForeignArray(x)) return undefined;
  const { shape, stride, offset } = x;
  const data: unknown = x.data;
  const isList = Array.isArray(data);
  if (!isList && !ArrayBuffer.isView(data)) return undefined;
  if (!isList && !(data instanceof Float64Array || data instanceof Float32Array)) return null;
  const dtype = data instanceof Float32Array ? 'float32' : 'float64';
  const size = sizeOf(shape);
  const wrap = (numbers: NumberData): NDArray => new NDArray(numbers, shape.slice(), undefined, 0, dtype);
  return {
    keys: MIRRORED,
    make: () => wrap(newData(dtype, size)),
    view: {
      shape,
      isWhole: !isList && offset === 0 && data.length === size && isContiguous(x, 1),
      positions: () => numbersInOrder({ shape, stride, offset, dtype }),
      wrap,
    },
  };
}
