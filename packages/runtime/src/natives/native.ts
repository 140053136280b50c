import { DiffError, internalError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { AnyFunction, CompanionFunctions, Companions } from '../records/Companions.js';
import { PROTOCOL_VERSION } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';

/** The record of a native under its name. */
export function native(fn: AnyFunction, name: string, companions: CompanionFunctions): Companions {
  return { version: PROTOCOL_VERSION, fn, name, ...companions };
}

/** Calls the native itself. */
export function callNative(fn: AnyFunction, self: unknown, args: readonly unknown[]): unknown {
  return Reflect.apply(fn, self, args);
}

/** The arguments of a call, from its pairs. */
export function argumentsOf(pairs: readonly unknown[]): unknown[] {
  const args = new Array<unknown>(pairs.length >> 1);
  for (let i = 0; i < args.length; i++) args[i] = pairs[2 * i];
  return args;
}

/** A shadow of an array or typed array: numbers, and in plain arrays the shadows of objects. */
export type Slots = Record<number, unknown>;

/** `slots[i] += d`; a nonzero cotangent that finds no number there is an error of ours. Past a typed array's end all is dropped. */
export function addAt(slots: Slots | undefined, i: number, d: number): void {
  if (slots === undefined) return;
  const before = slots[i];
  if (typeof before === 'number') slots[i] = before + d;
  else if (d !== 0 && !(slots instanceof Float64Array)) {
    throw internalError(`the shadow slot ${i} of an array holds no number`);
  }
}

/** Reads slot `i` and leaves zero; a reference counts as zero, since the reverse sweep does not follow references. */
export function takeAt(slots: Slots | undefined, i: number): number {
  if (slots === undefined) return 0;
  const d = slots[i];
  slots[i] = 0;
  return typeof d === 'number' ? d : 0;
}

/** The error for an array method whose receiver is something else than the plain array or typed array it is written for. */
export function wrongReceiver(name: string, self: unknown): DiffError {
  return new DiffError(
    'DIFF3101',
    `\`${name}\` is called on ${describe(self)}, for which its derivative is not known. Copy the elements into a plain array first.`,
  );
}

/** `x` as a relative index of the array methods (negative counts from the end), within 0 … length. */
export function relativeIndex(x: unknown, length: number, missing: number): number {
  if (x === undefined) return missing;
  const i = Math.trunc(Number(x)) || 0;
  return i < 0 ? Math.max(length + i, 0) : Math.min(i, length);
}

/** What an array's shadow holds for an element: 0 for a number, else its shadow. */
export function slotOf(t: Tape, value: unknown, shadow: unknown): unknown {
  return typeof value === 'number' ? 0 : t.late$(value, shadow);
}

/** What an array's mirror holds for an element. */
export function mirrorSlotOf(t: Tape, value: unknown, mirror: unknown): unknown {
  return typeof value === 'number' ? (typeof mirror === 'number' ? mirror : 0) : t.late_(value, mirror);
}

/** Puts `x` on the reference tape. */
export function keep(t: Tape, x: unknown): void {
  t.o[t.m++] = x;
}

/** Takes what was put last from the reference tape, without destroying it. */
export function taken(t: Tape): unknown {
  return t.o[--t.m];
}

/** Whether a new array made from `self` is a plain one. */
export function isPlainArray(self: unknown): self is unknown[] {
  return Array.isArray(self) && self.constructor === Array;
}
