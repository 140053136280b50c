import { type ArrayInput, toArray } from './asarray.js';
import { realDtype } from './arithmetic.js';
import { isComplex } from '../complex/protocol.js';
import { copy } from './copy.js';
import { type Dtype, isComplexDtype, newData, promote } from './dtype.js';
import { elementwise2, type RowBinary, widened } from './elementwise.js';
import { NDArray } from './NDArray.js';
import { withoutLanes } from './withoutLanes.js';

/** The view of the real parts, or of the imaginary ones. */
export function partOf(a: NDArray, part: 0 | 1): NDArray {
  return new NDArray(a.data, a.shape, a.stride, a.offset + part, realDtype(a.dtype));
}

/** A copy of the real parts; of a real array, of itself. */
export function real(x: ArrayInput): NDArray {
  const a = toArray(x, 'real');
  return copy(isComplexDtype(a.dtype) ? partOf(a, 0) : a);
}

/** A copy of the imaginary parts; zeros for a real array. */
export function imag(x: ArrayInput): NDArray {
  const a = toArray(x, 'imag');
  if (isComplexDtype(a.dtype)) return copy(partOf(a, 1));
  return new NDArray(newData(a.dtype, a.size), a.shape.slice(), undefined, 0, a.dtype);
}

/** x − iy for x + iy; a copy of a real array. */
export function conj(x: ArrayInput): NDArray {
  const out = copy(toArray(x, 'conj'));
  if (isComplexDtype(out.dtype)) for (let i = 1; i < out.data.length; i += 2) out.data[i] = -out.data[i]!;
  return out;
}

/** A copy as complex numbers. */
export function widen(x: ArrayInput): NDArray {
  const a = toArray(x, 'toComplex');
  return isComplexDtype(a.dtype) ? copy(a) : widened(a);
}

const pairRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) {
    z[r] = x[p]!;
    z[r + 1] = y[q]!;
  }
};

const complexOf = (a: Dtype, b: Dtype): Dtype => (promote(a, b) === 'float32' ? 'complex64' : 'complex128');

/** x + iy from two real arrays, broadcast. */
export const toComplex = /* @__PURE__ */ elementwise2('toComplex', pairRow, complexOf);

/** Does a value stand for an array of complex numbers? */
export const isComplexArray = /* @__PURE__ */ withoutLanes(function isComplexArray(x: unknown): boolean {
  let first = x;
  while (Array.isArray(first)) first = (first as readonly unknown[])[0];
  return first instanceof NDArray ? isComplexDtype(first.dtype) : isComplex(first);
});
