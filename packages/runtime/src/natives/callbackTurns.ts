import type { AnyFunction, Companions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import type { Slots } from './native.js';
import { addAt, callNative, mirrorSlotOf, wrongReceiver } from './native.js';

/** The turns of one call with a callback, in order. */
export interface Turns {
  readonly c: Companions;
  self$: Slots | undefined;
  count: number;
  /** Which element each turn saw, and whether it was a number; undefined while turn k saw number k. */
  seen: { readonly index: number; readonly isNumber: boolean }[] | undefined;
}

/** What becomes of the value that the callback gives for element `i`; true ends the loop. */
export type OnValue = (i: number, x: unknown, x$: unknown, y: unknown, y$: unknown) => boolean;

const callOfCallback = (name: string): string => `the callback of ${name}`;

/** How a loop runs: from which end, and whether the callback is given the array too (`Array.from` does not). */
export interface LoopForm {
  readonly order?: 1 | -1;
  readonly passesArray?: boolean;
}

/** Calls the callback for each element, as the methods do: the length is read once, holes are skipped unless `holes`. */
export function forwardTurns(
  t: Tape,
  fn: AnyFunction,
  name: string,
  self: ArrayLike<unknown>,
  self$: unknown,
  [callback, , thisArg, thisArg$]: readonly unknown[],
  holes: boolean,
  onValue: OnValue,
  { order = 1, passesArray = true }: LoopForm = {},
): Turns {
  // What cannot be called is the method's own error.
  if (typeof callback !== 'function') callNative(fn, self, [callback]);
  const c = t.resolve(callback, callOfCallback(name));
  const turns: Turns = { c, self$: t.late$(self, self$) as Slots | undefined, count: 0, seen: undefined };
  const { length } = self;
  for (let k = 0; k < length; k++) {
    const i = order === 1 ? k : length - 1 - k;
    if (!holes && !(i in self)) {
      turns.seen ??= regular(turns.count);
      continue;
    }
    turns.self$ = t.late$(self, turns.self$) as Slots | undefined;
    const x = self[i];
    const isNumber = typeof x === 'number';
    const x$ = isNumber ? (turns.self$ === undefined ? null : undefined) : t.late$(x, turns.self$?.[i]);
    if (!isNumber || order === -1) turns.seen ??= regular(turns.count);
    turns.seen?.push({ index: i, isNumber });
    const y = passesArray
      ? c.forward(t, thisArg, thisArg$, x, x$, i, null, self, turns.self$)
      : c.forward(t, thisArg, thisArg$, x, x$, i, null);
    turns.count++;
    if (onValue(i, x, x$, y, t.late$(y, t.ret))) break;
  }
  return turns;
}

function regular(count: number): { index: number; isNumber: boolean }[] {
  return Array.from({ length: count }, (_, index) => ({ index, isNumber: true }));
}

/**
 * Undoes the turns, last first.
 * @param dOf  the cotangent of what the callback gave in turn k for element i
 * @param passedOn  the cotangent that reaches element i besides
 */
export function reverseTurns(
  t: Tape,
  { c, self$, count, seen }: Turns,
  dOf: (i: number, k: number) => number,
  passedOn?: (i: number, k: number) => number,
): void {
  const hasArgument = (c.arity ?? 1) > 0;
  for (let k = count - 1; k >= 0; k--) {
    const i = seen === undefined ? k : seen[k].index;
    t.r[1] = t.r[2] = 0;
    const dx = c.reverse(t, dOf(i, k));
    if (seen !== undefined && !seen[k].isNumber) continue;
    if (hasArgument) addAt(self$, i, dx);
    if (passedOn !== undefined) addAt(self$, i, passedOn(i, k));
  }
}

/** The same loop in the tangent sweep. */
export function tangentTurns(
  t: Tape,
  fn: AnyFunction,
  name: string,
  self: ArrayLike<unknown>,
  self_: unknown,
  [callback, , thisArg, thisArg_]: readonly unknown[],
  holes: boolean,
  onValue: OnValue,
  { order = 1, passesArray = true }: LoopForm = {},
): void {
  if (typeof callback !== 'function') callNative(fn, self, [callback]);
  const c = t.resolve(callback, callOfCallback(name));
  const { length } = self;
  for (let k = 0; k < length; k++) {
    const i = order === 1 ? k : length - 1 - k;
    if (!holes && !(i in self)) continue;
    const mirror = t.late_(self, self_) as Slots | undefined;
    const x = self[i];
    const x_ = mirrorSlotOf(t, x, mirror?.[i]);
    const y = passesArray
      ? c.tangent(t, thisArg, thisArg_, x, x_, i, 0, self, mirror)
      : c.tangent(t, thisArg, thisArg_, x, x_, i, 0);
    if (onValue(i, x, x_, y, mirrorSlotOf(t, y, t.ret_))) break;
  }
}

export function listOf(self: unknown, name: string): ArrayLike<unknown> {
  if (Array.isArray(self) || ArrayBuffer.isView(self)) return self as ArrayLike<unknown>;
  throw wrongReceiver(name, self);
}
