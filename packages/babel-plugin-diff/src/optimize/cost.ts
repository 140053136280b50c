/**
 * Every threshold of the compiler. They decide what is fast, never what is right: tests run with each forced both ways
 * (`withThresholds`).
 */
export const thresholds = {
  /** Most operations that a known callee may have to be put in place of its call. */
  inlinedOperations: 24,

  /** The same for a callee that makes a literal, which scalar replacement can then remove: the greatest single gain. */
  inlinedOperationsAllocating: 60,

  /** The same for a callee with one call, in a loop: what it is given is then known, and the loop's range can be copied at once. */
  inlinedOperationsOnce: 160,

  /** What a loop in the callee adds to its count: a call costs little beside a loop, and loops make the caller long. */
  inlinedLoopCost: 16,

  /** What a call that stays a call counts. */
  inlinedCallCost: 4,

  /** Operations that a caller may have after inlining; V8 stops optimising at about 60 kB of bytecode per function. */
  operationsAfterInlining: 600,

  /** Fields of a literal that is replaced by one local per field. */
  replacedFields: 16,

  /** Cheap operations that the reverse sweep does again rather than read a value from the tape. */
  recomputedOperations: 8,

  /** What a division, a remainder or a square root counts there. */
  recomputedDivision: 6,

  /** The same where recomputing itself reads one value from the tape. */
  recomputedOperationsWithLeaf: 3,

  /** Shortest range that a single loop copies to the tape instead of taping what it loads one by one. */
  snapshotInLoop: 33,

  /** The same for nested loops, which read each element several times. */
  snapshotInNest: 4,

  /** Most ranges of one array that a nest copies apart: of a matrix by rows, the row that is written and the one that is read. */
  rangesOfArray: 2,

  /** Operations of a nest that is emitted in two versions; longer ones would make functions that V8 does not optimise. */
  operationsInVersionedNest: 120,

  /** Operations that a companion may have before it is split; V8 makes some 25 bytes of bytecode of each and stops optimising at 60 kB. */
  operationsInCompanion: 1600,

  /** Operations that a part of a split companion has at least; at most it has about twice as many. */
  operationsInPart: 300,

  /** Operations that a function has at most that gets a lanes companion, whose text is some five times as long. */
  operationsWithLanes: 300,

  /** Operations across which additions to one shadow are brought together; what waits for them is kept in registers. */
  operationsBetweenAdditions: 48,

  /** Operations of a long function behind which its reverse sweep takes values from the tape anew, so that parts share few. */
  operationsBetweenSites: 100,
};

export type Thresholds = typeof thresholds;

/** Runs with some thresholds changed; for tests and for the benchmark that finds them. */
export function withThresholds<T>(changed: Partial<Thresholds>, run: () => T): T {
  const before = { ...thresholds };
  Object.assign(thresholds, changed);
  try {
    return run();
  } finally {
    Object.assign(thresholds, before);
  }
}
