import { types as t } from '@babel/core';
import type { Slot } from './assignSlots.js';

export interface Move {
  readonly slot: Slot;
  readonly value: t.Expression;
  /** Names of the variables that the value reads. */
  readonly reads: ReadonlySet<string>;
}

export interface OrderedMove {
  /** Null for a temporary. */
  readonly slot: Slot | null;
  readonly value: t.Expression;
  readonly temporary: string | null;
}

/** Orders assignments that happen at once so that none overwrites what a later one reads; cycles go through temporaries. */
export function parallelCopies(moves: readonly Move[], unique: (name: string) => string): OrderedMove[] {
  const ordered: OrderedMove[] = [];
  let pending = [...moves];
  const temporaries = new Set<Move>();
  while (pending.length > 0) {
    const free = pending.find(
      (move) => !pending.some((other) => other !== move && other.reads.has(move.slot.name)),
    );
    if (free) {
      ordered.push({ slot: free.slot, value: free.value, temporary: null });
      pending = pending.filter((move) => move !== free);
      continue;
    }
    // One whose value is a temporary already would only be given another: it waits for the others.
    const blocked = pending.findIndex((move) => !temporaries.has(move));
    const { slot, value } = pending[blocked]!;
    const temporary = unique(`${slot.name}Next`);
    ordered.push({ slot: null, value, temporary });
    const rest: Move = { slot, value: t.identifier(temporary), reads: new Set([temporary]) };
    temporaries.add(rest);
    pending[blocked] = rest;
  }
  return ordered;
}
