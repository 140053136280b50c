import type { HIRFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/** What the uses of a value say about it: computed with, accessed, both or called (`mixed`), or nothing. */
export type Hint = 'none' | 'number' | 'reference' | 'mixed';

function meet(a: Hint, b: Hint): Hint {
  if (a === b || b === 'none') return a;
  return a === 'none' ? b : 'mixed';
}

/**
 * Collects, for every value, what its uses demand, through phis and calls of known functions.
 *
 * Needs: SSA.   Method: backward data flow to a fixed point.
 */
export function inferHints(fn: HIRFunction): Map<Value, Hint> {
  const hints = new Map<Value, Hint>();
  for (let changed = true; changed;) {
    changed = false;
    const add = (value: Value, hint: Hint): void => {
      const before = hints.get(value) ?? 'none';
      const after = meet(before, hint);
      if (after !== before) {
        hints.set(value, after);
        changed = true;
      }
    };
    forEachBlock(fn.entry, (block) => {
      for (const phi of block.phis) {
        const hint = hints.get(phi.result) ?? 'none';
        for (const operand of phi.operands) if (operand) add(operand, hint);
      }
      for (const { op } of block.instructions) addUses(op, add);
    });
  }
  return hints;
}

function addUses(op: Operation, add: (value: Value, hint: Hint) => void): void {
  switch (op.kind) {
    case 'unary':
      if (op.operator === '-' || op.operator === '+' || op.operator === '~') add(op.argument, 'number');
      else if (op.operator === 'typeof') add(op.argument, 'mixed');
      return;
    case 'binary':
      switch (op.operator) {
        case '+':
          if (op.left.type !== 'string' && op.right.type !== 'string') {
            add(op.left, 'number');
            add(op.right, 'number');
          }
          return;
        case '==':
        case '!=':
        case '===':
        case '!==':
          return;
        case 'in':
        case 'instanceof':
          add(op.operator === 'in' ? op.right : op.left, 'mixed');
          return;
        default:
          add(op.left, 'number');
          add(op.right, 'number');
          return;
      }
    case 'math':
      for (const arg of op.args) add(arg, 'number');
      return;
    case 'loadField':
    case 'storeField':
    case 'deleteField':
      add(op.object, 'reference');
      return;
    case 'loadIndex':
    case 'storeIndex':
      add(op.object, 'reference');
      return;
    case 'callUnknown':
      add(op.callee, 'mixed');
      if (op.self) add(op.self, 'reference');
      return;
    case 'construct':
      add(op.callee, 'mixed');
      return;
    case 'callKnown':
      op.args.forEach((arg, i) => {
        const channel = op.target.paramChannels[i];
        if (channel === 'number' || channel === 'reference') add(arg, channel);
      });
      return;
    case 'helper':
      if (op.name === 'expectIterableArray' || op.name === 'forInKeys') add(op.args[0]!, 'reference');
      return;
    default:
      return;
  }
}
