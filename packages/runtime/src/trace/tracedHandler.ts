import type { AnyFunction } from '../records/Companions.js';
import { invoke } from './invoke.js';
import { NO_LANES } from './Lane.js';
import { get } from './members.js';
import { registers as r } from './registers.js';

const traps = [
  'getPrototypeOf',
  'setPrototypeOf',
  'isExtensible',
  'preventExtensions',
  'getOwnPropertyDescriptor',
  'defineProperty',
  'has',
  'get',
  'set',
  'deleteProperty',
  'ownKeys',
  'apply',
  'construct',
] as const;

/**
 * A handler that does what `handler` does, where one is given, and runs its traps as traced code while something is traced, whoever
 * uses the proxy: an operator, a native function, an iterator of the language.
 */
export function tracedHandler(handler: object): ProxyHandler<object> {
  const own: Record<string, unknown> = {};
  for (let i = 0; i < traps.length; i++) own[traps[i]] = forwarding(handler, traps[i]);
  return Object.setPrototypeOf(own, null) as ProxyHandler<object>;
}

function forwarding(handler: object, name: (typeof traps)[number]): AnyFunction {
  return (...args: unknown[]): unknown => {
    const isPlain = r.trace === null;
    const trap: unknown = isPlain ? (handler as Record<string, unknown>)[name] : get(handler, name);
    if (trap === undefined || trap === null) return Reflect.apply(Reflect[name], undefined, args) as unknown;
    if (typeof trap !== 'function')
      throw new TypeError(
        `${String(trap)} returned for property '${name}' of object '#<Object>' is not a function`,
      );
    return isPlain
      ? (Reflect.apply(trap, handler, args) as unknown)
      : invoke(trap, handler, undefined, args, NO_LANES, name);
  };
}
