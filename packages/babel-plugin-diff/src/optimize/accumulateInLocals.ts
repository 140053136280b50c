import { effectOf } from '../hir/effects.js';
import { newValue, newVariable } from '../hir/builder.js';
import type {
  Block,
  HIRFunction,
  Instruction,
  LoopTerminal,
  Operation,
  Value,
  Variable,
} from '../hir/model.js';
import { chainOf, definedIn, forEachBlock, ownedChains } from '../hir/visitors.js';

/**
 * Adds up in a local what a loop of the reverse sweep adds to one slot of a shadow in each turn, and adds the sum behind the loop.
 *
 * Needs: a reverse companion before SSA, invariants hoisted.   Gives: the same.
 * Fires where shadow and key do not change in the loop, and the loop does nothing with shadows but add to slots, in which order does
 * not matter. A sum of zero is not added: the loop may not have run, and the slot not exist.
 */
export function accumulateInLocals(fn: HIRFunction): void {
  inChain(fn.entry);
}

function inChain(entry: Block): void {
  for (const block of chainOf(entry)) {
    const { terminal } = block;
    if (terminal.kind === 'loop') sumUp(terminal, block);
    for (const chain of ownedChains(terminal)) inChain(chain);
  }
}

type Accumulate = Extract<Operation, { kind: 'accumulate' }>;

/** A slot that the loop adds to, and the local that takes its place. */
interface Sum {
  readonly slot: Accumulate;
  readonly variable: Variable;
}

function sumUp(loop: LoopTerminal, before: Block): void {
  if (!addsOnly(loop)) return;
  const inside = definedIn(loop);
  const sums = new Map<string, Sum>();
  for (const chain of [loop.body, loop.update]) {
    forEachBlock(chain, (block) => {
      block.instructions = block.instructions.flatMap((instruction) => {
        const { op } = instruction;
        if (op.kind !== 'accumulate' || inside.has(op.shadow)) return [instruction];
        if (typeof op.key !== 'string' && inside.has(op.key)) return [instruction];
        const place = `${op.shadow.id} ${typeof op.key === 'string' ? op.key : op.key.id}`;
        const sum = sums.get(place) ?? { slot: op, variable: newVariable('sum') };
        sums.set(place, sum);
        return addTo(sum.variable, op.value, instruction.loc);
      });
    });
  }
  for (const { slot, variable } of sums.values()) {
    const zero = newValue(null, 'int');
    before.instructions.push(
      { result: zero, op: { kind: 'constant', value: 0 }, loc: null },
      { result: null, op: { kind: 'storeLocal', variable, value: zero }, loc: null },
    );
    const total = newValue('sum', 'number');
    loop.fallthrough.instructions.unshift(
      { result: total, op: { kind: 'loadLocal', variable }, loc: null },
      { result: null, op: { ...slot, value: total, mayBeNothing: true }, loc: null },
    );
  }
}

function addTo(variable: Variable, value: Value, loc: Instruction['loc']): Instruction[] {
  const left = newValue('sum', 'number');
  const sum = newValue('sum', 'number');
  return [
    { result: left, op: { kind: 'loadLocal', variable }, loc },
    { result: sum, op: { kind: 'binary', operator: '+', left, right: value }, loc },
    { result: null, op: { kind: 'storeLocal', variable, value: sum }, loc },
  ];
}

/** Does the loop, with all inside, leave shadows alone but for adding to slots? */
function addsOnly({ header, body, update }: LoopTerminal): boolean {
  let found = true;
  for (const chain of [header, body, update]) {
    forEachBlock(chain, ({ instructions, terminal }) => {
      if (terminal.kind === 'throw') found = false;
      for (const { op } of instructions) found &&= effectOf(op) !== 'effect' || isHarmless(op);
    });
  }
  return found;
}

function isHarmless(op: Operation): boolean {
  switch (op.kind) {
    case 'accumulate':
    case 'storeLocal':
    case 'tapeDrop':
    case 'tapeDropSnapshot':
    case 'refDrop':
      return true;
    default:
      return false;
  }
}
