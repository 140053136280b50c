import type { HIRFunction } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import type { Limit } from '../lower/ProgramLowering.js';

/**
 * Finds assignments of values that carry derivative to variables outside of the function, which have no cotangent yet.
 *
 * Needs: SSA, activity.
 */
export function checkOuterStores(fn: HIRFunction): Limit[] {
  const limits: Limit[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const { op, loc } of block.instructions) {
      if (op.kind === 'storeOuter' && op.value.active)
        limits.push({ loc, what: `an assignment to the outer variable \`${op.name}\`` });
    }
  });
  return limits;
}
