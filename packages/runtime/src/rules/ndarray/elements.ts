import { describe } from '../../errors/describe.js';
import { SpeculationError } from '../../errors/DiffError.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { carryLater } from '../../records/attach.js';
import { carrier } from '../../records/carrier.js';
import { completed } from '../../records/completed.js';
import type { AnyFunction, CompanionFunctions, TracedFunction } from '../../records/Companions.js';
import type { Tape } from '../../tape/Tape.js';
import { enter } from '../../trace/functions.js';
import type { Lane } from '../../trace/Lane.js';
import { get, set } from '../../trace/members.js';
import { ON_ENTRY, stamp } from '../../trace/stamps.js';
import { dataSlots } from './dataSlots.js';

/*
 * `get` and `set` of arrays without a trace of what they are made of: one slot of the shadow of the data is read or written. Both kinds of arrays have
 * them; loops over elements call nothing else.
 */

interface View {
  readonly data: Record<number, unknown>;
  readonly shape: readonly number[];
  readonly dtype?: string;
}

/** Where the element at an index stands; throws as the method does. */
export type PlaceOf = (self: never, index: readonly unknown[]) => number;

/** The companions of a method that gives an element. */
export function getterRecord(placeOf: PlaceOf): CompanionFunctions {
  const traced = stamp(
    function (this: View, ...index: unknown[]): unknown {
      enter();
      return get(get(this, 'data'), placeOf(this as never, index));
    } as AnyFunction,
    ON_ENTRY,
  ) as unknown as TracedFunction;
  return {
    arity: 0,
    stable: true,
    restartable: true,
    repeatable: true,
    traced,
    forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]): unknown {
      const { data } = self as View;
      const p = placeOf(self as never, everyFirst(pairs));
      const value = data[p];
      const slots = dataSlots(self as View, self$, t.shadows);
      t.ret = typeof value === 'object' && slots !== undefined ? slots[p] : undefined;
      keep(t, slots, p);
      return value;
    },
    reverse(t: Tape, dy: number): number {
      const slots = t.o[--t.m] as Record<number, number | undefined> | undefined;
      const p = t.f[--t.n]!;
      if (slots !== undefined && dy !== 0) slots[p] = (slots[p] ?? 0) + dy;
      return 0;
    },
    tangent(t: Tape, self: unknown, self_: unknown, ...pairs: unknown[]): unknown {
      const { data } = self as View;
      const p = placeOf(self as never, everyFirst(pairs));
      const value = data[p];
      const mirror = dataSlots(self as View, self_, t.mirrorShadows);
      t.ret_ = typeof value === 'number' ? (mirror?.[p] ?? 0) : mirror?.[p];
      return value;
    },
  };
}

/**
 * The companions of a method that sets an element.
 * @param prepare  throws as the method does where the value is missing
 */
export function setterRecord(
  placeOf: PlaceOf,
  prepare?: (self: never, args: readonly unknown[]) => void,
): CompanionFunctions {
  const traced = stamp(
    function (this: View, ...args: unknown[]): unknown {
      const lanes: readonly Lane[] = enter();
      const rank = this.shape.length;
      prepare?.(this as never, args);
      return set(get(this, 'data'), placeOf(this as never, args.slice(0, rank)), args[rank], lanes[rank]);
    } as AnyFunction,
    ON_ENTRY,
  ) as unknown as TracedFunction;
  return {
    traced,
    forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]): unknown {
      const { data, shape } = self as View;
      const rank = shape.length;
      const args = everyFirst(pairs);
      prepare?.(self as never, args);
      const p = placeOf(self as never, args.slice(0, rank));
      const value = args[rank];
      const known = pairs[2 * rank + 1];
      expectPlainValue(data, value);
      data[p] = value;
      const isActive = typeof value === 'number' ? known !== null : known !== undefined && known !== null;
      const slots =
        dataSlots(self as View, self$, t.shadows) ??
        (isActive ? (t.activate(data) as number[] | undefined) : undefined);
      // A plain array may have had no number there.
      if (Array.isArray(slots)) slots[p] = (typeof value === 'object' ? known : 0) as number;
      t.ret = typeof value === 'object' ? known : undefined;
      keep(t, slots, p);
      if (t.n === t.f.length) t.grow(t.n + 1);
      t.f[t.n++] = rank;
      return value;
    },
    reverse(t: Tape, dy: number): number {
      const rank = t.f[--t.n]!;
      const slots = t.o[--t.m] as Record<number, unknown> | undefined;
      const p = t.f[--t.n]!;
      let d = dy;
      if (slots !== undefined) {
        const own = slots[p];
        if (typeof own === 'number') d += own;
        slots[p] = 0;
      }
      t.clearRegisters(rank + 1);
      if (rank === 0) return d;
      t.r[rank] = d;
      return 0;
    },
    tangent(t: Tape, self: unknown, self_: unknown, ...pairs: unknown[]): unknown {
      const { data, shape } = self as View;
      const rank = shape.length;
      const args = everyFirst(pairs);
      prepare?.(self as never, args);
      const p = placeOf(self as never, args.slice(0, rank));
      const value = args[rank];
      const known = pairs[2 * rank + 1];
      expectPlainValue(data, value);
      data[p] = value;
      const isActive = known !== undefined && known !== null && known !== 0;
      const mirror = (dataSlots(self as View, self_, t.mirrorShadows) ??
        (isActive ? t.activateMirror(data) : undefined)) as Record<number, unknown> | undefined;
      if (mirror !== undefined) mirror[p] = typeof value === 'number' ? (known ?? 0) : known;
      t.ret_ = known;
      return value;
    },
  };
}

/** What an object stands for as a number is asked of it by its own code, which compiled companions do not run. */
function expectPlainValue(data: object, value: unknown): void {
  if (typeof value === 'object' && value !== null && ArrayBuffer.isView(data))
    throw new SpeculationError(
      'DIFF3103',
      `set was given ${describe(value)} for an element of an array of numbers. Give it a number.`,
    );
}

function everyFirst(pairs: readonly unknown[]): unknown[] {
  const list = new Array<unknown>(pairs.length >> 1);
  for (let i = 0; i < list.length; i++) list[i] = pairs[2 * i];
  return list;
}

function keep(t: Tape, slots: unknown, p: number): void {
  t.o[t.m++] = slots;
  if (t.n === t.f.length) t.grow(t.n + 1);
  t.f[t.n++] = p;
}

const placeInNDArray: PlaceOf = (self: NDArray, index) => Reflect.apply(self.index, self, index as []);

/** `set` of an `NDArray` says what is wrong with its arguments before it stores anything. */
function expectValue(self: NDArray, args: readonly unknown[]): void {
  // Too few or too many: the method itself throws.
  if (args.length !== self.shape.length + 1 || args[self.shape.length] === undefined)
    Reflect.apply(self.set, self, args as [number]);
}

/** Gives `get` and `set` of `NDArray` these companions in place of the compiled ones. */
export function knowElements(): void {
  give(NDArray.prototype.get as AnyFunction, 'get', () => getterRecord(placeInNDArray));
  give(NDArray.prototype.set as AnyFunction, 'set', () =>
    setterRecord(placeInNDArray, expectValue as (self: never, args: readonly unknown[]) => void),
  );
}

function give(method: AnyFunction, name: string, record: () => CompanionFunctions): void {
  const compiled = carrier.get(method);
  if (compiled === undefined) return;
  carryLater(
    method,
    name,
    () => {
      const own = record();
      return { ...completed(method, name, { traced: own.traced }), ...own };
    },
    compiled,
  );
}
