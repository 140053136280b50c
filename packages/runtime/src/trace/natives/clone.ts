import { copyBits, hasBits } from '../bits.js';
import type { Lane } from '../Lane.js';
import { keyLane } from '../iterators.js';
import { get, isUnusual } from '../members.js';
import { PRIMITIVE } from '../Receiver.js';
import { isProxy } from '../../records/knownProxies.js';
import { registers as r } from '../registers.js';
import { mapEntries, setElements } from '../../shadow/mapEntries.js';
import type { Trace } from '../Trace.js';
import { define } from './lists.js';
import { isObject, type NativeEntry } from './TracedNative.js';

/** `structuredClone`: the copies of numbers have the lanes of the numbers. */
export function cloneNatives(): NativeEntry[] {
  if (typeof structuredClone !== 'function') return [];
  return [
    [
      structuredClone,
      (trace, _self, _l, args, lanes) => {
        const [given, options] = args;
        const value = hasAccessors(given, new Set()) ? snapshot(trace, given, new Map()) : given;
        const copy: unknown = structuredClone(value, optionsOf(options));
        const lane = copyLanes(trace, value, lanes[0], copy, new Set());
        r.m = lane;
        return copy;
      },
    ],
  ];
}

type Options = Parameters<typeof structuredClone>[1];

/** The options, read as traced code. */
function optionsOf(given: unknown): Options {
  return isObject(given) ? ({ transfer: get(given, 'transfer') } as Options) : (given as Options);
}

/** Does a list or object hold accessors, itself or deeper down? They run while it is copied. */
function hasAccessors(x: unknown, seen: Set<object>): boolean {
  if (!isObject(x) || seen.has(x) || ArrayBuffer.isView(x) || isProxy(x)) return false;
  seen.add(x);
  if (x instanceof Map) return mapEntries(x).some(([k, v]) => hasAccessors(k, seen) || hasAccessors(v, seen));
  if (x instanceof Set) return setElements(x).some((each) => hasAccessors(each, seen));
  const isList = Array.isArray(x);
  if (isList && isUnusual(x)) return true;
  return Object.keys(x).some((key) => {
    const property = isList ? undefined : Object.getOwnPropertyDescriptor(x, key);
    if (property?.get !== undefined) return true;
    return hasAccessors(isList ? (x as unknown as Record<string, unknown>)[key] : property?.value, seen);
  });
}

/** The same lists and objects with the values of their accessors, which run as traced code; the rest is left to the native. */
function snapshot(trace: Trace, x: unknown, made: Map<object, object>): unknown {
  if (!isObject(x) || typeof x === 'function' || ArrayBuffer.isView(x) || isProxy(x)) return x;
  const known = made.get(x);
  if (known !== undefined) return known;
  if (x instanceof Map) {
    const map = new Map<unknown, unknown>();
    made.set(x, map);
    // The native lists the entries before it copies them.
    for (const [k, v] of mapEntries(x)) {
      const key = snapshot(trace, k, made);
      map.set(key, snapshot(trace, v, made));
      if (typeof k === 'number') trace.keepAside(map, k, keyLane(trace, x, k));
      if (typeof v === 'number') trace.storeEntry(map, key, v, trace.loadEntry(x, k));
    }
    return map;
  }
  if (x instanceof Set) {
    const set = new Set<unknown>();
    made.set(x, set);
    for (const each of setElements(x)) {
      set.add(snapshot(trace, each, made));
      if (typeof each === 'number') trace.keepAside(set, each, keyLane(trace, x, each));
    }
    return set;
  }
  const isList = Array.isArray(x);
  if (!isList && Object.prototype.toString.call(x) !== '[object Object]') return x;
  const copy: object = isList ? new Array<unknown>(x.length) : {};
  made.set(x, copy);
  const keys = Object.keys(x);
  for (let i = 0; i < keys.length; i++) {
    const value = get(x, isList && String(Number(keys[i])) === keys[i] ? Number(keys[i]) : keys[i]);
    const lane = r.m;
    define(trace, copy, keys[i], snapshot(trace, value, made), typeof value === 'number' ? lane : undefined);
  }
  return copy;
}

/** A key of a Map or an element of a Set, and its copy. */
function copyKey(
  trace: Trace,
  from: object,
  key: unknown,
  copy: object,
  copiedKey: unknown,
  seen: Set<object>,
): void {
  const lane = copyLanes(trace, key, keyLane(trace, from, key), copiedKey, seen);
  if (trace.owns(lane)) trace.keepAside(copy, copiedKey, lane);
}

/** Lays the lanes of everything in `from` onto its copy. Returns that of a number. */
function copyLanes(trace: Trace, from: unknown, lane: Lane, copy: unknown, seen: Set<object>): Lane {
  if (typeof from === 'number') return typeof copy === 'number' ? lane : undefined;
  if (!isObject(from) || !isObject(copy) || seen.has(from)) return undefined;
  seen.add(from);
  if (from instanceof Map && copy instanceof Map) {
    const values = [...(copy as Map<unknown, unknown>)];
    [...(from as Map<unknown, unknown>)].forEach(([key, value], i) => {
      const [copiedKey, copied] = values[i];
      copyKey(trace, from, key, copy, copiedKey, seen);
      const entry = copyLanes(trace, value, trace.loadEntry(from, key), copied, seen);
      if (trace.owns(entry)) trace.storeEntry(copy, copiedKey, copied, entry);
    });
    return undefined;
  }
  if (from instanceof Set && copy instanceof Set) {
    const copies = [...(copy as Set<unknown>)];
    [...(from as Set<unknown>)].forEach((each, i) => {
      copyKey(trace, from, each, copy, copies[i], seen);
    });
    return undefined;
  }
  if (from instanceof Number) {
    trace.keepAside(copy, PRIMITIVE, trace.asideOf(from, PRIMITIVE));
    return undefined;
  }
  const buffers = ArrayBuffer.isView(from) ? [from.buffer, (copy as Float64Array).buffer] : [from, copy];
  if (buffers[0] instanceof ArrayBuffer && buffers[1] instanceof ArrayBuffer && hasBits(trace, buffers[0])) {
    if (buffers[0] === from || !seen.has(buffers[0])) copyBits(trace, buffers[0], 0, buffers[1]);
    seen.add(buffers[0]);
    return undefined;
  }
  if (ArrayBuffer.isView(from) && trace.slotsOf(from) === undefined) return undefined;
  const keys = from instanceof Error ? ['cause'] : Object.keys(from);
  for (let i = 0; i < keys.length; i++) {
    if (!Object.hasOwn(copy, keys[i])) continue;
    const key = ArrayBuffer.isView(from) ? Number(keys[i]) : keys[i];
    if (Object.getOwnPropertyDescriptor(from, key)?.get !== undefined) continue;
    const value = get(from, key);
    const copied = (copy as Record<PropertyKey, unknown>)[key];
    const part = copyLanes(trace, value, r.m, copied, seen);
    if (trace.owns(part)) trace.store(copy, key, copied, part);
  }
  return undefined;
}
