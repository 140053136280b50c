import type { Lane } from './Lane.js';
import { NO_LANES } from './Lane.js';
import { registers as r } from './registers.js';
import { invoke } from './invoke.js';
import { get, getFrom, setThrough } from './members.js';
import type { KnownProxy } from '../records/knownProxies.js';
import type { Trace } from './Trace.js';

function trapOf({ handler }: KnownProxy, name: string): unknown {
  const trap = get(handler, name);
  if (trap === undefined || trap === null) return undefined;
  if (typeof trap === 'function') return trap;
  throw new TypeError(
    `${String(trap)} returned for property '${name}' of object '#<Object>' is not a function`,
  );
}

const keyOf = (k: PropertyKey): string | symbol => (typeof k === 'number' ? String(k) : k);

/** `[[Get]]` of a proxy, with its trap called as traced code. */
export function proxyGet(
  trace: Trace,
  proxy: KnownProxy,
  self: object,
  k: PropertyKey,
  receiver: unknown,
): unknown {
  const { target, handler } = proxy;
  // A revoked proxy says so itself.
  if (isRevoked(self)) return Reflect.get(self, k, receiver);
  const trap = trapOf(proxy, 'get');
  if (trap === undefined) return getFrom(trace, target, k, receiver);
  const v = invoke(trap, handler, undefined, [target, keyOf(k), receiver], NO_LANES, 'get');
  const lane = r.m;
  const property = Object.getOwnPropertyDescriptor(target, k);
  if (property?.configurable === false) {
    const isFixed = 'value' in property && !property.writable;
    if (isFixed && !Object.is(property.value, v)) throw brokenInvariant('get', k);
    if (!('value' in property) && property.get === undefined && v !== undefined)
      throw brokenInvariant('get', k);
  }
  r.m = lane;
  return v;
}

/** `[[Set]]` of a proxy; false if nothing was stored. */
export function proxySet(
  trace: Trace,
  proxy: KnownProxy,
  self: object,
  k: PropertyKey,
  v: unknown,
  lane: Lane,
  receiver: unknown,
): boolean {
  const { target, handler } = proxy;
  if (isRevoked(self)) return Reflect.set(self, k, v, receiver);
  const trap = trapOf(proxy, 'set');
  if (trap === undefined) return setThrough(trace, target, k, v, lane, receiver);
  const done = invoke(
    trap,
    handler,
    undefined,
    [target, keyOf(k), v, receiver],
    [undefined, undefined, lane],
    'set',
  );
  if (!done) return false;
  const property = Object.getOwnPropertyDescriptor(target, k);
  if (property?.configurable === false) {
    const isFixed = 'value' in property && !property.writable;
    if (isFixed && !Object.is(property.value, v)) throw brokenInvariant('set', k);
    if (!('value' in property) && property.set === undefined) throw brokenInvariant('set', k);
  }
  return true;
}

function isRevoked(proxy: object): boolean {
  try {
    Array.isArray(proxy);
    return false;
  } catch {
    return true;
  }
}

function brokenInvariant(trap: string, k: PropertyKey): TypeError {
  return new TypeError(`'${trap}' on proxy: trap returned wrong result for property '${String(k)}'`);
}
