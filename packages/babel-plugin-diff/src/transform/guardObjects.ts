import { findAccessed } from '../analysis/findAccessed.js';
import type { HIRFunction, Instruction, Loc, Operation, Phi, Value } from '../hir/model.js';
import { newValue } from '../hir/builder.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * Makes sure that what is accessed is a plain object: what an unknown function gave is no proxy, and the properties that are named are no
 * accessors that it inherits. In sloppy code what is stored into can be written to, since the program would ignore a store that fails.
 *
 * Needs: SSA; the function before it is split into companions.   Gives: SSA.
 * What is read out of other objects, or comes from outside variables, is looked at where its shadow is (`addShadows`).
 */
export function guardObjects(fn: HIRFunction, isSloppy: boolean): void {
  const accessed = findAccessed(fn);
  const stored = isSloppy ? findStored(fn) : new Set<Value>();
  const params = fn.params.filter((param) => stored.has(param));
  fn.entry.instructions.unshift(...params.map((param) => helper('expectWritable', [param], fn.loc)));
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { op, result, loc } = instruction;
      if (!result || isMade(op)) return [instruction];
      const checks: Instruction[] = [];
      const keys = op.kind === 'callUnknown' || op.kind === 'construct' ? accessed.get(result) : undefined;
      if (keys) {
        const names = [...keys].map((key): Instruction => {
          return { result: newValue(null, 'string'), op: { kind: 'constant', value: key }, loc };
        });
        checks.push(...names, helper('expectPlain', [result, ...names.map((name) => name.result!)], loc));
      }
      if (stored.has(result)) checks.push(helper('expectWritable', [result], loc));
      return [instruction, ...checks];
    });
  });
}

function helper(name: string, args: Value[], loc: Loc): Instruction {
  return { result: null, op: { kind: 'helper', name, tape: true, pure: false, args }, loc };
}

function isMade(op: Operation): boolean {
  return op.kind === 'newArray' || op.kind === 'newObject' || op.kind === 'newTyped';
}

/** Objects that are stored into, through phis. */
function findStored(fn: HIRFunction): Set<Value> {
  const stored = new Set<Value>();
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    phis.push(...block.phis);
    for (const { op } of block.instructions)
      if (op.kind === 'storeField' || op.kind === 'storeIndex' || op.kind === 'deleteField')
        stored.add(op.object);
  });
  for (let size = -1; size !== stored.size;) {
    size = stored.size;
    for (const { result, operands } of phis)
      if (stored.has(result)) for (const operand of operands) if (operand) stored.add(operand);
  }
  return stored;
}
