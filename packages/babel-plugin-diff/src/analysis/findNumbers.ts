import type { HIRFunction, Operation, Value } from '../hir/model.js';
import { throughPhis } from './throughPhis.js';

/**
 * The values that are numbers whatever the program is given, as far as operations tell before there are types.
 *
 * Needs: SSA.
 * @param given  what is known to be a number
 */
export function findNumbers(fn: HIRFunction, given: Iterable<Value> = []): Set<Value> {
  const known = [...given];
  let numbers = new Set<Value>();
  for (let size = -1; size !== numbers.size;) {
    size = numbers.size;
    const before = numbers;
    numbers = throughPhis(fn, known, (op) => isNumber(op, before));
  }
  return numbers;
}

function isNumber(op: Operation, numbers: ReadonlySet<Value>): boolean {
  switch (op.kind) {
    case 'constant':
      return typeof op.value === 'number';
    case 'math':
      return true;
    case 'unary':
      return /^[-+~]$/.test(op.operator);
    case 'binary':
      if (op.operator === '+') return numbers.has(op.left) && numbers.has(op.right);
      return /^([-*/%&|^]|\*\*|<<|>>>?)$/.test(op.operator);
    default:
      return false;
  }
}
