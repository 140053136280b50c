import type { AnyFunction, Companions } from '../records/Companions.js';
import type { Slots } from './native.js';
import {
  addAt,
  argumentsOf,
  callNative,
  keep,
  mirrorSlotOf,
  native,
  relativeIndex,
  slotOf,
  takeAt,
  taken,
  wrongReceiver,
} from './native.js';

interface Filled {
  readonly self$: Slots;
  readonly start: number;
  readonly end: number;
}

/** Records of what stores into an array in place: `fill` and `reverse` of arrays and typed arrays. */
export function arrayStoreRecords(): Companions[] {
  return [
    filling(Array.prototype.fill, 'Array.prototype.fill'),
    reversing(Array.prototype.reverse, 'Array.prototype.reverse'),
  ];
}

function isList(self: unknown): self is ArrayLike<unknown> {
  return Array.isArray(self) || ArrayBuffer.isView(self);
}

/** A typed array's shadow holds only numbers. */
function numberIn(slots: Slots, slot: unknown): unknown {
  return slots instanceof Float64Array && typeof slot !== 'number' ? 0 : slot;
}

/** The record of `fill`: the value gets the sum of the slots that it overwrote its way into. */
export function filling(fn: AnyFunction, name: string): Companions {
  return native(fn, name, {
    arity: 1,
    forward(t, self, self$, ...pairs) {
      if (!isList(self)) throw wrongReceiver(name, self);
      const { length } = self;
      const value = callNative(fn, self, argumentsOf(pairs));
      const slots = t.ensure(self, t.late$(self, self$)) as Slots;
      const start = relativeIndex(pairs[2], length, 0);
      const end = relativeIndex(pairs[4], length, length);
      const slot = numberIn(slots, slotOf(t, pairs[0], pairs[1]));
      for (let i = start; i < end; i++) slots[i] = slot;
      const filled: Filled = { self$: slots, start, end };
      keep(t, filled);
      t.ret = slots;
      return value;
    },
    reverse(t) {
      const { self$, start, end } = taken(t) as Filled;
      let d = 0;
      for (let i = end - 1; i >= start; i--) d += takeAt(self$, i);
      return d;
    },
    tangent(t, self, self_, ...pairs) {
      if (!isList(self)) throw wrongReceiver(name, self);
      const { length } = self;
      const value = callNative(fn, self, argumentsOf(pairs));
      const slots = t.ensure_(self, t.late_(self, self_)) as Slots;
      const start = relativeIndex(pairs[2], length, 0);
      const end = relativeIndex(pairs[4], length, length);
      const slot = numberIn(slots, mirrorSlotOf(t, pairs[0], pairs[1]));
      for (let i = start; i < end; i++) slots[i] = slot;
      t.ret_ = slots;
      return value;
    },
  });
}

interface Reversed {
  readonly self$: Slots | undefined;
  readonly length: number;
}

function swapEnds(slots: Slots | undefined, length: number): void {
  if (slots === undefined) return;
  for (let i = 0, j = length - 1; i < j; i++, j--) [slots[i], slots[j]] = [slots[j], slots[i]];
}

/** The record of `reverse`, which is its own inverse. */
export function reversing(fn: AnyFunction, name: string): Companions {
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$) {
      if (!isList(self)) throw wrongReceiver(name, self);
      const value = callNative(fn, self, []);
      const slots = t.late$(self, self$) as Slots | undefined;
      swapEnds(slots, self.length);
      const reversed: Reversed = { self$: slots, length: self.length };
      keep(t, reversed);
      t.ret = slots;
      return value;
    },
    reverse(t) {
      const { self$, length } = taken(t) as Reversed;
      swapEnds(self$, length);
      return 0;
    },
    tangent(t, self, self_) {
      if (!isList(self)) throw wrongReceiver(name, self);
      const value = callNative(fn, self, []);
      const slots = t.late_(self, self_) as Slots | undefined;
      swapEnds(slots, self.length);
      t.ret_ = slots;
      return value;
    },
  });
}

interface SetCall {
  readonly self$: Slots;
  readonly source$: Slots | undefined;
  readonly offset: number;
  readonly length: number;
}

/** The record of `set` of typed arrays; source and target may overlap. */
export function setting(fn: AnyFunction): Companions {
  const name = '%TypedArray%.prototype.set';
  const lengthOf = (source: unknown): number => Number((source as ArrayLike<unknown>).length) || 0;
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$, source, source$, ...more) {
      const length = lengthOf(source);
      callNative(fn, self, more.length === 0 ? [source] : [source, more[0]]);
      const slots = t.ensure(self, t.late$(self, self$)) as Slots;
      const offset = relativeIndex(more[0], Infinity, 0);
      for (let i = 0; i < length; i++) slots[offset + i] = 0;
      const set: SetCall = {
        self$: slots,
        source$: t.late$(source, source$) as Slots | undefined,
        offset,
        length,
      };
      keep(t, set);
      t.ret = undefined;
    },
    reverse(t) {
      const { self$, source$, offset, length } = taken(t) as SetCall;
      const d = Array.from({ length }, (_, i) => takeAt(self$, offset + i));
      for (let i = 0; i < length; i++) addAt(source$, i, d[i]);
      return 0;
    },
    tangent(t, self, self_, source, source_, ...more) {
      const length = lengthOf(source);
      callNative(fn, self, more.length === 0 ? [source] : [source, more[0]]);
      const slots = t.ensure_(self, t.late_(self, self_)) as Slots;
      const offset = relativeIndex(more[0], Infinity, 0);
      const from = t.late_(source, source_) as Slots | undefined;
      const tangents = Array.from({ length }, (_, i) => (typeof from?.[i] === 'number' ? from[i] : 0));
      for (let i = 0; i < length; i++) slots[offset + i] = tangents[i];
      t.ret_ = undefined;
    },
  });
}

/** The record of `subarray`: the shadow is a view of the shadow, as the result is a view of the array. */
export function viewing(fn: AnyFunction): Companions {
  const view = (value: unknown, slots: unknown, args: unknown[]): unknown =>
    slots instanceof Float64Array && (value instanceof Float64Array || value instanceof Float32Array)
      ? callNative(fn, slots, args)
      : undefined;
  return native(fn, '%TypedArray%.prototype.subarray', {
    arity: 0,
    forward(t, self, self$, ...pairs) {
      const args = argumentsOf(pairs);
      const value = callNative(fn, self, args);
      t.ret = t.late$(value, view(value, t.late$(self, self$), args));
      return value;
    },
    reverse: () => 0,
    tangent(t, self, self_, ...pairs) {
      const args = argumentsOf(pairs);
      const value = callNative(fn, self, args);
      t.ret_ = t.late_(value, view(value, t.late_(self, self_), args));
      return value;
    },
  });
}
