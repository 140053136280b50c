import type { AnyFunction } from '../../records/Companions.js';
import type { ShadowBuffer } from '../../shadow/ShadowTable.js';
import {
  knownBuffer,
  placeIn,
  bitsLane,
  copyBits,
  hasBits,
  laneOfPieces,
  otherPlace,
  piecesOf,
  setPieces,
  storePieces,
  withBits,
} from '../bits.js';
import { construct } from '../invoke.js';
import { BitsLane, type Lane, NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { onNextRead } from '../onNextRead.js';
import * as operators from '../operators.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { toPrimitive } from '../toPrimitive.js';
import { converting, isObject, itself, type NativeEntry, type TracedNative } from './TracedNative.js';

type Float = 'Float32' | 'Float64';
const bytesOf: Readonly<Record<Float, number>> = { Float32: 4, Float64: 8 };

/** Whole bytes from the start of a view: ToIndex, of which the native has seen to it that it is one. */
function toIndex(offset: unknown): number {
  return Math.trunc(offset as number) || 0;
}

/** Position of a number in the shadow of its buffer; −1 if it has none there, as its size, place or byte order is another. */
function positionOf(at: number, bytes: number, little: boolean, known: ShadowBuffer): number {
  const position = at / bytes;
  const isSame = known.bytes === bytes && Number.isInteger(position);
  return isSame && (known.littleEndian ?? true) === little ? position : -1;
}

const reading =
  (type: Float): TracedNative =>
  (trace, self, _l, args) => {
    const read = DataView.prototype[`get${type}`];
    const offset = offsetIn(args);
    const v = Reflect.apply(read, self, [offset, ...args.slice(1)]) as number;
    const { buffer, byteOffset } = self as DataView;
    r.m = hasBits(trace, buffer)
      ? laneAt(trace, buffer, byteOffset + toIndex(offset), bytesOf[type], Boolean(args[1]), v)
      : undefined;
    return v;
  };

function laneAt(
  trace: Trace,
  buffer: ArrayBufferLike,
  at: number,
  bytes: number,
  little: boolean,
  v: number,
): Lane {
  const brought = laneOfPieces(trace, buffer, at, bytes, little, v);
  if (brought !== null) return brought;
  const known = knownBuffer(trace, buffer);
  if (known === undefined) return undefined;
  const position = positionOf(at, bytes, little, known);
  if (position < 0) throw otherPlace();
  const { slots, k } = placeIn(known, buffer, position);
  return trace.load(slots, k);
}

const writing =
  (type: Float): TracedNative =>
  (trace, self, _l, args, lanes) => {
    const write = DataView.prototype[`set${type}`];
    const offset = offsetIn(args);
    const v = isObject(args[1]) ? operators.plus(args[1], lanes[1]) : args[1];
    const lane = isObject(args[1]) ? r.m : lanes[1];
    Reflect.apply(write, self, [offset, v, ...args.slice(2)]);
    const { buffer, byteOffset } = self as DataView;
    const number = type === 'Float32' ? Math.fround(v as number) : Number(v);
    note(trace, buffer, byteOffset + toIndex(offset), bytesOf[type], Boolean(args[2]), number, lane);
    r.m = undefined;
    return undefined;
  };

/** The offset as a primitive, which an object becomes once. */
function offsetIn(args: readonly unknown[]): unknown {
  return isObject(args[0]) ? operators.plus(args[0], undefined) : args[0];
}

/** The copy, of the species of the buffer, which code of the program may choose and make. */
function sliceOf(buffer: ArrayBuffer, ends: readonly unknown[]): ArrayBuffer {
  const native = (o: ArrayBuffer): ArrayBuffer => Reflect.apply(ArrayBuffer.prototype.slice, o, ends) as ArrayBuffer; // prettier-ignore
  const isPlain =
    Object.getPrototypeOf(buffer) === ArrayBuffer.prototype && !Object.hasOwn(buffer, 'constructor');
  if (isPlain) return native(buffer);
  let C = get(buffer, 'constructor');
  if (C !== undefined) {
    if (!isObject(C)) throw new TypeError('object.constructor is not an object');
    C = get(C, Symbol.species) ?? undefined;
  }
  // The native makes the copy through a class that hands it what traced code made.
  const Species = function (length: number): object {
    return construct(C ?? ArrayBuffer, [length], NO_LANES, 'the species constructor') as object;
  };
  const undo = onNextRead(buffer, 'constructor', () => ({ [Symbol.species]: Species }));
  try {
    return native(buffer);
  } finally {
    undo();
  }
}

/** A copy of a part of a buffer: the numbers in it keep their lanes, if they are copied whole. */
const sliceBuffer: TracedNative = (trace, self, _l, args) => {
  const ends = args.map((x) => (isObject(x) ? operators.plus(x, undefined) : x));
  if (!(self instanceof ArrayBuffer)) return itself(ArrayBuffer.prototype.slice, self, ends);
  const copy = sliceOf(self, ends);
  const { byteLength } = self;
  const first = Math.trunc(Number(ends[0] ?? 0)) || 0;
  copyBits(
    trace,
    self as ArrayBuffer,
    first < 0 ? Math.max(0, byteLength + first) : Math.min(first, byteLength),
    copy,
  );
  r.m = undefined;
  return copy;
};

const integers = {
  Int8: 1,
  Uint8: 1,
  Int16: 2,
  Uint16: 2,
  Int32: 4,
  Uint32: 4,
  BigInt64: 8,
  BigUint64: 8,
} as const;
const integerTypes = Object.keys(integers) as (keyof typeof integers)[];

function readingInteger(type: keyof typeof integers): NativeEntry {
  const read = DataView.prototype[`get${type}`] as AnyFunction;
  return [
    read,
    (trace, self, _l, args) => {
      const offset = offsetIn(args);
      const v: unknown = Reflect.apply(read, self, [offset, ...args.slice(1)]);
      const { buffer, byteOffset } = self as DataView;
      r.m = bitsLane(trace, buffer, byteOffset + toIndex(offset), integers[type], Boolean(args[1]));
      return v;
    },
  ];
}

function writingInteger(type: keyof typeof integers): NativeEntry {
  const write = DataView.prototype[`set${type}`] as AnyFunction;
  return [
    write,
    (trace, self, _l, args, lanes) => {
      const offset = offsetIn(args);
      const v = toPrimitive(args[1], undefined, 'number');
      const run = (): unknown => Reflect.apply(write, self, [offset, v, ...args.slice(2)]);
      const [, lane] = lanes;
      if (!(self instanceof DataView) || !(lane instanceof BitsLane || hasBits(trace, self.buffer))) run();
      else {
        const at = self.byteOffset + toIndex(offset);
        const size = integers[type];
        const isInside = at >= self.byteOffset && at + size <= self.byteOffset + self.byteLength;
        if (isInside) withBits(trace, self.buffer, at, size, Boolean(args[2]), lane, run);
        else run();
      }
      r.m = undefined;
      return undefined;
    },
  ];
}

function note(
  trace: Trace,
  buffer: ArrayBufferLike,
  at: number,
  bytes: number,
  little: boolean,
  v: number,
  lane: Lane,
): void {
  let known = knownBuffer(trace, buffer);
  if (known === undefined) {
    if (!trace.owns(lane)) {
      setPieces(trace, buffer, at, bytes, little, undefined);
      return;
    }
    const shadow = new ArrayBuffer(Math.ceil(buffer.byteLength / bytes) * 8);
    const whole = new Float64Array(shadow);
    known = { bytes, view: undefined, buffer: shadow, whole, littleEndian: little };
    trace.table.buffers.set(buffer, known);
    trace.tape.roots.push(whole);
  }
  const position = positionOf(at, bytes, little, known);
  if (position < 0) {
    storePieces(trace, buffer, at, little, piecesOf(v, trace.owns(lane) ? lane : undefined, bytes));
    return;
  }
  setPieces(trace, buffer, at, bytes, little, undefined);
  const { slots, k } = placeIn(known, buffer, position);
  trace.storeAt(slots, k, v, lane);
}

export function dataViewNatives(): NativeEntry[] {
  const { prototype } = DataView;
  const { resize } = ArrayBuffer.prototype as { readonly resize?: unknown };
  const resizing = resize === undefined ? [] : [converting(resize)];
  return [
    [prototype.getFloat64, reading('Float64')],
    [prototype.getFloat32, reading('Float32')],
    [prototype.setFloat64, writing('Float64')],
    [prototype.setFloat32, writing('Float32')],
    ...integerTypes.map(readingInteger),
    ...integerTypes.map(writingInteger),
    [ArrayBuffer.prototype.slice, sliceBuffer],
    ...resizing,
  ];
}
