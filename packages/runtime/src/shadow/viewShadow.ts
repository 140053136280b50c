import { DiffError } from '../errors/DiffError.js';
import type { ShadowBuffer, ShadowTable, ShadowWindow } from './ShadowTable.js';

/** Whether a typed array covers its whole buffer; if it has all of its bytes, it begins where the buffer does. */
export function isWhole(x: Float64Array | Float32Array, buffer: ArrayBufferLike): boolean {
  return x.length * x.BYTES_PER_ELEMENT === buffer.byteLength;
}

/**
 * A shadow view over the one shadow buffer of the primal's buffer, so that shadows overlap as their primals do.
 * @param primal  the primal's buffer: each look at it is a call into V8
 * @param whole  whether the array covers all of it
 * @param where  how the array is reached, for the message
 * @throws DIFF3104 if the buffer has a shadow for views of another element size, or if the array lies partly in a part that has its own
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
    const buffer = newShadowBuffer(primal, bytes);
    buffers.set(primal, { bytes, view: undefined, buffer });
    return new Float64Array(buffer, (x.byteOffset / bytes) * 8, x.length);
  }
  const { byteOffset, byteLength } = x;
  const window = windowAt(known, byteOffset, byteLength);
  if ((window ?? known).bytes !== bytes) {
    throw new DiffError(
      'DIFF3104',
      `${where()} is a view of a buffer of which a view with another element type is also differentiated. ` +
        'Use one element type per buffer, or copy one of the views first.',
    );
  }
  if (window === undefined)
    return new Float64Array(shadowBufferOf(known, primal), (byteOffset / bytes) * 8, x.length);
  const offset = byteOffset - window.start;
  if (offset < 0 || byteOffset + byteLength > window.end || offset % bytes !== 0) {
    throw new DiffError(
      'DIFF3104',
      `${where()} is a view of numbers whose derivatives are kept apart from each other. ` +
        'Take one view of each of the arrays, or copy their numbers into one array first.',
    );
  }
  return new Float64Array(window.shadow.buffer, window.shadow.byteOffset + (offset / bytes) * 8, x.length);
}

/** The part of a buffer with its own shadow in which some bytes of it lie, at least one of them. */
export function windowAt(
  { windows }: ShadowBuffer,
  byteOffset: number,
  byteLength: number,
): ShadowWindow | undefined {
  if (windows === undefined) return undefined;
  for (let i = windows.length - 1; i >= 0; i--)
    if (byteOffset < windows[i].end && byteOffset + byteLength > windows[i].start) return windows[i];
  return undefined;
}

/** The shadow of all of a buffer, as far as its parts have none of their own. */
export function shadowBufferOf(known: ShadowBuffer, primal: ArrayBufferLike): ArrayBufferLike {
  return (known.buffer ??= known.view?.buffer ?? newShadowBuffer(primal, known.bytes));
}

function newShadowBuffer(primal: ArrayBufferLike, bytes: number): ArrayBuffer {
  return new ArrayBuffer(Math.ceil(primal.byteLength / bytes) * 8);
}
