import type { HIRFunction, Operation, Value, ValueType } from './model.js';

/** Whether a type is a number for certain (so that operators on it call no user code and give no text). */
export function isNumeric(type: ValueType): boolean {
  return type === 'number' || type === 'int';
}

/** Whether the function is a reverse companion, or the tangent of one: all that it computes with is the compiler's own. */
export function isReverse({ role }: HIRFunction): boolean {
  return role === 'reverse' || role === 'reverseTangent';
}

/** Whether a value is a key as it is, so that no code of the user makes one of it. */
export function isKey({ type }: Value): boolean {
  return isNumeric(type) || type === 'string';
}

/** Whether a value of the type is a primitive whose conversion to a number runs no code of the user. */
export function isPlain(type: ValueType): boolean {
  return isNumeric(type) || type === 'boolean' || type === 'none' || type === 'string';
}

/**
 * How an operation stands in the order of evaluation.
 * `pure`: may be moved, repeated or dropped. `read`: reads memory or the tape, may be dropped in companions, must not cross an `effect`.
 */
export function effectOf(op: Operation): 'pure' | 'read' | 'effect' {
  switch (op.kind) {
    case 'math':
      return op.name === 'random' ? 'effect' : 'pure';
    case 'constant':
    case 'logical':
    case 'select':
    case 'zeroGuard':
      return 'pure';
    case 'unary':
      return op.operator === 'typeof' ||
        op.operator === '!' ||
        op.operator === 'void' ||
        isPlain(op.argument.type)
        ? 'pure'
        : 'read';
    case 'binary':
      return op.operator === '===' ||
        op.operator === '!==' ||
        (isPlain(op.left.type) && isPlain(op.right.type))
        ? 'pure'
        : 'read';
    case 'loadOuter':
    case 'loadLocal':
    case 'loadField':
    case 'loadIndex':
    case 'tapeRead':
    case 'tapeAt':
    case 'refRead':
    case 'tapeField':
    case 'readRegister':
      return 'read';
    // Stays with the slot that it looks at.
    case 'orZero':
      return 'read';
    case 'newArray':
    case 'newObject':
    case 'newShadow':
    case 'template':
      return 'read';
    case 'closure':
      return op.companions ? 'effect' : 'read';
    case 'helper':
      return op.pure ? 'read' : 'effect';
    default:
      return 'effect';
  }
}
