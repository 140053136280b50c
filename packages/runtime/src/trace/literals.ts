import type { Lane } from './Lane.js';
import { stampMember } from './functions.js';
import { get } from './members.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';

/** Where the copy of a spread object stands among the properties of a literal. */
export const SPREAD: unique symbol = Symbol('spread');

/**
 * Notes the lanes of an object literal's properties: key, lane, key, lane, …. The copy that was spread comes as `SPREAD, copy`.
 */
export function object(o: object, ...lanes: unknown[]): object {
  const { trace } = r;
  if (trace !== null) {
    trace.watch?.made(o);
    for (let i = 0; i < lanes.length; i += 2) {
      const k = lanes[i] as PropertyKey;
      if (k === SPREAD) copyLanes(trace, lanes[i + 1] as object, o);
      else storeOwn(trace, o, k, lanes[i + 1] as Lane);
    }
  }
  r.m = undefined;
  return o;
}

function storeOwn(trace: Trace, o: object, k: PropertyKey, lane: Lane): void {
  const property = Object.getOwnPropertyDescriptor(o, k);
  if (property !== undefined && typeof property.value === 'number') trace.store(o, k, property.value, lane);
}

function copyLanes(trace: Trace, from: object, to: object): void {
  if (trace.slotsOf(from) === undefined && trace.slotsOf(to) === undefined) return;
  const keys = Reflect.ownKeys(from);
  for (let i = 0; i < keys.length; i++) {
    const k = keys[i];
    get(from, k);
    storeOwn(trace, to, k, r.m);
  }
}

/** A copy of what `...x` spreads into an object literal, its getters run as traced code. */
export function copyOf(x: unknown): object {
  const copy = {};
  if (x !== undefined && x !== null) copyInto(copy, Object(x) as object, NONE);
  r.m = undefined;
  return copy;
}
const NONE: ReadonlySet<PropertyKey> = new Set();

function copyInto(target: object, from: object, excluded: ReadonlySet<PropertyKey>): void {
  const { trace } = r;
  const isProxy = hasProxies() && proxyOf(from) !== undefined;
  const keys = Reflect.ownKeys(from);
  // Lanes are noted once all properties are there: the first one gives the target its slots.
  const active: PropertyKey[] = [];
  const lanes: Lane[] = [];
  for (let i = 0; i < keys.length; i++) {
    const k = keys[i];
    if (excluded.has(k)) continue;
    if (
      !isProxy
        ? !Object.prototype.propertyIsEnumerable.call(from, k)
        : Reflect.getOwnPropertyDescriptor(from, k)?.enumerable !== true
    )
      continue;
    const value = get(from, k);
    const lane = r.m;
    Object.defineProperty(target, k, { value, writable: true, enumerable: true, configurable: true });
    if (lane !== undefined) {
      active.push(k);
      lanes.push(lane);
    }
  }
  if (trace === null) return;
  for (let i = 0; i < active.length; i++) storeOwn(trace, target, active[i], lanes[i]);
}

/** What is left of an object for the rest element of a pattern. */
export function restOf(x: unknown, ...excluded: PropertyKey[]): object {
  const target = {};
  const keys = new Set(excluded.map((k) => (typeof k === 'number' ? String(k) : k)));
  copyInto(target, Object(x) as object, keys);
  r.m = undefined;
  return target;
}

/** Marks methods, accessors and functions written in an object literal as traced code. */
export function members<O extends object>(o: O, ...keys: PropertyKey[]): O {
  for (let i = 0; i < keys.length; i++) stampMember(o, keys[i]);
  return o;
}

/** An array literal: value, lane, value, lane, …. */
export function array(...pairs: unknown[]): unknown[] {
  const length = pairs.length >> 1;
  const list = new Array<unknown>(length);
  for (let i = 0; i < length; i++) list[i] = pairs[2 * i];
  const { trace } = r;
  if (trace !== null) {
    trace.watch?.made(list);
    for (let i = 0; i < length; i++) {
      const lane = pairs[2 * i + 1] as Lane;
      if (lane !== undefined && typeof list[i] === 'number') trace.store(list, i, list[i], lane);
    }
  }
  r.m = undefined;
  return list;
}
