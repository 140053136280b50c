import type { AnyFunction } from '../records/Companions.js';
import { invoke } from './invoke.js';
import { type Lane, NO_LANES } from './Lane.js';
import { get } from './members.js';
import { constructBy, passOn } from './proxyCalls.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';

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

/** A number on its way into a property that is defined, with its lane: a trap on the way is given a descriptor that the language makes. */
interface Handed {
  readonly value: unknown;
  readonly lane: Lane;
  isTaken: boolean;
}

let handed: Handed | undefined;
let described: object | undefined;

/**
 * Runs `define`, which defines a property, maybe of a proxy, by the language's own means; a trap gets the lane with the value.
 * @returns whether a trap has taken it, and so has seen to all that is to be done
 */
export function handing(value: unknown, lane: Lane, define: () => void): boolean {
  const before = handed;
  const own: Handed = { value, lane, isTaken: false };
  handed = own;
  try {
    define();
    return own.isTaken;
  } finally {
    handed = before;
  }
}

function takeHanded(trace: Trace, descriptor: unknown): void {
  const own = handed;
  handed = undefined;
  if (own === undefined || !isObject(descriptor)) return;
  own.isTaken = true;
  const { value } = descriptor as PropertyDescriptor;
  if (typeof value === 'number' && Object.is(value, own.value))
    trace.store(descriptor, 'value', value, own.lane);
}

/** The descriptor of an own property, and the object that a trap of a proxy described it by. */
export function ownProperty(
  o: object,
  k: PropertyKey,
): { property: PropertyDescriptor | undefined; by: object | undefined } {
  described = undefined;
  const property = Object.getOwnPropertyDescriptor(o, k);
  const by = described;
  described = undefined;
  return { property, by };
}

function isObject(x: unknown): x is object {
  return typeof x === 'object' && x !== null;
}

interface Expected {
  readonly proxy: object;
  readonly key: PropertyKey;
  readonly read: () => unknown;
}

let expected: Expected | undefined;

/** The next time that the language reads the property of the proxy itself, something else is done in the place of the trap. */
export function expectRead(proxy: object, key: PropertyKey, read: () => unknown): () => void {
  const own: Expected = { proxy, key, read };
  expected = own;
  return () => {
    if (expected === own) expected = undefined;
  };
}

/** Is it the read that was expected? */
function takeExpected(name: string, args: readonly unknown[]): Expected | undefined {
  if (expected === undefined || name !== 'get' || args[1] !== expected.key || args[2] !== expected.proxy) return undefined; // prettier-ignore
  const found = expected;
  expected = undefined;
  return found;
}

function forwarding(handler: object, name: (typeof traps)[number]): AnyFunction {
  return (...args: unknown[]): unknown => {
    const { trace } = r;
    const read = takeExpected(name, args);
    if (read !== undefined) return read.read();
    if (trace === null) {
      const trap = checked((handler as Record<string, unknown>)[name], name);
      return trap === undefined
        ? (Reflect.apply(Reflect[name], undefined, args) as unknown)
        : (Reflect.apply(trap, handler, args) as unknown);
    }
    // `super(…)` leaves the lanes of its arguments; any other trap may run while lanes are on their way to somebody else.
    const lanes = r.args;
    r.args = NO_LANES;
    const trap = checked(get(handler, name), name);
    if (name === 'construct')
      return constructBy(trap, handler, args[0], args[1] as unknown[], lanes, args[2] as AnyFunction);
    try {
      if (trap === undefined) return passOn(trace, name, args);
      if (name === 'defineProperty') takeHanded(trace, args[2]);
      const value = invoke(trap, handler, undefined, args, NO_LANES, name);
      if (name === 'getOwnPropertyDescriptor') described = isObject(value) ? value : undefined;
      return value;
    } finally {
      r.args = lanes;
    }
  };
}

function checked(trap: unknown, name: string): AnyFunction | undefined {
  if (trap === undefined || trap === null) return undefined;
  if (typeof trap === 'function') return trap;
  throw new TypeError(
    `${String(trap)} returned for property '${name}' of object '#<Object>' is not a function`,
  );
}
