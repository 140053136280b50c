import { findAccessed } from '../analysis/findAccessed.js';
import { findGiven } from '../analysis/findGiven.js';
import { findTyped } from '../analysis/findTyped.js';
import { effectOf, isKey } from '../hir/effects.js';
import type { Block, HIRFunction, LoopTerminal, Operation, Value } from '../hir/model.js';
import { chainOf, definedIn, forEachBlock, ownedChains } from '../hir/visitors.js';

/**
 * Loads the rows of arrays of arrays, and the parts of objects, in front of a loop in which they stay the same: each of them has a shadow to
 * be found as well.
 *
 * Needs: SSA, types; before activity is inferred.   Gives: the same form.
 * Only loads of what is accessed itself are moved, out of loops without effects, or out of what a stable function was given. They are
 * made optional, as the program would not come to them if the loop has no turn.
 */
export function hoistLoads(fn: HIRFunction, isStable: boolean): void {
  const parts = findAccessed(fn);
  const typed = findTyped(fn);
  const given = isStable ? findGiven(fn) : new Set<Value>();
  const hoister = new Hoister(
    (result) => parts.has(result),
    (object) => given.has(object),
    (op) =>
      op.kind === 'loadIndex'
        ? isKey(op.index)
        : effectOf(op) !== 'effect' || (op.kind === 'storeIndex' && typed.has(op.object)),
  );
  hoister.chain(fn.entry);
}

type Load = Extract<Operation, { kind: 'loadField' | 'loadIndex' }>;

function isLoad(op: Operation): op is Load {
  return op.kind === 'loadIndex' || (op.kind === 'loadField' && op.key !== 'length');
}

class Hoister {
  constructor(
    private readonly isPart: (result: Value) => boolean,
    private readonly isStill: (object: Value) => boolean,
    private readonly leavesObjects: (op: Operation) => boolean,
  ) {}

  chain(entry: Block): void {
    for (const block of chainOf(entry)) {
      const { terminal } = block;
      for (const chain of ownedChains(terminal)) this.chain(chain);
      if (terminal.kind === 'loop') this.loop(block, terminal);
    }
  }

  private loop(before: Block, loop: LoopTerminal): void {
    const inside = definedIn(loop);
    const chains = [loop.header, loop.body, loop.update];
    const isStill = chains.every((chain) => everyOperation(chain, this.leavesObjects));
    for (const block of chains.flatMap(chainOf)) {
      block.instructions = block.instructions.filter((instruction) => {
        const { op, result } = instruction;
        if (!result || !isLoad(op) || inside.has(op.object) || !this.isPart(result)) return true;
        if (op.kind === 'loadIndex' && (inside.has(op.index) || !isKey(op.index))) return true;
        if (!isStill && !this.isStill(op.object)) return true;
        before.instructions.push({ ...instruction, op: { ...op, optional: true } });
        inside.delete(result);
        return false;
      });
    }
  }
}

function everyOperation(entry: Block, holds: (op: Operation) => boolean): boolean {
  let all = true;
  forEachBlock(entry, ({ instructions }) => {
    all &&= instructions.every(({ op }) => holds(op));
  });
  return all;
}
