import { effectOf, isReverse } from '../hir/effects.js';
import type { Block, HIRFunction, Instruction, Phi, Value } from '../hir/model.js';
import {
  forEachBlock,
  forEachOperand,
  mapTerminalOperands,
  ownedChains,
  fallthroughOf,
} from '../hir/visitors.js';

/**
 * Removes instructions and phis whose results nobody needs, and ifs and loops of companions that have become empty.
 *
 * Needs: SSA.   Gives: SSA. Of user code only what can neither throw nor be seen is removed.
 * Method: mark from effects and terminals, then sweep.
 */
export function deadCodeElimination(fn: HIRFunction): void {
  do sweep(fn);
  while (fn.role !== 'primal' && removeEmptyIfs(fn.entry));
}

function sweep(fn: HIRFunction): void {
  const definitions = new Map<Value, Instruction | Phi>();
  const needed = new Set<Value>();
  const work: Value[] = [];
  const need = (value: Value): Value => {
    if (!needed.has(value)) {
      needed.add(value);
      work.push(value);
    }
    return value;
  };
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) definitions.set(phi.result, phi);
    for (const instruction of block.instructions) {
      if (instruction.result) definitions.set(instruction.result, instruction);
      if (!isRemovable(instruction, fn)) forEachOperand(instruction.op, need);
    }
    mapTerminalOperands(block.terminal, need);
  });
  for (let value = work.pop(); value; value = work.pop()) {
    const definition = definitions.get(value);
    if (!definition) continue;
    if ('op' in definition) forEachOperand(definition.op, need);
    else for (const operand of definition.operands) if (operand) need(operand);
  }
  forEachBlock(fn.entry, (block) => {
    block.phis = block.phis.filter((phi) => needed.has(phi.result));
    block.instructions = block.instructions.filter(
      (instruction) =>
        !isRemovable(instruction, fn) || (instruction.result && needed.has(instruction.result)),
    );
  });
}

function isRemovable(instruction: Instruction, fn: HIRFunction): boolean {
  if (!instruction.result) return false;
  const { op } = instruction;
  if (op.kind === 'takeSlot') return false;
  const effect = effectOf(op);
  if (effect === 'pure') return true;
  if (effect === 'effect') return false;
  if ((op.kind === 'loadField' || op.kind === 'loadIndex') && op.optional) return true;
  // Reads of the user's memory may throw or run getters; those that the compiler made do not.
  if (
    op.kind === 'loadField' ||
    op.kind === 'loadIndex' ||
    op.kind === 'unary' ||
    op.kind === 'binary' ||
    op.kind === 'template'
  )
    return isReverse(fn);
  return op.kind !== 'loadOuter';
}

/** Drops an `if` with two empty arms and no phis, joining what stands around it. Returns whether anything changed. */
function removeEmptyIfs(entry: Block): boolean {
  let changed = false;
  for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
    for (;;) {
      const terminal = block.terminal;
      if (terminal.kind !== 'if' || terminal.fallthrough.phis.length > 0) break;
      if (!isEmpty(terminal.consequent) || !isEmpty(terminal.alternate)) break;
      block.instructions.push(...terminal.fallthrough.instructions);
      block.terminal = terminal.fallthrough.terminal;
      changed = true;
    }
    for (const chain of ownedChains(block.terminal)) changed = removeEmptyIfs(chain) || changed;
  }
  return changed;
}

function isEmpty(block: Block): boolean {
  return block.instructions.length === 0 && block.terminal.kind === 'end';
}
