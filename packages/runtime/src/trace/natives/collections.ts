import type { AnyFunction } from '../../records/Companions.js';
import { forEachOf } from '../consume.js';
import { invoke } from '../invoke.js';
import { Consumer, iteratorOf, keyLane } from '../iterators.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { hasProxies, proxyOf } from '../../records/knownProxies.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { callable, define } from './lists.js';
import {
  type ConstructorEntry,
  isObject,
  itself,
  methodsAsTheyAre,
  type NativeEntry,
  type TracedConstructor,
  type TracedNative,
} from './TracedNative.js';

type AnyMap = Map<unknown, unknown>;

const mapGet: TracedNative = (trace, self, _l, args) => {
  const v = Map.prototype.get.call(self as AnyMap, args[0]);
  r.m = undefined;
  if (typeof v === 'number') r.m = trace.loadEntry(self as object, normal(args[0]));
  else if (trace.mixed && isObject(v)) {
    const { root } = trace;
    const part = (root.slotsOf(self as object) as AnyMap | undefined)?.get(args[0]);
    if (isObject(part)) root.adopt(v, part);
  }
  return v;
};

/** Maps and Sets take −0 for 0. */
function normal(key: unknown): unknown {
  return key === 0 ? 0 : key;
}

const mapSet: TracedNative = (trace, self, _l, args, lanes) => {
  const map = self as AnyMap;
  const isNew = typeof args[0] === 'number' && !Map.prototype.has.call(map, args[0]);
  Map.prototype.set.call(map, args[0], args[1]);
  if (isNew) trace.keepAside(map, normal(args[0]), lanes[0]);
  trace.storeEntry(map, normal(args[0]), args[1], lanes[1]);
  r.m = undefined;
  return map;
};

const setAdd: TracedNative = (trace, self, _l, args, lanes) => {
  const set = self as Set<unknown>;
  const isNew = typeof args[0] === 'number' && !Set.prototype.has.call(set, args[0]);
  Set.prototype.add.call(set, args[0]);
  if (isNew) trace.keepAside(set, normal(args[0]), lanes[0]);
  r.m = undefined;
  return set;
};

const mapForEach: TracedNative = (trace, self, _l, args) => {
  const map = self as AnyMap;
  if (typeof args[0] !== 'function') return itself(Map.prototype.forEach, self, args);
  const callback = callable(args[0]);
  Map.prototype.forEach.call(map, (v, k) => {
    const lane = typeof v === 'number' ? trace.loadEntry(map, k) : undefined;
    invoke(callback, args[1], undefined, [v, k, map], [lane, keyLane(trace, map, k)], 'the callback');
  });
  r.m = undefined;
  return undefined;
};

const setForEach: TracedNative = (trace, self, _l, args) => {
  const set = self as Set<unknown>;
  if (typeof args[0] !== 'function') return itself(Set.prototype.forEach, self, args);
  const callback = callable(args[0]);
  Set.prototype.forEach.call(set, (v) => {
    const lane = keyLane(trace, set, v);
    invoke(callback, args[1], undefined, [v, v, set], [lane, lane], 'the callback');
  });
  r.m = undefined;
  return undefined;
};

/** `union` and the like: an element of the new set has the lane that it has in the first set, or else in the second. */
const combining =
  (fn: AnyFunction): TracedNative =>
  (trace, self, _l, args) => {
    const first = self as Set<unknown>;
    const other = isObject(args[0]) && !isCollection(args[0]) ? new SetLike(args[0]) : args[0];
    const made = Reflect.apply(fn, self, [other]) as Set<unknown>;
    for (const v of made) {
      if (typeof v !== 'number') continue;
      let lane: Lane;
      if (Set.prototype.has.call(first, v)) lane = keyLane(trace, first, v);
      else if (other instanceof SetLike) lane = other.lanes.get(v);
      else lane = isObject(other) ? keyLane(trace, other, v) : undefined;
      trace.keepAside(made, v, lane);
    }
    r.m = undefined;
    return made;
  };

function isCollection(x: object): boolean {
  return !(hasProxies() && proxyOf(x) !== undefined) && (x instanceof Set || x instanceof Map);
}

/** What `union` and the like are given in place of an object of the program's own: its methods run as traced code. */
class SetLike {
  /** Lanes of the numbers that it gave. */
  readonly lanes = new Map<number, Lane>();

  constructor(private readonly object: object) {}

  get size(): unknown {
    return get(this.object, 'size');
  }

  get has(): unknown {
    const { object } = this;
    const has = get(object, 'has');
    if (typeof has !== 'function') return has;
    return (v: unknown) => invoke(has, object, undefined, [v], NO_LANES, 'has');
  }

  get keys(): unknown {
    const { object, lanes } = this;
    const keys = get(object, 'keys');
    if (typeof keys !== 'function') return keys;
    return () => {
      const iterator = invoke(keys, object, undefined, [], NO_LANES, 'keys');
      if (!isObject(iterator)) return iterator;
      const consumer = new Consumer(iterator);
      return {
        next: () => {
          const step = consumer.step();
          if (!step.done && typeof step.value === 'number' && !lanes.has(step.value))
            lanes.set(step.value, r.m);
          return step;
        },
        get return(): unknown {
          const finish = get(iterator, 'return');
          if (typeof finish !== 'function') return finish;
          return () => invoke(finish, iterator, undefined, [], NO_LANES, 'return');
        },
      };
    };
  }
}

/** WeakMaps keep their lanes aside, by a key of the map itself. */
const weakGet: TracedNative = (trace, self, _l, args) => {
  const v = WeakMap.prototype.get.call(self as WeakMap<object, unknown>, args[0] as object) as unknown;
  r.m = typeof v === 'number' ? trace.asideOf(self as object, args[0]) : undefined;
  return v;
};

const weakSet: TracedNative = (trace, self, _l, args, lanes) => {
  WeakMap.prototype.set.call(self as WeakMap<object, unknown>, args[0] as object, args[1]);
  trace.keepAside(self as object, args[0], typeof args[1] === 'number' ? lanes[1] : undefined);
  r.m = undefined;
  return self;
};

/** `getOrInsert`, and `getOrInsertComputed` with a function that makes what is missing. */
const inserting =
  (
    fn: AnyFunction,
    isComputed: boolean,
    has: AnyFunction,
    [read, write]: readonly [TracedNative, TracedNative],
  ): TracedNative =>
  (trace, self, selfLane, args, lanes, where) => {
    if (isComputed && typeof args[1] !== 'function') return itself(fn, self, args);
    if (Reflect.apply(has, self, [args[0]]) === true) return read(trace, self, selfLane, args, lanes, where);
    let [, value] = args;
    let [, lane] = lanes;
    if (isComputed) {
      value = invoke(value, undefined, undefined, [normal(args[0])], [lanes[0]], 'the callback');
      lane = r.m;
    }
    write(trace, self, selfLane, [args[0], value], [lanes[0], lane], where);
    r.m = lane;
    return value;
  };

/** Those of them that this engine has. */
function insertingNatives(
  prototype: { has: unknown },
  access: readonly [TracedNative, TracedNative],
): NativeEntry[] {
  return (['getOrInsert', 'getOrInsertComputed'] as const).flatMap((name): NativeEntry[] => {
    const fn = (prototype as Record<string, unknown>)[name];
    if (typeof fn !== 'function') return [];
    const isComputed = name === 'getOrInsertComputed';
    return [[fn, inserting(fn as AnyFunction, isComputed, prototype.has as AnyFunction, access)]];
  });
}

const walking =
  (kind: 'keys' | 'values' | 'entries', make: (...args: never[]) => unknown): TracedNative =>
  (_trace, self) => {
    r.m = undefined;
    return iteratorOf(self, kind, make);
  };

const groupBy: TracedNative = (trace, _self, _l, args) => {
  const f = callable(args[1]);
  const groups = new Map<unknown, unknown[]>();
  let i = 0;
  forEachOf(args[0], 'the first argument of Map.groupBy', (v, lane) => {
    const key = invoke(f, undefined, undefined, [v, i++], [lane], 'the callback');
    const keyOwn = r.m;
    const group = groups.get(key) ?? [];
    if (!groups.has(key)) {
      groups.set(key, group);
      if (typeof key === 'number') trace.keepAside(groups, normal(key), keyOwn);
    }
    define(trace, group, group.length, v, lane);
  });
  r.m = undefined;
  return groups;
};

/** `Map`, `Set`, `WeakMap` and `WeakSet`. */
export function collectionNatives(): NativeEntry[] {
  const map = Map.prototype;
  const set = Set.prototype;
  const grouping = (Map as { groupBy?: unknown }).groupBy;
  return [
    [map.get, mapGet],
    [map.set, mapSet],
    [map.forEach, mapForEach],
    [map.keys, walking('keys', map.keys)],
    [map.values, walking('values', map.values)],
    [map.entries, walking('entries', map.entries)],
    [set.add, setAdd],
    [set.forEach, setForEach],
    [set.values, walking('values', set.values)],
    [set.entries, walking('entries', set.entries)],
    ...insertingNatives(map, [mapGet, mapSet]),
    ...insertingNatives(WeakMap.prototype, [weakGet, weakSet]),
    [WeakMap.prototype.get, weakGet],
    [WeakMap.prototype.set, weakSet],
    ...(grouping === undefined ? [] : [[grouping, groupBy] as const]),
    ...methodsAsTheyAre(map, ['has', 'delete', 'clear']),
    ...(['union', 'intersection', 'difference', 'symmetricDifference'] as const).flatMap((name) => {
      const fn = (set as unknown as Record<string, unknown>)[name];
      return typeof fn === 'function' ? [[fn, combining(fn)] as const] : [];
    }),
    ...methodsAsTheyAre(set, ['has', 'delete', 'clear', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom']),
    ...methodsAsTheyAre(WeakMap.prototype, ['has', 'delete']),
    ...methodsAsTheyAre(WeakSet.prototype, ['has', 'delete', 'add']),
    ...methodsAsTheyAre(WeakRef.prototype, ['deref']),
  ];
}

/** Fills a new collection through its own `set` or `add`, as the language does. */
const filling =
  (C: new () => object, adder: 'set' | 'add'): TracedConstructor =>
  (_trace: Trace, args, _lanes, newTarget) => {
    const made = Reflect.construct(C, [], newTarget) as object;
    const source = args[0];
    if (source === undefined || source === null) return made;
    const add = get(made, adder);
    if (typeof add !== 'function')
      throw new TypeError(
        `'${String(add)}' returned for property '${adder}' of object '#<${C.name}>' is not a function`,
      );
    forEachOf(source, 'the argument', (item, lane) => {
      if (adder === 'add') {
        invoke(add, made, undefined, [item], [lane], adder);
        return;
      }
      if (!isObject(item)) throw new TypeError(`Iterator value ${String(item)} is not an entry object`);
      const k = get(item, 0);
      const lk = r.m;
      const v = get(item, 1);
      invoke(add, made, undefined, [k, v], [lk, r.m], adder);
    });
    return made;
  };

export function collectionConstructors(): ConstructorEntry[] {
  return [
    [Map, filling(Map, 'set')],
    [Set, filling(Set, 'add')],
    [WeakMap, filling(WeakMap, 'set')],
    [WeakSet, filling(WeakSet, 'add')],
    [WeakRef, (_trace, args, _lanes, newTarget) => Reflect.construct(WeakRef, args, newTarget) as object],
  ];
}
