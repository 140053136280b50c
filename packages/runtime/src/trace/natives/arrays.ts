import type { AnyFunction } from '../../records/Companions.js';
import { invoke } from '../invoke.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { get, isUnusual, set } from '../members.js';
import { registers as r } from '../registers.js';
import { convertible, textual } from '../toPrimitive.js';
import type { Trace } from '../Trace.js';
import { iteratorOf } from '../iterators.js';
import { define, drop, has, lengthOf, newLike, relative, setLength, toInteger, toObject } from './lists.js';
import { arrayCallbacks } from './arrayCallbacks.js';
import { sortArray, sortedArray } from './sorting.js';
import { asItIs, isObject, itself, type NativeEntry, type TracedNative } from './TracedNative.js';
import { viewOf } from './views.js';

const proto = Array.prototype;
const MAX_LENGTH = Number.MAX_SAFE_INTEGER;

const push: TracedNative = (_trace, self, _l, args, lanes) => {
  const list = toObject(self, 'Array.prototype.push');
  const length = lengthOf(list);
  if (length + args.length > MAX_LENGTH) return itself(proto.push, self, args);
  for (let i = 0; i < args.length; i++) set(list, length + i, args[i], lanes[i]);
  setLength(list, length + args.length);
  r.m = undefined;
  return length + args.length;
};

const pop: TracedNative = (_trace, self) => {
  const list = toObject(self, 'Array.prototype.pop');
  const length = lengthOf(list);
  if (length === 0) {
    setLength(list, 0);
    r.m = undefined;
    return undefined;
  }
  const v = get(list, length - 1);
  const lane = r.m;
  drop(list, length - 1);
  setLength(list, length - 1);
  r.m = lane;
  return v;
};

/** Moves an element, or its absence. */
function move(list: object, from: number, to: number): void {
  if (has(list, from)) {
    const v = get(list, from);
    set(list, to, v, r.m);
  } else drop(list, to);
}

const shift: TracedNative = (_trace, self) => {
  const list = toObject(self, 'Array.prototype.shift');
  const length = lengthOf(list);
  if (length === 0) {
    setLength(list, 0);
    r.m = undefined;
    return undefined;
  }
  const first = get(list, 0);
  const lane = r.m;
  for (let i = 1; i < length; i++) move(list, i, i - 1);
  drop(list, length - 1);
  setLength(list, length - 1);
  r.m = lane;
  return first;
};

const unshift: TracedNative = (_trace, self, _l, args, lanes) => {
  const list = toObject(self, 'Array.prototype.unshift');
  const length = lengthOf(list);
  const count = args.length;
  if (count > 0) {
    if (length + count > MAX_LENGTH) return itself(proto.unshift, self, args);
    for (let i = length - 1; i >= 0; i--) move(list, i, i + count);
    for (let i = 0; i < count; i++) set(list, i, args[i], lanes[i]);
  }
  setLength(list, length + count);
  r.m = undefined;
  return length + count;
};

const splice: TracedNative = (trace, self, _l, args, lanes) => {
  const list = toObject(self, 'Array.prototype.splice');
  const length = lengthOf(list);
  const start = relative(args[0], length, 0);
  const items = Math.max(args.length - 2, 0);
  const count =
    args.length === 0
      ? 0
      : args.length === 1
        ? length - start
        : Math.min(Math.max(toInteger(args[1]), 0), length - start);
  if (length + items - count > MAX_LENGTH) return itself(proto.splice, self, args);
  const removed = newLike(list, count);
  for (let i = 0; i < count; i++) {
    if (!has(list, start + i)) continue;
    const v = get(list, start + i);
    define(trace, removed, i, v, r.m);
  }
  setLength(removed, count);
  if (items < count) {
    for (let i = start; i < length - count; i++) move(list, i + count, i + items);
    for (let i = length; i > length - count + items; i--) drop(list, i - 1);
  } else if (items > count) {
    for (let i = length - count; i > start; i--) move(list, i + count - 1, i + items - 1);
  }
  for (let i = 0; i < items; i++) set(list, start + i, args[i + 2], lanes[i + 2]);
  setLength(list, length - count + items);
  r.m = undefined;
  return removed;
};

const slice: TracedNative = (trace, self, _l, args) => {
  const list = toObject(self, 'Array.prototype.slice');
  const length = lengthOf(list);
  const start = relative(args[0], length, 0);
  const end = relative(args[1], length, length);
  const result = newLike(list, Math.max(end - start, 0));
  let n = 0;
  for (let i = start; i < end; i++, n++) {
    if (!has(list, i)) continue;
    const v = get(list, i);
    define(trace, result, n, v, r.m);
  }
  setLength(result, n);
  r.m = undefined;
  return result;
};

const concat: TracedNative = (trace, self, _l, args, lanes) => {
  const first = toObject(self, 'Array.prototype.concat');
  const result = newLike(first, 0);
  let n = 0;
  const append = (x: unknown, lane: Lane): void => {
    if (!isSpreadable(x)) {
      define(trace, result, n++, x, lane);
      return;
    }
    const length = lengthOf(x);
    if (n + length > MAX_LENGTH) itself(proto.concat, self, args);
    for (let i = 0; i < length; i++, n++) {
      if (!has(x, i)) continue;
      const v = get(x, i);
      define(trace, result, n, v, r.m);
    }
  };
  append(first, undefined);
  for (let i = 0; i < args.length; i++) append(args[i], lanes[i]);
  setLength(result, n);
  r.m = undefined;
  return result;
};

function isSpreadable(x: unknown): x is object {
  if (!isObject(x)) return false;
  const asked = get(x, Symbol.isConcatSpreadable);
  return asked === undefined ? Array.isArray(x) : Boolean(asked);
}

const fill: TracedNative = (_trace, self, _l, args, lanes) => {
  const list = toObject(self, 'Array.prototype.fill');
  const length = lengthOf(list);
  const start = relative(args[1], length, 0);
  const end = relative(args[2], length, length);
  for (let i = start; i < end; i++) set(list, i, args[0], lanes[0]);
  r.m = undefined;
  return list;
};

const reverse: TracedNative = (_trace, self) => {
  const list = toObject(self, 'Array.prototype.reverse');
  const length = lengthOf(list);
  for (let low = 0, high = length - 1; low < high; low++, high--) {
    const hasLow = has(list, low);
    const a = hasLow ? get(list, low) : undefined;
    const la = hasLow ? r.m : undefined;
    const hasHigh = has(list, high);
    const b = hasHigh ? get(list, high) : undefined;
    const lb = hasHigh ? r.m : undefined;
    if (hasHigh) set(list, low, b, lb);
    else if (hasLow) drop(list, low);
    if (hasLow) set(list, high, a, la);
    else if (hasHigh) drop(list, high);
  }
  r.m = undefined;
  return list;
};

const copyWithin: TracedNative = (_trace, self, _l, args) => {
  const list = toObject(self, 'Array.prototype.copyWithin');
  const length = lengthOf(list);
  let to = relative(args[0], length, 0);
  let from = relative(args[1], length, 0);
  const end = relative(args[2], length, length);
  let count = Math.min(end - from, length - to);
  const backwards = from < to && to < from + count;
  if (backwards) {
    from += count - 1;
    to += count - 1;
  }
  for (; count > 0; count--) {
    move(list, from, to);
    from += backwards ? -1 : 1;
    to += backwards ? -1 : 1;
  }
  r.m = undefined;
  return list;
};

export const at: TracedNative = (_trace, self, _l, args) => {
  const list = toObject(self, 'Array.prototype.at');
  const length = lengthOf(list);
  const i = toInteger(args[0]);
  const k = i < 0 ? length + i : i;
  if (k >= 0 && k < length) return get(list, k);
  r.m = undefined;
  return undefined;
};

const flat: TracedNative = (trace, self, _l, args) => {
  const list = toObject(self, 'Array.prototype.flat');
  const depth = args[0] === undefined ? 1 : Math.max(toInteger(args[0]), 0);
  const result = newLike(list, 0);
  flatten(trace, result, 0, list, depth);
  r.m = undefined;
  return result;
};

/** Appends the elements of a list, arrays among them opened up to a depth; returns how many elements the target has then. */
export function flatten(trace: Trace, target: object, start: number, list: object, depth: number): number {
  const length = lengthOf(list);
  let n = start;
  for (let i = 0; i < length; i++) {
    if (!has(list, i)) continue;
    const v = get(list, i);
    const lane = r.m;
    if (depth > 0 && Array.isArray(v)) n = flatten(trace, target, n, v, depth - 1);
    else define(trace, target, n++, v, lane);
  }
  return n;
}

/** A plain array of all elements, holes as undefined. */
function copyOf(
  trace: Trace,
  list: object,
  order: (i: number, length: number) => number = (i) => i,
): unknown[] {
  const length = lengthOf(list);
  if (length > 2 ** 32 - 1) throw new RangeError('Invalid array length');
  const result = new Array<unknown>(length);
  for (let i = 0; i < length; i++) {
    const v = get(list, order(i, length));
    define(trace, result, i, v, r.m);
  }
  return result;
}

const toReversed: TracedNative = (trace, self) => {
  const result = copyOf(trace, toObject(self, 'Array.prototype.toReversed'), (i, length) => length - 1 - i);
  r.m = undefined;
  return result;
};

const toSpliced: TracedNative = (trace, self, _l, args, lanes) => {
  const list = toObject(self, 'Array.prototype.toSpliced');
  const length = lengthOf(list);
  const start = relative(args[0], length, 0);
  const skipped =
    args.length === 0
      ? 0
      : args.length === 1
        ? length - start
        : Math.min(Math.max(toInteger(args[1]), 0), length - start);
  const items = Math.max(args.length - 2, 0);
  if (length + items - skipped > MAX_LENGTH) return itself(proto.toSpliced, self, args);
  const result = new Array<unknown>(length + items - skipped);
  const take = (to: number, from: number): void => {
    const v = get(list, from);
    define(trace, result, to, v, r.m);
  };
  for (let i = 0; i < start; i++) take(i, i);
  for (let i = 0; i < items; i++) define(trace, result, start + i, args[i + 2], lanes[i + 2]);
  for (let i = start + skipped; i < length; i++) take(i - skipped + items, i);
  r.m = undefined;
  return result;
};

const withElement: TracedNative = (trace, self, _l, args, lanes) => {
  const list = toObject(self, 'Array.prototype.with');
  const length = lengthOf(list);
  const i = toInteger(args[0]);
  const k = i < 0 ? length + i : i;
  if (k < 0 || k >= length) throw new RangeError('Invalid index : ' + String(i));
  const result = copyOf(trace, list);
  define(trace, result, k, args[1], lanes[1]);
  r.m = undefined;
  return result;
};

/** Lists that are being joined: the engine takes one in itself for empty. */
const joined: object[] = [];

/** The texts of all elements, one after the other, with the separator between them. */
function joinBy(list: object, separator: () => string, textOf: (x: unknown) => string): string {
  if (joined.includes(list)) return '';
  joined.push(list);
  try {
    const length = lengthOf(list);
    const between = separator();
    let text = '';
    for (let i = 0; i < length; i++) {
      if (i > 0) text += between;
      const x = get(list, i);
      if (x !== undefined && x !== null) text += textOf(x);
    }
    return text;
  } finally {
    joined.pop();
  }
}

/** Does an element convert itself? */
function hasObjects(list: object): boolean {
  if (!Array.isArray(list) || isUnusual(list)) return true;
  for (let i = 0; i < list.length; i++) if (isObject(list[i])) return true;
  return false;
}

const join: TracedNative = (_trace, self, _l, args) => {
  const list = toObject(self, 'Array.prototype.join');
  const [separator] = args;
  const text =
    isObject(separator) || hasObjects(list)
      ? joinBy(
          list,
          () => (separator === undefined ? ',' : `${textual(separator) as string}`),
          (x) => `${textual(x) as string}`,
        )
      : (Reflect.apply(proto.join, list, args) as string);
  r.m = undefined;
  return text;
};

const toText: TracedNative = (_trace, self) => {
  const list = toObject(self, 'Array.prototype.toString');
  const method = get(list, 'join');
  if (typeof method === 'function') return invoke(method, list, undefined, [], NO_LANES, 'join');
  r.m = undefined;
  return Object.prototype.toString.call(list);
};

const toLocaleText: TracedNative = (_trace, self, _l, args) => {
  const list = toObject(self, 'Array.prototype.toLocaleString');
  const text = hasObjects(list)
    ? joinBy(
        list,
        () => ',',
        (x) => {
          const method = get(x, 'toLocaleString');
          return `${textual(invoke(method, x, undefined, [...args], NO_LANES, 'toLocaleString')) as string}`;
        },
      )
    : (Reflect.apply(proto.toLocaleString, list, args.map(viewOf)) as string);
  r.m = undefined;
  return text;
};

/** `indexOf` and its like on what is no plain array: its length and elements are read as traced code. */
const seeking =
  (fn: AnyFunction, { backwards = false, holes = false, same = isSame }): TracedNative =>
  (_trace, self, _l, args) => {
    let value: unknown;
    if (Array.isArray(self) && !isUnusual(self)) {
      value = Reflect.apply(fn, self, [args[0], ...args.slice(1).map(convertible)]);
    } else {
      const list = toObject(self, `Array.prototype.${fn.name}`);
      const length = lengthOf(list);
      const at = args.length < 2 || length === 0 ? undefined : toInteger(args[1]);
      const i = seek(list, length, args[0], at, { backwards, holes, same });
      value = holes ? i >= 0 : i;
    }
    r.m = undefined;
    return value;
  };

interface Seeking {
  readonly backwards: boolean;
  readonly holes: boolean;
  readonly same: (a: unknown, b: unknown) => boolean;
}

function seek(
  list: object,
  length: number,
  x: unknown,
  at: number | undefined,
  { backwards, holes, same }: Seeking,
): number {
  let i = at ?? (backwards ? length - 1 : 0);
  if (i < 0) i = backwards ? length + i : Math.max(length + i, 0);
  else if (backwards) i = Math.min(i, length - 1);
  for (; i >= 0 && i < length; i += backwards ? -1 : 1) {
    if (!holes && !has(list, i)) continue;
    if (same(get(list, i), x)) return i;
  }
  return -1;
}

const isSame = (a: unknown, b: unknown): boolean => a === b;
/** NaN is itself, and −0 is 0. */
const isSameValue = (a: unknown, b: unknown): boolean => a === b || (a !== a && b !== b);

const iterate =
  (kind: 'keys' | 'values' | 'entries'): TracedNative =>
  (_trace, self) => {
    r.m = undefined;
    return iteratorOf(self, kind, proto[kind]);
  };

/** The methods of arrays. */
export function arrayNatives(): NativeEntry[] {
  return [
    [proto.push, push],
    [proto.pop, pop],
    [proto.shift, shift],
    [proto.unshift, unshift],
    [proto.splice, splice],
    [proto.slice, slice],
    [proto.concat, concat],
    [proto.fill, fill],
    [proto.reverse, reverse],
    [proto.copyWithin, copyWithin],
    [proto.at, at],
    [proto.flat, flat],
    [proto.toReversed, toReversed],
    [proto.toSpliced, toSpliced],
    [proto.with, withElement],
    [proto.sort, sortArray],
    [proto.toSorted, sortedArray],
    [proto.keys, iterate('keys')],
    [proto.values, iterate('values')],
    [proto.entries, iterate('entries')],
    ...arrayCallbacks(proto, 'Array.prototype'),
    [proto.includes, seeking(proto.includes, { holes: true, same: isSameValue })],
    [proto.indexOf, seeking(proto.indexOf, {})],
    [proto.lastIndexOf, seeking(proto.lastIndexOf, { backwards: true })],
    [proto.join, join],
    [proto.toString, toText],
    [proto.toLocaleString, toLocaleText],
    asItIs(Array.isArray),
  ];
}
