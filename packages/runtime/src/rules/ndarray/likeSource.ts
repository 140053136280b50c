import { carryLater } from '../../records/attach.js';
import { carrier } from '../../records/carrier.js';
import { completed } from '../../records/completed.js';
import type { AnyFunction } from '../../records/Companions.js';

/**
 * Gives a function without source the derivatives of a compiled one that does the same.
 * @returns `fn`
 */
export function likeSource<F extends AnyFunction>(fn: F, compiled: AnyFunction): F {
  const source = carrier.get(compiled);
  if (source !== undefined) carryLater(fn, fn.name, () => completed(fn, fn.name, source.make(fn)));
  return fn;
}
