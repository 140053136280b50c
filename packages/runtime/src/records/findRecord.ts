import type { Companions } from './Companions.js';
import { carriedRecord } from './attach.js';
import { nativeRecord } from '../natives/nativeRecord.js';

/**
 * The companions of `f`: carried by it or the runtime's own for a native;
 * undefined if there are none.
 */
export function findRecord(f: unknown): Companions | undefined {
  if (typeof f !== 'function') return undefined;
  return carriedRecord(f) ?? nativeRecord(f);
}
