/*
 * Binomial checkpointing: Griewank & Walther, "Algorithm 799: revolve", ACM TOMS 26(1), 2000.
 *
 * A chain of steps is reversed with a bounded number of snapshots, one of which holds the state at its beginning. With s snapshots,
 * binomial(s + r, s) steps can be reversed if each is run again at most r times.
 */

/** How many steps `snapshots` snapshots reverse if each step is run again at most `repeats` times: C(snapshots + repeats, snapshots). */
export function reach(snapshots: number, repeats: number): number {
  if (snapshots < 0 || repeats < 0) return 0;
  let product = 1;
  const smaller = Math.min(snapshots, repeats);
  const larger = Math.max(snapshots, repeats);
  for (let i = 1; i <= smaller; i++) product = (product * (larger + i)) / i;
  return Math.round(product);
}

/** How often a step has to be run again at most. */
export function repeats(length: number, snapshots: number): number {
  let r = 0;
  while (reach(snapshots, r) < length) r++;
  return r;
}

/** How many steps are run again in all, on the best schedule there is. */
export function leastSteps(length: number, snapshots: number): number {
  const r = repeats(length, snapshots);
  return r * length - reach(snapshots + 1, r - 1);
}

/**
 * Where the next snapshot goes: after how many of `length` steps, with `snapshots` snapshots (at least two), the one at the beginning
 * included.
 */
export function split(length: number, snapshots: number): number {
  const r = repeats(length, snapshots);
  return Math.max(1, Math.min(reach(snapshots, r - 1), length - reach(snapshots - 1, r - 1)));
}

/** What a schedule is run on: positions count steps. */
export interface Chain {
  /** Takes a snapshot of the state at a position, which has been advanced to. */
  keep(position: number): void;
  /** Gives up the snapshot at a position. */
  drop(position: number): void;
  /** Runs the steps from a position of which there is a snapshot up to another one. */
  advance(from: number, to: number): void;
  /** Runs the step that begins at a position once more and reverses it; the state is there, or there is a snapshot. */
  reverse(position: number): void;
}

/**
 * Reverses the steps from `start`, of which there is a snapshot, to `end`.
 * @param snapshots  how many there may be, the one at `start` included
 */
export function reverseChain(chain: Chain, start: number, end: number, snapshots: number): void {
  if (snapshots <= 1) {
    for (let position = end - 1; position >= start; position--) {
      if (position > start) chain.advance(start, position);
      chain.reverse(position);
    }
    return;
  }
  let to = end;
  while (to - start > 1) {
    const middle = start + split(to - start, snapshots);
    chain.advance(start, middle);
    if (to - middle === 1) chain.reverse(middle);
    else {
      chain.keep(middle);
      reverseChain(chain, middle, to, snapshots - 1);
      chain.drop(middle);
    }
    to = middle;
  }
  if (to > start) chain.reverse(start);
}
