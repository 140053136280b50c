import { effectOf } from '../../hir/effects.js';
import type { HIRFunction, Instruction, Phi, Value } from '../../hir/model.js';
import { forEachBlock, forEachOperand, mapTerminalOperands } from '../../hir/visitors.js';

/**
 * Removes from a companion what the transform made and nothing uses: mirrors of objects that only tests look at, and the like.
 *
 * @param primal  the values of the user's own computation, which stay
 */
export function removeUnused(fn: HIRFunction, primal: ReadonlySet<Value>): void {
  const definitions = new Map<Value, Instruction | Phi>();
  const used = new Set<Value>();
  const work: Value[] = [];
  const use = (value: Value): Value => {
    if (!used.has(value)) {
      used.add(value);
      work.push(value);
    }
    return value;
  };
  const isRemovable = ({ result, op }: Instruction): boolean =>
    result !== null && !primal.has(result) && effectOf(op) !== 'effect';
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) {
      definitions.set(phi.result, phi);
      if (primal.has(phi.result)) use(phi.result);
    }
    for (const instruction of block.instructions) {
      if (instruction.result) definitions.set(instruction.result, instruction);
      if (!isRemovable(instruction)) forEachOperand(instruction.op, use);
    }
    mapTerminalOperands(block.terminal, use);
  });
  for (let value = work.pop(); value; value = work.pop()) {
    const definition = definitions.get(value);
    if (!definition) continue;
    if ('op' in definition) forEachOperand(definition.op, use);
    else for (const operand of definition.operands) if (operand) use(operand);
  }
  forEachBlock(fn.entry, (block) => {
    block.phis = block.phis.filter(({ result }) => used.has(result));
    block.instructions = block.instructions.filter(
      (instruction) => !isRemovable(instruction) || used.has(instruction.result!),
    );
  });
}
