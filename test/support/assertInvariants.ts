import { assertBlocksLinked } from '../../packages/babel-plugin-diff/dist/cjs/validate/assertBlocksLinked.cjs';
import { assertReverseIsLinear } from '../../packages/babel-plugin-diff/dist/cjs/validate/assertReverseIsLinear.cjs';
import { assertSSA } from '../../packages/babel-plugin-diff/dist/cjs/validate/assertSSA.cjs';
import { forEachInstruction } from '../../packages/babel-plugin-diff/dist/cjs/hir/visitors.cjs';
import type { HIRFunction } from '../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';

/** Steps after which a function still has jumps. */
const unstructured: ReadonlySet<string> = new Set(['inlineCalls', 'replaceAggregates']);

/** Checks what must hold after a step of the pipeline; the error names the step. */
export function assertInvariants(step: string, fn: HIRFunction): void {
  try {
    if (step === 'enterSSA' && hasLocals(fn)) throw new Error('locals are left');
    const structured = !unstructured.has(step);
    assertBlocksLinked(fn, structured);
    if (!structured || step === 'structureExits' || hasLocals(fn)) return;
    assertSSA(fn);
    // Parts of a function take cotangents and values of the forward sweep alike.
    if (fn.role === 'reverse' && step !== 'splitLong') assertReverseIsLinear(fn);
  } catch (error) {
    if (error instanceof Error) error.message = `after ${step}: ${error.message}`;
    throw error;
  }
}

/** Is it not in SSA form yet? `enterSSA` leaves no locals. */
function hasLocals(fn: HIRFunction): boolean {
  let found = false;
  forEachInstruction(fn, ({ op }) => {
    found ||= op.kind === 'loadLocal' || op.kind === 'storeLocal';
  });
  return found;
}
