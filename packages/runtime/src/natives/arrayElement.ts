import type { AnyFunction, Companions } from '../records/Companions.js';
import { listOf } from './callbackTurns.js';
import type { Slots } from './native.js';
import { addAt, callNative, keep, mirrorSlotOf, native, taken } from './native.js';

interface Picked {
  readonly self$: Slots | undefined;
  readonly index: number;
  readonly isNumber: boolean;
}

function indexOf(position: unknown, length: number): number {
  const i = Math.trunc(Number(position)) || 0;
  return i < 0 ? length + i : i;
}

/** `at`: the element at a position counted from either end. */
export function picking(fn: AnyFunction, name: string): Companions {
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$, ...pairs) {
      const { length } = listOf(self, name);
      const index = indexOf(pairs[0], length);
      const value = callNative(fn, self, [pairs[0]]);
      const slots = t.late$(self, self$) as Slots | undefined;
      const picked: Picked = { self$: slots, index, isNumber: typeof value === 'number' };
      keep(t, picked);
      t.ret = picked.isNumber ? undefined : t.late$(value, slots?.[index]);
      return value;
    },
    reverse(t, dy) {
      const { self$, index, isNumber } = taken(t) as Picked;
      if (isNumber) addAt(self$, index, dy);
      return 0;
    },
    tangent(t, self, self_, ...pairs) {
      const { length } = listOf(self, name);
      const value = callNative(fn, self, [pairs[0]]);
      const slots = t.late_(self, self_) as Slots | undefined;
      t.ret_ = mirrorSlotOf(t, value, slots?.[indexOf(pairs[0], length)]);
      return value;
    },
  });
}
