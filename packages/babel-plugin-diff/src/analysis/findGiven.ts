import type { HIRFunction, Value } from '../hir/model.js';
import { throughPhis } from './throughPhis.js';

/**
 * The values that the function was given: its parameters, variables from outside, and what is read out of these. In a stable function
 * (`inferStable`) nothing of it changes.
 *
 * Needs: SSA.
 */
export function findGiven(fn: HIRFunction): Set<Value> {
  let given = new Set<Value>(fn.params);
  for (let size = -1; size !== given.size;) {
    size = given.size;
    const before = given;
    given = throughPhis(
      fn,
      fn.params,
      (op) =>
        op.kind === 'loadOuter' ||
        // It gives back its first argument, checked.
        (op.kind === 'helper' && op.name === 'expectIterableArray' && before.has(op.args[0]!)) ||
        ((op.kind === 'loadIndex' || op.kind === 'loadField') && before.has(op.object)),
    );
  }
  return given;
}
