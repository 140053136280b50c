import type { AnyFunction } from '../../records/Companions.js';
import { type Lane, TextLane, type WrittenTree } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { isObject, type NativeEntry, type TracedNative } from './TracedNative.js';

/**
 * `JSON.parse(JSON.stringify(x))` is the usual deep copy, and gives numbers back exactly. So the text that JSON makes of something
 * active carries the lanes of its numbers, and what is parsed from that very text gets them. Text that was put together, cut or
 * stored carries none.
 */
export function jsonNatives(): NativeEntry[] {
  return [
    [JSON.stringify, stringify],
    [JSON.parse, parse],
  ];
}

const stringify: TracedNative = (trace, self, _l, args, lanes) => {
  const text: unknown = Reflect.apply(JSON.stringify as AnyFunction, self, args);
  const replacer = args[1];
  // A function or list that chooses what is written also tells what is written where.
  const isWhole = typeof replacer !== 'function' && !Array.isArray(replacer);
  const tree = typeof text === 'string' && isWhole ? written(trace, args[0], lanes[0]) : undefined;
  r.m = tree === undefined ? undefined : new TextLane(trace, text as string, tree);
  return text;
};

const parse: TracedNative = (trace, self, _l, args, lanes) => {
  const value: unknown = Reflect.apply(JSON.parse as AnyFunction, self, args);
  r.m = undefined;
  const lane = lanes[0];
  const isOwn = lane instanceof TextLane && lane.of === trace && lane.text === args[0];
  if (isOwn && typeof args[1] !== 'function') r.m = restore(trace, value, lane.tree);
  return value;
};

/** The lanes of all numbers that JSON writes; undefined if there are none. Accessors and `toJSON` give text of their own. */
function written(trace: Trace, x: unknown, lane: Lane): WrittenTree | undefined {
  if (typeof x === 'number') return trace.owns(lane) ? { value: x, lane } : undefined;
  if (!isObject(x) || typeof x === 'function' || ArrayBuffer.isView(x)) return undefined;
  if (typeof (x as { toJSON?: unknown }).toJSON === 'function') return undefined;
  let parts: Map<string, WrittenTree> | undefined;
  const keys = Object.keys(x);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (Object.getOwnPropertyDescriptor(x, key)?.get !== undefined) continue;
    const value = get(x, key);
    const part = written(trace, value, r.m);
    if (part !== undefined) (parts ??= new Map<string, WrittenTree>()).set(key, part);
  }
  return parts;
}

function restore(trace: Trace, x: unknown, tree: WrittenTree): Lane {
  if (!(tree instanceof Map)) return Object.is(x, tree.value) ? tree.lane : undefined;
  if (!isObject(x)) return undefined;
  tree.forEach((part, key) => {
    const value = (x as Record<string, unknown>)[key];
    const lane = restore(trace, value, part);
    if (trace.owns(lane)) trace.store(x, key, value, lane);
  });
  return undefined;
}
