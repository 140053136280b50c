import type { AnyFunction } from '../../records/Companions.js';
import { invoke } from '../invoke.js';
import { NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import { type Hint, toPrimitive } from '../toPrimitive.js';
import { isObject, type NativeEntry } from './TracedNative.js';

/**
 * Stands for an object that a native reads options or a list of texts from: what is read there is read as traced code, objects that are
 * found are converted as traced code, and methods of theirs are called so.
 */
export function viewOf(x: unknown): unknown {
  if (!isObject(x) || isOwnKind(x)) return x;
  const shell = typeof x === 'function' ? () => undefined : {};
  return new Proxy(shell, {
    get(_shell, k) {
      if (k === Symbol.toPrimitive) return (hint: Hint) => toPrimitive(x, undefined, hint);
      const value = get(x, k);
      return typeof value === 'function' ? callable(value, x) : viewOf(value);
    },
    has: (_shell, k) => Reflect.has(x, k),
    getPrototypeOf: () => Reflect.getPrototypeOf(x),
  });
}

function callable(f: unknown, self: object): AnyFunction {
  return (...args: unknown[]) => viewOf(invoke(f, self, undefined, args, NO_LANES, 'a method'));
}

/** Objects that natives know by what they hold inside. */
function isOwnKind(x: object): boolean {
  if (ArrayBuffer.isView(x) || x instanceof ArrayBuffer) return true;
  const { Locale } = typeof Intl === 'object' ? (Intl as { Locale?: AnyFunction }) : { Locale: undefined };
  return Locale !== undefined && x instanceof Locale;
}

/** A native that looks at some of its arguments through views, and converts others. */
export function viewing(
  fn: unknown,
  given: (x: object, position: number) => unknown = (x) => viewOf(x),
): NativeEntry {
  return [
    fn,
    (_trace, self, _selfLane, args) => {
      const value: unknown = Reflect.apply(
        fn as AnyFunction,
        isObject(self) ? given(self, -1) : self,
        args.some(isObject) ? args.map((x, i) => (isObject(x) ? given(x, i) : x)) : args,
      );
      r.m = undefined;
      return value;
    },
  ];
}
