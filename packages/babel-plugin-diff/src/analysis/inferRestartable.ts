import type { HIRFunction, KnownFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * Finds the functions that leave no trace before they return: they store into nothing but what they made themselves, and of the file's
 * functions call only those of which the same is known. When such a function meets something that its companions were not compiled for,
 * it is run again as traced code, unless the runtime has counted an effect of the unknown functions that it called.
 *
 * Needs: SSA.   Gives: `restartable`.
 */
export function inferRestartable(functions: readonly KnownFunction[]): void {
  for (const known of functions) known.restartable = true;
  for (let changed = true; changed;) {
    changed = false;
    for (const known of functions) {
      if (!known.restartable || isRestartable(known.hir)) continue;
      known.restartable = false;
      changed = true;
    }
  }
}

function isRestartable(fn: HIRFunction): boolean {
  const own = new Set<Value>();
  let result = true;
  forEachBlock(fn.entry, (block) => {
    for (const { op, result: made } of block.instructions) {
      if (made && (op.kind === 'newArray' || op.kind === 'newObject' || op.kind === 'newTyped'))
        own.add(made);
      if (!isHarmless(op, own)) result = false;
    }
  });
  return result;
}

function isHarmless(op: Operation, own: ReadonlySet<Value>): boolean {
  switch (op.kind) {
    case 'storeOuter':
      return false;
    case 'storeField':
    case 'storeIndex':
    case 'deleteField':
      return own.has(op.object);
    case 'callKnown':
      return op.target.restartable;
    case 'helper':
      return op.name !== 'inactiveCall';
    default:
      return true;
  }
}
