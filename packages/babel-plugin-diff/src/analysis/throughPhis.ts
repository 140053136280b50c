import type { HIRFunction, Operation, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * The given values, those whose operation is wanted, and the phis of nothing else.
 *
 * Needs: SSA.
 */
export function throughPhis(
  fn: HIRFunction,
  given: Iterable<Value>,
  isWanted: (op: Operation, result: Value) => boolean,
): Set<Value> {
  const found = new Set<Value>(given);
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) {
      phis.push(phi);
      found.add(phi.result);
    }
    for (const { op, result } of block.instructions) if (result && isWanted(op, result)) found.add(result);
  });
  for (let changed = true; changed;) {
    changed = false;
    for (const { result, operands } of phis) {
      if (!found.has(result) || operands.every((operand) => operand === null || found.has(operand))) continue;
      found.delete(result);
      changed = true;
    }
  }
  return found;
}
