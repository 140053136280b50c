import { invoke } from '../invoke.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { flatten } from './arrays.js';
import { callable, callBack, define, has, lengthOf, newLike, toObject } from './lists.js';
import type { NativeEntry, TracedNative } from './TracedNative.js';

type CallbackMethods = Pick<
  unknown[],
  | 'every'
  | 'filter'
  | 'find'
  | 'findIndex'
  | 'findLast'
  | 'findLastIndex'
  | 'flatMap'
  | 'forEach'
  | 'map'
  | 'reduce'
  | 'reduceRight'
  | 'some'
>;

/** What a method does with what the callback gave for an element; true ends the loop. */
type OnTurn = (y: unknown, i: number, x: unknown) => boolean;

/** Runs the callback over the elements, holes left out unless `holes`. */
function turns(
  name: string,
  self: unknown,
  args: readonly unknown[],
  onTurn: OnTurn,
  { holes = false, backwards = false } = {},
): void {
  const list = toObject(self, name);
  const length = lengthOf(list);
  const callback = callable(args[0]);
  for (let k = 0; k < length; k++) {
    const i = backwards ? length - 1 - k : k;
    if (!holes && !has(list, i)) continue;
    const x = get(list, i);
    if (onTurn(callBack(callback, args[1], x, i, list), i, x)) return;
  }
}

/** The same where the elements' lanes are wanted after the callback. */
function lanedTurns(
  name: string,
  self: unknown,
  args: readonly unknown[],
  onTurn: (y: unknown, i: number, x: unknown, lane: typeof r.m) => boolean,
  { holes = false, backwards = false } = {},
): void {
  const list = toObject(self, name);
  const length = lengthOf(list);
  const callback = callable(args[0]);
  for (let k = 0; k < length; k++) {
    const i = backwards ? length - 1 - k : k;
    if (!holes && !has(list, i)) continue;
    const x = get(list, i);
    const lane = typeof x === 'number' ? r.m : undefined;
    r.m = lane;
    if (onTurn(callBack(callback, args[1], x, i, list), i, x, lane)) return;
  }
}

const visiting =
  (name: string, start: unknown, endsWith: (y: unknown, i: number) => unknown, form = {}): TracedNative =>
  (_trace, self, _l, args) => {
    let result = start;
    turns(
      name,
      self,
      args,
      (y, i) => {
        const end = endsWith(y, i);
        if (end !== undefined) result = end;
        return end !== undefined;
      },
      form,
    );
    r.m = undefined;
    return result;
  };

const finding =
  (name: string, backwards: boolean): TracedNative =>
  (_trace, self, _l, args) => {
    let found: unknown;
    let foundLane: typeof r.m;
    lanedTurns(
      name,
      self,
      args,
      (y, _i, x, lane) => {
        if (!y) return false;
        found = x;
        foundLane = lane;
        return true;
      },
      { holes: true, backwards },
    );
    r.m = foundLane;
    return found;
  };

const mapping =
  (name: string): TracedNative =>
  (trace, self, _l, args) => {
    const list = toObject(self, name);
    const length = lengthOf(list);
    const callback = callable(args[0]);
    const result = newLike(list, length);
    for (let i = 0; i < length; i++) {
      if (!has(list, i)) continue;
      const x = get(list, i);
      const y = callBack(callback, args[1], x, i, list);
      define(trace, result, i, y, r.m);
    }
    r.m = undefined;
    return result;
  };

const flatMapping =
  (name: string): TracedNative =>
  (trace, self, _l, args) => {
    const list = toObject(self, name);
    const length = lengthOf(list);
    const callback = callable(args[0]);
    const result = newLike(list, 0);
    let n = 0;
    for (let i = 0; i < length; i++) {
      if (!has(list, i)) continue;
      const x = get(list, i);
      const y = callBack(callback, args[1], x, i, list);
      const lane = r.m;
      if (Array.isArray(y)) n = flatten(trace, result, n, y, 0);
      else define(trace, result, n++, y, lane);
    }
    r.m = undefined;
    return result;
  };

const filtering =
  (name: string): TracedNative =>
  (trace: Trace, self, _l, args) => {
    const list = toObject(self, name);
    callable(args[0]);
    const length = lengthOf(list);
    const callback = callable(args[0]);
    const result = newLike(list, 0);
    let n = 0;
    for (let i = 0; i < length; i++) {
      if (!has(list, i)) continue;
      const x = get(list, i);
      const lane = r.m;
      if (callBack(callback, args[1], x, i, list)) define(trace, result, n++, x, lane);
    }
    r.m = undefined;
    return result;
  };

/** `reduce` and `reduceRight`. */
export const reducing =
  (name: string, backwards: boolean): TracedNative =>
  (_trace, self, _l, args, lanes) => {
    const list = toObject(self, name);
    const length = lengthOf(list);
    const callback = callable(args[0]);
    const at = (k: number): number => (backwards ? length - 1 - k : k);
    let k = 0;
    let sum = args[1];
    let lane = lanes[1];
    if (args.length < 2) {
      while (k < length && !has(list, at(k))) k++;
      if (k >= length) throw new TypeError('Reduce of empty array with no initial value');
      sum = get(list, at(k++));
      lane = r.m;
    }
    for (; k < length; k++) {
      const i = at(k);
      if (!has(list, i)) continue;
      const x = get(list, i);
      sum = invoke(callback, undefined, undefined, [sum, x, i, list], [lane, r.m], 'the callback');
      lane = r.m;
    }
    r.m = lane;
    return sum;
  };

/** The methods of arrays that call back. */
export function arrayCallbacks(methods: CallbackMethods, owner: string): NativeEntry[] {
  const name = (key: string): string => `${owner}.${key}`;
  return [
    [methods.forEach, visiting(name('forEach'), undefined, () => undefined)],
    [methods.some, visiting(name('some'), false, (y) => (y ? true : undefined))],
    [methods.every, visiting(name('every'), true, (y) => (y ? undefined : false))],
    [methods.findIndex, visiting(name('findIndex'), -1, (y, i) => (y ? i : undefined), { holes: true })],
    [
      methods.findLastIndex,
      visiting(name('findLastIndex'), -1, (y, i) => (y ? i : undefined), { holes: true, backwards: true }),
    ],
    [methods.find, finding(name('find'), false)],
    [methods.findLast, finding(name('findLast'), true)],
    [methods.map, mapping(name('map'))],
    [methods.filter, filtering(name('filter'))],
    [methods.flatMap, flatMapping(name('flatMap'))],
    [methods.reduce, reducing(name('reduce'), false)],
    [methods.reduceRight, reducing(name('reduceRight'), true)],
  ];
}
