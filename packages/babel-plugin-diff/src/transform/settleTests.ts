import { newValue } from '../hir/builder.js';
import { isNumeric } from '../hir/effects.js';
import type { Block, HIRFunction, Instruction, Operation, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * Makes conditions out of values that are only assumed to be numbers, since it is their truth that the reverse sweep asks for: text and
 * objects would come back from the tape as NaN.
 *
 * Needs: SSA, types; the function before it is split into companions.   Gives: SSA.
 */
export function settleTests(fn: HIRFunction): void {
  const assumed = findAssumed(fn);
  if (assumed.size === 0) return;
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { op, loc } = instruction;
      if (op.kind !== 'select' || !assumed.has(op.test)) return [instruction];
      const made = truthOf(op.test, loc);
      op.test = made[1]!.result!;
      return [...made, instruction];
    });
    settleTerminal(block, assumed);
  });
}

function settleTerminal(block: Block, assumed: ReadonlySet<Value>): void {
  const { terminal } = block;
  if (terminal.kind === 'if' && assumed.has(terminal.test)) {
    const made = truthOf(terminal.test, terminal.loc);
    block.instructions.push(...made);
    terminal.test = made[1]!.result!;
  } else if (terminal.kind === 'loop' && terminal.test && assumed.has(terminal.test)) {
    const made = truthOf(terminal.test, terminal.loc);
    terminal.header.instructions.push(...made);
    terminal.test = made[1]!.result!;
  }
}

/** `!!value` */
function truthOf(value: Value, loc: Instruction['loc']): [Instruction, Instruction] {
  const not = (argument: Value): Instruction => ({
    result: newValue(null, 'boolean'),
    op: { kind: 'unary', operator: '!', argument },
    loc,
  });
  const first = not(value);
  return [first, not(first.result!)];
}

/** Values with the type of a number that come from memory, from outside or from an unknown function, through phis. */
function findAssumed(fn: HIRFunction): Set<Value> {
  const assumed = new Set<Value>();
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    phis.push(...block.phis);
    for (const { op, result } of block.instructions)
      if (result && isNumeric(result.type) && isAssumption(op)) assumed.add(result);
  });
  for (let size = -1; size !== assumed.size;) {
    size = assumed.size;
    for (const { result, operands } of phis)
      if (isNumeric(result.type) && operands.some((operand) => operand && assumed.has(operand)))
        assumed.add(result);
  }
  return assumed;
}

function isAssumption(op: Operation): boolean {
  switch (op.kind) {
    case 'loadField':
      return op.key !== 'length';
    case 'loadIndex':
    case 'loadOuter':
    case 'callUnknown':
    case 'callKnown':
      return true;
    default:
      return false;
  }
}
