import type { Companions } from './Companions.js';
import { carriedRecord } from './attach.js';
import { recordThrough } from '../trace/tracedRecord.js';
import { nativeRecord } from '../natives/nativeRecord.js';

/**
 * The companions of `f`: carried by it, the runtime's own for a native, or those of what it is bound to;
 * undefined if there are none.
 */
export function findRecord(f: unknown): Companions | undefined {
  if (typeof f !== 'function') return undefined;
  return carriedRecord(f) ?? nativeRecord(f) ?? recordThrough(f);
}
