import type { Block, HIRFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock, forEachOperand, mapTerminalOperands } from '../hir/visitors.js';

/**
 * Marks the calls of functions of arrays whose results are seen by nothing but calls of functions of arrays that keep hold of nothing, through phis
 * too: nobody can tell whether such an array is new, so that the runtime uses it again when the sweep is over.
 *
 * Needs: SSA.   Gives: `isLocal`, `spare`.
 */
export function findLocalArrays(fn: HIRFunction): void {
  const made: Extract<Operation, { kind: 'callUnknown' }>[] = [];
  const results = new Map<Operation, Value>();
  const seen = new Set<Value>();
  const merged = new Map<Value, readonly (Value | null)[]>();
  const uses = new Map<Value, number>();
  const blocks = new Map<Value | Operation, Block>();
  forEachBlock(fn.entry, (block) => {
    for (const { result, operands } of block.phis) {
      merged.set(result, operands);
      for (const operand of operands) if (operand) uses.set(operand, (uses.get(operand) ?? 0) + 1);
    }
    for (const { op, result } of block.instructions) {
      if (op.kind === 'callUnknown' && op.isFresh === true) {
        if (result) results.set(op, result);
        made.push(op);
        seen.add(op.callee);
        blocks.set(op, block);
        if (result) blocks.set(result, block);
        for (const arg of op.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
      } else forEachOperand(op, (value) => seen.add(value));
    }
    mapTerminalOperands(block.terminal, (value) => {
      seen.add(value);
      return value;
    });
  });
  // What a phi that is seen merges is seen.
  const pending = [...merged.keys()].filter((phi) => seen.has(phi));
  for (let phi = pending.pop(); phi; phi = pending.pop())
    for (const operand of merged.get(phi)!) {
      if (!operand || seen.has(operand)) continue;
      seen.add(operand);
      if (merged.has(operand)) pending.push(operand);
    }
  const local = new Set<Value>();
  for (const op of made) {
    const result = results.get(op);
    if (!result || seen.has(result)) continue;
    op.isLocal = true;
    local.add(result);
  }
  for (const op of made) {
    if (op.isLocal !== true) continue;
    const block = blocks.get(op);
    op.spare = op.args.map((arg) => local.has(arg) && uses.get(arg) === 1 && blocks.get(arg) === block);
  }
}
