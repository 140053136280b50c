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
  while (pending.length > 0) {
    const free = pending.find(
      (move) => !pending.some((other) => other !== move && other.reads.has(move.slot.name)),
    );
    if (free) {
      ordered.push({ slot: free.slot, value: free.value, temporary: null });
      pending = pending.filter((move) => move !== free);
      continue;
    }
    const first = pending[0]!;
    const temporary = unique(`${first.slot.name}Next`);
    ordered.push({ slot: null, value: first.value, temporary });
    pending[0] = { slot: first.slot, value: t.identifier(temporary), reads: new Set([temporary]) };
  }
  return ordered;
}
