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
