import type { AnyFunction, Companions } from '../records/Companions.js';
import type { LoopForm, OnValue, Turns } from './callbackTurns.js';
import { forwardTurns, listOf, reverseTurns, tangentTurns } from './callbackTurns.js';
import type { Slots } from './native.js';
import { isPlainArray, keep, native, slotOf, takeAt, taken, wrongReceiver } from './native.js';

/** `forEach`, `some`, `every`, `findIndex`, …: no derivative flows through the result. */
export function visiting(
  fn: AnyFunction,
  name: string,
  holes: boolean,
  start: unknown,
  /** The result if the loop ends at element `i`, else undefined. */
  endsWith: (i: number, y: unknown) => unknown,
  order: 1 | -1 = 1,
): Companions {
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$, ...pairs) {
      let result = start;
      const list = listOf(self, name);
      const turns = forwardTurns(
        t,
        fn,
        name,
        list,
        self$,
        pairs,
        holes,
        (i, _x, _x$, y) => {
          const end = endsWith(i, y);
          if (end !== undefined) result = end;
          return end !== undefined;
        },
        { order },
      );
      keep(t, turns);
      t.ret = undefined;
      return result;
    },
    reverse(t) {
      reverseTurns(t, taken(t) as Turns, () => 0);
      return 0;
    },
    tangent(t, self, self_, ...pairs) {
      let result = start;
      tangentTurns(
        t,
        fn,
        name,
        listOf(self, name),
        self_,
        pairs,
        holes,
        (i, _x, _x_, y) => {
          const end = endsWith(i, y);
          if (end !== undefined) result = end;
          return end !== undefined;
        },
        { order },
      );
      t.ret_ = undefined;
      return result;
    },
  });
}

interface Found {
  readonly turns: Turns;
  /** The element that was found, if it is a number. */
  readonly index: number;
}

/** `find` and `findLast`: the result is an element. */
export function finding(fn: AnyFunction, name: string, order: 1 | -1): Companions {
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$, ...pairs) {
      let index = -1;
      let found: unknown;
      let found$: unknown;
      const turns = forwardTurns(
        t,
        fn,
        name,
        listOf(self, name),
        self$,
        pairs,
        true,
        (i, x, x$, y) => {
          if (!y) return false;
          if (typeof x === 'number') index = i;
          else found$ = x$;
          found = x;
          return true;
        },
        { order },
      );
      const log: Found = { turns, index };
      keep(t, log);
      t.ret = t.late$(found, found$);
      return found;
    },
    reverse(t, dy) {
      const { turns, index } = taken(t) as Found;
      reverseTurns(
        t,
        turns,
        () => 0,
        (i, k) => (i === index && k === turns.count - 1 ? dy : 0),
      );
      return 0;
    },
    tangent(t, self, self_, ...pairs) {
      let found: unknown;
      let found_: unknown;
      tangentTurns(
        t,
        fn,
        name,
        listOf(self, name),
        self_,
        pairs,
        true,
        (_i, x, x_, y) => {
          if (!y) return false;
          found = x;
          found_ = x_;
          return true;
        },
        { order },
      );
      t.ret_ = found_;
      return found;
    },
  });
}

interface Mapped {
  readonly turns: Turns;
  readonly result$: Slots | undefined;
  /** Elements of the result that are no numbers, if there are any. */
  readonly others: ReadonlySet<number> | undefined;
}

/** What a mapping call loops over, and the callback's part of its pairs. */
interface MappedCall {
  readonly list: ArrayLike<unknown>;
  readonly list$: unknown;
  readonly callback: readonly unknown[];
  readonly value: Slots;
  readonly slots: Slots | undefined;
}

/** `map` of arrays and typed arrays. */
export function mapping(fn: AnyFunction, name: string): Companions {
  return mappingCall(fn, name, false, {}, (self, self$, pairs) => ({
    list: self as ArrayLike<unknown>,
    list$: self$,
    callback: pairs,
    ...emptyLike(self, name),
  }));
}

/** The record of a function that fills a new array with what a callback gives for each element of a list. */
export function mappingCall(
  fn: AnyFunction,
  name: string,
  holes: boolean,
  form: LoopForm,
  callOf: (self: unknown, self$: unknown, pairs: readonly unknown[]) => MappedCall,
): Companions {
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$, ...pairs) {
      const { list, list$, callback, value, slots } = callOf(self, self$, pairs);
      let others: Set<number> | undefined;
      const onValue: OnValue = (i, _x, _x$, y, y$) => {
        value[i] = y;
        if (slots !== undefined) slots[i] = slots instanceof Float64Array ? 0 : slotOf(t, y, y$);
        if (typeof y !== 'number') (others ??= new Set()).add(i);
        return false;
      };
      const turns = forwardTurns(t, fn, name, list, list$, callback, holes, onValue, form);
      const mapped: Mapped = { turns, result$: slots, others };
      keep(t, mapped);
      t.ret = slots;
      return value;
    },
    reverse(t) {
      const { turns, result$, others } = taken(t) as Mapped;
      reverseTurns(t, turns, (i) => {
        const d = takeAt(result$, i);
        return others?.has(i) === true ? 0 : d;
      });
      return 0;
    },
    tangent(t, self, self_, ...pairs) {
      const { list, list$, callback, value, slots } = callOf(self, self_, pairs);
      const onValue: OnValue = (i, _x, _x_, y, y_) => {
        value[i] = y;
        if (slots !== undefined) slots[i] = slots instanceof Float64Array && typeof y_ !== 'number' ? 0 : y_;
        return false;
      };
      tangentTurns(t, fn, name, list, list$, callback, holes, onValue, form);
      t.ret_ = slots;
      return value;
    },
  });
}

/** The new array that `map` and `filter` fill, and its shadow. */
function emptyLike(
  self: unknown,
  name: string,
): { value: Slots & { length: number }; slots: Slots | undefined } {
  if (isPlainArray(self)) return { value: new Array<unknown>(self.length), slots: [] };
  if (self instanceof Float64Array)
    return { value: new Float64Array(self.length), slots: new Float64Array(self.length) };
  if (self instanceof Float32Array)
    return { value: new Float32Array(self.length), slots: new Float64Array(self.length) };
  if (ArrayBuffer.isView(self)) {
    const { constructor, length } = self as unknown as Float64Array;
    return { value: new (constructor as Float64ArrayConstructor)(length), slots: undefined };
  }
  throw wrongReceiver(name, self);
}

interface Filtered {
  readonly turns: Turns;
  readonly result$: Slots;
  /** Position in the result of each element that was kept. */
  readonly positions: ReadonlyMap<number, number>;
}

/** `filter` of arrays. */
export function filtering(fn: AnyFunction, name: string): Companions {
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$, ...pairs) {
      if (!isPlainArray(self)) throw wrongReceiver(name, self);
      const value: unknown[] = [];
      const slots: Slots & unknown[] = [];
      const positions = new Map<number, number>();
      const turns = forwardTurns(t, fn, name, self, self$, pairs, false, (i, x, x$, y) => {
        if (y) {
          positions.set(i, value.length);
          slots[value.length] = slotOf(t, x, x$);
          value.push(x);
        }
        return false;
      });
      const filtered: Filtered = { turns, result$: slots, positions };
      keep(t, filtered);
      t.ret = slots;
      return value;
    },
    reverse(t) {
      const { turns, result$, positions } = taken(t) as Filtered;
      reverseTurns(
        t,
        turns,
        () => 0,
        (i) => {
          const position = positions.get(i);
          return position === undefined ? 0 : takeAt(result$, position);
        },
      );
      return 0;
    },
    tangent(t, self, self_, ...pairs) {
      if (!isPlainArray(self)) throw wrongReceiver(name, self);
      const value: unknown[] = [];
      const slots: unknown[] = [];
      tangentTurns(t, fn, name, self, self_, pairs, false, (_i, x, x_, y) => {
        if (y) {
          slots[value.length] = x_;
          value.push(x);
        }
        return false;
      });
      t.ret_ = slots;
      return value;
    },
  });
}
