import type { HIRFunction } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import type { Limit } from '../lower/ProgramLowering.js';

/**
 * Finds numbers with derivative that are stored under the name `length`, which is read as the length of an array.
 *
 * Needs: SSA, activity.
 */
export function checkLengths(fn: HIRFunction): Limit[] {
  const limits: Limit[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const { op, loc } of block.instructions) {
      const isStore = op.kind === 'storeField' && op.key === 'length' && op.value.active;
      const isField =
        op.kind === 'newObject' && op.keys.some((key, i) => key === 'length' && op.values[i]!.active);
      if (isStore || isField)
        limits.push({ loc, what: 'a property called `length` that carries a derivative' });
    }
  });
  return limits;
}
