import type { AnyFunction } from '../../records/Companions.js';
import { registers as r } from '../registers.js';
import { convertible } from '../toPrimitive.js';
import type { ConstructorEntry, NativeEntry } from './TracedNative.js';
import { viewing, viewOf } from './views.js';

/*
 * Formatters read languages and options, which views stand for, and convert what they format.
 */

function constructorsOf(): AnyFunction[] {
  if (typeof Intl !== 'object') return [];
  return Object.getOwnPropertyNames(Intl)
    .map((name) => Object.getOwnPropertyDescriptor(Intl, name)?.value as unknown)
    .filter((C): C is AnyFunction => typeof C === 'function' && typeof C.prototype === 'object');
}

export function isIntlConstructor(C: AnyFunction): boolean {
  return constructorsOf().includes(C);
}

function methodsOf(o: object): AnyFunction[] {
  return Reflect.ownKeys(o)
    .filter((key) => key !== 'constructor' && key !== 'prototype')
    .map((key) => Object.getOwnPropertyDescriptor(o, key)?.value as unknown)
    .filter((f): f is AnyFunction => typeof f === 'function');
}

/** Lists are walked through, times of Temporal are taken as they are, and everything else is a number or text. */
function formatted(x: object, position: number): unknown {
  if (position < 0 || (typeof Temporal === 'object' && !(x instanceof Date) && isTemporal(x))) return x;
  return Symbol.iterator in x ? viewOf(x) : convertible(x);
}

declare const Temporal: unknown;

function isTemporal(x: object): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(Temporal as object)).some(
    ({ value }) => typeof value === 'function' && x instanceof (value as AnyFunction),
  );
}

const options = (x: object, position: number): unknown => (position < 0 ? x : viewOf(x));

export function intlNatives(): NativeEntry[] {
  if (typeof Intl !== 'object') return [];
  const statics = ['getCanonicalLocales', 'supportedValuesOf'] as const;
  return [
    ...statics
      .map((name) => (Intl as unknown as Record<string, unknown>)[name])
      .filter((f) => typeof f === 'function')
      .map((f) => viewing(f, options)),
    ...constructorsOf().flatMap((C) => [
      viewing(C, options),
      ...methodsOf(C).map((f) => viewing(f, options)),
      ...methodsOf(C.prototype as object).map((f) => viewing(f, formatted)),
    ]),
  ];
}

export function intlConstructors(): ConstructorEntry[] {
  return constructorsOf().map((C) => [
    C,
    (_trace, args, _lanes, newTarget) => {
      const made = Reflect.construct(C, args.map(viewOf), newTarget) as object;
      r.m = undefined;
      return made;
    },
  ]);
}
