import { DiffError, internalError } from '../errors/DiffError.js';
import type { ShadowTable } from './ShadowTable.js';

/** Whether a typed array covers its whole buffer; if it has all of its bytes, it begins where the buffer does. */
export function isWhole(x: Float64Array | Float32Array, buffer: ArrayBufferLike): boolean {
  return x.length * x.BYTES_PER_ELEMENT === buffer.byteLength;
}

/**
 * A shadow view over the one shadow buffer of the primal's buffer, so that shadows overlap as their primals do.
 * @param primal  the primal's buffer: each look at it is a call into V8
 * @param whole  whether the array covers all of it
 * @param where  how the array is reached, for the message
 * @throws DIFF3104 if the buffer has a shadow for views of another element size
 */
export function viewShadow(
  x: Float64Array | Float32Array,
  primal: ArrayBufferLike,
  { buffers }: ShadowTable,
  whole: boolean,
  where: () => string,
): Float64Array {
  const bytes = x.BYTES_PER_ELEMENT;
  const known = buffers.get(primal);
  if (known === undefined) {
    if (whole) {
      const view = new Float64Array(x.length);
      buffers.set(primal, { bytes, view, buffer: undefined });
      return view;
    }
    const buffer = new ArrayBuffer(Math.ceil(primal.byteLength / bytes) * 8);
    buffers.set(primal, { bytes, view: undefined, buffer });
    return new Float64Array(buffer, (x.byteOffset / bytes) * 8, x.length);
  }
  if (known.bytes !== bytes) {
    throw new DiffError(
      'DIFF3104',
      `${where()} is a view of a buffer of which a view with another element type is also differentiated. ` +
        'Use one element type per buffer, or copy one of the views first.',
    );
  }
  known.buffer ??= known.view?.buffer;
  if (known.buffer === undefined) throw internalError('a shadow buffer was lost');
  return new Float64Array(known.buffer, (x.byteOffset / bytes) * 8, x.length);
}
