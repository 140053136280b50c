import type { HIRFunction, KnownFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { mayBeObject } from '../transform/shadowKinds.js';
import { findTyped } from './findTyped.js';

/** The bits of a record's `assumptions`; the runtime has the same (`shadow/unusualKinds.ts`). */
export const Assumption = {
  /** What is iterated is an array or typed array. */
  list: 1,
  /** What a typed array is made of is no buffer. */
  noBuffer: 2,
  /** What is computed with is no BigInt. */
  noBigInt: 4,
  /** What operators work on defines none itself; it matters to functions that can be run again too. */
  noOperators: 8,
} as const;

/**
 * Finds what a function takes for granted and learns at run time only. Where it cannot be run again, and something with the arguments
 * makes an assumption doubtful (a Map, a buffer, a BigInt), the traced form is used from the beginning.
 *
 * Needs: SSA.   Gives: `assumptions`.
 */
export function inferAssumptions(functions: readonly KnownFunction[]): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const known of functions) {
      const found = assumptionsOf(known.hir);
      changed ||= found !== known.assumptions;
      known.assumptions = found;
    }
  }
}

function assumptionsOf(fn: HIRFunction): number {
  let found = 0;
  const typed = findTyped(fn);
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op } of instructions) found |= assumptionOf(op, typed);
  });
  return found;
}

function assumptionOf(op: Operation, typed: ReadonlySet<Value>): number {
  switch (op.kind) {
    case 'callKnown':
      return op.target.assumptions;
    case 'helper':
      return op.name === 'expectIterableArray' ? Assumption.list : 0;
    case 'newTyped':
      return op.argument && mayBeObject(op.argument) && !typed.has(op.argument) ? Assumption.noBuffer : 0;
    case 'unary':
    case 'binary':
      return Assumption.noBigInt;
    default:
      return 0;
  }
}
