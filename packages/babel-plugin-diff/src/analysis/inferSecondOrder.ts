import type { KnownFunction } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * Decides which functions get the tangents of their forward and reverse companions, for Hessians: all whose loops are reversed from the tape,
 * and that call no function of the file, and make no closure, that gets none. Where a callee that is found at run time turns out to have no
 * second derivatives (a native, a rule), traced code takes over from the beginning: what calls one has to be restartable.
 *
 * Needs: `known.restartable`.
 * @param order  the highest order of derivatives that is compiled for
 */
export function inferSecondOrder(functions: readonly KnownFunction[], order: number): void {
  const able = new Set(order < 2 ? [] : functions);
  for (let changed = true; changed;) {
    changed = false;
    for (const known of able) {
      if (isCovered(known, able)) continue;
      able.delete(known);
      changed = true;
    }
  }
  for (const known of functions) known.hasSecondOrder = able.has(known);
}

function isCovered({ hir: fn, restartable }: KnownFunction, able: ReadonlySet<KnownFunction>): boolean {
  let all = true;
  forEachBlock(fn.entry, ({ instructions, terminal }) => {
    if (terminal.kind === 'loop' && terminal.checkpoint) all = false;
    for (const { op } of instructions) {
      if (op.kind === 'callUnknown' || op.kind === 'construct') all &&= restartable;
      if (op.kind === 'callKnown' || op.kind === 'closure') all &&= able.has(op.target);
    }
  });
  return all;
}
