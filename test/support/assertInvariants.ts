import { assertBlocksLinked } from '../../packages/babel-plugin-diff/dist/cjs/validate/assertBlocksLinked.cjs';
import { assertReverseIsLinear } from '../../packages/babel-plugin-diff/dist/cjs/validate/assertReverseIsLinear.cjs';
import { assertSSA } from '../../packages/babel-plugin-diff/dist/cjs/validate/assertSSA.cjs';
import type { HIRFunction } from '../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';

/** Steps after which a function still has jumps. */
const unstructured: ReadonlySet<string> = new Set(['inlineCalls', 'replaceAggregates']);

/** Checks what must hold after a step of the pipeline; the error names the step. */
export function assertInvariants(step: string, fn: HIRFunction): void {
  try {
    const structured = !unstructured.has(step);
    assertBlocksLinked(fn, structured);
    if (!structured || step === 'structureExits') return;
    assertSSA(fn);
    // Parts of a function take cotangents and values of the forward sweep alike.
    if (fn.role === 'reverse' && step !== 'splitLong') assertReverseIsLinear(fn);
  } catch (error) {
    if (error instanceof Error) error.message = `after ${step}: ${error.message}`;
    throw error;
  }
}
