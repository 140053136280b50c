import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock, forEachOperand, mapTerminalOperands } from '../hir/visitors.js';

/**
 * Finds the numbers that serve as keys of elements and for nothing else but to compute the next one: `next` in `a[next++]`. If it
 * begins at an integer, its sums may be taken in another order; the forward sweep checks that.
 *
 * Needs: SSA, types.
 */
export function findKeys(fn: HIRFunction): Set<Value> {
  const found = new Set<Value>();
  const moved = new Map<Value, Value>();
  const merged: [operand: Value, result: Value][] = [];
  const constants = new Set<Value>();
  forEachBlock(fn.entry, ({ phis, instructions }) => {
    for (const { result, operands } of phis) {
      if (isNumeric(result.type)) found.add(result);
      for (const operand of operands) if (operand) merged.push([operand, result]);
    }
    for (const { op, result } of instructions) {
      if (op.kind === 'constant' && Number.isInteger(op.value)) constants.add(result!);
      if (!result || !isStep(op, constants)) continue;
      found.add(result);
      moved.set(op.left, result);
    }
  });
  const others = new Set<Value>();
  forEachBlock(fn.entry, ({ instructions, terminal }) => {
    for (const { op } of instructions) for (const value of usedOtherwise(op, constants)) others.add(value);
    mapTerminalOperands(terminal, (value) => {
      others.add(value);
      return value;
    });
  });
  for (const value of others) found.delete(value);
  for (let changed = true; changed;) {
    changed = false;
    const forget = (value: Value): void => {
      changed = found.delete(value) || changed;
    };
    for (const [operand, result] of merged) if (!found.has(result)) forget(operand);
    for (const [from, to] of moved) if (!found.has(to)) forget(from);
  }
  return found;
}

type Step = Extract<Operation, { kind: 'binary' }>;

/** A value that is moved by an integer. */
function isStep(op: Operation, constants: ReadonlySet<Value>): op is Step {
  return op.kind === 'binary' && (op.operator === '+' || op.operator === '-') && constants.has(op.right);
}

/** The operands that the operation uses for more than keys. */
function usedOtherwise(op: Operation, constants: ReadonlySet<Value>): Value[] {
  if (isStep(op, constants)) return [];
  if (op.kind === 'loadIndex') return [op.object];
  if (op.kind === 'storeIndex') return [op.object, op.value];
  if (op.kind === 'tapePush') return [];
  const used: Value[] = [];
  const index = 'key' in op && typeof op.key !== 'string' ? op.key : null;
  forEachOperand(op, (operand) => {
    if (operand !== index) used.push(operand);
  });
  return used;
}
