import type { HIRFunction, KnownFunction, Operation } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { thresholds } from '../optimize/cost.js';
import { operationsOf } from '../optimize/splitLong.js';

/** Which functions get a lanes companion. */
export type LanesPolicy = 'auto' | 'always' | 'never';

/**
 * Decides which functions get a companion that carries several tangents at once.
 *
 * It is worth its text where several tangents are asked for at once: where numbers come back in an array or object, or are written into an
 * argument (`auto`), and the function is short. What it calls has to have one too.
 *
 * Needs: SSA, channels, stores.   Gives: `hasLanes`.
 */
export function inferLanes(functions: readonly KnownFunction[], policy: LanesPolicy): void {
  for (const known of functions) known.hasLanes = false;
  if (policy === 'never') return;
  const able = new Set(functions.filter((known) => policy === 'always' || isShort(known.hir)));
  for (let changed = true; changed;) {
    changed = false;
    for (const known of able) {
      if (everyOperation(known.hir, (op) => isCovered(op, able))) continue;
      able.delete(known);
      changed = true;
    }
  }
  // A closure with captures is called by others, with what it captures.
  const wanted = functions.filter(
    (known) => able.has(known) && known.captureCount === 0 && (policy === 'always' || givesSeveral(known)),
  );
  for (let known = wanted.pop(); known; known = wanted.pop()) {
    if (known.hasLanes) continue;
    known.hasLanes = true;
    everyOperation(known.hir, (op) => {
      if (op.kind === 'callKnown') wanted.push(op.target);
      return true;
    });
  }
}

function isShort(fn: HIRFunction): boolean {
  return operationsOf(fn.entry) <= thresholds.operationsWithLanes;
}

/** Does a call give more than one number? */
function givesSeveral({ resultChannel, storedParams }: KnownFunction): boolean {
  return resultChannel === 'reference' || resultChannel === 'unknown' || storedParams.includes(true);
}

function isCovered(op: Operation, able: ReadonlySet<KnownFunction>): boolean {
  switch (op.kind) {
    case 'callKnown':
      return able.has(op.target);
    case 'callUnknown':
    case 'construct':
    case 'closure':
      return false;
    default:
      return true;
  }
}

function everyOperation(fn: HIRFunction, holds: (op: Operation) => boolean): boolean {
  let all = true;
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op } of instructions) all = holds(op) && all;
  });
  return all;
}
