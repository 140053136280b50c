import type { Tape } from '../tape/Tape.js';

/** Room for what one stretch of turns pushes. */
interface Scratch {
  f: Float64Array;
  o: unknown[];
}

const pool: Scratch[] = [];
const FIRST_LENGTH = 1 << 12;
/** Longer ones (16 MiB of doubles) are not kept. */
const LONGEST_KEPT = 1 << 21;

/**
 * Runs something on a tape that begins empty: the tape itself with other buffers, since everything else that it knows (shadows, above
 * all) has to be the same.
 */
export function onScratch<R>(t: Tape, work: () => R): R {
  const { f, n, o, m, c } = t;
  const scratch = pool.pop() ?? { f: new Float64Array(FIRST_LENGTH), o: [] };
  t.f = scratch.f;
  t.n = 0;
  t.o = scratch.o;
  t.m = 0;
  try {
    return work();
  } finally {
    if (t.f.length <= LONGEST_KEPT) scratch.f = t.f;
    if (t.o.length > 0) scratch.o = [];
    t.f = f;
    t.n = n;
    t.o = o;
    t.m = m;
    t.releaseCalls(c);
    if (pool.length < 4) pool.push(scratch);
  }
}

let weight = 0;

/** Counts numbers that are kept elsewhere than on the tape. */
export function addWeight(numbers: number): void {
  weight += numbers;
}

/** How many numbers something keeps elsewhere than on the tape. */
export function weighed(work: () => unknown): number {
  const outside = weight;
  weight = 0;
  try {
    work();
    return weight;
  } finally {
    weight += outside;
  }
}
