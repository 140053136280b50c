import type { AnyFunction } from './Companions.js';
import { hasProxies, proxyOf } from './knownProxies.js';
import { mapEntries, setElements } from '../shadow/mapEntries.js';

/** What a search for derivatives asks. */
export interface ActiveState {
  /** Whether the object has a shadow or mirror. */
  hasShadow(o: object): boolean;
  /** Whether code of the function may see anything that is differentiated. */
  isCompiled(f: AnyFunction): boolean;
  /** Whether derivatives are kept for the object elsewhere. */
  hasAside?(o: object): boolean;
}

/** Whether an object carries a derivative, or one can be reached from it without running code. */
export function holdsActive(x: unknown, state: ActiveState): boolean {
  if (!isReference(x)) return false;
  const seen = new Set<object>();
  const pending: object[] = [x];
  for (let o = pending.pop(); o !== undefined; o = pending.pop()) {
    if (seen.has(o)) continue;
    seen.add(o);
    if (state.hasShadow(o) || state.hasAside?.(o) === true) return true;
    if (typeof o === 'function') {
      if (state.isCompiled(o)) return true;
      if (o !== x) continue;
    }
    if (ArrayBuffer.isView(o)) continue;
    const proxy = hasProxies() ? proxyOf(o) : undefined;
    if (proxy !== undefined) {
      pending.push(proxy.target, proxy.handler);
      continue;
    }
    for (const value of heldBy(o)) {
      // Functions found on the way (methods, constructors) cannot be told from those that are meant to be called.
      if (typeof value === 'object' && value !== null) pending.push(value);
    }
  }
  return false;
}

function* heldBy(o: object): Iterable<unknown> {
  if (o instanceof Map) {
    for (const [key, value] of mapEntries(o)) {
      yield key;
      yield value;
    }
  } else if (o instanceof Set) {
    yield* setElements(o);
  }
  for (const key of Object.keys(o)) {
    const property = Object.getOwnPropertyDescriptor(o, key);
    if (property !== undefined && 'value' in property) yield property.value;
  }
}

function isReference(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}
