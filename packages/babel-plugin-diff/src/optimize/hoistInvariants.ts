import { effectOf, isReverse } from '../hir/effects.js';
import type { Block, HIRFunction, Instruction, LoopTerminal, Operation, Value } from '../hir/model.js';
import { chainOf, definedIn, forEachOperand, ownedChains } from '../hir/visitors.js';

/**
 * Moves what a loop computes anew in each turn, out of what does not change in it, in front of it: V8 does that only for what it
 * finds in a first turn peeled off, and never for several loops at once.
 *
 * Needs: a companion, before SSA or in SSA form.   Gives: the same form.
 * Only operations without effects that read no memory, and in a reverse companion reads of numbers by position, since nothing is
 * written on the tape there. What stands in an arm of the loop, which may never run, stays.
 */
export function hoistInvariants(fn: HIRFunction): void {
  const isStill = (op: Operation): boolean =>
    effectOf(op) === 'pure' || (isReverse(fn) && op.kind === 'tapeAt');
  hoistInChain(fn.entry, isStill);
}

function hoistInChain(entry: Block, isStill: (op: Operation) => boolean): void {
  for (const block of chainOf(entry)) {
    const { terminal } = block;
    for (const chain of ownedChains(terminal)) hoistInChain(chain, isStill);
    if (terminal.kind === 'loop') hoistOutOf(terminal, block, isStill);
  }
}

function hoistOutOf(loop: LoopTerminal, before: Block, isStill: (op: Operation) => boolean): void {
  const inside = definedIn(loop);
  for (const chain of [loop.header, loop.body, loop.update]) {
    for (const block of chainOf(chain)) {
      const kept: Instruction[] = [];
      for (const instruction of block.instructions) {
        const { op, result } = instruction;
        if (!result || !isStill(op) || readsAny(op, inside)) {
          kept.push(instruction);
          continue;
        }
        before.instructions.push(instruction);
        inside.delete(result);
      }
      block.instructions = kept;
    }
  }
}

function readsAny(op: Operation, values: ReadonlySet<Value>): boolean {
  let found = false;
  forEachOperand(op, (operand) => {
    found ||= values.has(operand);
  });
  return found;
}
