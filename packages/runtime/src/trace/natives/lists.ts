import type { AnyFunction } from '../../records/Companions.js';
import { begin, construct, finish, invoke, tracedForm } from '../invoke.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { get, set } from '../members.js';
import { plus } from '../operators.js';
import { hasProxies } from '../../records/knownProxies.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { isObject } from './TracedNative.js';

/*
 * Steps that the language's definition of array methods is written in, on values with lanes.
 */

/** ToNumber without a derivative: positions and lengths have none. */
export function toNumber(x: unknown): number {
  return typeof x === 'number' ? x : (plus(x, undefined) as number);
}

/** ToIntegerOrInfinity */
export function toInteger(x: unknown): number {
  const n = Math.trunc(toNumber(x));
  return Number.isNaN(n) ? 0 : n + 0;
}

/** A relative position within 0 … length; `missing` where none is given. */
export function relative(x: unknown, length: number, missing: number): number {
  if (x === undefined) return missing;
  const i = toInteger(x);
  return i < 0 ? Math.max(length + i, 0) : Math.min(i, length);
}

/** LengthOfArrayLike */
export function lengthOf(list: object): number {
  if (Array.isArray(list)) return list.length;
  return Math.min(Math.max(toInteger(get(list, 'length')), 0), Number.MAX_SAFE_INTEGER);
}

export function toObject(x: unknown, name: string): object {
  if (x === undefined || x === null) throw new TypeError(`${name} called on null or undefined`);
  return Object(x) as object;
}

/** An element by position: a number key for what it can be, as the language's own code would use. */
export function has(list: object, i: number): boolean {
  return i in list;
}

/** CreateDataPropertyOrThrow */
export function define(trace: Trace, list: object, i: PropertyKey, v: unknown, lane: Lane): void {
  Object.defineProperty(list, i, { value: v, writable: true, enumerable: true, configurable: true });
  trace.store(list, i, v, lane);
}

/** Deletes an element, or throws. */
export function drop(list: object, i: number): void {
  if (!Reflect.deleteProperty(list, i))
    throw new TypeError(`Cannot delete property '${i}' of ${String(list)}`);
}

export function callable(f: unknown): AnyFunction {
  if (typeof f === 'function') return f;
  throw new TypeError(`${textOf(f)} is not a function`);
}

function textOf(x: unknown): string {
  if (typeof x === 'string') return JSON.stringify(x);
  return isObject(x) ? '#<Object>' : String(x);
}

/** `callback.call(thisArg, element, index, list)`; the register holds the element's lane. */
export function callBack(
  callback: AnyFunction,
  thisArg: unknown,
  x: unknown,
  i: number,
  list: object,
): unknown {
  const lane = typeof x === 'number' ? r.m : undefined;
  const traced = tracedForm(callback);
  if (traced === null || traced === undefined)
    return invoke(callback, thisArg, undefined, [x, i, list], [lane], 'the callback');
  // As a call of traced code, which takes less of the stack.
  begin(lane === undefined ? NO_LANES : [lane], undefined);
  const value: unknown = traced.call(thisArg, x, i, list);
  if (typeof value !== 'number') finish(value);
  return value;
}

/** ArraySpeciesCreate */
export function newLike(list: object, length: number): object {
  if (!Array.isArray(list)) return newArray(length);
  let C: unknown = get(list, 'constructor');
  if (isObject(C)) {
    if (C === Array) return newArray(length);
    C = get(C, Symbol.species);
    if (C === null) C = undefined;
  }
  if (C === undefined || C === Array) return newArray(length);
  return construct(C, [length], [], 'the species constructor') as object;
}

function newArray(length: number): unknown[] {
  if (length > 2 ** 32 - 1) throw new RangeError('Invalid array length');
  return new Array<unknown>(length);
}

export function setLength(list: object, length: number): void {
  if (Array.isArray(list) && !hasProxies()) list.length = length;
  else set(list, 'length', length, undefined);
}

/** The elements of a list with their lanes, holes as undefined. */
export interface Laned {
  readonly values: unknown[];
  readonly lanes: Lane[];
}

/** CreateListFromArrayLike */
export function listFrom(x: unknown): Laned {
  if (!isObject(x)) throw new TypeError('CreateListFromArrayLike called on non-object');
  const length = lengthOf(x);
  const values = new Array<unknown>(length);
  const lanes = new Array<Lane>(length);
  for (let i = 0; i < length; i++) {
    values[i] = get(x, i);
    lanes[i] = r.m;
  }
  return { values, lanes };
}
