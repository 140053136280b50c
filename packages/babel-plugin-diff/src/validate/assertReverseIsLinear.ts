import type { HIRFunction, Operation, Value } from '../hir/model.js';
import { printInstruction, printValue } from '../hir/printHIR.js';
import { forEachBlock, forEachOperand, mapTerminalOperands } from '../hir/visitors.js';
import { InvariantError } from './InvariantError.js';

/**
 * Checks that a reverse companion is linear in the cotangents: they are added, scaled by values of the forward sweep, chosen
 * among and passed on, but decide nothing and never meet one another in a product.
 *
 * Needs: SSA.
 */
export function assertReverseIsLinear(fn: HIRFunction): void {
  const zeros = findZeros(fn);
  const cotangents = findCotangents(fn, zeros);
  const isCotangent = (value: Value): boolean => cotangents.has(value);
  const fail = (problem: string): never => {
    throw new InvariantError(fn, problem);
  };

  forEachBlock(fn.entry, (block) => {
    for (const { result, operands } of block.phis) {
      if (!isCotangent(result)) continue;
      const other = operands.find((operand) => operand && !isCotangent(operand) && !zeros.has(operand));
      if (other) fail(`${printValue(result)} is a cotangent or ${printValue(other)}, which is not one`);
    }
    for (const instruction of block.instructions) {
      if (!isLinear(instruction.op, isCotangent, zeros)) fail(`not linear: ${printInstruction(instruction)}`);
    }
    mapTerminalOperands(block.terminal, (value) => {
      if (block.terminal.kind !== 'return' && isCotangent(value))
        fail(`the cotangent ${printValue(value)} decides where control goes`);
      return value;
    });
  });
}

function isLinear(op: Operation, isCotangent: (value: Value) => boolean, zeros: ReadonlySet<Value>): boolean {
  const joins = (...values: Value[]): boolean =>
    values.every((value) => isCotangent(value) || zeros.has(value));
  switch (op.kind) {
    case 'binary': {
      const [left, right] = [isCotangent(op.left), isCotangent(op.right)];
      if (!left && !right) return true;
      if (op.operator === '+' || op.operator === '-') return joins(op.left, op.right);
      if (op.operator === '*') return left !== right;
      return op.operator === '/' && !right;
    }
    case 'unary':
      return !isCotangent(op.argument) || op.operator === '-' || op.operator === '+';
    case 'select':
      if (isCotangent(op.test)) return false;
      return (!isCotangent(op.whenTrue) && !isCotangent(op.whenFalse)) || joins(op.whenTrue, op.whenFalse);
    case 'zeroGuard':
      return joins(op.guard) && joins(op.value);
    case 'accumulate':
    case 'setSlot':
      return !isCotangent(op.shadow) && (typeof op.key === 'string' || !isCotangent(op.key));
    case 'writeRegister':
    case 'callReverse':
      return true;
    case 'callRecord':
      return !isCotangent(op.record);
    case 'helper':
      return passesOn.has(op.name) || !op.args.some(isCotangent);
    default:
      return !hasOperand(op, isCotangent);
  }
}

/** Helpers that take a cotangent to add it somewhere. */
const passesOn: ReadonlySet<string> = new Set(['addToSlot']);

function hasOperand(op: Operation, test: (value: Value) => boolean): boolean {
  let found = false;
  forEachOperand(op, (operand) => (found ||= test(operand)));
  return found;
}

/** What depends on the cotangents that come in. */
function findCotangents(fn: HIRFunction, zeros: ReadonlySet<Value>): Set<Value> {
  const found = new Set<Value>(fn.params);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    forEachBlock(fn.entry, (block) => {
      for (const { result, operands } of block.phis)
        if (operands.some((operand) => operand && found.has(operand))) found.add(result);
      for (const { result, op } of block.instructions) {
        const isOne = isSource(op) || hasOperand(op, (operand) => found.has(operand));
        if (result && isOne && !zeros.has(result)) found.add(result);
      }
    });
  }
  return found;
}

function isSource(op: Operation): boolean {
  return (
    op.kind === 'takeSlot' ||
    op.kind === 'readRegister' ||
    op.kind === 'callReverse' ||
    (op.kind === 'callRecord' && op.entry === 'reverse') ||
    (op.kind === 'helper' && op.name === 'takeSlot')
  );
}

/** What is zero whatever the cotangents are: the largest set of values each of which is zero if the others are. */
function findZeros(fn: HIRFunction): Set<Value> {
  const zeros = new Set<Value>();
  forEachBlock(fn.entry, ({ phis, instructions }) => {
    for (const { result } of [...phis, ...instructions]) if (result) zeros.add(result);
  });
  for (let size = -1; size !== zeros.size;) {
    size = zeros.size;
    forEachBlock(fn.entry, ({ phis, instructions }) => {
      for (const { result, operands } of phis)
        if (operands.some((operand) => operand && !zeros.has(operand))) zeros.delete(result);
      for (const { result, op } of instructions) if (result && !isZero(op, zeros)) zeros.delete(result);
    });
  }
  return zeros;
}

function isZero(op: Operation, zeros: ReadonlySet<Value>): boolean {
  switch (op.kind) {
    case 'constant':
      return op.value === 0 || op.value === undefined; // undefined: not read any more
    case 'binary': {
      const [left, right] = [zeros.has(op.left), zeros.has(op.right)];
      if (op.operator === '*') return left || right;
      return op.operator === '/' ? left : (op.operator === '+' || op.operator === '-') && left && right;
    }
    case 'unary':
      return op.operator === '-' && zeros.has(op.argument);
    case 'select':
      return zeros.has(op.whenTrue) && zeros.has(op.whenFalse);
    case 'zeroGuard':
      return zeros.has(op.value);
    default:
      return false;
  }
}
