import type { AnyFunction, Companions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import type { Slots } from './native.js';
import {
  addAt,
  argumentsOf,
  callNative,
  isPlainArray,
  keep,
  mirrorSlotOf,
  native,
  relativeIndex,
  slotOf,
  takeAt,
  taken,
  wrongReceiver,
} from './native.js';

/** One stretch of a copy: `count` elements of an array with shadow `from$` from `start` on, or argument number `argument`. */
interface Part {
  readonly from: ArrayLike<unknown> | undefined;
  readonly from$: Slots | undefined;
  readonly start: number;
  readonly count: number;
  readonly argument: number;
}

interface Copy {
  readonly result$: Slots;
  readonly parts: readonly Part[];
}

/**
 * Records of what copies elements into a new array: its shadow is new too, and the reverse hands the cotangents back, stretch by
 * stretch.
 */
export function arrayCopyRecords(): Companions[] {
  return [
    copying(Array.prototype.slice, 'Array.prototype.slice', (t, self, self$, pairs) => {
      if (!isPlainArray(self)) throw wrongReceiver('Array.prototype.slice', self);
      return [stretch(self, self$, pairs)];
    }),
    copying(Array.prototype.concat, 'Array.prototype.concat', (t, self, self$, pairs, companion) => {
      if (!isPlainArray(self)) throw wrongReceiver('Array.prototype.concat', self);
      const parts = [whole(self, self$)];
      for (let i = 0; i < pairs.length; i += 2) {
        const x = pairs[i];
        parts.push(
          Array.isArray(x) ? whole(x, companion(x, pairs[i + 1]) as Slots | undefined) : single(i / 2),
        );
      }
      return parts;
    }),
    copying(Array.of, 'Array.of', (_t, _self, _self$, pairs) =>
      Array.from({ length: pairs.length >> 1 }, (_, i) => single(i)),
    ),
  ];
}

/** All of an array. */
export function whole(from: ArrayLike<unknown>, from$: Slots | undefined): Part {
  return { from, from$, start: 0, count: from.length, argument: -1 };
}

function stretch(from: ArrayLike<unknown>, from$: Slots | undefined, pairs: readonly unknown[]): Part {
  const start = relativeIndex(pairs[0], from.length, 0);
  const end = relativeIndex(pairs[2], from.length, from.length);
  return { from, from$, start, count: Math.max(end - start, 0), argument: -1 };
}

export function single(argument: number): Part {
  return { from: undefined, from$: undefined, start: 0, count: 1, argument };
}

/** Says what a call will copy, before it does. */
type PartsOf = (
  t: Tape,
  self: unknown,
  self$: Slots | undefined,
  pairs: readonly unknown[],
  companion: (x: unknown, x$: unknown) => unknown,
) => readonly Part[];

/** The record of a function that copies; `result$` is made by `emptyShadow` and filled stretch by stretch. */
export function copying(
  fn: AnyFunction,
  name: string,
  partsOf: PartsOf,
  emptyShadow: (length: number) => Slots = () => [],
  call: (self: unknown, args: unknown[]) => unknown = (self, args) => callNative(fn, self, args),
): Companions {
  const run = (
    self: unknown,
    pairs: readonly unknown[],
    parts: readonly Part[],
    slot: (value: unknown, companion: unknown) => unknown,
  ): { value: ArrayLike<unknown>; slots: Slots } => {
    const value = call(self, argumentsOf(pairs)) as ArrayLike<unknown>;
    const slots = isIntegers(value) ? new Float64Array(0) : emptyShadow(value.length);
    let k = 0;
    for (const { from$, start, count, argument } of parts) {
      for (let i = 0; i < count; i++, k++) {
        slots[k] = slot(value[k], argument < 0 ? from$?.[start + i] : pairs[2 * argument + 1]);
      }
    }
    return { value, slots };
  };
  return native(fn, name, {
    forward(t, self, self$, ...pairs) {
      const companion = (x: unknown, x$: unknown): unknown => t.late$(x, x$);
      const parts = partsOf(t, self, companion(self, self$) as Slots | undefined, pairs, companion);
      const { value, slots } = run(self, pairs, parts, (x, x$) => slotOf(t, x, x$));
      if (pairs.length > 2 * t.r.length) t.clearRegisters(pairs.length >> 1);
      const copy: Copy = { result$: slots, parts };
      keep(t, copy);
      t.ret = isIntegers(value) ? undefined : slots;
      return value;
    },
    reverse(t) {
      const { result$, parts } = taken(t) as Copy;
      let first = 0;
      let k = 0;
      for (const { from$, start, count, argument } of parts) {
        for (let i = 0; i < count; i++, k++) {
          const d = takeAt(result$, k);
          if (argument < 0) addAt(from$, start + i, d);
          else if (argument === 0) first = d;
          else t.r[argument] = d;
        }
      }
      // Zeros of a new typed array that nobody stored are nobody's.
      if (result$ instanceof Float64Array) result$.fill(0);
      return first;
    },
    tangent(t, self, self_, ...pairs) {
      const companion = (x: unknown, x_: unknown): unknown => t.late_(x, x_);
      const parts = partsOf(t, self, companion(self, self_) as Slots | undefined, pairs, companion);
      const { value, slots } = run(self, pairs, parts, (x, x_) => mirrorSlotOf(t, x, x_));
      t.ret_ = isIntegers(value) ? undefined : slots;
      return value;
    },
  });
}

/** Integer arrays have no shadow: what is stored in them carries no derivative. */
function isIntegers(value: unknown): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof Float64Array || value instanceof Float32Array);
}

/** `slice` of typed arrays; integers carry no derivative. */
export function typedSlice(fn: AnyFunction): Companions {
  return copying(
    fn,
    '%TypedArray%.prototype.slice',
    (_t, self, self$, pairs) => [stretch(self as ArrayLike<unknown>, self$, pairs)],
    (length) => new Float64Array(length),
  );
}
