import { newValue } from '../hir/builder.js';
import { effectOf } from '../hir/effects.js';
import type { Block, HIRFunction, Instruction, Operation, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { thresholds } from './cost.js';

/**
 * Brings together what a stretch of straight-line code adds to one shadow: what goes to the same slot is added up first, and a shadow
 * that may be absent is asked for once. After each `if` that asks V8 knows no more of the array than before it.
 *
 * Needs: a reverse companion in SSA form, after its clean-up.   Gives: SSA.
 * Additions wait for later ones, past pure operations, pops and other additions; never past anything that reads, clears or sets a slot,
 * or calls. In which order numbers are added to slots does not matter, whichever shadows are the same.
 */
export function groupAdditions(fn: HIRFunction): void {
  const constants = new Map<Value, string>();
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op, result } of instructions)
      if (result && op.kind === 'constant') constants.set(result, `${typeof op.value} ${String(op.value)}`);
  });
  forEachBlock(fn.entry, (block) => {
    inBlock(block, constants);
  });
}

type Accumulate = Extract<Operation, { kind: 'accumulate' }>;

/** Additions that come to stand where the last of them stands. */
interface Group {
  readonly members: Instruction[];
  last: number;
}

function inBlock(block: Block, constants: ReadonlyMap<Value, string>): void {
  const groups: Group[] = [];
  const open = new Map<string, Group>();
  const slotOf = ({ shadow, key }: Accumulate): string =>
    `${shadow.id} ${typeof key === 'string' ? `.${key}` : (constants.get(key) ?? `$${key.id}`)}`;
  block.instructions.forEach((instruction, position) => {
    const { op } = instruction;
    if (op.kind !== 'accumulate' || op.mayBeNothing) {
      if (!mayBeCrossed(op)) open.clear();
      return;
    }
    const place = op.maybeAbsent ? String(op.shadow.id) : slotOf(op);
    const group = open.get(place);
    if (group && position - group.last <= thresholds.operationsBetweenAdditions) {
      group.members.push(instruction);
      group.last = position;
    } else {
      const first = { members: [instruction], last: position };
      groups.push(first);
      open.set(place, first);
    }
  });
  if (groups.every(({ members }) => members.length === 1)) return;
  const moved = new Set(groups.flatMap(({ members }) => members));
  const endingAt = new Map(groups.map((group) => [group.last, group]));
  block.instructions = block.instructions.flatMap((instruction, position) => {
    const group = endingAt.get(position);
    if (group) return addedUp(group.members, slotOf);
    return moved.has(instruction) ? [] : [instruction];
  });
}

/** One addition for each slot, in the order in which the slots were met. */
function addedUp(members: readonly Instruction[], slotOf: (op: Accumulate) => string): Instruction[] {
  const sums: Instruction[] = [];
  const bySlot = new Map<string, Instruction>();
  for (const { op, loc } of members) {
    if (op.kind !== 'accumulate') continue;
    const before = bySlot.get(slotOf(op))?.op;
    if (before?.kind !== 'accumulate') {
      bySlot.set(slotOf(op), { result: null, op: { ...op }, loc });
      continue;
    }
    const sum = newValue(null, 'number');
    const { value: left } = before;
    sums.push({ result: sum, op: { kind: 'binary', operator: '+', left, right: op.value }, loc });
    before.value = sum;
  }
  return [...sums, ...bySlot.values()];
}

/** Does the operation leave the slots of shadows alone? */
function mayBeCrossed(op: Operation): boolean {
  switch (op.kind) {
    case 'tapeDrop':
    case 'refDrop':
    case 'tapeRead':
    case 'tapeAt':
    case 'refRead':
      return true;
    // Whatever their types are thought to be: all that a reverse sweep computes with is numbers.
    case 'unary':
    case 'binary':
      return true;
    // Another addition, of which it is only decided there whether it takes place.
    case 'accumulate':
      return true;
    default:
      return effectOf(op) === 'pure';
  }
}
