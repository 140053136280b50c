import { tracedHandler } from './tracedHandler.js';

/** A proxy that compiled code made, with what it was made of. */
export interface KnownProxy {
  readonly target: object;
  readonly handler: object;
}

const known = new WeakMap<object, KnownProxy>();
let count = 0;

/** Whether any proxy was made by compiled code, so that programs without proxies never look. */
export function hasProxies(): boolean {
  return count > 0;
}

export function proxyOf(o: object): KnownProxy | undefined {
  return known.get(o);
}

/** Tells proxies from other objects, where the host can. */
type Test = (x: unknown) => boolean;
let test: Test | undefined;

function hostTest(): Test {
  const host = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }).process;
  const types = host?.getBuiltinModule?.('node:util/types') as { isProxy?: Test } | undefined;
  return types?.isProxy ?? ((x) => known.has(x as object));
}

/**
 * Is the object a proxy, as far as can be told? Nothing is asked of the object itself, whose traps would run. Proxies that compiled code
 * made are known; others are where the host tells (`util.types.isProxy`).
 */
export function isProxy(x: object): boolean {
  return (count > 0 && known.has(x)) || (test ??= hostTest())(x);
}

/** Remembers what a proxy was made of: the language does not tell. */
export function rememberProxy<P extends object>(proxy: P, target: object, handler: object): P {
  known.set(proxy, { target, handler });
  count++;
  return proxy;
}

const revokes = new WeakSet<object>();

/** Remembers a function that revokes a proxy: it looks at nothing that it is given. */
export function rememberRevoke(revoke: () => void): void {
  revokes.add(revoke);
}

export function isRevoke(f: object): boolean {
  return revokes.has(f);
}

/** `new Proxy(target, handler)` of ordinary code. */
export function makeProxy<T extends object>(target: T, handler: ProxyHandler<T>): T {
  // What is no object is refused by the language itself.
  const isObject = typeof handler === 'object' ? handler !== null : typeof handler === 'function';
  const traced = isObject ? (tracedHandler(handler) as ProxyHandler<T>) : handler;
  return rememberProxy(new Proxy(target, traced), target, handler);
}
