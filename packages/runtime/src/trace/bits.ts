import { DiffError } from '../errors/DiffError.js';
import type { ShadowBuffer } from '../shadow/ShadowTable.js';
import { shadowBufferOf, windowAt } from '../shadow/viewShadow.js';
import { BitsLane, type Lane, type Piece } from './Lane.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';

/*
 * Numbers as bytes. The derivative of a number in a buffer lies in the shadow of the buffer, which has one slot for each number of one size and byte
 * order. Bytes of active numbers that lie in any other way, brought there one by one or by a DataView, are remembered each with the number
 * that it is a byte of (`Trace.pieces`), until something else is stored in their place.
 */

/** A byte of a number in its place that something else was stored over. */
const CHANGED: Piece = { number: 0, lane: undefined, bytes: 0, at: 0 };

/** Is it a view with elements? A DataView is an object like any other. */
export function isTypedArray(o: unknown): o is ArrayBufferView {
  return ArrayBuffer.isView(o) && !(o instanceof DataView);
}

/** Is the view one of integers over a buffer in which active numbers are kept? */
export function sharesBits(trace: Trace, view: ArrayBufferView): boolean {
  return !(view instanceof Float64Array || view instanceof Float32Array) && hasBits(trace, view.buffer);
}

/** Are active numbers kept in the buffer? */
export function hasBits(trace: Trace, buffer: ArrayBufferLike): boolean {
  const { pieces } = trace;
  return knownBuffer(trace, buffer) !== undefined || (pieces !== undefined && pieces.has(buffer));
}

/**
 * What the trace knows of a buffer.
 * @throws DIFF3105 in a trace that stands over another one: each has places of its own for what is stored in a buffer
 */
export function knownBuffer(trace: Trace, buffer: ArrayBufferLike): ShadowBuffer | undefined {
  const { buffers } = trace.table;
  const known = buffers.size > 0 ? buffers.get(buffer) : undefined;
  const { outer } = trace;
  if (outer === null || (known === undefined && knownBuffer(outer, buffer) === undefined)) return known;
  throw new DiffError(
    'DIFF3105',
    'the bytes of numbers that depend on an input are read or changed where a derivative is differentiated again, which is not ' +
      'supported. Keep integers and numbers in buffers of their own there.',
  );
}

/** `view[k] = v`, which changes bits of a number in the buffer. */
export function changeBits(trace: Trace, view: Uint8Array, k: number, v: unknown, lane: Lane): void {
  const at = view.byteOffset + k * view.BYTES_PER_ELEMENT;
  const isInside = k >= 0 && k < view.length && Number.isInteger(k);
  const write = (): void => {
    view[k] = v as number;
  };
  if (isInside) withBits(trace, view.buffer, at, view.BYTES_PER_ELEMENT, true, lane, write);
  else write();
}

/**
 * Runs `write`, which stores an integer of `size` bytes in the buffer. A number that was there before keeps its derivative, times the sign
 * and the power of two by which it was changed: that is right for all that is done with the bits of numbers (a sign that is cleared or
 * copied, an exponent that is raised, digits that are cut off). Bytes of another number bring its derivative along.
 */
export function withBits(
  trace: Trace,
  buffer: ArrayBufferLike,
  at: number,
  size: number,
  little: boolean,
  lane: Lane,
  write: () => void,
): void {
  const known = knownBuffer(trace, buffer);
  if (known === undefined) write();
  else {
    const { bytes } = known;
    const first = Math.floor(at / bytes);
    const last = Math.min(Math.floor((at + size - 1) / bytes), Math.floor(buffer.byteLength / bytes) - 1);
    const before: { readonly number: number; readonly place: Place; readonly lane: Lane }[] = [];
    for (let i = first; i <= last; i++) {
      const place = placeIn(known, buffer, i);
      before.push({ number: numberAt(buffer, i, known), place, lane: trace.load(place.slots, place.k) });
    }
    write();
    before.forEach(({ number, place: { slots, k }, lane: own }, i) => {
      const after = numberAt(buffer, first + i, known);
      if (!Object.is(number, after)) trace.storeAt(slots, k, after, trace.one(own, scaleOf(number, after)));
    });
  }
  const changed = known === undefined ? undefined : CHANGED;
  const brought = lane instanceof BitsLane && lane.of === trace.root ? lane.pieces : undefined;
  if (brought !== undefined)
    setPieces(
      trace,
      buffer,
      at,
      size,
      little,
      brought.map((piece) => piece ?? changed),
    );
  else setPieces(trace, buffer, at, size, little, changed && new Array<Piece>(size).fill(changed));
  r.m = undefined;
}

/** Notes of which numbers the bytes are, from the least significant on; without, that they are of none. */
export function setPieces(
  trace: Trace,
  buffer: ArrayBufferLike,
  at: number,
  size: number,
  little: boolean,
  pieces: readonly (Piece | undefined)[] | undefined,
): void {
  let own = trace.pieces?.get(buffer);
  if (own === undefined) {
    if (pieces === undefined) return;
    own = new Map();
    (trace.pieces ??= new Map()).set(buffer, own);
  }
  for (let j = 0; j < size; j++) {
    const place = at + (little ? j : size - 1 - j);
    const piece = pieces?.[j];
    if (piece === undefined) own.delete(place);
    else own.set(place, piece);
  }
}

/**
 * Notes that a number was stored where no slot of the buffer's shadow fits. Slots whose bytes it has overwritten stand for constants from
 * now on.
 */
export function storePieces(
  trace: Trace,
  buffer: ArrayBufferLike,
  at: number,
  little: boolean,
  pieces: readonly Piece[],
): void {
  const known = knownBuffer(trace, buffer);
  if (known !== undefined) {
    const last = Math.floor((at + pieces.length - 1) / known.bytes);
    for (let i = Math.floor(at / known.bytes); i <= last; i++) {
      const { slots, k } = placeIn(known, buffer, i);
      trace.storeAt(slots, k, 0, undefined);
    }
  }
  setPieces(trace, buffer, at, pieces.length, little, pieces);
}

/** Takes what is known of a part of a buffer along to a copy of it. */
export function copyBits(trace: Trace, from: ArrayBufferLike, start: number, to: ArrayBuffer): void {
  if (!hasBits(trace, from)) return;
  const known = knownBuffer(trace, from);
  const own = trace.pieces?.get(from);
  const end = start + to.byteLength;
  if (known !== undefined && (start % known.bytes !== 0 || known.littleEndian === false)) {
    for (let at = start; at < end; at++) {
      const lane = bitsLane(trace, from, at, 1, true);
      if (lane instanceof BitsLane) setPieces(trace, to, at - start, 1, true, lane.pieces);
    }
    return;
  }
  if (known !== undefined) {
    const { bytes } = known;
    const length = Math.floor(to.byteLength / bytes);
    const view = bytes === 8 ? new Float64Array(to, 0, length) : new Float32Array(to, 0, length);
    for (let i = 0; i < length; i++) {
      const { slots, k } = placeIn(known, from, start / bytes + i);
      const lane = trace.load(slots, k);
      if (trace.owns(lane)) trace.store(view, i, view[i], lane);
    }
  }
  own?.forEach((piece, at) => {
    if (at >= start && at < end) setPieces(trace, to, at - start, 1, true, [piece]);
  });
}

/** The bytes of a number, from the least significant on. */
export function piecesOf(number: number, lane: Lane, bytes: number): Piece[] {
  return Array.from({ length: bytes }, (_, at) => ({ number, lane, bytes, at }));
}

/** What stands beside an integer that was read from the buffer: the numbers that its bytes are of. */
export function bitsLane(
  trace: Trace,
  buffer: ArrayBufferLike,
  at: number,
  size: number,
  little: boolean,
): Lane {
  if (!hasBits(trace, buffer)) return undefined;
  const known = knownBuffer(trace, buffer);
  const own = trace.pieces?.get(buffer);
  const pieces = new Array<Piece | undefined>(size);
  let isActive = false;
  let position = -1;
  let number = 0;
  let lane: Lane;
  for (let j = 0; j < size; j++) {
    const place = at + (little ? j : size - 1 - j);
    let piece = own?.get(place);
    if (piece === CHANGED) piece = undefined;
    if (piece === undefined && known !== undefined && !isBrought(own, place, known)) {
      const { bytes, littleEndian = true } = known;
      const i = Math.floor(place / bytes);
      if (i !== position && (i + 1) * bytes <= buffer.byteLength) {
        position = i;
        number = numberAt(buffer, i, known);
        const { slots, k } = placeIn(known, buffer, i);
        lane = trace.load(slots, k);
      }
      const within = place - i * bytes;
      if (i === position && lane !== undefined)
        piece = { number, lane, bytes, at: littleEndian ? within : bytes - 1 - within };
    }
    pieces[j] = piece;
    isActive ||= piece !== undefined;
  }
  return isActive ? new BitsLane(trace.root, pieces) : undefined;
}

/** Is a byte one of a number that others of its bytes were brought to? */
function isBrought(
  own: ReadonlyMap<number, Piece> | undefined,
  place: number,
  { bytes }: ShadowBuffer,
): boolean {
  if (own === undefined) return false;
  const first = place - (place % bytes);
  for (let i = first; i < first + bytes; i++)
    if ((own.get(i) ?? CHANGED) !== CHANGED) return own.get(place) === CHANGED;
  return false;
}

/**
 * The lane of a number of which bytes were brought to where it is read, if there are any of weight; null if there are none.
 *
 * The derivative is that of the number whose leading digits they are, times what sign and exponent were changed by.
 * @throws DIFF3104 if they stand in another place or order than in that number
 */
export function laneOfPieces(
  trace: Trace,
  buffer: ArrayBufferLike,
  at: number,
  bytes: number,
  little: boolean,
  number: number,
): Lane | null {
  const own = trace.pieces?.get(buffer);
  if (own === undefined || own.size === 0) return null;
  const memory = new DataView(buffer, at, bytes);
  let leading: Piece | undefined;
  let isMoved = false;
  // The byte that holds nothing but sign and exponent comes last.
  for (let i = 0; i < bytes; i++) {
    const s = i === bytes - 1 ? bytes - 1 : bytes - 2 - i;
    const place = little ? s : bytes - 1 - s;
    const piece = own.get(at + place);
    if (piece === CHANGED) continue;
    if (piece === undefined) {
      // The leading digits are those of the number that was there.
      if (leading === undefined && i < bytes - 1 && knownBuffer(trace, buffer) !== undefined) return null;
      continue;
    }
    // Code that does not trace has stored something else.
    if (byteOf(piece) !== memory.getUint8(place)) return null;
    if (i === bytes - 1 && leading === undefined) return null;
    isMoved ||= piece.bytes !== bytes || piece.at !== s;
    leading ??= piece;
  }
  if (leading === undefined) return null;
  if (isMoved) throw otherPlace();
  const { lane, number: before } = leading;
  return Object.is(before, number) ? lane : trace.one(lane, scaleOf(before, number));
}

export function otherPlace(): DiffError {
  return new DiffError(
    'DIFF3104',
    'a number is read from a buffer out of bytes of numbers that depend on an input, which were stored with another size, place or byte order. ' +
      'Use one element type and byte order per buffer.',
  );
}

/** The shadow of a whole buffer that numbers are stored in. */
function slotsOf(known: ShadowBuffer, primal: ArrayBufferLike): Float64Array {
  return (known.whole ??= new Float64Array(shadowBufferOf(known, primal)));
}

/** Where the derivative of a number in a buffer lies. */
interface Place {
  readonly slots: Record<number, unknown>;
  readonly k: number;
}

/**
 * The place of the number at a position, counted in numbers of the size that the buffer's shadow is for.
 * @throws DIFF3104 if the derivative lies apart, for a number of another size
 */
export function placeIn(known: ShadowBuffer, primal: ArrayBufferLike, position: number): Place {
  const { bytes } = known;
  const window = windowAt(known, position * bytes, bytes);
  if (window === undefined)
    return { slots: slotsOf(known, primal) as unknown as Record<number, unknown>, k: position };
  if (window.bytes !== bytes)
    throw new DiffError(
      'DIFF3104',
      'numbers of two sizes in one buffer are differentiated, and their bytes are read or changed. Use one element type per buffer.',
    );
  return {
    slots: window.shadow as unknown as Record<number, unknown>,
    k: position - window.start / bytes,
  };
}

function numberAt(buffer: ArrayBufferLike, position: number, { bytes, littleEndian }: ShadowBuffer): number {
  const view = new DataView(buffer);
  const little = littleEndian ?? true;
  return bytes === 8 ? view.getFloat64(position * 8, little) : view.getFloat32(position * 4, little);
}

const bits = new DataView(new ArrayBuffer(8));

function byteOf({ number, bytes, at }: Piece): number {
  if (bytes === 8) bits.setFloat64(0, number, true);
  else bits.setFloat32(0, number, true);
  return bits.getUint8(at);
}

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
