import type { AnyFunction } from '../../records/Companions.js';
import { hasProxies, proxyOf } from '../../records/knownProxies.js';
import { construct, invoke } from '../invoke.js';
import { NO_LANES } from '../Lane.js';
import { get, set } from '../members.js';
import { registers as r } from '../registers.js';
import { convertible, textual } from '../toPrimitive.js';
import type { Trace } from '../Trace.js';
import { lengthOf, toInteger } from './lists.js';
import {
  type ConstructorEntry,
  isObject,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';

/*
 * Regular expressions let the program do much of their work: by an `exec` of their own, by `flags`, `lastIndex` and a species that are read
 * in each method. Where none of it can be code of the program, the native does it all. Otherwise the methods are made here of the steps of
 * the language's definition. Nothing in text has a derivative, but what runs may have effects that have one.
 */

const proto = RegExp.prototype;
const { exec: nativeExec } = proto;
const nativeMatch: unknown = proto[Symbol.match];
const nativeReplace: unknown = proto[Symbol.replace];
const flagGetters =
  ['flags', 'hasIndices', 'global', 'ignoreCase', 'multiline', 'dotAll', 'unicode', 'unicodeSets', 'sticky'] // prettier-ignore
    .map((name) => ({ name, getter: Object.getOwnPropertyDescriptor(proto, name)?.get }))
    .filter(({ getter }) => getter !== undefined);
const letters: Readonly<Record<string, string>> = { hasIndices: 'd', global: 'g', ignoreCase: 'i', multiline: 'm', dotAll: 's', unicode: 'u', unicodeSets: 'v', sticky: 'y' }; // prettier-ignore
const nativeFlags = flagGetters.find(({ name }) => name === 'flags')?.getter;
const nativeSource = Object.getOwnPropertyDescriptor(proto, 'source')?.get;
const methods = [Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split].map(
  (symbol) => ({ symbol, method: proto[symbol as typeof Symbol.match] as AnyFunction }),
);

/** Is it a regular expression, of whatever class? */
function isRegExp(x: unknown): x is RegExp {
  if (!isObject(x) || !(x instanceof RegExp) || (hasProxies() && proxyOf(x) !== undefined)) return false;
  try {
    Reflect.apply(flagGetters[flagGetters.length - 1].getter!, x, []);
    return x !== proto;
  } catch {
    return false;
  }
}

/** Is it one of which nothing but `lastIndex` can have been given by the program, and that a number? */
export function isPlainRegExp(x: unknown): x is RegExp {
  if (!isObject(x) || Object.getPrototypeOf(x) !== proto || !isRegExp(x)) return false;
  return typeof x.lastIndex === 'number' && Reflect.ownKeys(x).length === 1 && isUntouched();
}

/** Is the prototype what it was? */
function isUntouched(): boolean {
  if (proto.exec !== nativeExec) return false;
  for (let i = 0; i < flagGetters.length; i++) {
    const { name, getter } = flagGetters[i];
    if (Object.getOwnPropertyDescriptor(proto, name)?.get !== getter) return false;
  }
  for (let i = 0; i < methods.length; i++) {
    if (proto[methods[i].symbol as typeof Symbol.match] !== methods[i].method) return false;
  }
  return true;
}

const SPECIES = 'the species constructor';

function textOf(x: unknown): string {
  return `${textual(x) as string}`;
}

/** ToLength */
function toLength(x: unknown): number {
  return Math.min(Math.max(toInteger(x), 0), Number.MAX_SAFE_INTEGER);
}

/** The property `flags` as text. */
function flagsOf(x: object): string {
  return textOf(readFlags(x));
}

/** `flags`, which the language's own getter puts together from the single ones. */
function readFlags(x: object): unknown {
  for (let p: object | null = x; p !== null; p = Object.getPrototypeOf(p) as object | null) {
    if (hasProxies() && proxyOf(p) !== undefined) break;
    const property = Object.getOwnPropertyDescriptor(p, 'flags');
    if (property === undefined) continue;
    return property.get !== undefined && property.get === nativeFlags ? joinFlags(x) : get(x, 'flags');
  }
  return get(x, 'flags');
}

function joinFlags(x: object): string {
  let text = '';
  for (let i = 0; i < flagGetters.length; i++) {
    const { name } = flagGetters[i];
    if (name !== 'flags' && get(x, name)) text += letters[name];
  }
  return text;
}

/** RegExpExec: by the `exec` that an object has. */
function exec(x: object, text: string): object | null {
  const own = get(x, 'exec');
  if (typeof own === 'function') {
    const result = invoke(own, x, undefined, [text], NO_LANES, 'exec');
    if (result !== null && !isObject(result))
      throw new TypeError('RegExp exec method returned something other than an Object or null');
    return result;
  }
  return isRegExp(x) ? builtinExec(x, text) : Reflect.apply(nativeExec, x, [text]);
}

/** RegExpBuiltinExec: `lastIndex` may be an object that converts itself, where it is asked for. */
function builtinExec(x: RegExp, text: string): RegExpExecArray | null {
  const { lastIndex } = x as { lastIndex: unknown };
  if (!isObject(lastIndex) || Object.getOwnPropertyDescriptor(x, 'lastIndex')?.writable !== true)
    return Reflect.apply(nativeExec, x, [text]);
  x.lastIndex = toLength(lastIndex);
  const result = Reflect.apply(nativeExec, x, [text]);
  // It is kept where it does not count.
  const signs = Reflect.apply(nativeSigns, x, []);
  if (!signs.includes('g') && !signs.includes('y')) (x as { lastIndex: unknown }).lastIndex = lastIndex;
  return result;
}

/** AdvanceStringIndex */
function advance(text: string, i: number, isUnicode: boolean): number {
  return i + (isUnicode && i < text.length && text.codePointAt(i)! > 0xffff ? 2 : 1);
}

/** Steps over an empty match. */
function stepOver(x: object, text: string, isUnicode: boolean): void {
  set(x, 'lastIndex', advance(text, toLength(get(x, 'lastIndex')), isUnicode), undefined);
}

function isUnicode(flags: string): boolean {
  return flags.includes('u') || flags.includes('v');
}

/** Does a method ask for `flags`? Engines of before 2023 ask for `global` and `unicode` instead. */
function asksForFlags(fn: unknown): boolean {
  let isAsked = false;
  const asked = {
    get flags(): string {
      isAsked = true;
      return '';
    },
    exec: () => null,
  };
  Reflect.apply(fn as AnyFunction, asked, ['', '']);
  return isAsked;
}

const asking = new Map([nativeMatch, nativeReplace].map((fn) => [fn, asksForFlags(fn)]));

interface Signs {
  readonly isGlobal: boolean;
  readonly isUnicode: boolean;
}

/** What `match` and `replace` want to know, asked for as the engine does. */
function signsOf(x: object, fn: unknown): Signs {
  if (asking.get(fn) === true) {
    const flags = flagsOf(x);
    return { isGlobal: flags.includes('g'), isUnicode: isUnicode(flags) };
  }
  const isGlobal = Boolean(get(x, 'global'));
  return { isGlobal, isUnicode: isGlobal && Boolean(get(x, 'unicode')) };
}

/** A method by its steps, for whatever the native does not do alone. */
function method(fn: unknown, steps: (x: object, text: string, arg: unknown) => unknown): NativeEntry {
  const native: TracedNative = (_trace, self, _l, args) => {
    let value: unknown;
    if (!isObject(self) || isPlainRegExp(self))
      value = Reflect.apply(fn as AnyFunction, self, args.map(convertible));
    else value = steps(self, textOf(args[0]), args[1]);
    r.m = undefined;
    return value;
  };
  return [fn, native];
}

function matching(x: object, text: string): unknown {
  const { isGlobal, isUnicode: own } = signsOf(x, nativeMatch);
  if (!isGlobal) return exec(x, text);
  set(x, 'lastIndex', 0, undefined);
  const found: string[] = [];
  for (let result = exec(x, text); result !== null; result = exec(x, text)) {
    const match = textOf(get(result, 0));
    found.push(match);
    if (match === '') stepOver(x, text, own);
  }
  return found.length === 0 ? null : found;
}

/** SpeciesConstructor */
function speciesOf(x: object): unknown {
  const C = get(x, 'constructor');
  if (C === undefined) return RegExp;
  if (!isObject(C)) throw new TypeError('object.constructor is not an object');
  return get(C, Symbol.species) ?? RegExp;
}

/** The language's own iterator, over something that lets the matcher work as traced code. */
function matchingAll(x: object, text: string): unknown {
  const C = speciesOf(x);
  const flags = flagsOf(x);
  const matcher = construct(C, [x, flags], NO_LANES, SPECIES) as object;
  set(matcher, 'lastIndex', toLength(get(x, 'lastIndex')), undefined);
  let isMade = false;
  const standIn = {
    get lastIndex(): unknown {
      return get(matcher, 'lastIndex');
    },
    set lastIndex(i) {
      if (isMade) set(matcher, 'lastIndex', i, undefined);
    },
    exec: (given: string) => exec(matcher, given),
  };
  const Species = function (): object {
    return standIn;
  };
  const source = { flags, lastIndex: 0, constructor: { [Symbol.species]: Species } };
  const iterator = Reflect.apply(proto[Symbol.matchAll] as AnyFunction, source, [text]) as object;
  isMade = true;
  return iterator;
}

function searching(x: object, text: string): unknown {
  const before = get(x, 'lastIndex');
  if (!Object.is(before, 0)) set(x, 'lastIndex', 0, undefined);
  const result = exec(x, text);
  const after = get(x, 'lastIndex');
  if (!Object.is(after, before)) set(x, 'lastIndex', before, undefined);
  return result === null ? -1 : get(result, 'index');
}

function testing(x: object, text: string): unknown {
  return exec(x, text) !== null;
}

function splitting(x: object, text: string, limit: unknown): unknown {
  const C = speciesOf(x);
  const flags = flagsOf(x);
  const own = isUnicode(flags);
  const splitter = construct(C, [x, flags.includes('y') ? flags : `${flags}y`], NO_LANES, SPECIES) as object;
  const count = limit === undefined ? 2 ** 32 - 1 : toInteger(limit) >>> 0;
  const parts: unknown[] = [];
  if (count === 0) return parts;
  if (text.length === 0) {
    if (exec(splitter, text) === null) parts.push(text);
    return parts;
  }
  let [p, q] = [0, 0];
  while (q < text.length) {
    set(splitter, 'lastIndex', q, undefined);
    const result = exec(splitter, text);
    const end = result === null ? p : Math.min(toLength(get(splitter, 'lastIndex')), text.length);
    if (result === null || end === p) {
      q = advance(text, q, own);
      continue;
    }
    parts.push(text.slice(p, q));
    if (parts.length === count) return parts;
    p = end;
    const captures = Math.max(lengthOf(result) - 1, 0);
    for (let i = 1; i <= captures; i++) {
      parts.push(get(result, i));
      if (parts.length === count) return parts;
    }
    q = p;
  }
  parts.push(text.slice(p));
  return parts;
}

function replacing(x: object, text: string, by: unknown): unknown {
  const template = typeof by === 'function' ? undefined : textOf(by);
  const { isGlobal, isUnicode: own } = signsOf(x, nativeReplace);
  if (isGlobal) set(x, 'lastIndex', 0, undefined);
  const results: object[] = [];
  for (let result = exec(x, text); result !== null; result = exec(x, text)) {
    results.push(result);
    if (!isGlobal) break;
    if (textOf(get(result, 0)) === '') stepOver(x, text, own);
  }
  let [done, next] = ['', 0];
  for (let i = 0; i < results.length; i++) {
    const result = results[i];
    const count = Math.max(lengthOf(result) - 1, 0);
    const match = textOf(get(result, 0));
    const at = Math.max(Math.min(toInteger(get(result, 'index')), text.length), 0);
    const captures: (string | undefined)[] = [];
    for (let n = 1; n <= count; n++) {
      const capture = get(result, n);
      captures.push(capture === undefined ? undefined : textOf(capture));
    }
    const named = get(result, 'groups');
    const replacement =
      template === undefined
        ? textOf(invoke(by, undefined, undefined, [match, ...captures, at, text, ...(named === undefined ? [] : [named])], NO_LANES, 'the callback')) // prettier-ignore
        : substitution(match, text, at, captures, named, template);
    if (at >= next) {
      done += text.slice(next, at) + replacement;
      next = at + match.length;
    }
  }
  return next >= text.length ? done : done + text.slice(next);
}

/** GetSubstitution */
function substitution(
  match: string,
  text: string,
  at: number,
  captures: readonly (string | undefined)[],
  named: unknown,
  template: string,
): string {
  if (named === null) throw new TypeError('Cannot convert undefined or null to object');
  let made = '';
  for (let i = 0; i < template.length;) {
    const sign = template[i] === '$' ? template[i + 1] : undefined;
    let [put, length] = [template[i], 1];
    if (sign === '$') [put, length] = ['$', 2];
    else if (sign === '&') [put, length] = [match, 2];
    else if (sign === '`') [put, length] = [text.slice(0, at), 2];
    else if (sign === "'") [put, length] = [text.slice(Math.min(at + match.length, text.length)), 2];
    else if (sign === '<' && named !== undefined) {
      const end = template.indexOf('>', i + 2);
      if (end >= 0) {
        const capture = get(Object(named), template.slice(i + 2, end));
        [put, length] = [capture === undefined ? '' : textOf(capture), end + 1 - i];
      }
    } else if (digit(sign) >= 0) {
      let n = digit(sign);
      let digits = 1;
      const second = digit(template[i + 2]);
      if (second >= 0 && 10 * n + second > 0 && 10 * n + second <= captures.length) {
        n = 10 * n + second;
        digits = 2;
      }
      if (n > 0 && n <= captures.length) [put, length] = [`${captures[n - 1] ?? ''}`, 1 + digits];
    }
    made += put;
    i += length;
  }
  return made;
}

/** The value of a digit; −1 for anything else. */
function digit(sign: string | undefined): number {
  return sign !== undefined && sign >= '0' && sign <= '9' ? sign.charCodeAt(0) - 48 : -1;
}

const toText: TracedNative = (_trace, self) => {
  if (!isObject(self)) return itself(proto.toString, self, []);
  const source = textOf(get(self, 'source'));
  const text = `/${source}/${flagsOf(self)}`;
  r.m = undefined;
  return text;
};

const executing: TracedNative = (_trace, self, _l, args) => {
  const result = isRegExp(self) ? builtinExec(self, textOf(args[0])) : itself(nativeExec, self, args);
  r.m = undefined;
  return result;
};

/** IsRegExp of the language: whether the program says so, or it is one. */
export function isPattern(x: unknown): x is object {
  if (!isObject(x)) return false;
  const asked = get(x, Symbol.match);
  return asked === undefined ? isRegExp(x) : Boolean(asked);
}

/** For the methods of text that take regular expressions only if they are global. */
export function requireGlobal(pattern: object, name: string): void {
  if (!isPattern(pattern)) return;
  const flags = readFlags(pattern);
  if (flags === undefined || flags === null)
    throw new TypeError(
      `The .flags property of the argument to String.prototype.${name} cannot be null or undefined`,
    );
  if (!textOf(flags).includes('g'))
    throw new TypeError(`String.prototype.${name} called with a non-global RegExp argument`);
}

/** `RegExp(pattern, flags)`, with `new` or without. */
function make(pattern: unknown, flags: unknown, newTarget: AnyFunction | undefined): unknown {
  const isOwn = isPattern(pattern);
  if (newTarget === undefined && isOwn && flags === undefined && get(pattern, 'constructor') === RegExp)
    return pattern;
  return Reflect.construct(RegExp, sourceAndFlags(pattern, flags, isOwn), newTarget ?? RegExp);
}

/** What a regular expression is made of, read as the language reads it. */
export function sourceAndFlags(pattern: unknown, flags: unknown, isOwn = isPattern(pattern)): unknown[] {
  let [source, signs] = [pattern, flags];
  if (isRegExp(pattern)) {
    source = Reflect.apply(nativeSource!, pattern, []);
    if (flags === undefined) signs = Reflect.apply(nativeSigns, pattern, []);
  } else if (isOwn) {
    source = get(pattern, 'source');
    if (flags === undefined) signs = readFlags(pattern as object);
  }
  return [convertible(source), convertible(signs)];
}

/** The flags that a regular expression was made with, whatever the program has put on top of them. */
function nativeSigns(this: RegExp): string {
  let text = '';
  for (let i = 0; i < flagGetters.length; i++) {
    const { name, getter } = flagGetters[i];
    if (name !== 'flags' && Reflect.apply(getter!, this, []) === true) text += letters[name];
  }
  return text;
}

export function regExpNatives(): NativeEntry[] {
  return [
    [nativeExec, executing],
    method(proto.test, testing),
    [proto.toString, toText],
    method(proto[Symbol.match], matching),
    method(proto[Symbol.matchAll], matchingAll),
    method(proto[Symbol.search], searching),
    method(proto[Symbol.split], splitting),
    [
      nativeFlags,
      (_trace, self) => {
        const text = isObject(self) ? joinFlags(self) : itself(nativeFlags, self, []);
        r.m = undefined;
        return text;
      },
    ],
    [
      RegExp,
      (_trace: Trace, _self, _l, args) => {
        const made = make(args[0], args[1], undefined);
        r.m = undefined;
        return made;
      },
    ],
    [
      proto[Symbol.replace],
      (_trace, self, _l, args) => {
        const value = isObject(self)
          ? replacing(self, textOf(args[0]), args[1])
          : itself(proto[Symbol.replace], self, args);
        r.m = undefined;
        return value;
      },
    ],
  ];
}

export function regExpConstructors(): ConstructorEntry[] {
  return [[RegExp, (_trace, args, _lanes, newTarget) => make(args[0], args[1], newTarget) as object]];
}
