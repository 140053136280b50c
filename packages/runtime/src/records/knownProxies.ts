/** A proxy that compiled code made, with what it was made of. */
export interface KnownProxy {
  readonly target: object;
  readonly handler: object;
}

/*
 * This module imports nothing: whoever looks at objects asks it, shadows too.
 */

const known = new WeakMap<object, KnownProxy>();

/** Whether compiled code has made any proxy; for what looks at each access, where a call would be the most of it. */
export const proxies = { any: false };

/** Whether any proxy was made by compiled code, so that programs without proxies never look. */
export function hasProxies(): boolean {
  return proxies.any;
}

export function proxyOf(o: object): KnownProxy | undefined {
  return known.get(o);
}

/** What known proxies stand for in the end; any other object itself. */
export function withoutProxy(o: object): object {
  if (!proxies.any) return o;
  let target = o;
  for (let proxy = known.get(o); proxy !== undefined; proxy = known.get(target)) ({ target } = proxy);
  return target;
}

/** Is there a known proxy among an object and its prototypes? It would be asked whatever the object has not. */
export function isBehindProxy(o: object | null): boolean {
  if (!proxies.any) return false;
  for (let p = o; p !== null; p = Object.getPrototypeOf(p) as object | null) if (known.has(p)) return true;
  return false;
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
  return (proxies.any && known.has(x)) || (test ??= hostTest())(x);
}

/** Remembers what a proxy was made of: the language does not tell. */
export function rememberProxy<P extends object>(proxy: P, target: object, handler: object): P {
  known.set(proxy, { target, handler });
  proxies.any = true;
  return proxy;
}

/** Is the value an object that is known to be a proxy? */
export function isKnownProxy(x: unknown): boolean {
  return proxies.any && typeof x === 'object' && x !== null && known.has(x);
}
