import { carriedRecord } from '../../records/attach.js';
import type { AnyFunction } from '../../records/Companions.js';
import type { Lane } from '../Lane.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';

/** What traced code does instead of calling a native function: computes the same and leaves the lane of the result. */
export type TracedNative = (
  trace: Trace,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
) => unknown;

/** The same for `new`. */
export type TracedConstructor = (
  trace: Trace,
  args: readonly unknown[],
  lanes: readonly Lane[],
  newTarget: AnyFunction,
  where: string,
) => unknown;

export type NativeEntry = readonly [fn: unknown, native: TracedNative];
export type ConstructorEntry = readonly [fn: unknown, native: TracedConstructor];

/** A native that is called as it is: it neither moves numbers nor calls back. */
export function asItIs(fn: unknown): NativeEntry {
  return [
    fn,
    (_trace, self, _selfLane, args) => {
      const value: unknown = Reflect.apply(fn as AnyFunction, self, args);
      r.m = undefined;
      return value;
    },
  ];
}

/** The same for one that calls functions among its arguments. */
export function callingBack(fn: unknown): NativeEntry {
  return [
    fn,
    (_trace, self, _selfLane, args) => {
      const value: unknown = Reflect.apply(fn as AnyFunction, self, args.map(tracedCode));
      r.m = undefined;
      return value;
    },
  ];
}

/** A callback is run by the native itself, in its traced form. */
function tracedCode(x: unknown): unknown {
  return typeof x === 'function' ? (carriedRecord(x)?.traced ?? x) : x;
}

/** The named methods of an object as they are. */
export function methodsAsTheyAre(owner: object, names: readonly PropertyKey[]): NativeEntry[] {
  return names.flatMap((name) => {
    const fn = (owner as Record<PropertyKey, unknown>)[name];
    return typeof fn === 'function' ? [asItIs(fn)] : [];
  });
}

/** Calls the native where its arguments are wrong, so that it throws its own error. */
export function itself(fn: unknown, self: unknown, args: readonly unknown[]): never {
  Reflect.apply(fn as AnyFunction, self, args);
  throw new TypeError('the native function was to throw');
}

export function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}
