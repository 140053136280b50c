import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import { copy, copyInto } from './copy.js';
import { type Dtype, isComplexDtype, isDtype, newData } from './dtype.js';
import { widened } from './elementwise.js';
import { NDArray } from './NDArray.js';

/**
 * A compact copy with elements of another type. Floats become integers as a typed array stores them; for truth values all but 0 is true.
 * @throws DIFF3203 for complex numbers that should become real ones, and for types that there are not
 */
export function astype(x: ArrayInput, dtype: Dtype): NDArray {
  const a = toArray(x, 'astype');
  checkDtype('astype', dtype);
  if (a.dtype === dtype) return copy(a);
  if (isComplexDtype(dtype)) {
    const wide = widened(a);
    const out = new NDArray(newData(dtype, 2 * wide.size), wide.shape.slice(), undefined, 0, dtype);
    copyInto(wide, out);
    return out;
  }
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `astype cannot make ${dtype} of complex numbers. Take real(z), imag(z) or abs(z) first.`,
    );
  const out = new NDArray(newData(dtype, a.size), a.shape.slice(), undefined, 0, dtype);
  if (dtype === 'bool') {
    const { data } = copy(a);
    for (let i = 0; i < data.length; i++) out.data[i] = data[i] === 0 ? 0 : 1;
  } else copyInto(a, out);
  return out;
}

/** @throws DIFF3203 for what is no element type */
export function checkDtype(name: string, dtype: unknown): asserts dtype is Dtype {
  if (!isDtype(dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given ${String(dtype)} for an element type. There are float64, float32, int8, int16, int32, uint8, uint8_clamped, uint16, ` +
        'uint32, bool, complex128 and complex64.',
    );
}
