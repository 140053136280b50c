import type { AnyFunction, Companions } from './Companions.js';

const registered = new WeakMap<AnyFunction, Companions>();

/** Registers a record for a function that cannot carry it (frozen, or a native that we leave untouched). */
export function registerRecord(f: AnyFunction, record: Companions): void {
  registered.set(f, record);
}

export function registeredRecord(f: AnyFunction): Companions | undefined {
  return registered.get(f);
}
