import type { HIRFunction } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import type { Limit } from '../lower/ProgramLowering.js';

/**
 * Finds accesses to properties that are accessors somewhere in the file: reading one may be a call.
 *
 * Needs: HIR of any form.
 */
export function checkAccessors(fn: HIRFunction, accessors: ReadonlySet<string>): Limit[] {
  const limits: Limit[] = [];
  if (accessors.size === 0) return limits;
  forEachBlock(fn.entry, (block) => {
    for (const { op, loc } of block.instructions) {
      if ((op.kind === 'loadField' || op.kind === 'storeField') && accessors.has(op.key))
        limits.push({ loc, what: `\`${op.key}\`, which is a getter or setter in this file` });
    }
  });
  return limits;
}
