import { Diagnostic } from '../diagnostics/Diagnostic.js';
import type { HIRFunction } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * Finds assignments of values that carry derivative to variables outside of the function, which have no cotangent yet.
 *
 * Needs: SSA, activity.
 */
export function checkOuterStores(fn: HIRFunction): Diagnostic[] {
  const problems: Diagnostic[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const { op, loc } of block.instructions) {
      if (op.kind === 'storeOuter' && op.value.active)
        problems.push(new Diagnostic('DIFF1120', loc, op.name));
    }
  });
  return problems;
}
