import { newValue } from '../hir/builder.js';
import { NumberCertainty } from '../analysis/NumberCertainty.js';
import type { HIRFunction, Instruction } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * Gives keys that are only assumed to be numbers a value of their own, which stays what it is on the tape: `o[a.name + a.kind]`
 * would come back from there as NaN.
 *
 * Needs: SSA, types; the function before it is split into companions.   Gives: SSA.
 * A key that is a number plus something only assumed to be one stays a number; `guardNumbers` checks it.
 */
export function settleKeys(fn: HIRFunction): void {
  const certainty = new NumberCertainty(fn);
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { op, loc } = instruction;
      if (op.kind !== 'loadIndex' && op.kind !== 'storeIndex') return [instruction];
      if (certainty.of(op.index) !== 'open') return [instruction];
      const key = newValue(null, 'string');
      const copy: Instruction = {
        result: key,
        op: { kind: 'helper', name: 'propertyKey', tape: false, pure: true, args: [op.index] },
        loc,
      };
      op.index = key;
      return [copy, instruction];
    });
  });
}
