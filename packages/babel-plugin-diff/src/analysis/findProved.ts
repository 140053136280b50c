import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Operation, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { findOwnTyped } from './findOwnTyped.js';

/**
 * Finds the values that are numbers whatever the program is given: results of arithmetic and of `Math`, what is read from the tape,
 * parameters that the record checks, elements of typed arrays made here, and phis of such. Other values of type `number` are only assumed to be numbers.
 *
 * Needs: SSA, types; a companion.
 */
export function findProved(fn: HIRFunction): Set<Value> {
  const proved = new Set<Value>(fn.params.filter((param) => isNumeric(param.type)));
  const phis: Phi[] = [];
  const typed = findOwnTyped(fn, () => true);
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) {
      phis.push(phi);
      proved.add(phi.result);
    }
    for (const { op, result } of block.instructions) {
      if (!result) continue;
      if (isProvedBy(op, result) || (op.kind === 'loadIndex' && typed.has(op.object))) proved.add(result);
    }
  });
  for (let changed = true; changed;) {
    changed = false;
    for (const { result, operands } of phis) {
      if (proved.has(result) && !operands.every((operand) => operand === null || proved.has(operand))) {
        proved.delete(result);
        changed = true;
      }
    }
  }
  return proved;
}

/** A sum counts: it is checked itself, or its operands are. */
function isProvedBy(op: Operation, result: Value): boolean {
  switch (op.kind) {
    case 'constant':
      return typeof op.value === 'number' || op.value === undefined;
    case 'unary':
    case 'binary':
    case 'math':
    case 'zeroGuard':
    case 'tapeRead':
    case 'readRegister':
    case 'tapeAt':
    case 'takeSlot':
    case 'callReverse':
      return isNumeric(result.type);
    case 'loadField':
      return op.key === 'length';
    default:
      return false;
  }
}
