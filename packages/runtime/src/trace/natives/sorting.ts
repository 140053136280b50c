import type { AnyFunction } from '../../records/Companions.js';
import { invoke } from '../invoke.js';
import type { Lane } from '../Lane.js';
import { get, set } from '../members.js';
import { registers as r } from '../registers.js';
import { toPrimitive } from '../toPrimitive.js';
import { define, drop, has, lengthOf, toNumber, toObject } from './lists.js';
import { isObject, type TracedNative } from './TracedNative.js';

interface Item {
  readonly value: unknown;
  readonly lane: Lane;
}

/**
 * Sorts items by sorting their numbers with the engine's own method, so that the comparison is asked the same questions in the
 * same order; undefined goes to the end unasked, as it does there.
 */
function sorted(items: readonly Item[], compare: AnyFunction | undefined): Item[] {
  const asked = items.filter(({ value }) => value !== undefined);
  // Objects are converted at each comparison, as often as the language converts them.
  const texts =
    compare === undefined
      ? asked.map(({ value }) => (isObject(value) ? undefined : textOf(value)))
      : undefined;
  const order = asked
    .map((_, i) => i)
    .sort((i, j) => {
      if (texts !== undefined) {
        const first = texts[i] ?? textOf(asked[i].value);
        const second = texts[j] ?? textOf(asked[j].value);
        return first < second ? -1 : first > second ? 1 : 0;
      }
      const [a, b] = [asked[i], asked[j]];
      return toNumber(
        invoke(compare, undefined, undefined, [a.value, b.value], [a.lane, b.lane], 'the comparison'),
      );
    });
  const rest = items.filter(({ value }) => value === undefined);
  return [...order.map((i) => asked[i]), ...rest];
}

function textOf(x: unknown): string {
  return String(typeof x === 'symbol' ? +(x as never) : toPrimitive(x, undefined, 'string'));
}

function itemsOf(list: object, length: number, holes: boolean): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < length; i++) {
    if (!holes && !has(list, i)) continue;
    const value = get(list, i);
    items.push({ value, lane: typeof value === 'number' ? r.m : undefined });
  }
  return items;
}

function comparison(compare: unknown): AnyFunction | undefined {
  if (compare === undefined || typeof compare === 'function') return compare;
  throw new TypeError('The comparison function must be either a function or undefined');
}

export const sortArray: TracedNative = (_trace, self, _l, args) => {
  const compare = comparison(args[0]);
  const list = toObject(self, 'Array.prototype.sort');
  const length = lengthOf(list);
  const items = sorted(itemsOf(list, length, false), compare);
  items.forEach(({ value, lane }, i) => set(list, i, value, lane));
  for (let i = items.length; i < length; i++) if (has(list, i)) drop(list, i);
  r.m = undefined;
  return list;
};

export const sortedArray: TracedNative = (trace, self, _l, args) => {
  const compare = comparison(args[0]);
  const list = toObject(self, 'Array.prototype.toSorted');
  const length = lengthOf(list);
  if (length > 2 ** 32 - 1) throw new RangeError('Invalid array length');
  const result = new Array<unknown>(length);
  sorted(itemsOf(list, length, true), compare).forEach(({ value, lane }, i) => {
    define(trace, result, i, value, lane);
  });
  r.m = undefined;
  return result;
};

/** The order of typed arrays: by size, −0 before 0, NaN last. */
function bySize(a: unknown, b: unknown): number {
  const [x, y] = [a as number, b as number];
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === 0 && y === 0) return Object.is(x, y) ? 0 : Object.is(x, -0) ? -1 : 1;
  return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) ? -1 : 0;
}

/** The items of a typed array in order. */
export function sortedItems(list: object, length: number, given: unknown): Item[] {
  const compare = comparison(given);
  const items = itemsOf(list, length, true);
  const order = items
    .map((_, i) => i)
    .sort((i, j) => {
      const [a, b] = [items[i], items[j]];
      if (compare === undefined) return bySize(a.value, b.value);
      const c = toNumber(
        invoke(compare, undefined, undefined, [a.value, b.value], [a.lane, b.lane], 'the comparison'),
      );
      return Number.isNaN(c) ? 0 : c;
    });
  return order.map((i) => items[i]);
}
