import type { AnyFunction, Companions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import type { Slots } from './native.js';
import {
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

interface Spliced {
  readonly self$: Slots;
  readonly removed$: Slots;
  readonly length: number;
  readonly start: number;
  /** For each element taken out, whether it was a number. */
  readonly removed: readonly boolean[];
  /** For each element put in, whether it is one. */
  readonly inserted: readonly boolean[];
}

const isNumber = (x: unknown): boolean => typeof x === 'number';

/** Moves the slots from … length − 1 so that they begin at `to`; what comes free at the end is zero. */
function moveTail(slots: Slots, from: number, to: number, length: number): void {
  const tail: unknown[] = [];
  for (let i = from; i < length; i++) tail.push(slots[i]);
  for (let i = 0; i < tail.length; i++) slots[to + i] = tail[i];
  for (let i = to + tail.length; i < length; i++) slots[i] = 0;
}

/** `splice`: takes elements out into a new array, puts others in, and moves the tail; the reverse moves it back. */
export function splicing(fn: AnyFunction): Companions {
  const name = 'Array.prototype.splice';
  const run = (
    self: unknown,
    slots: Slots,
    pairs: readonly unknown[],
    slot: (value: unknown, companion: unknown) => unknown,
  ): { value: unknown[]; spliced: Spliced } => {
    if (!isPlainArray(self)) throw wrongReceiver(name, self);
    const { length } = self;
    const value = callNative(fn, self, argumentsOf(pairs)) as unknown[];
    const start = relativeIndex(pairs[0], length, 0);
    const removed$ = value.map((x, k) => slot(x, slots[start + k])) as Slots & unknown[];
    const items = argumentsOf(pairs).slice(2);
    moveTail(slots, start + value.length, start + items.length, length);
    items.forEach((x, k) => (slots[start + k] = slot(x, pairs[2 * (k + 2) + 1])));
    return {
      value,
      spliced: {
        self$: slots,
        removed$,
        length,
        start,
        removed: value.map(isNumber),
        inserted: items.map(isNumber),
      },
    };
  };
  return native(fn, name, {
    forward(t: Tape, self, self$, ...pairs) {
      const { value, spliced } = run(self, t.ensure(self, t.late$(self, self$)) as Slots, pairs, (x, x$) =>
        slotOf(t, x, x$),
      );
      if (pairs.length > 2 * t.r.length) t.clearRegisters(pairs.length >> 1);
      keep(t, spliced);
      t.ret = spliced.removed$;
      return value;
    },
    reverse(t) {
      const { self$, removed$, length, start, removed, inserted } = taken(t) as Spliced;
      inserted.forEach((number, k) => {
        const d = takeAt(self$, start + k);
        t.r[2 + k] = number ? d : 0;
      });
      const now = length - removed.length + inserted.length;
      moveTail(self$, start + inserted.length, start + removed.length, now);
      removed.forEach((number, k) => {
        const d = takeAt(removed$, k);
        self$[start + k] = number ? d : 0;
      });
      t.r[1] = 0;
      return 0;
    },
    tangent(t: Tape, self, self_, ...pairs) {
      const { value, spliced } = run(self, t.ensure_(self, t.late_(self, self_)) as Slots, pairs, (x, x_) =>
        mirrorSlotOf(t, x, x_),
      );
      t.ret_ = spliced.removed$;
      return value;
    },
  });
}
