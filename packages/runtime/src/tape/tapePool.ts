import { Tape } from './Tape.js';

const pool: Tape[] = [];
/** Tapes kept beyond this many are left to the garbage collector. */
const MOST_KEPT = 16;

/** A tape of one's own: each nesting level takes another. */
export function acquireTape(): Tape {
  return pool.pop() ?? new Tape();
}

/** Gives a tape back. `used` is the greatest `m` of the sweep, left out after an error. */
export function releaseTape(t: Tape, used?: number): void {
  t.reset(used);
  if (pool.length < MOST_KEPT) pool.push(t);
}
