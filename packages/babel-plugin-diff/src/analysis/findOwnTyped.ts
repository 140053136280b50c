import type { HIRFunction, Phi, TypedArrayName, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * The values that are typed arrays made in this function, through phis of nothing else.
 *
 * Needs: SSA.
 * @param isWanted  of which kind; every kind of typed array holds numbers only
 */
export function findOwnTyped(
  fn: HIRFunction,
  isWanted: (constructorName: TypedArrayName) => boolean,
): Set<Value> {
  const found = new Set<Value>();
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) {
      phis.push(phi);
      found.add(phi.result);
    }
    for (const { op, result } of block.instructions)
      if (result && op.kind === 'newTyped' && isWanted(op.constructorName)) found.add(result);
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
