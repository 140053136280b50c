import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Operation, Phi, Value } from '../hir/model.js';
import { arithmeticOperands, forEachBlock } from '../hir/visitors.js';
import type { Limit } from '../lower/ProgramLowering.js';

/**
 * Finds arithmetic on what is certainly an object: the language converts it by its own methods, which may be differentiable.
 *
 * Needs: SSA, types.
 */
export function checkOperands(fn: HIRFunction): Limit[] {
  const objects = findObjects(fn);
  const limits: Limit[] = [];
  forEachBlock(fn.entry, (block) => {
    for (const { op, result, loc } of block.instructions) {
      const isArithmetic = result !== null && (isNumeric(result.type) || result.type === 'string');
      if (isArithmetic && arithmeticOperands(op).some((operand) => objects.has(operand)))
        limits.push({ loc, what: 'arithmetic on an object' });
    }
  });
  return limits;
}

/** Values that an operation makes as objects, through phis. */
function findObjects(fn: HIRFunction): Set<Value> {
  const objects = new Set<Value>();
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    phis.push(...block.phis);
    for (const { op, result } of block.instructions) if (result && makesObject(op)) objects.add(result);
  });
  for (let changed = true; changed;) {
    changed = false;
    for (const { result, operands } of phis) {
      if (objects.has(result) || !operands.some((operand) => operand && objects.has(operand))) continue;
      objects.add(result);
      changed = true;
    }
  }
  return objects;
}

function makesObject(op: Operation): boolean {
  switch (op.kind) {
    case 'newArray':
    case 'newObject':
    case 'newTyped':
    case 'construct':
    case 'closure':
      return true;
    default:
      return false;
  }
}
