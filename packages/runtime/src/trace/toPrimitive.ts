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
  for (const name of hint === 'string'
    ? (['toString', 'valueOf'] as const)
    : (['valueOf', 'toString'] as const)) {
    const method = get(x, name);
    if (typeof method !== 'function') continue;
    const result = invoke(method, x, undefined, [], NONE, name);
    if (!isObject(result)) return result;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

const NONE: readonly Lane[] = [];

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
  if (!isObject(k) || r.trace === null) return keyOf(k);
  const primitive = toPrimitive(k, undefined, 'string');
  return typeof primitive === 'symbol' ? primitive : String(primitive);
}

/** The language's own conversion, done by a computed key. */
function keyOf(k: unknown): PropertyKey {
  return Reflect.ownKeys({ [k as string]: 0 })[0];
}
