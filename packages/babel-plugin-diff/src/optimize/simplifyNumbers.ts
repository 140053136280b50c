import { NumberCertainty } from '../analysis/NumberCertainty.js';
import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Value } from '../hir/model.js';
import { forEachBlock, mapAllOperands } from '../hir/visitors.js';

/**
 * Removes conversions to a number of what is one already, whatever the program is given (`next++` converts what it steps).
 *
 * Needs: SSA, types.   Gives: SSA.
 */
export function simplifyNumbers(fn: HIRFunction): void {
  const certainty = new NumberCertainty(fn);
  const replaced = new Map<Value, Value>();
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.filter(({ op, result }) => {
      if (!result || op.kind !== 'unary' || op.operator !== '+' || !isNumeric(op.argument.type)) return true;
      if (certainty.of(op.argument) !== 'number') return true;
      replaced.set(result, replaced.get(op.argument) ?? op.argument);
      return false;
    });
  });
  if (replaced.size > 0) mapAllOperands(fn, (value) => replaced.get(value) ?? value);
}
