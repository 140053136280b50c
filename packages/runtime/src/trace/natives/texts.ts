import type { AnyFunction } from '../../records/Companions.js';
import { invoke } from '../invoke.js';
import { NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import { asText, convertible, type Hint, ordinaryToPrimitive, textual, toPrimitive } from '../toPrimitive.js';
import { errorConstructors, errorNatives } from './errors.js';
import { globalObjects } from './globalObjects.js';
import { intlConstructors, intlNatives } from './intl.js';
import { lengthOf } from './lists.js';
import { isPlainRegExp, regExpConstructors, regExpNatives, requireGlobal } from './regExps.js';
import {
  asItIs,
  type ConstructorEntry,
  converting,
  isObject,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';
import { viewing, viewOf } from './views.js';

/*
 * Everything that only reads numbers to make text, tests, times or bits of them; what it gives carries no derivative. Objects among the
 * arguments convert themselves, and functions are called back, as traced code.
 */

/** What a native converts, by position (−1: the receiver); undefined if it looks at its arguments as they are. */
type IsConverted = ((x: object, position: number) => boolean) | undefined;

const each: IsConverted = (_x, position) => position >= 0;

/** Methods of text: everything is converted, but for what chooses a language. */
function ofText(key: PropertyKey): IsConverted {
  if (key === 'toString' || key === 'valueOf') return undefined;
  return (_x, position) => position < languageAt(key);
}

/** The position from which on a method is told languages and options, which are looked at through views. */
function languageAt(key: PropertyKey): number {
  return key === 'localeCompare' ? 1 : String(key).startsWith('toLocale') ? 0 : Infinity;
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
  Intl: () => undefined,
  console: () => undefined,
  performance: () => undefined,
  Atomics: () => (x, position) => position >= 0 && !ArrayBuffer.isView(x),
};

const functions: Readonly<Record<string, IsConverted>> = {
  String: each,
  Boolean: undefined,
  BigInt: each,
  Symbol: each,
  Date: undefined,
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
};

const constructors: Readonly<Record<string, IsConverted>> = {
  String: each,
  Boolean: undefined,
  Date: (x, position) => position >= 0 && !(x instanceof Date),
  FinalizationRegistry: undefined,
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

function byPattern(fn: AnyFunction, name: keyof typeof patterned): NativeEntry {
  const symbol = patterned[name];
  return [
    fn,
    (_trace, self, _l, args, lanes) => {
      const [pattern] = args;
      const rest = args.slice(1);
      const isPlain = isPlainRegExp(pattern);
      if (isObject(pattern) && !isPlain && self !== undefined && self !== null) {
        if (name === 'replaceAll' || name === 'matchAll') requireGlobal(pattern, name);
        const method = get(pattern, symbol);
        if (method !== undefined && method !== null)
          return invoke(method, pattern, undefined, [self, ...rest], [undefined, ...lanes.slice(1)], fn.name);
      }
      const value: unknown = Reflect.apply(fn, convertible(self), [
        ...args.slice(0, 1).map((x) => (isPlain ? x : asText(x))),
        ...rest.map(symbol === Symbol.replace ? replacement : convertible),
      ]);
      r.m = undefined;
      return value;
    },
  ];
}

/** `String.raw`: the pieces are read one after the other, each followed by what stands between. */
const raw: TracedNative = (_trace, self, _l, args) => {
  const [template] = args;
  if (template === undefined || template === null) return itself(String.raw, self, args);
  const pieces = get(Object(template), 'raw');
  if (pieces === undefined || pieces === null) return itself(String.raw, self, [{ raw: pieces }]);
  const list = Object(pieces) as object;
  const length = lengthOf(list);
  let text = '';
  for (let i = 0; i < length; i++) {
    text += `${textual(get(list, i)) as string}`;
    if (i + 1 < length && i + 1 < args.length) text += `${textual(args[i + 1]) as string}`;
  }
  r.m = undefined;
  return text;
};

/** `Date.prototype.toJSON`, which works on whatever has a `toISOString`. */
const dateToJSON: TracedNative = (_trace, self, _l, args) => {
  if (self === undefined || self === null) return itself(Date.prototype.toJSON, self, args);
  const o = Object(self) as object;
  const time = toPrimitive(o, undefined, 'number');
  r.m = undefined;
  if (typeof time === 'number' && !Number.isFinite(time)) return null;
  return invoke(get(o, 'toISOString'), o, undefined, [], NO_LANES, 'toISOString');
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
      const from = languageAt(key);
      if (!path.endsWith('.prototype') || from === Infinity) continue;
      const isText = path === 'String.prototype';
      entries.push(viewing(fn, (x, i) => (i >= from ? viewOf(x) : isText ? convertible(x) : x)));
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
    if (typeof fn === 'function') entries.push(byPattern(fn, name));
  }
  entries.push(
    [String.raw, raw],
    [Date.prototype[Symbol.toPrimitive], datePrimitive],
    [Date.prototype.toJSON, dateToJSON],
    ...regExpNatives(),
    ...errorNatives(),
    ...intlNatives(),
  );
  return entries;
}

/** What a constructor of these is given: objects that it converts convert themselves as traced code. */
export function convertedArguments(C: AnyFunction, args: readonly unknown[]): readonly unknown[] {
  const name = Object.keys(constructors).find((each) => globalObjects(each) === C);
  const isConverted = name === undefined ? undefined : constructors[name];
  return isConverted === undefined
    ? args
    : args.map((x, i) => (isObject(x) && isConverted(x, i) ? convertible(x) : x));
}

export function textConstructors(): ConstructorEntry[] {
  const own = Object.keys(constructors).flatMap((name): ConstructorEntry[] => {
    const C = globalObjects(name);
    if (typeof C !== 'function') return [];
    return [
      [
        C,
        (_trace, args, _lanes, newTarget) =>
          Reflect.construct(
            C as AnyFunction,
            convertedArguments(C as AnyFunction, args),
            newTarget,
          ) as object,
      ],
    ];
  });
  return [...own, ...regExpConstructors(), ...errorConstructors(), ...intlConstructors()];
}
