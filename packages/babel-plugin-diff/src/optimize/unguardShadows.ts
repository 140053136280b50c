import { throughPhis } from '../analysis/throughPhis.js';
import { newValue } from '../hir/builder.js';
import { isNumeric } from '../hir/effects.js';
import type { Block, HIRFunction, LoopTerminal, Operation, Value } from '../hir/model.js';
import { chainOf, definedIn, forEachBlock, ownedChains } from '../hir/visitors.js';

/**
 * Adds to elements of a shadow that may be absent without asking in each turn of a loop whether it is: in front of the loop it is
 * replaced by an array that ignores what is stored. The test itself is cheap, but V8 moves what it checks of an object (its shape, its
 * length, where its elements are) out of a loop only if every turn comes to it.
 *
 * Needs: a reverse companion in SSA form.   Gives: the same.
 * Fires for shadows that do not change in the loop, with keys that are numbers; the outermost such loop makes the replacement.
 */
export function unguardShadows(fn: HIRFunction): void {
  const numbers = throughPhis(
    fn,
    fn.params.filter(({ type }) => isNumeric(type)),
    (_, { type }) => isNumeric(type),
  );
  inChain(fn.entry, (op): op is Accumulate => {
    return op.kind === 'accumulate' && op.maybeAbsent && typeof op.key !== 'string' && numbers.has(op.key);
  });
}

type Accumulate = Extract<Operation, { kind: 'accumulate' }>;
type Test = (op: Operation) => op is Accumulate;

function inChain(entry: Block, isGuarded: Test): void {
  for (const block of chainOf(entry)) {
    const { terminal } = block;
    if (terminal.kind === 'loop') unguard(terminal, block, isGuarded);
    for (const chain of ownedChains(terminal)) inChain(chain, isGuarded);
  }
}

function unguard(loop: LoopTerminal, before: Block, isGuarded: Test): void {
  const inside = definedIn(loop);
  const replaced = new Map<Value, Value>();
  for (const chain of ownedChains(loop)) {
    forEachBlock(chain, ({ instructions }) => {
      for (const instruction of instructions) {
        const { op } = instruction;
        if (!isGuarded(op) || inside.has(op.shadow)) continue;
        let shadow = replaced.get(op.shadow);
        if (!shadow) {
          shadow = newValue(op.shadow.name, 'reference');
          replaced.set(op.shadow, shadow);
          before.instructions.push({
            result: shadow,
            op: { kind: 'helper', name: 'orNothing', tape: false, pure: true, args: [op.shadow] },
            loc: loop.loc,
          });
        }
        instruction.op = { ...op, shadow, maybeAbsent: false };
      }
    });
  }
}
