import type { AnyFunction } from '../../records/Companions.js';
import { invoke } from '../invoke.js';
import { NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import { convertible, type Hint, ordinaryToPrimitive, toPrimitive } from '../toPrimitive.js';
import type { Trace } from '../Trace.js';
import { globalObjects } from './globalObjects.js';
import {
  asItIs,
  type ConstructorEntry,
  converting,
  isObject,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';

/*
 * Everything that only reads numbers to make text, tests, times or bits of them; what it gives carries no derivative. Objects among the
 * arguments convert themselves, and functions are called back, as traced code.
 */

/** What a native converts, by position (−1: the receiver); undefined if it looks at its arguments as they are. */
type IsConverted = ((x: object, position: number) => boolean) | undefined;

const each: IsConverted = (_x, position) => position >= 0;
const first: IsConverted = (_x, position) => position === 0;

/** Methods of text: everything is converted, but for regular expressions and what chooses a language. */
function ofText(key: PropertyKey): IsConverted {
  if (key === 'toString' || key === 'valueOf') return undefined;
  const count = key === 'localeCompare' ? 1 : /^toLocale/.test(String(key)) ? 0 : Infinity;
  return (x, position) => position < count && !(x instanceof RegExp);
}

/** A pattern that is to be read as text. */
function isText(x: object): boolean {
  return !(x instanceof RegExp) && (get(x, Symbol.match) ?? false) === false;
}

/** Objects whose functions stand here, with what each of these converts. */
const owners: Readonly<Record<string, (key: PropertyKey) => IsConverted>> = {
  String: (key) => (key === 'raw' ? (_x, position) => position > 0 : each),
  'String.prototype': ofText,
  'RegExp.prototype': () => (x, position) => position >= 0 && !(x instanceof RegExp),
  RegExp: () => each,
  Symbol: () => each,
  'Symbol.prototype': () => undefined,
  Number: (key) => (/^parse/.test(String(key)) ? each : undefined),
  'Number.prototype': (key) => (key === 'toLocaleString' ? undefined : each),
  'Boolean.prototype': () => undefined,
  BigInt: () => each,
  'BigInt.prototype': (key) => (key === 'toLocaleString' ? undefined : each),
  Date: () => each,
  'Date.prototype': (key) => (/^toLocale/.test(String(key)) ? undefined : each),
  JSON: () => undefined,
  Error: () => undefined,
  'Error.prototype': () => undefined,
  Intl: () => undefined,
  console: () => undefined,
  performance: () => undefined,
  Atomics: () => (x, position) => position >= 0 && !ArrayBuffer.isView(x),
};

const errors: Readonly<Record<string, IsConverted>> = {
  Error: first,
  TypeError: first,
  RangeError: first,
  SyntaxError: first,
  ReferenceError: first,
  EvalError: first,
  URIError: first,
  AggregateError: (_x, position) => position === 1,
};

const ofRegExp: IsConverted = (x, position) => position > 0 || (position === 0 && isText(x));

const functions: Readonly<Record<string, IsConverted>> = {
  String: each,
  Boolean: undefined,
  BigInt: each,
  Symbol: each,
  Date: undefined,
  RegExp: ofRegExp,
  isNaN: each,
  isFinite: each,
  parseInt: each,
  parseFloat: each,
  encodeURI: each,
  encodeURIComponent: each,
  decodeURI: each,
  decodeURIComponent: each,
  escape: each,
  unescape: each,
  ...errors,
};

const constructors: Readonly<Record<string, IsConverted>> = {
  String: each,
  Boolean: undefined,
  Date: (x, position) => position >= 0 && !(x instanceof Date),
  RegExp: ofRegExp,
  FinalizationRegistry: undefined,
  ...errors,
};

/** The methods of text that let their first argument do the work, by the symbol under which it says how. */
const patterned = {
  split: Symbol.split,
  match: Symbol.match,
  matchAll: Symbol.matchAll,
  search: Symbol.search,
  replace: Symbol.replace,
  replaceAll: Symbol.replace,
} as const;

/** What is put in the place of a match: text, or a function that gives it. */
function replacement(x: unknown): unknown {
  if (typeof x !== 'function') return convertible(x);
  return (...match: unknown[]) =>
    toPrimitive(invoke(x, undefined, undefined, match, NO_LANES, 'the callback'), undefined, 'string');
}

function byPattern(fn: AnyFunction, symbol: symbol): NativeEntry {
  return [
    fn,
    (_trace, self, _l, args, lanes) => {
      const [pattern] = args;
      const rest = args.slice(1);
      if (isObject(pattern) && !(pattern instanceof RegExp) && self !== undefined && self !== null) {
        const method = get(pattern, symbol);
        if (method !== undefined && method !== null)
          return invoke(method, pattern, undefined, [self, ...rest], [undefined, ...lanes.slice(1)], fn.name);
      }
      const value: unknown = Reflect.apply(fn, convertible(self), [
        ...args.slice(0, 1).map((x) => (x instanceof RegExp ? x : convertible(x))),
        ...rest.map(symbol === Symbol.replace ? replacement : convertible),
      ]);
      r.m = undefined;
      return value;
    },
  ];
}

/** `regExp[Symbol.replace](text, by)` */
const replacing: TracedNative = (_trace, self, _l, args) => {
  const given = args.map((x, i) => (i === 1 ? replacement(x) : convertible(x)));
  const value: unknown = Reflect.apply(RegExp.prototype[Symbol.replace] as AnyFunction, self, given);
  r.m = undefined;
  return value;
};

/** A date as a primitive: by the methods that it has. */
const datePrimitive: TracedNative = (_trace, self, _l, args) => {
  const [hint] = args;
  if (!isObject(self) || (hint !== 'default' && hint !== 'string' && hint !== 'number'))
    return itself(Date.prototype[Symbol.toPrimitive], self, args);
  return ordinaryToPrimitive(self, hint === 'default' ? 'string' : (hint as Hint));
};

export function textNatives(): NativeEntry[] {
  const entries: NativeEntry[] = [];
  for (const path of Object.keys(owners)) {
    const owner = globalObjects(path);
    if (owner === undefined) continue;
    for (const key of Reflect.ownKeys(owner)) {
      const fn: unknown = Object.getOwnPropertyDescriptor(owner, key)?.value;
      if (typeof fn !== 'function' || key === 'constructor') continue;
      const isConverted = owners[path](key);
      entries.push(isConverted === undefined ? asItIs(fn) : converting(fn, isConverted));
    }
  }
  for (const name of Object.keys(functions)) {
    const fn = globalObjects(name);
    const isConverted = functions[name];
    if (typeof fn === 'function')
      entries.push(isConverted === undefined ? asItIs(fn) : converting(fn, isConverted));
  }
  for (const name of Object.keys(patterned) as (keyof typeof patterned)[]) {
    const fn = String.prototype[name] as AnyFunction | undefined;
    if (typeof fn === 'function') entries.push(byPattern(fn, patterned[name]));
  }
  entries.push(
    [RegExp.prototype[Symbol.replace], replacing],
    [Date.prototype[Symbol.toPrimitive], datePrimitive],
  );
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
  return Object.keys(constructors).flatMap((name): ConstructorEntry[] => {
    const C = globalObjects(name);
    if (typeof C !== 'function') return [];
    const isConverted = constructors[name];
    return [
      [
        C,
        (trace, args, _lanes, newTarget) => {
          const given =
            isConverted === undefined
              ? args
              : args.map((x, i) => (isObject(x) && isConverted(x, i) ? convertible(x) : x));
          const made = Reflect.construct(C as AnyFunction, given, newTarget) as object;
          if (made instanceof Error) takeParts(trace, made, args);
          return made;
        },
      ],
    ];
  });
}
