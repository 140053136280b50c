import { carriedRecord } from './attach.js';
import type { CompanionFunctions } from './Companions.js';

/** Does nothing that a function is given change while it runs? That is asked before each sweep: the functions that it calls are variables. */
export function isStable(c: CompanionFunctions): boolean {
  return c.stable === true || (c.stableWith !== undefined && areStable(c, new Set()));
}

/** @param met  what is being asked already */
function areStable(c: CompanionFunctions, met: Set<CompanionFunctions>): boolean {
  if (c.stable === true || met.has(c)) return true;
  if (c.stableWith === undefined) return false;
  met.add(c);
  let called: readonly unknown[];
  try {
    called = c.stableWith();
  } catch {
    // One of them is not there yet.
    return false;
  }
  return called.every((f) => {
    const record = typeof f === 'function' ? carriedRecord(f) : undefined;
    return record !== undefined && areStable(record, met);
  });
}
