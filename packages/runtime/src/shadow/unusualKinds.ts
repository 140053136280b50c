import { hasOperators } from '../complex/protocol.js';

/**
 * Kinds of values that compiled companions learn of only when they meet them. The bits are those of `assumptions` in their records, which
 * the compiler writes.
 */
export const UnusualKind = {
  /** A Map, a Set or anything else that is iterated by an iterator of its own. */
  iterable: 1,
  buffer: 2,
  bigInt: 4,
  /** An array, a complex number or anything else that defines operators. */
  operators: 8,
} as const;

/**
 * The kinds of an object that is no array. A proxy of code that was not compiled may throw; it carries no derivative then.
 * @param isPlain  whether it has a shadow of its own, and so is no buffer
 */
export function unusualKindOf(x: object, isPlain: boolean): number {
  if (typeof x === 'function' || ArrayBuffer.isView(x)) return 0;
  try {
    const operated = hasOperators(x) ? UnusualKind.operators : 0;
    if (!isPlain && isBuffer(x)) return UnusualKind.buffer;
    return operated | (Symbol.iterator in x ? UnusualKind.iterable : 0);
  } catch {
    return 0;
  }
}

export function isBuffer(x: unknown): x is ArrayBufferLike {
  return (
    x instanceof ArrayBuffer || (typeof SharedArrayBuffer !== 'undefined' && x instanceof SharedArrayBuffer)
  );
}
