import type { AnyFunction } from '../records/Companions.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { registers as r } from './registers.js';
import { textual, toKey, toNumeric, toPrimitive } from './toPrimitive.js';
import { get } from './members.js';
import { withGetters } from './onNextRead.js';
import { invoke } from './invoke.js';
import { NO_LANES } from './Lane.js';

/*
 * Operators whose results carry no derivative. What they are asked for here is their operands: an object converts itself by methods that
 * run as traced code, since what these store may carry one.
 */

type Any = never;

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** Is an operand to be converted by its own methods? */
function converts(a: unknown, b: unknown): boolean {
  return r.trace !== null && (isObject(a) || isObject(b));
}

const ordered = (x: unknown): Any => toPrimitive(x, undefined, 'number') as Any;
const numeric = (x: unknown): Any => toNumeric(x, undefined) as Any;

/** a < b */
export function lt(a: Any, b: Any): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return converts(a, b) ? ordered(a) < ordered(b) : a < b;
}

/** a <= b */
export function le(a: Any, b: Any): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  return converts(a, b) ? ordered(a) <= ordered(b) : a <= b;
}

/** a > b */
export function gt(a: Any, b: Any): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  return converts(a, b) ? ordered(a) > ordered(b) : a > b;
}

/** a >= b */
export function ge(a: Any, b: Any): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b;
  return converts(a, b) ? ordered(a) >= ordered(b) : a >= b;
}

/** The language's own. */
function loosely(a: unknown, b: unknown): boolean {
  // eslint-disable-next-line eqeqeq -- it is this operator that the program uses
  return (a as Any) == (b as Any);
}

/** a == b: an object is converted where it is compared with a primitive. */
export function eq(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (!converts(a, b) || isObject(a) === isObject(b)) return loosely(a, b);
  const other = isObject(a) ? b : a;
  if (other === null || other === undefined) return loosely(a, b);
  const x = toPrimitive(a, undefined, 'default');
  return loosely(x, toPrimitive(b, undefined, 'default'));
}

/** a != b */
export function ne(a: unknown, b: unknown): boolean {
  return !eq(a, b);
}

/** a | b */
export function or(a: Any, b: Any): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a | b;
  return converts(a, b) ? numeric(a) | numeric(b) : a | b;
}

/** a & b */
export function and(a: Any, b: Any): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a & b;
  return converts(a, b) ? numeric(a) & numeric(b) : a & b;
}

/** a ^ b */
export function xor(a: Any, b: Any): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a ^ b;
  return converts(a, b) ? numeric(a) ^ numeric(b) : a ^ b;
}

/** a << b */
export function shl(a: Any, b: Any): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a << b;
  return converts(a, b) ? numeric(a) << numeric(b) : a << b;
}

/** a >> b */
export function shr(a: Any, b: Any): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a >> b;
  return converts(a, b) ? numeric(a) >> numeric(b) : a >> b;
}

/** a >>> b */
export function ushr(a: Any, b: Any): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a >>> b;
  return converts(a, b) ? numeric(a) >>> numeric(b) : a >>> b;
}

/** ~a */
export function not(a: Any): unknown {
  if (typeof a === 'number') return ~a;
  return converts(a, a) ? ~numeric(a) : ~a;
}

const hasInstance = Function.prototype[Symbol.hasInstance];

/** Is it a function without a test of its own? */
function isOrdinary(C: object): C is AnyFunction {
  if (typeof C !== 'function') return false;
  for (let p: object | null = C; p !== Function.prototype; p = Object.getPrototypeOf(p) as object | null) {
    if (p === null || (hasProxies() && proxyOf(p) !== undefined) || Object.hasOwn(p, Symbol.hasInstance))
      return false;
  }
  return true;
}

/** Classes and functions whose `prototype` is a property that no getter can take the place of. */
const withPrototype = new WeakSet<object>();

function hasGetter(C: object): boolean {
  if (withPrototype.has(C)) return false;
  const property = Object.getOwnPropertyDescriptor(C, 'prototype');
  if (property?.configurable === false && property.get === undefined) withPrototype.add(C);
  return property === undefined || property.get !== undefined;
}

/** The test of the language. */
function isInstance(a: unknown, C: AnyFunction): boolean {
  const test = (): boolean => Reflect.apply(hasInstance, C, [a]);
  return isObject(a) && hasGetter(C) ? withGetters(C, ['prototype'], test) : test();
}

/** a instanceof C */
export function is(a: object, C: unknown): boolean {
  if (r.trace === null || !isObject(C)) return a instanceof (C as AnyFunction);
  if (isOrdinary(C)) return isObject(a) && hasGetter(C) ? isInstance(a, C) : a instanceof C;
  const test = get(C, Symbol.hasInstance);
  if (test === undefined || test === null || test === hasInstance) {
    if (typeof C === 'function') return isInstance(a, C as AnyFunction);
    // It must be a function, which the language says itself.
    return a instanceof (C as AnyFunction);
  }
  return Boolean(invoke(test, C, undefined, [a], NO_LANES, '[Symbol.hasInstance]'));
}

/** k in o */
export function within(k: unknown, o: unknown): boolean {
  return (isObject(k) && isObject(o) ? toKey(k) : (k as PropertyKey)) in (o as object);
}

/** The value of a place in a template. */
export function text(x: unknown): unknown {
  return textual(x);
}
