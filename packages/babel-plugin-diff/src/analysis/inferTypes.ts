import { isNumeric } from '../hir/effects.js';
import type { Channel, HIRFunction, Operation, Value, ValueType } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { typeOfConstant } from '../hir/builder.js';
import { findTyped } from './findTyped.js';
import { inferHints, type Hint } from './inferHints.js';

/**
 * Gives every value what can be said of its type: from constants, operators and typed arrays forwards, and, for parameters and
 * what is loaded from other memory or returned by unknown calls, from how it is used ("number" if it is only computed with, "reference"
 * if it is only accessed).
 *
 * Needs: SSA; channels of known callees (`inferChannels` runs this to a fixed point).   Gives: `value.type` on every value.
 */
export function inferTypes(fn: HIRFunction, paramChannels: readonly Channel[]): void {
  const hints = inferHints(fn);
  const typed = findTyped(fn);
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) phi.result.type = 'bottom';
    for (const { result } of block.instructions) if (result) result.type = 'bottom';
  });
  fn.params.forEach((param, i) => (param.type = typeOfChannel(paramChannels[i] ?? 'unknown')));
  for (let changed = true; changed;) {
    changed = false;
    const set = (value: Value, type: ValueType): void => {
      if (type !== value.type) {
        value.type = type;
        changed = true;
      }
    };
    forEachBlock(fn.entry, (block) => {
      for (const phi of block.phis) {
        let type: ValueType = 'bottom';
        for (const operand of phi.operands) if (operand) type = join(type, operand.type);
        set(phi.result, phi.result.type === 'bottom' ? type : join(phi.result.type, type));
      }
      for (const { op, result } of block.instructions) {
        if (!result) continue;
        const element = op.kind === 'loadIndex' && typed.has(op.object) ? typeOfElement(op.index) : null;
        set(result, element ?? typeOfOperation(op, hints.get(result) ?? 'none'));
      }
    });
  }
}

function typeOfChannel(channel: Channel): ValueType {
  return channel;
}

/** Least upper bound in the lattice of types; `none` beside a reference stays a (nullable) reference. */
export function join(a: ValueType, b: ValueType): ValueType {
  if (a === b || b === 'bottom') return a;
  if (a === 'bottom') return b;
  if (isNumeric(a) && isNumeric(b)) return 'number';
  if (a === 'none' && b === 'reference') return 'reference';
  if (a === 'reference' && b === 'none') return 'reference';
  return 'unknown';
}

/** What is loaded from a typed array; null if the key may be text, which names anything. */
function typeOfElement({ type }: Value): ValueType | null {
  if (type === 'bottom') return 'bottom';
  return isNumeric(type) ? 'number' : null;
}

function typeOfHint(hint: Hint): ValueType {
  return hint === 'number' ? 'number' : hint === 'reference' ? 'reference' : 'unknown';
}

function typeOfOperation(op: Operation, hint: Hint): ValueType {
  switch (op.kind) {
    case 'constant':
      return op.absent ? 'bottom' : typeOfConstant(op.value);
    case 'unary':
      switch (op.operator) {
        case '!':
          return 'boolean';
        case 'typeof':
          return 'string';
        case 'void':
          return 'none';
        case '~':
          return 'int';
        default:
          return op.argument.type === 'int' || op.argument.type === 'bottom' ? op.argument.type : 'number';
      }
    case 'binary':
      return typeOfBinary(op.operator, op.left.type, op.right.type);
    case 'logical':
      return op.left.type === 'boolean' && op.right.type === 'boolean' ? 'boolean' : 'unknown';
    case 'select':
      return join(op.whenTrue.type, op.whenFalse.type);
    case 'math':
      return op.name === 'floor' || op.name === 'ceil' || op.name === 'round' || op.name === 'trunc'
        ? 'number'
        : op.name === 'imul' || op.name === 'clz32'
          ? 'int'
          : 'number';
    case 'loadField':
      return op.key === 'length' ? 'int' : typeOfHint(hint);
    case 'loadIndex':
    case 'loadOuter':
    case 'callUnknown':
      return typeOfHint(hint);
    case 'newArray':
    case 'newObject':
    case 'newTyped':
    case 'construct':
    case 'newShadow':
    case 'refRead':
      return 'reference';
    case 'closure':
      return 'function';
    case 'template':
      return 'string';
    case 'callKnown':
      return op.target.resultChannel === 'none'
        ? hint === 'none'
          ? 'none'
          : 'unknown'
        : op.target.resultChannel === 'unset'
          ? 'bottom'
          : op.target.resultChannel;
    case 'deleteField':
      return 'boolean';
    case 'helper':
      return op.name === 'inactiveCall' ? typeOfHint(hint) : 'reference';
    case 'tapeAt':
    case 'tapeSnapshot':
    case 'tapeRead':
    case 'takeSlot':
    case 'zeroGuard':
    case 'readRegister':
    case 'callReverse':
    case 'callPart':
      return 'number';
    default:
      return 'unknown';
  }
}

function typeOfBinary(operator: string, left: ValueType, right: ValueType): ValueType {
  switch (operator) {
    case '+':
      if (left === 'bottom' || right === 'bottom') return 'bottom';
      if (left === 'string' || right === 'string') return 'string';
      return left === 'int' && right === 'int' ? 'int' : 'number';
    case '-':
    case '*':
      if (left === 'bottom' || right === 'bottom') return 'bottom';
      return left === 'int' && right === 'int' ? 'int' : 'number';
    case '/':
    case '**':
      return 'number';
    case '%':
      if (left === 'bottom' || right === 'bottom') return 'bottom';
      return 'number';
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
    case '>>>':
      return 'int';
    default:
      return 'boolean';
  }
}
