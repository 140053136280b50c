import type { HIRFunction, KnownFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { mayBeObject } from '../transform/shadowKinds.js';

/**
 * Finds the parameters into whose objects active values are stored, by the function itself or by functions of the file that it calls.
 *
 * Needs: SSA, types, activity of all functions.   Gives: `storedParams`.
 * The caller gives such an argument its shadow before the call, so that companions never meet an absent one there.
 */
export function inferStores(functions: readonly KnownFunction[]): void {
  for (const known of functions) known.storedParams = known.hir.params.map(() => false);
  for (let changed = true; changed;) {
    changed = false;
    for (const known of functions) {
      const bases = storeBases(known.hir);
      known.hir.params.forEach((param, i) => {
        if (!known.storedParams[i] && bases.has(param)) {
          known.storedParams[i] = true;
          changed = true;
        }
      });
    }
  }
}

/** Values that are the object of a store of something active, or are passed where the callee stores. */
export function storeBases(fn: HIRFunction): Set<Value> {
  const bases = new Set<Value>();
  forEachBlock(fn.entry, (block) => {
    for (const { op } of block.instructions) {
      if (
        (op.kind === 'storeField' || op.kind === 'storeIndex') &&
        (op.value.active || mayBeObject(op.value))
      ) {
        bases.add(op.object);
      } else if (op.kind === 'callKnown' || op.kind === 'checkpointedLoop') {
        op.args.forEach((arg, i) => op.target.storedParams[i] && mayBeObject(arg) && bases.add(arg));
      } else if (op.kind === 'callForward') {
        primalArguments(op).forEach(
          (arg, i) => op.target.storedParams[i] && mayBeObject(arg) && bases.add(arg),
        );
      }
    }
  });
  return bases;
}

/** What a call of a forward companion is given, without the shadows. */
function primalArguments({ target, args }: Extract<Operation, { kind: 'callForward' }>): Value[] {
  let cursor = 0;
  return target.paramChannels.map((channel) => {
    const arg = args[cursor]!;
    cursor += channel === 'number' ? 1 : 2;
    return arg;
  });
}
