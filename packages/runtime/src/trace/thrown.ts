import type { Lane } from './Lane.js';
import { registers as r } from './registers.js';

/** A number that was thrown, and those thrown before that may still be on their way. */
export interface Thrown {
  readonly value: number;
  readonly lane: Lane;
  readonly before: Thrown | undefined;
  readonly depth: number;
}

/** How many are remembered: nobody tells of those that ordinary code catches. */
const MOST = 8;

/** Remembers the lane of a number that is thrown. A `finally` on its way may throw and catch others. */
export function noteThrown(value: unknown, lane: Lane): void {
  if (typeof value !== 'number') return;
  let before = r.thrown;
  if (before === undefined && lane === undefined) return;
  if (before !== undefined && before.depth >= MOST) before = undefined;
  r.thrown = { value, lane, before, depth: (before?.depth ?? 0) + 1 };
}

export function findThrown(from: Thrown | undefined, value: unknown): Thrown | undefined {
  if (typeof value !== 'number') return undefined;
  for (let each = from; each !== undefined; each = each.before) if (Object.is(each.value, value)) return each;
  return undefined;
}
