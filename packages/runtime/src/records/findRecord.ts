import type { AnyFunction, Companions } from './Companions.js';
import { COMPANIONS, PROTOCOL_VERSION } from './Companions.js';
import { carriedRecord } from './attach.js';
import { registeredRecord } from './registry.js';
import { nativeRecord } from '../natives/nativeRecord.js';

/**
 * The companions of `f`: carried by it, registered for it (a rule for a frozen function), or the runtime's own for a native;
 * undefined if there are none.
 */
export function findRecord(f: unknown): Companions | undefined {
  if (typeof f !== 'function') return undefined;
  const carried = (f as { [COMPANIONS]?: Companions })[COMPANIONS];
  if (carried !== undefined && carried !== null && carried.fn === f && carried.version === PROTOCOL_VERSION) {
    return carried;
  }
  return findSlowly(f);
}

function findSlowly(f: AnyFunction): Companions | undefined {
  return carriedRecord(f) ?? registeredRecord(f) ?? nativeRecord(f);
}
