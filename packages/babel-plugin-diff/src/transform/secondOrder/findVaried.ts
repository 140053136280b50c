import { isNumeric } from '../../hir/effects.js';
import type { HIRFunction, Operation, Value } from '../../hir/model.js';
import { forEachBlock } from '../../hir/visitors.js';
import { partialsOf } from '../partials.js';

/**
 * Finds the numbers of a reverse companion that have a tangent: cotangents, active numbers of the forward sweep, and all that is computed
 * from these.
 *
 * Needs: SSA form; whether what comes from the tape is active.
 * Method: forward data flow to a fixed point; phis are the only way back.
 */
export function findVaried(fn: HIRFunction): ReadonlySet<Value> {
  const varied = new Set<Value>(fn.params);
  const constants = new Map<Value, number>();
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op, result } of instructions)
      if (result && op.kind === 'constant' && typeof op.value === 'number') constants.set(result, op.value);
  });
  const isVaried = (op: Operation, result: Value): boolean => {
    switch (op.kind) {
      case 'unary':
      case 'binary':
      case 'math': {
        const operands =
          op.kind === 'unary' ? [op.argument] : op.kind === 'binary' ? [op.left, op.right] : op.args;
        if (!operands.some((operand) => hasTangent(operand))) return false;
        const partials = partialsOf(op, (value) => constants.get(value) ?? null);
        return operands.some((operand, i) => partials[i]?.isZero === false && hasTangent(operand));
      }
      case 'select':
        return hasTangent(op.whenTrue) || hasTangent(op.whenFalse);
      case 'zeroGuard':
        return hasTangent(op.value);
      case 'tapeRead':
      case 'tapeAt':
      case 'loadIndex':
      case 'loadField':
        return isNumeric(result.type) && result.active;
      case 'takeSlot':
      case 'callReverse':
      case 'callRecord':
      case 'readRegister':
        return true;
      case 'helper':
        return op.name === 'takeSlot';
      default:
        return false;
    }
  };
  const hasTangent = (value: Value): boolean =>
    varied.has(value) || (value.type === 'unknown' && !value.isShadow);
  for (let before = -1; before !== varied.size;) {
    before = varied.size;
    forEachBlock(fn.entry, ({ phis, instructions }) => {
      for (const { result, operands } of phis)
        if (operands.some((operand) => operand && hasTangent(operand))) varied.add(result);
      for (const { op, result } of instructions) if (result && isVaried(op, result)) varied.add(result);
    });
  }
  return varied;
}
