import { isNumeric, isReverse } from '../hir/effects.js';
import type { HIRFunction, Operation, Value } from '../hir/model.js';
import { findTyped } from './findTyped.js';
import { throughPhis } from './throughPhis.js';

/**
 * Finds the values that are numbers whatever the program is given: results of arithmetic and of `Math`, what is read from the tape,
 * parameters that the record checks, elements of what is a typed array for certain, and phis of such. Other values of type `number` are only assumed to be numbers.
 *
 * Needs: SSA, types; a companion.
 */
export function findProved(fn: HIRFunction): Set<Value> {
  const typed = findTyped(fn);
  return throughPhis(
    fn,
    fn.params.filter((param) => isNumeric(param.type)),
    (op, result) =>
      isProvedBy(op, result) ||
      (op.kind === 'loadIndex' && typed.has(op.object)) ||
      // A reverse sweep chooses between cotangents.
      (op.kind === 'select' && isReverse(fn) && isNumeric(result.type)),
  );
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
    case 'orZero':
      return op.ofTyped === true;
    case 'loadField':
      return op.key === 'length';
    case 'callKnown':
    case 'callForward':
    case 'callTangent':
      return op.target.givesNumber && isNumeric(result.type);
    default:
      return false;
  }
}
