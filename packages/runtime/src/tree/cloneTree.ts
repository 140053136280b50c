import { DiffError } from '../errors/DiffError.js';
import { describe, step } from '../errors/describe.js';

/**
 * A copy of a value that shares no mutable state with it, as far as numbers can stand in it: arrays, typed arrays, plain objects
 * and Maps are copied with their ties and cycles, functions and values without derivative are kept.
 *
 * @param x  any value
 * @param instances  `'copy'` copies class instances by prototype and own properties, `'refuse'` throws, since private fields
 *   would be lost
 * @throws DIFF3105 for a class instance that is refused
 */
export function cloneTree<T>(x: T, instances: 'copy' | 'refuse', where = 'the value'): T {
  return clone(x, instances, where, new Map()) as T;
}

function clone(
  x: unknown,
  instances: 'copy' | 'refuse',
  where: string,
  copies: Map<object, unknown>,
): unknown {
  if (typeof x !== 'object' || x === null) return x;
  const known = copies.get(x);
  if (known !== undefined) return known;
  if (ArrayBuffer.isView(x)) return x instanceof DataView ? x : enter(copies, x, (x as Float64Array).slice());
  if (Array.isArray(x)) {
    const copy: unknown[] = enter(copies, x, []);
    copy.length = x.length;
    for (let i = 0; i < x.length; i++) if (i in x) copy[i] = clone(x[i], instances, step(where, i), copies);
    return copy;
  }
  if (x instanceof Map) {
    const copy = enter(copies, x, new Map<unknown, unknown>());
    for (const [key, value] of x)
      copy.set(key, clone(value, instances, `${where}.get(${describe(key)})`, copies));
    return copy;
  }
  const prototype: unknown = Object.getPrototypeOf(x);
  const plain = prototype === Object.prototype || prototype === null;
  if (!plain && Object.prototype.toString.call(x) !== '[object Object]') return x;
  if (!plain && instances === 'refuse') {
    throw new DiffError(
      'DIFF3105',
      `${where} is ${describe(x)}, which cannot be copied without its private state. Copy the fields you need into a plain object, or use stopGradient.`,
    );
  }
  const copy = enter(copies, x, Object.create(prototype as object | null) as Record<string, unknown>);
  for (const key of Object.keys(x)) {
    const value = clone((x as Record<string, unknown>)[key], instances, step(where, key), copies);
    Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}

function enter<C>(copies: Map<object, unknown>, x: object, copy: C): C {
  copies.set(x, copy);
  return copy;
}
