import type { AnyFunction } from '../../records/Companions.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { forEachOf } from '../consume.js';
import { invoke } from '../invoke.js';
import { partArgument } from '../functions.js';
import { forget, get, getFrom, noteElementAccessor, set } from '../members.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { asText, toKey } from '../toPrimitive.js';
import { hasProxies, proxyOf, withoutProxy } from '../../records/knownProxies.js';
import { getterOf, isCompiled } from '../onNextRead.js';
import { handing, ownProperty } from '../tracedHandler.js';
import { callable, define } from './lists.js';
import {
  asItIs,
  type ConstructorEntry,
  converting,
  isObject,
  itself,
  methodsAsTheyAre,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';
import { PRIMITIVE } from '../Receiver.js';

/** Runs for every own enumerable property, with the lane of its value in the register. */
function forEachOwn(
  source: object,
  keys: readonly PropertyKey[],
  visit: (k: PropertyKey, v: unknown) => void,
): void {
  for (const k of keys) {
    if (Object.prototype.propertyIsEnumerable.call(source, k)) visit(k, get(source, k));
  }
}

const assign: TracedNative = (_trace, self, _l, args) => {
  if (args[0] === undefined || args[0] === null) return itself(Object.assign, self, args);
  const target = Object(args[0]) as object;
  for (const source of args.slice(1)) {
    if (source === undefined || source === null) continue;
    const from = Object(source) as object;
    forEachOwn(from, Reflect.ownKeys(from), (k, v) => set(target, k, v, r.m));
  }
  r.m = undefined;
  return target;
};

const listing =
  (name: 'values' | 'entries'): TracedNative =>
  (trace, self, _l, args) => {
    if (args[0] === undefined || args[0] === null) return itself(Object[name], self, args);
    const from = Object(args[0]) as object;
    const list: unknown[] = [];
    const keys = Reflect.ownKeys(from).filter((k) => typeof k === 'string');
    forEachOwn(from, keys, (k, v) => {
      const lane = r.m;
      if (name === 'values') {
        define(trace, list, list.length, v, lane);
      } else {
        const pair: unknown[] = [k];
        define(trace, pair, 1, v, lane);
        list.push(pair);
      }
    });
    r.m = undefined;
    return list;
  };

const fromEntries: TracedNative = (trace, self, _l, args) => {
  if (args[0] === undefined || args[0] === null) return itself(Object.fromEntries, self, args);
  const result = {};
  forEachOf(args[0], 'the argument of Object.fromEntries', (entry) => {
    if (!isObject(entry)) throw new TypeError(`Iterator value ${String(entry)} is not an entry object`);
    const k = get(entry, 0);
    const v = get(entry, 1);
    define(trace, result, toKey(k), v, r.m);
  });
  r.m = undefined;
  return result;
};

/** A descriptor read once, with the lane of its value; getters of the descriptor itself are run as traced code. */
interface Described {
  readonly descriptor: PropertyDescriptor;
  readonly lane: Lane;
}

function describedBy(x: unknown): Described {
  if (!isObject(x)) throw new TypeError(`Property description must be an object: ${String(x)}`);
  const descriptor: PropertyDescriptor = {};
  let lane: Lane;
  for (const k of ['enumerable', 'configurable', 'value', 'writable', 'get', 'set'] as const) {
    if (!(k in x)) continue;
    descriptor[k] = get(x, k) as never;
    if (k === 'value') lane = typeof descriptor.value === 'number' ? r.m : undefined;
  }
  return { descriptor, lane };
}

function defineDescribed(trace: Trace, o: object, k: PropertyKey, described: Described): void {
  const { descriptor, lane } = described;
  const isSeenTo = handing(descriptor.value, lane, () => Object.defineProperty(o, k, descriptor));
  if (!isSeenTo) noteDefined(trace, withoutProxy(o), k, described);
}

function noteDefined(trace: Trace, o: object, k: PropertyKey, { descriptor, lane }: Described): void {
  // The length of an array is no slot.
  if (k === 'length' && Array.isArray(o)) return;
  if ('value' in descriptor) {
    trace.store(o, k, descriptor.value, lane);
    trace.forgetAccessor(o);
  } else if ('get' in descriptor || 'set' in descriptor) {
    partArgument(trace, o, k);
    forget(trace, o, k);
    if (Array.isArray(o)) noteElementAccessor(o);
    trace.forgetAccessors();
  }
}

const defineProperty: TracedNative = (trace, self, _l, args) => {
  const [o, key, described] = args;
  if (!isObject(o)) return itself(Object.defineProperty, self, args);
  const k = toKey(key);
  defineDescribed(trace, o, k, describedBy(described));
  r.m = undefined;
  return o;
};

const reflectDefine: TracedNative = (trace, self, _l, args) => {
  const [o, key, given] = args;
  if (!isObject(o)) return itself(Reflect.defineProperty, self, args);
  const k = toKey(key);
  const described = describedBy(given);
  const { descriptor, lane } = described;
  let isDone = false;
  const isSeenTo = handing(descriptor.value, lane, () => {
    isDone = Reflect.defineProperty(o, k, descriptor);
  });
  if (isDone && !isSeenTo) noteDefined(trace, withoutProxy(o), k, described);
  r.m = undefined;
  return isDone;
};

function defineAll(trace: Trace, o: object, given: unknown): void {
  const from = Object(given) as object;
  const all: [PropertyKey, Described][] = [];
  forEachOwn(from, Reflect.ownKeys(from), (k, v) => all.push([k, describedBy(v)]));
  for (const [k, described] of all) defineDescribed(trace, o, k, described);
}

const defineProperties: TracedNative = (trace, self, _l, args) => {
  const [o, given] = args;
  if (!isObject(o) || given === undefined || given === null)
    return itself(Object.defineProperties, self, args);
  defineAll(trace, o, given);
  r.m = undefined;
  return o;
};

const create: TracedNative = (trace, _self, _l, args) => {
  const o = Object.create(args[0] as object | null) as object;
  if (args[1] !== undefined) {
    if (args[1] === null) throw new TypeError('Cannot convert undefined or null to object');
    defineAll(trace, o, args[1]);
  }
  r.m = undefined;
  return o;
};

/** The lane of an own property that is no accessor. */
function laneOfData(trace: Trace, o: object, k: PropertyKey): Lane {
  if (typeof Object.getOwnPropertyDescriptor(o, k)?.value !== 'number') return undefined;
  getFrom(trace, o, k, o);
  return r.m;
}

/** The descriptor of an own property, its value with its lane. */
function ownDescriptor(trace: Trace, o: object, k: PropertyKey): PropertyDescriptor | undefined {
  const { property, by } = ownProperty(o, k);
  if (property === undefined || typeof property.value !== 'number') return property;
  const lane = by === undefined ? laneOfData(trace, withoutProxy(o), k) : laneOfData(trace, by, 'value');
  if (lane !== undefined) trace.store(property, 'value', property.value, lane);
  return property;
}

const getOwnPropertyDescriptor: TracedNative = (trace, self, _l, args) => {
  if (args[0] === undefined || args[0] === null) return itself(Object.getOwnPropertyDescriptor, self, args);
  const property = ownDescriptor(trace, Object(args[0]) as object, toKey(args[1]));
  r.m = undefined;
  return property;
};

const getOwnPropertyDescriptors: TracedNative = (trace, self, _l, args) => {
  if (args[0] === undefined || args[0] === null) return itself(Object.getOwnPropertyDescriptors, self, args);
  const o = Object(args[0]) as object;
  const all: Record<PropertyKey, PropertyDescriptor> = {};
  for (const k of Reflect.ownKeys(o)) {
    const property = ownDescriptor(trace, o, k);
    if (property !== undefined)
      Object.defineProperty(all, k, {
        value: property,
        writable: true,
        enumerable: true,
        configurable: true,
      });
  }
  r.m = undefined;
  return all;
};

const deleteProperty: TracedNative = (trace, self, _l, args) => {
  const [o, key] = args;
  if (!isObject(o)) return itself(Reflect.deleteProperty, self, args);
  const k = toKey(key);
  partArgument(trace, o, k);
  const gone = Reflect.deleteProperty(o, k);
  if (gone) forget(trace, o, k);
  r.m = undefined;
  return gone;
};

/** What changes prototypes or accessors behind the back of what the trace remembers. */
function forgetting(fn: unknown): NativeEntry {
  const [, native] = asItIs(fn);
  return [
    fn,
    (trace, self, l, args, lanes, where) => {
      const value = native(trace, self, l, args, lanes, where);
      trace.forgetAccessors();
      return value;
    },
  ];
}

/** `__defineGetter__` and `__defineSetter__`: what was a number is none any more. */
function accessorDefining(fn: AnyFunction): NativeEntry {
  return [
    fn,
    (trace, self, _l, args) => {
      const k = toKey(args[0]);
      Reflect.apply(fn, self, [k, ...args.slice(1)]);
      if (isObject(self))
        noteDefined(trace, withoutProxy(self), k, { descriptor: { get: undefined }, lane: undefined });
      r.m = undefined;
      return undefined;
    },
  ];
}

/** `Object(x)`: a wrapper keeps the lane of its number. */
const toObjectOf = (trace: Trace, x: unknown, lane: Lane): object => {
  const o = Object(x) as object;
  if (typeof x === 'number' && trace.owns(lane)) trace.keepAside(o, PRIMITIVE, lane);
  r.m = undefined;
  return o;
};

const valueOfNumber: TracedNative = (trace, self, selfLane, args) => {
  const value = Reflect.apply(Number.prototype.valueOf, self, args);
  r.m = typeof self === 'number' ? selfLane : isObject(self) ? trace.asideOf(self, PRIMITIVE) : undefined;
  return value;
};

const valueOf: TracedNative = (trace, self, selfLane) => {
  if (typeof self === 'number') return toObjectOf(trace, self, selfLane);
  r.m = undefined;
  return Object.prototype.valueOf.call(self);
};

const toLocaleString: TracedNative = (_trace, self, selfLane, args) => {
  if (self === undefined || self === null) return itself(Object.prototype.toLocaleString, self, args);
  return invoke(get(self, 'toString'), self, selfLane, [], NO_LANES, 'toString');
};

/** `Object.prototype.toString`: a tag that is read by running code is read as traced code. */
const toText: TracedNative = (_trace, self) => {
  const native = (): string => Object.prototype.toString.call(self);
  let text: string;
  if (self === undefined || self === null) text = native();
  else if (isObject(self) && hasProxies() && proxyOf(self) !== undefined) text = native();
  else if (!isCompiled(getterOf(Object(self) as object, Symbol.toStringTag))) text = native();
  else {
    const tag = get(self, Symbol.toStringTag);
    text = typeof tag === 'string' ? `[object ${tag}]` : untagged(Object(self) as object);
  }
  r.m = undefined;
  return text;
};

/** What the native says of an object without a tag. */
function untagged(o: object): string {
  const own = Object.getOwnPropertyDescriptor(o, Symbol.toStringTag);
  const isFree = own === undefined ? Object.isExtensible(o) : own.configurable === true;
  // Where the object cannot be given another tag for the time of the question, its class tells.
  if (!isFree) return classOf(o);
  Object.defineProperty(o, Symbol.toStringTag, { value: undefined, configurable: true });
  try {
    return Object.prototype.toString.call(o);
  } finally {
    if (own === undefined) Reflect.deleteProperty(o, Symbol.toStringTag);
    else Object.defineProperty(o, Symbol.toStringTag, own);
  }
}

function classOf(o: object): string {
  if (Array.isArray(o)) return '[object Array]';
  if (typeof o === 'function') return '[object Function]';
  const kinds = { Error, Boolean, Number, String, Date, RegExp };
  for (const name of Object.keys(kinds) as (keyof typeof kinds)[]) {
    if (o instanceof kinds[name]) return `[object ${name}]`;
  }
  return '[object Object]';
}

const groupBy: TracedNative = (trace, self, _l, args) => {
  const [items, callback] = args;
  const f = callable(callback);
  const groups = new Map<PropertyKey, unknown[]>();
  let i = 0;
  forEachOf(items, 'the first argument of Object.groupBy', (v, lane) => {
    const k = toKey(invoke(f, undefined, undefined, [v, i++], [lane], 'the callback'));
    const key = typeof k === 'number' ? String(k) : k;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    define(trace, group, group.length, v, lane);
  });
  const result = Object.create(null) as Record<PropertyKey, unknown>;
  for (const [k, group] of groups) result[k] = group;
  r.m = undefined;
  return result;
};

/** `Object.*`, `Object.prototype.*` and their like in `Reflect`. */
export function objectNatives(): NativeEntry[] {
  const { prototype } = Object;
  const grouping = (Object as { groupBy?: unknown }).groupBy;
  return [
    [Object, (trace, _self, _l, args, lanes) => toObjectOf(trace, args[0], lanes[0])],
    [Object.assign, assign],
    [Object.values, listing('values')],
    [Object.entries, listing('entries')],
    [Object.fromEntries, fromEntries],
    [Object.defineProperty, defineProperty],
    [Object.defineProperties, defineProperties],
    [Reflect.defineProperty, reflectDefine],
    [Object.create, create],
    [Object.getOwnPropertyDescriptor, getOwnPropertyDescriptor],
    [Reflect.getOwnPropertyDescriptor, getOwnPropertyDescriptor],
    [Object.getOwnPropertyDescriptors, getOwnPropertyDescriptors],
    [Reflect.deleteProperty, deleteProperty],
    [prototype.valueOf, valueOf],
    ...['__defineGetter__', '__defineSetter__'].map((k) =>
      accessorDefining((prototype as unknown as Record<string, AnyFunction>)[k]),
    ),
    [Number.prototype.valueOf, valueOfNumber],
    ...(grouping === undefined ? [] : [[grouping, groupBy] as const]),
    ...[Object.setPrototypeOf, Reflect.setPrototypeOf].map(forgetting),
    converting(Object.hasOwn, (_x, position) => position === 1),
    ...['hasOwnProperty', 'propertyIsEnumerable', '__lookupGetter__', '__lookupSetter__'].map((k) =>
      converting((prototype as unknown as Record<string, unknown>)[k], (_x, position) => position === 0),
    ),
    [prototype.toLocaleString, toLocaleString],
    ...methodsAsTheyAre(Object, [
      'freeze',
      'seal',
      'preventExtensions',
      'isFrozen',
      'isSealed',
      'isExtensible',
      'is',
      'keys',
      'getOwnPropertyNames',
      'getOwnPropertySymbols',
      'getPrototypeOf',
    ]),
    [prototype.toString, toText],
    ...methodsAsTheyAre(prototype, ['isPrototypeOf']),
  ];
}

/** `new Object(x)` and `new Number(x)`. */
export function objectConstructors(): ConstructorEntry[] {
  return [
    [
      Object,
      (trace, args, lanes, newTarget) =>
        newTarget === Object
          ? toObjectOf(trace, args[0], lanes[0])
          : Reflect.construct(Object, args, newTarget),
    ],
    [
      Number,
      (trace, args, lanes, newTarget) => {
        const o = Reflect.construct(Number, args.map(asText), newTarget) as object;
        if (typeof args[0] === 'number') trace.keepAside(o, PRIMITIVE, lanes[0]);
        return o;
      },
    ],
  ];
}
