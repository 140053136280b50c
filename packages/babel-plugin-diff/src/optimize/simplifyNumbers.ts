import type { HIRFunction, Value } from '../hir/model.js';
import { forEachBlock, mapAllOperands } from '../hir/visitors.js';

/**
 * Removes conversions to a number of what is one already (`+i` of an integer that the program itself made).
 *
 * Needs: SSA, types.   Gives: SSA.
 */
export function simplifyNumbers(fn: HIRFunction): void {
  const replaced = new Map<Value, Value>();
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.filter(({ op, result }) => {
      if (!result || op.kind !== 'unary' || op.operator !== '+' || op.argument.type !== 'int') return true;
      replaced.set(result, replaced.get(op.argument) ?? op.argument);
      return false;
    });
  });
  if (replaced.size > 0) mapAllOperands(fn, (value) => replaced.get(value) ?? value);
}
