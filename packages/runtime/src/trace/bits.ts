import type { ShadowBuffer } from '../shadow/ShadowTable.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';

/** Is it a view with elements? A DataView is an object like any other. */
export function isTypedArray(o: unknown): o is ArrayBufferView {
  return ArrayBuffer.isView(o) && !(o instanceof DataView);
}

/** Is the view one of integers over a buffer in which active numbers are kept? */
export function sharesBits(trace: Trace, view: ArrayBufferView): boolean {
  const { buffers } = trace.table;
  return (
    buffers.size > 0 &&
    !(view instanceof Float64Array || view instanceof Float32Array) &&
    buffers.has(view.buffer)
  );
}

/** `view[k] = v`, which changes bits of a number in the buffer. */
export function changeBits(trace: Trace, view: Uint8Array, k: number, v: unknown): void {
  withBits(trace, view.buffer, view.byteOffset + k * view.BYTES_PER_ELEMENT, () => {
    view[k] = v as number;
  });
}

/**
 * Runs `write`, which stores an integer at a byte of the buffer. If a number was there before, it keeps its derivative, times the sign
 * and the power of two by which it was changed: that is right for all that is done with the bits of numbers (a sign that is cleared or
 * copied, an exponent that is raised, digits that are cut off).
 */
export function withBits(trace: Trace, buffer: ArrayBufferLike, at: number, write: () => void): void {
  const known = trace.table.buffers.get(buffer);
  const position = known === undefined ? -1 : Math.floor(at / known.bytes);
  if (known === undefined || position < 0 || (position + 1) * known.bytes > buffer.byteLength) {
    write();
    return;
  }
  const slots = slotsOf(known) as unknown as Record<number, unknown>;
  const before = numberAt(buffer, position, known);
  const lane = trace.load(slots, position);
  write();
  const after = numberAt(buffer, position, known);
  if (!Object.is(before, after))
    trace.storeAt(slots, position, after, trace.one(lane, scaleOf(before, after)));
  r.m = undefined;
}

/** The shadow of a whole buffer that numbers are stored in. */
export function slotsOf(known: ShadowBuffer): Float64Array {
  known.buffer ??= known.view?.buffer;
  known.whole ??= new Float64Array(known.buffer ?? new ArrayBuffer(0));
  return known.whole;
}

function numberAt(buffer: ArrayBufferLike, position: number, { bytes, littleEndian }: ShadowBuffer): number {
  const view = new DataView(buffer);
  const little = littleEndian ?? true;
  return bytes === 8 ? view.getFloat64(position * 8, little) : view.getFloat32(position * 4, little);
}

const bits = new DataView(new ArrayBuffer(8));

/** ±2ⁿ for the change of sign and exponent from one number to another; 0 if one of them has none. */
function scaleOf(before: number, after: number): number {
  if (before === 0 || after === 0 || !Number.isFinite(before) || !Number.isFinite(after)) return 0;
  const sign = Math.sign(before) * Math.sign(after);
  return sign * 2 ** (exponentOf(after) - exponentOf(before));
}

function exponentOf(x: number): number {
  bits.setFloat64(0, x);
  return (bits.getUint16(0) >> 4) & 0x7ff;
}
