import type { Companions } from '../records/Companions.js';
import type { Slots } from './native.js';
import {
  argumentsOf,
  callNative,
  keep,
  mirrorSlotOf,
  native,
  slotOf,
  takeAt,
  taken,
  wrongReceiver,
} from './native.js';

const { push, pop, shift, unshift } = Array.prototype;

/** What the reverse of `push` and `unshift` needs. */
interface Added {
  readonly self$: Slots;
  readonly length: number;
  readonly isNumber: readonly boolean[];
}

/** What the reverse of `pop` and `shift` needs. */
interface Removed {
  readonly self$: Slots | undefined;
  readonly length: number;
  readonly isNumber: boolean;
}

/** Records of the methods that add and remove at the ends: the shadow array moves with its primal, and back in reverse. */
export function arrayEndRecords(): Companions[] {
  return [adding(push, 'push'), adding(unshift, 'unshift'), removing(pop, 'pop'), removing(shift, 'shift')];
}

/** Moves the slots 0 … length − 1 up by `count`. */
function moveUp(slots: Slots, length: number, count: number): void {
  for (let i = length - 1; i >= 0; i--) slots[i + count] = slots[i];
}

/** Moves the slots count … length − 1 down by `count`; the slots that come free are zero. */
function moveDown(slots: Slots, length: number, count: number): void {
  for (let i = count; i < length; i++) slots[i - count] = slots[i];
  for (let i = Math.max(length - count, 0); i < length; i++) slots[i] = 0;
}

function adding(fn: typeof push, name: 'push' | 'unshift'): Companions {
  const atFront = name === 'unshift';
  const check = (self: unknown): unknown[] => {
    if (!Array.isArray(self)) throw wrongReceiver(`Array.prototype.${name}`, self);
    return self;
  };
  return native(fn, `Array.prototype.${name}`, {
    forward(t, self, self$, ...pairs) {
      const { length } = check(self);
      const args = argumentsOf(pairs);
      const value = callNative(fn, self, args);
      const slots = t.ensure(self, t.late$(self, self$)) as Slots;
      if (atFront) moveUp(slots, length, args.length);
      const start = atFront ? 0 : length;
      const isNumber: boolean[] = [];
      for (let i = 0; i < args.length; i++) {
        isNumber.push(typeof args[i] === 'number');
        slots[start + i] = slotOf(t, args[i], pairs[2 * i + 1]);
      }
      const added: Added = { self$: slots, length, isNumber };
      keep(t, added);
      t.ret = undefined;
      return value;
    },
    reverse(t) {
      const { self$, length, isNumber } = taken(t) as Added;
      const count = isNumber.length;
      if (count > t.r.length) t.clearRegisters(count);
      let first = 0;
      for (let i = 0; i < count; i++) {
        const d = takeAt(self$, atFront ? i : length + i);
        if (i === 0) first = isNumber[i] ? d : 0;
        else t.r[i] = isNumber[i] ? d : 0;
      }
      if (atFront) moveDown(self$, length + count, count);
      return first;
    },
    tangent(t, self, self_, ...pairs) {
      const { length } = check(self);
      const args = argumentsOf(pairs);
      const value = callNative(fn, self, args);
      const slots = t.ensure_(self, t.late_(self, self_)) as Slots;
      if (atFront) moveUp(slots, length, args.length);
      const start = atFront ? 0 : length;
      for (let i = 0; i < args.length; i++) slots[start + i] = mirrorSlotOf(t, args[i], pairs[2 * i + 1]);
      t.ret_ = undefined;
      return value;
    },
  });
}

function removing(fn: typeof pop, name: 'pop' | 'shift'): Companions {
  const atFront = name === 'shift';
  /** Takes the slot of the element out of the shadow or mirror; gives what it held. */
  const takeOut = (slots: Slots | undefined, length: number): unknown => {
    if (slots === undefined || length === 0) return undefined;
    const held = slots[atFront ? 0 : length - 1];
    if (atFront) moveDown(slots, length, 1);
    else slots[length - 1] = 0;
    return held;
  };
  const lengthOf = (self: unknown): number => {
    if (!Array.isArray(self)) throw wrongReceiver(`Array.prototype.${name}`, self);
    return self.length;
  };
  return native(fn, `Array.prototype.${name}`, {
    arity: 0,
    forward(t, self, self$) {
      const length = lengthOf(self);
      const value = callNative(fn, self, []);
      const slots = t.late$(self, self$) as Slots | undefined;
      const held = takeOut(slots, length);
      const removed: Removed = { self$: slots, length, isNumber: typeof value === 'number' };
      keep(t, removed);
      t.ret = removed.isNumber ? undefined : t.late$(value, held);
      return value;
    },
    reverse(t, dy) {
      const { self$, length, isNumber } = taken(t) as Removed;
      if (self$ === undefined || length === 0) return 0;
      if (atFront) moveUp(self$, length - 1, 1);
      self$[atFront ? 0 : length - 1] = isNumber ? dy : 0;
      return 0;
    },
    tangent(t, self, self_) {
      const length = lengthOf(self);
      const value = callNative(fn, self, []);
      const held = takeOut(t.late_(self, self_) as Slots | undefined, length);
      t.ret_ = mirrorSlotOf(t, value, held);
      return value;
    },
  });
}
