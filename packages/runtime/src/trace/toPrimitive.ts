import type { Lane } from './Lane.js';
import { registers as r } from './registers.js';
import { invoke } from './invoke.js';
import { get } from './members.js';

export type Hint = 'default' | 'number' | 'string';

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** ToPrimitive of the language, with the object's own methods called as traced code; leaves the lane of a number. */
export function toPrimitive(x: unknown, lane: Lane, hint: Hint): unknown {
  if (!isObject(x)) {
    r.m = typeof x === 'number' ? lane : undefined;
    return x;
  }
  const exotic = get(x, Symbol.toPrimitive);
  if (exotic !== undefined && exotic !== null) {
    const result = invoke(exotic, x, undefined, [hint], NONE, '[Symbol.toPrimitive]');
    if (!isObject(result)) return result;
    throw new TypeError('Cannot convert object to primitive value');
  }
  return ordinaryToPrimitive(x, hint);
}

const NONE: readonly Lane[] = [];
const textFirst = ['toString', 'valueOf'] as const;
const numberFirst = ['valueOf', 'toString'] as const;

/** OrdinaryToPrimitive: by the object's `valueOf` and `toString`. */
export function ordinaryToPrimitive(x: object, hint: Hint): unknown {
  const names = hint === 'string' ? textFirst : numberFirst;
  for (let i = 0; i < names.length; i++) {
    const method = get(x, names[i]);
    if (typeof method !== 'function') continue;
    const result = invoke(method, x, undefined, [], NONE, names[i]);
    if (!isObject(result)) return result;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

/**
 * Stands for an object where a native does nothing but convert it to a primitive: the object's own methods run as traced code, at the
 * time and as often as the native asks.
 */
class StandIn {
  constructor(protected readonly of: object) {}

  [Symbol.toPrimitive](hint: Hint): unknown {
    return toPrimitive(this.of, undefined, hint);
  }
}

/** The same where the native asks first whether it is a regular expression. */
class Sought extends StandIn {
  get [Symbol.match](): unknown {
    return get(this.of, Symbol.match);
  }
}

/** What a native is given for a value that it converts. */
export function convertible(x: unknown): unknown {
  return isObject(x) ? new Sought(x) : x;
}

/** The same for what has been found to be no pattern. */
export function asText(x: unknown): unknown {
  return isObject(x) ? new StandIn(x) : x;
}

/** A value that the language is about to convert to text: an object has been converted as traced code. */
export function textual(x: unknown): unknown {
  return isObject(x) && r.trace !== null ? toPrimitive(x, undefined, 'string') : x;
}

/** ToNumeric: a number with its lane, or a BigInt. */
export function toNumeric(x: unknown, lane: Lane): unknown {
  if (r.trace === null) {
    r.m = undefined;
    return numericOf(x);
  }
  const primitive = toPrimitive(x, lane, 'number');
  if (typeof primitive === 'number') return primitive;
  r.m = undefined;
  return numericOf(primitive);
}

/** Unary minus twice is the one conversion of the language that keeps BigInts. */
function numericOf(x: unknown): unknown {
  return typeof x === 'bigint' ? x : postfix(x);
}

function postfix(x: unknown): unknown {
  let old = x as number;
  return old++;
}

/** ToPropertyKey, so that a computed key is converted once. */
export function toKey(k: unknown): PropertyKey {
  if (typeof k === 'string' || typeof k === 'symbol' || typeof k === 'number') return k;
  if (!isObject(k) || r.trace === null) return nativeKey(k);
  const primitive = toPrimitive(k, undefined, 'string');
  return typeof primitive === 'symbol' ? primitive : String(primitive);
}

/** The same for a member that is read and written: where there is no object, that is the error, and the key is left alone. */
export function keyOf(o: unknown, k: unknown): unknown {
  return o === null || o === undefined ? k : toKey(k);
}

/** The language's own conversion, done by a computed key. */
function nativeKey(k: unknown): PropertyKey {
  return Reflect.ownKeys({ [k as string]: 0 })[0];
}
