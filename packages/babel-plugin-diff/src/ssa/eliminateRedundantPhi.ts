import type { HIRFunction, Value } from '../hir/model.js';
import { forEachBlock, mapAllOperands } from '../hir/visitors.js';
import { findRegions, isWithin } from './regions.js';

/**
 * Removes phis that can only have one value.
 *
 * Needs: SSA.   Gives: SSA in the same closed form: a phi stays where its only operand is defined inside the construct that it closes.
 */
export function eliminateRedundantPhi(fn: HIRFunction): void {
  for (let changed = true; changed;) {
    changed = false;
    const regions = findRegions(fn);
    const replaced = new Map<Value, Value>();
    forEachBlock(fn.entry, (block) => {
      block.phis = block.phis.filter((phi) => {
        const distinct = new Set(
          phi.operands.filter((operand) => operand !== null && operand !== phi.result),
        );
        if (distinct.size !== 1) return true;
        const [only] = distinct as Set<Value>;
        const home = regions.ofValue.get(only!);
        const here = regions.ofBlock.get(block)!;
        if (!home || !isWithin(here, home) || replaced.has(only!)) return true;
        replaced.set(phi.result, only!);
        changed = true;
        return false;
      });
    });
    if (replaced.size === 0) continue;
    mapAllOperands(fn, (value) => {
      let result = value;
      for (let next = replaced.get(result); next; next = replaced.get(result)) result = next;
      return result;
    });
  }
}
