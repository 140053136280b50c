import { isReverse } from '../hir/effects.js';
import { typeOfConstant } from '../hir/builder.js';
import type {
  BinaryOperator,
  Block,
  ConstantValue,
  HIRFunction,
  Instruction,
  UnaryOperator,
  Value,
} from '../hir/model.js';
import { chainEnd, fallthroughOf, forEachBlock, mapAllOperands, ownedChains } from '../hir/visitors.js';
import { eliminateRedundantPhi } from '../ssa/eliminateRedundantPhi.js';

/**
 * Folds operations on constants, phis of equal constants and branches on constants, to a fixed point.
 *
 * Needs: SSA.   Gives: SSA. Folding is exact (the same IEEE operation); only in reverse code, whose values are sums
 * of contributions, is `0 + x` taken for `x` and `1 · x`, `x / 1` for `x`.
 */
export function constantPropagation(fn: HIRFunction): void {
  while (foldOnce(fn)) eliminateRedundantPhi(fn);
}

interface Known {
  readonly value: ConstantValue;
}

function foldOnce(fn: HIRFunction): boolean {
  const constants = new Map<Value, Known>();
  const replaced = new Map<Value, Value>();
  const resolve = (value: Value): Value => {
    let result = value;
    for (let next = replaced.get(result); next; next = replaced.get(result)) result = next;
    return result;
  };
  let changed = false;
  forEachBlock(fn.entry, (block) => {
    for (const instruction of block.instructions) {
      if (instruction.op.kind === 'constant')
        constants.set(instruction.result!, { value: instruction.op.value });
    }
  });
  forEachBlock(fn.entry, (block) => {
    changed = foldPhis(block, constants) || changed;
    for (const instruction of block.instructions) {
      const { result } = instruction;
      if (!result || instruction.op.kind === 'constant') continue;
      const folded = foldInstruction(instruction, constants);
      if (folded) {
        instruction.op = { kind: 'constant', value: folded.value };
        result.type = typeOfConstant(folded.value);
        constants.set(result, folded);
        changed = true;
      } else if (isReverse(fn)) {
        const same = neutral(instruction, constants);
        if (same) {
          const target = resolve(same);
          if (target.name === null) target.name = result.name;
          replaced.set(result, target);
          instruction.op = { kind: 'constant', value: undefined, absent: true };
          changed = true;
        }
      }
    }
  });
  if (replaced.size > 0) mapAllOperands(fn, resolve);
  const renamed = new Map<Value, Value>();
  changed = foldBranches(fn.entry, constants, renamed) || changed;
  if (renamed.size > 0) {
    mapAllOperands(fn, (value) => {
      let result = value;
      for (let next = renamed.get(result); next; next = renamed.get(result)) result = next;
      return result;
    });
  }
  return changed;
}

function foldPhis(block: Block, constants: Map<Value, Known>): boolean {
  let changed = false;
  block.phis = block.phis.filter((phi) => {
    const operands = phi.operands.filter((operand) => operand !== null && operand !== phi.result) as Value[];
    if (operands.length === 0) return true;
    const first = constants.get(operands[0]!);
    if (!first || !operands.every((o) => constants.has(o) && Object.is(constants.get(o)!.value, first.value)))
      return true;
    block.instructions.unshift({
      result: phi.result,
      op: { kind: 'constant', value: first.value },
      loc: phi.loc,
    });
    phi.result.type = typeOfConstant(first.value);
    constants.set(phi.result, first);
    changed = true;
    return false;
  });
  return changed;
}

function foldInstruction({ op }: Instruction, constants: Map<Value, Known>): Known | null {
  if (op.kind === 'unary') {
    const argument = constants.get(op.argument);
    return argument ? foldUnary(op.operator, argument.value) : null;
  }
  if (op.kind === 'binary') {
    const left = constants.get(op.left);
    const right = constants.get(op.right);
    return left && right ? foldBinary(op.operator, left.value, right.value) : null;
  }
  if (op.kind === 'select') {
    const test = constants.get(op.test);
    return test ? (constants.get(test.value ? op.whenTrue : op.whenFalse) ?? null) : null;
  }
  return null;
}

function foldUnary(operator: UnaryOperator, x: ConstantValue): Known | null {
  if (operator === '!') return { value: !x };
  if (operator === 'void') return { value: undefined };
  if (operator === 'typeof') return { value: x === null ? 'object' : typeof x };
  if (typeof x !== 'number') return null;
  if (operator === '-') return { value: -x };
  if (operator === '+') return { value: x };
  return { value: ~x };
}

function foldBinary(operator: BinaryOperator, a: ConstantValue, b: ConstantValue): Known | null {
  if (operator === '===') return { value: a === b };
  if (operator === '!==') return { value: a !== b };
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  switch (operator) {
    case '+':
      return { value: a + b };
    case '-':
      return { value: a - b };
    case '*':
      return { value: a * b };
    case '/':
      return { value: a / b };
    case '<':
      return { value: a < b };
    case '<=':
      return { value: a <= b };
    case '>':
      return { value: a > b };
    case '>=':
      return { value: a >= b };
    default:
      return null;
  }
}

/** In reverse code: the operand that the operation merely passes on. */
function neutral({ op }: Instruction, constants: Map<Value, Known>): Value | null {
  if (op.kind !== 'binary') return null;
  const isConstant = (value: Value, c: number): boolean => constants.get(value)?.value === c;
  switch (op.operator) {
    case '+':
      return isConstant(op.left, 0) ? op.right : isConstant(op.right, 0) ? op.left : null;
    case '*':
      return isConstant(op.left, 1) ? op.right : isConstant(op.right, 1) ? op.left : null;
    case '/':
      return isConstant(op.right, 1) ? op.left : null;
    default:
      return null;
  }
}

/** Replaces an `if` on a constant by its arm. */
function foldBranches(entry: Block, constants: Map<Value, Known>, renamed: Map<Value, Value>): boolean {
  let changed = false;
  for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
    let terminal = block.terminal;
    while (terminal.kind === 'if' && constants.has(terminal.test)) {
      const taken = constants.get(terminal.test)!.value ? 0 : 1;
      const arm = taken === 0 ? terminal.consequent : terminal.alternate;
      const rest: Block = terminal.fallthrough;
      if (chainEnd(arm).terminal.kind !== 'end') break;
      spliceArm(block, arm, rest, taken, renamed);
      terminal = block.terminal;
      changed = true;
    }
    for (const chain of ownedChains(block.terminal))
      changed = foldBranches(chain, constants, renamed) || changed;
  }
  return changed;
}

function spliceArm(block: Block, arm: Block, rest: Block, taken: 0 | 1, renamed: Map<Value, Value>): void {
  block.instructions.push(...arm.instructions);
  block.terminal = arm.terminal;
  const end = arm.terminal.kind === 'end' ? block : chainEnd(arm);
  for (const phi of rest.phis) renamed.set(phi.result, phi.operands[taken]!);
  end.instructions.push(...rest.instructions);
  end.terminal = rest.terminal;
}
