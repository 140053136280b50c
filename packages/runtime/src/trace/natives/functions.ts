import { rememberBound } from '../bound.js';
import { shownToString } from '../../records/originalText.js';
import { construct, invoke } from '../invoke.js';
import { NO_LANES } from '../Lane.js';
import { getFrom, setThrough } from '../members.js';
import { withGetters } from '../onNextRead.js';
import { registers as r } from '../registers.js';
import { toKey } from '../toPrimitive.js';
import { listFrom } from './lists.js';
import {
  asItIs,
  converting,
  isConstructor,
  isObject,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';

const call: TracedNative = (_trace, self, _l, args, lanes, where) =>
  invoke(
    self,
    args[0],
    typeof args[0] === 'number' ? lanes[0] : undefined,
    args.slice(1),
    lanes.slice(1),
    where,
  );

const apply: TracedNative = (_trace, self, _l, args, lanes, where) => {
  if (typeof self !== 'function') return itself(Function.prototype.apply, self, args);
  const { values, lanes: own } =
    args[1] === undefined || args[1] === null ? { values: [], lanes: NO_LANES } : listFrom(args[1]);
  return invoke(self, args[0], typeof args[0] === 'number' ? lanes[0] : undefined, values, own, where);
};

const bind: TracedNative = (_trace, self, _l, args, lanes) => {
  const make = (): object => Reflect.apply(Function.prototype.bind, self, args) as object;
  const f = isObject(self) ? withGetters(self, ['length', 'name'], make) : make();
  rememberBound(f, {
    target: self,
    self: args[0],
    selfLane: typeof args[0] === 'number' ? lanes[0] : undefined,
    args: args.slice(1),
    lanes: lanes.slice(1),
  });
  r.m = undefined;
  return f;
};

const reflectApply: TracedNative = (_trace, self, _l, args, ownLanes, where) => {
  if (typeof args[0] !== 'function') return itself(Reflect.apply, self, args);
  const { values, lanes } = listFrom(args[2]);
  const selfLane = typeof args[1] === 'number' ? ownLanes[1] : undefined;
  return invoke(args[0], args[1], selfLane, values, lanes, where);
};

const reflectConstruct: TracedNative = (_trace, self, _l, args, _lanes, where) => {
  const newTarget = args.length > 2 ? args[2] : args[0];
  if (!isConstructor(args[0]) || !isConstructor(newTarget)) return itself(Reflect.construct, self, args);
  const { values, lanes } = listFrom(args[1]);
  const [F] = args;
  if (newTarget === F) return construct(F, values, lanes, where, newTarget);
  return withGetters(newTarget, ['prototype'], () => construct(F, values, lanes, where, newTarget));
};

const hasInstance: TracedNative = (_trace, self, _l, args) => {
  const test = (): unknown => Reflect.apply(Function.prototype[Symbol.hasInstance], self, args);
  const value = isObject(self) ? withGetters(self, ['prototype'], test) : test();
  r.m = undefined;
  return value;
};

const reflectGet: TracedNative = (trace, self, _l, args) => {
  const [target, key] = args;
  if (!isObject(target)) return itself(Reflect.get, self, args);
  return getFrom(trace, target, toKey(key), args.length > 2 ? args[2] : target);
};

const reflectSet: TracedNative = (trace, self, _l, args, lanes) => {
  const [target, key, v] = args;
  if (!isObject(target)) return itself(Reflect.set, self, args);
  const done = setThrough(trace, target, toKey(key), v, lanes[2], args.length > 3 ? args[3] : target);
  r.m = undefined;
  return done;
};

/** `Function.prototype` and the part of `Reflect` that calls or moves values. */
export function functionNatives(): NativeEntry[] {
  const { call: callOf, apply: applyOf, bind: bindOf, toString } = Function.prototype;
  return [
    [callOf, call],
    [applyOf, apply],
    [bindOf, bind],
    asItIs(toString),
    asItIs(shownToString()),
    [Function.prototype[Symbol.hasInstance], hasInstance],
    [Reflect.apply, reflectApply],
    [Reflect.construct, reflectConstruct],
    [Reflect.get, reflectGet],
    [Reflect.set, reflectSet],
    converting(Reflect.has, (_x, position) => position === 1),
    ...[Reflect.ownKeys, Reflect.getPrototypeOf, Reflect.isExtensible, Reflect.preventExtensions].map(asItIs),
  ];
}
