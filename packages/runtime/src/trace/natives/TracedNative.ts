import type { AnyFunction } from '../../records/Companions.js';
import type { Lane } from '../Lane.js';
import { registers as r } from '../registers.js';
import { convertible } from '../toPrimitive.js';
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

/**
 * A native that converts what it is given to numbers or text, and else is called as it is: objects convert themselves as traced code.
 *
 * @param isConverted  whether it only converts the argument at a position (−1: the receiver), and does not look at it
 */
export function converting(
  fn: unknown,
  isConverted: (x: object, position: number) => boolean = (_x, position) => position >= 0,
): NativeEntry {
  const given = (x: unknown, position: number): unknown =>
    isObject(x) && isConverted(x, position) ? convertible(x) : x;
  return [
    fn,
    (_trace, self, _selfLane, args) => {
      const value: unknown = Reflect.apply(
        fn as AnyFunction,
        given(self, -1),
        args.some(isObject) ? args.map(given) : args,
      );
      r.m = undefined;
      return value;
    },
  ];
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

/** Can it be called with `new`? A proxy can if what it stands for can, which the question does not touch. */
export function isConstructor(x: unknown): x is AnyFunction {
  if (typeof x !== 'function') return false;
  try {
    Reflect.construct(new Proxy(x, { construct: () => ({}) }), []);
    return true;
  } catch {
    return false;
  }
}

export function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}
