import { globalObjects } from './globalObjects.js';
import { asItIs, type ConstructorEntry, type NativeEntry } from './TracedNative.js';
import type { AnyFunction } from '../../records/Companions.js';

/** Everything that only reads numbers to make text, tests, times or bits of them; what it gives carries no derivative. */
const owners = [
  'String',
  'String.prototype',
  'RegExp.prototype',
  'RegExp',
  'Symbol',
  'Symbol.prototype',
  'Number',
  'Number.prototype',
  'Boolean.prototype',
  'BigInt',
  'BigInt.prototype',
  'Date',
  'Date.prototype',
  'JSON',
  'Error',
  'Error.prototype',
  'Intl',
  'console',
  'performance',
  'Atomics',
];

const functions = [
  'String',
  'Boolean',
  'BigInt',
  'Symbol',
  'Date',
  'RegExp',
  'isNaN',
  'isFinite',
  'parseInt',
  'parseFloat',
  'encodeURI',
  'encodeURIComponent',
  'decodeURI',
  'decodeURIComponent',
  'escape',
  'unescape',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
];

const constructors = ['String', 'Boolean', 'Date', 'RegExp', 'FinalizationRegistry', ...functions.slice(16)];

export function textNatives(): NativeEntry[] {
  const entries: NativeEntry[] = [];
  for (const path of owners) {
    const owner = globalObjects(path);
    if (owner === undefined) continue;
    for (const key of Reflect.ownKeys(owner)) {
      const fn: unknown = Object.getOwnPropertyDescriptor(owner, key)?.value;
      if (typeof fn === 'function' && key !== 'constructor') entries.push(asItIs(fn));
    }
  }
  for (const name of functions) {
    const fn = globalObjects(name);
    if (typeof fn === 'function') entries.push(asItIs(fn));
  }
  return entries;
}

export function textConstructors(): ConstructorEntry[] {
  return constructors.flatMap((name): ConstructorEntry[] => {
    const C = globalObjects(name);
    return typeof C === 'function'
      ? [
          [
            C,
            (_trace, args, _lanes, newTarget) =>
              Reflect.construct(C as AnyFunction, args, newTarget) as object,
          ],
        ]
      : [];
  });
}
