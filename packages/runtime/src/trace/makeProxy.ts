import { rememberProxy } from '../records/knownProxies.js';
import { tracedHandler } from './tracedHandler.js';

/** `new Proxy(target, handler)` of ordinary code. */
export function makeProxy<T extends object>(target: T, handler: ProxyHandler<T>): T {
  // What is no object is refused by the language itself.
  const isObject = typeof handler === 'object' ? handler !== null : typeof handler === 'function';
  const traced = isObject ? (tracedHandler(handler) as ProxyHandler<T>) : handler;
  return rememberProxy(new Proxy(target, traced), target, handler);
}
