import { toKey } from '../trace/toPrimitive.js';

/** A key as the tape keeps it: an object is converted once. */
export function propertyKey(key: unknown): unknown {
  return (typeof key === 'object' && key !== null) || typeof key === 'function' ? toKey(key) : key;
}
