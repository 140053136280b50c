import type { Tape } from '../../tape/Tape.js';

/** Longer shadows are not kept: making one costs no more than setting it to zero. */
const LONGEST_KEPT = 1 << 12;
/** How many of one length are kept. */
const MOST_KEPT = 64;

const pool = new Map<number, Float64Array[]>();

/**
 * Zeros for the shadow of a result, which nobody but the sweep of `t` will see; the tape gives them back when it forgets its sweep. A new
 * typed array of more than 64 bytes costs as much as most short array functions take.
 */
export function takeZeros(t: Tape, length: number): Float64Array {
  if (length > LONGEST_KEPT) return new Float64Array(length);
  const kept = pool.get(length);
  let slots: Float64Array;
  if (kept === undefined || kept.length === 0) slots = new Float64Array(length);
  else {
    slots = kept.pop()!;
    // A sweep that was given up has left something.
    slots.fill(0);
  }
  t.lend(slots, giveBack);
  return slots;
}

function giveBack(slots: Float64Array): void {
  const kept = pool.get(slots.length);
  if (kept === undefined) pool.set(slots.length, [slots]);
  else if (kept.length < MOST_KEPT) kept.push(slots);
}
