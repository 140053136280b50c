import { globalObjects } from './globalObjects.js';
import { asItIs, callingBack, type ConstructorEntry, type NativeEntry } from './TracedNative.js';
import type { AnyFunction } from '../../records/Companions.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { isObject } from './TracedNative.js';

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
      if (typeof fn === 'function' && key !== 'constructor')
        entries.push(path === 'String.prototype' ? callingBack(fn) : asItIs(fn));
    }
  }
  for (const name of functions) {
    const fn = globalObjects(name);
    if (typeof fn === 'function') entries.push(asItIs(fn));
  }
  return entries;
}

/** An error holds its cause, and an AggregateError its errors, which may be numbers. */
function takeParts(trace: Trace, made: Error, args: readonly unknown[]): void {
  const isAggregate = made instanceof AggregateError;
  const options = args[isAggregate ? 2 : 1];
  const cause = isObject(options) ? Object.getOwnPropertyDescriptor(options, 'cause') : undefined;
  if (isObject(options) && typeof cause?.value === 'number')
    trace.store(made, 'cause', get(options, 'cause'), r.m);
  const list = args[0];
  if (!isAggregate || !Array.isArray(list)) return;
  for (let i = 0; i < list.length; i++) {
    const each = get(list, i);
    if (typeof each === 'number') trace.store(made.errors, i, each, r.m);
  }
}

export function textConstructors(): ConstructorEntry[] {
  return constructors.flatMap((name): ConstructorEntry[] => {
    const C = globalObjects(name);
    return typeof C === 'function'
      ? [
          [
            C,
            (trace, args, _lanes, newTarget) => {
              const made = Reflect.construct(C as AnyFunction, args, newTarget) as object;
              if (made instanceof Error) takeParts(trace, made, args);
              return made;
            },
          ],
        ]
      : [];
  });
}
