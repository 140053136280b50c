import { DiffError } from '../../errors/DiffError.js';
import type { AnyFunction } from '../../records/Companions.js';
import type { ShadowBuffer } from '../../shadow/ShadowTable.js';
import { slotsOf, withBits } from '../bits.js';
import type { Lane } from '../Lane.js';
import * as operators from '../operators.js';
import { registers as r } from '../registers.js';
import { ReverseTrace } from '../ReverseTrace.js';
import type { Trace } from '../Trace.js';
import { toPrimitive } from '../toPrimitive.js';
import { converting, isObject, type NativeEntry, type TracedNative } from './TracedNative.js';

type Float = 'Float32' | 'Float64';
const bytesOf: Readonly<Record<Float, number>> = { Float32: 4, Float64: 8 };

/** Whole bytes from the start of a view: ToIndex, of which the native has seen to it that it is one. */
function toIndex(offset: unknown): number {
  return Math.trunc(offset as number) || 0;
}

/** Position of a number in the shadow of its buffer. */
function positionOf(
  view: DataView,
  offset: number,
  type: Float,
  little: unknown,
  known: ShadowBuffer,
): number {
  const position = (view.byteOffset + offset) / bytesOf[type];
  const order = Boolean(little) || undefined;
  const isSame = known.bytes === bytesOf[type] && Number.isInteger(position);
  if (isSame && (known.littleEndian ?? true) === (order ?? false)) return position;
  throw otherPlace();
}

function otherPlace(): DiffError {
  return new DiffError(
    'DIFF3104',
    'a DataView or a copy reads or writes numbers that depend on an input with another size, place or byte order than they were stored with. ' +
      'Use one element type and byte order per buffer.',
  );
}

const reading =
  (type: Float): TracedNative =>
  (trace, self, _l, args) => {
    const read = DataView.prototype[`get${type}`];
    const at = offsetIn(args);
    const v = Reflect.apply(read, self, [at, ...args.slice(1)]) as number;
    r.m = undefined;
    const view = self as DataView;
    const known = trace.table.buffers.get(view.buffer);
    if (known !== undefined) {
      const slots = slotsOf(known) as unknown as Record<number, unknown>;
      r.m = trace.load(slots, positionOf(view, toIndex(at), type, args[1], known));
    }
    return v;
  };

const writing =
  (type: Float): TracedNative =>
  (trace, self, _l, args, lanes) => {
    const write = DataView.prototype[`set${type}`];
    const at = offsetIn(args);
    const v = isObject(args[1]) ? operators.plus(args[1], lanes[1]) : args[1];
    const lane = isObject(args[1]) ? r.m : lanes[1];
    Reflect.apply(write, self, [at, v, ...args.slice(2)]);
    note(trace, self as DataView, type, toIndex(at), v, args[2], lane);
    r.m = undefined;
    return undefined;
  };

/** The offset as a primitive, which an object becomes once. */
function offsetIn(args: readonly unknown[]): unknown {
  return isObject(args[0]) ? operators.plus(args[0], undefined) : args[0];
}

/** A copy of a part of a buffer: the numbers in it keep their lanes, if they are copied whole. */
const sliceBuffer: TracedNative = (trace, self, _l, args) => {
  const ends = args.map((x) => (isObject(x) ? operators.plus(x, undefined) : x));
  const copy = Reflect.apply(ArrayBuffer.prototype.slice, self, ends) as ArrayBuffer;
  const known = trace.table.buffers.get(self as ArrayBuffer);
  r.m = undefined;
  if (known === undefined) return copy;
  const { byteLength } = self as ArrayBuffer;
  const first = Math.trunc(Number(ends[0] ?? 0)) || 0;
  const start = first < 0 ? Math.max(0, byteLength + first) : Math.min(first, byteLength);
  const { bytes } = known;
  if (start % bytes !== 0 || (known.littleEndian ?? true) === false) throw otherPlace();
  const slots = slotsOf(known) as unknown as Record<number, unknown>;
  const view =
    bytes === 8
      ? new Float64Array(copy, 0, Math.floor(copy.byteLength / 8))
      : new Float32Array(copy, 0, Math.floor(copy.byteLength / 4));
  for (let i = 0; i < view.length; i++) {
    const lane = trace.load(slots, start / bytes + i);
    if (trace.owns(lane)) trace.store(view, i, view[i], lane);
  }
  r.m = undefined;
  return copy;
};

const integers = ['Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'BigInt64', 'BigUint64'] as const;

function writingInteger(write: AnyFunction): NativeEntry {
  return [
    write,
    (trace, self, _l, args) => {
      const at = offsetIn(args);
      const v = toPrimitive(args[1], undefined, 'number');
      const run = (): unknown => Reflect.apply(write, self, [at, v, ...args.slice(2)]);
      if (self instanceof DataView && trace.table.buffers.has(self.buffer))
        withBits(trace, self.buffer, self.byteOffset + toIndex(at), run);
      else run();
      r.m = undefined;
      return undefined;
    },
  ];
}

function note(
  trace: Trace,
  view: DataView,
  type: Float,
  at: number,
  v: unknown,
  little: unknown,
  lane: Lane,
): void {
  const { buffers } = trace.table;
  let known = buffers.get(view.buffer);
  if (known === undefined) {
    if (!trace.owns(lane)) return;
    const bytes = bytesOf[type];
    const buffer = new ArrayBuffer(Math.ceil(view.buffer.byteLength / bytes) * 8);
    known = { bytes, view: undefined, buffer, littleEndian: Boolean(little) };
    buffers.set(view.buffer, known);
    if (trace instanceof ReverseTrace) trace.tape.roots.push(slotsOf(known));
  }
  const slots = slotsOf(known) as unknown as Record<number, unknown>;
  trace.storeAt(slots, positionOf(view, at, type, little, known), Number(v), lane);
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
    ...integers.map((type) => converting(prototype[`get${type}`])),
    ...integers.map((type): NativeEntry => writingInteger(prototype[`set${type}`])),
    [ArrayBuffer.prototype.slice, sliceBuffer],
    ...resizing,
  ];
}
