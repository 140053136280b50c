/**
 * Every threshold of the compiler. They decide what is fast, never what is right: tests run with each forced both ways.
 */

/** Most operations that a known callee may have to be put in place of its call. */
export const MAX_INLINED_OPERATIONS = 24;

/** The same for a callee that makes a literal, which scalar replacement can then remove: the greatest single gain. */
export const MAX_INLINED_OPERATIONS_ALLOCATING = 60;

/** What a loop in the callee adds to its count: a call costs little beside a loop, and loops make the caller long. */
export const INLINED_LOOP_COST = 16;

/** What a call that stays a call counts. */
export const INLINED_CALL_COST = 4;

/** Operations that a caller may have after inlining; V8 stops optimising at about 60 kB of bytecode per function. */
export const MAX_OPERATIONS_AFTER_INLINING = 600;

/** Fields of a literal that is replaced by one local per field. */
export const MAX_REPLACED_FIELDS = 16;

/** Cheap operations that the reverse sweep does again rather than read a value from the tape. */
export const MAX_RECOMPUTED_OPERATIONS = 8;

/** The same where recomputing itself reads one value from the tape. */
export const MAX_RECOMPUTED_OPERATIONS_WITH_LEAF = 3;

/** Shortest range that a single loop copies to the tape instead of taping what it loads one by one. */
export const MIN_SNAPSHOT_IN_LOOP = 33;

/** The same for nested loops, which read each element several times. */
export const MIN_SNAPSHOT_IN_NEST = 4;

/** Operations of a nest that is emitted in two versions; longer ones would make functions that V8 does not optimise. */
export const MAX_OPERATIONS_IN_VERSIONED_NEST = 120;
