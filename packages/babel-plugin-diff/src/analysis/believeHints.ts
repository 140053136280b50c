import type { HIRFunction, KnownFunction, TypedArrayName, TypeHint, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { findNumbers } from './findNumbers.js';
import { kindsOfArrays } from './findTyped.js';
import { type Hint, inferHints } from './inferHints.js';

/** What parameters are taken for. */
type Believed = Map<Value, TypedArrayName | 'number'>;

/**
 * Finds the parameters of which the user's hints can be taken for certain: numbers of which the code itself does not tell, and typed arrays. The record of
 * the function looks at what it is given, and leaves anything else to the traced form. Functions of the file call companions without a
 * record, so all of their arguments have to be such for certain as well.
 *
 * Needs: SSA of all functions.   Gives: `holds` and `isNumber` of parameters.
 * Method: all hints are believed, then those dropped that some call does not bear out, until nothing changes.
 */
export function believeHints(functions: readonly KnownFunction[]): void {
  const believed = new Map(functions.map(({ hir }) => [hir, candidatesOf(hir)]));
  for (const target of closureTargets(functions)) believed.set(target.hir, new Map());
  if ([...believed.values()].every(({ size }) => size === 0)) return;
  for (let changed = true; changed;) {
    changed = false;
    for (const { hir } of functions) changed = dropUnborne(hir, believed) || changed;
  }
  for (const params of believed.values()) {
    for (const [param, kind] of params) {
      if (kind === 'number') param.isNumber = true;
      else param.holds = kind;
    }
  }
}

/** Parameters of which the user says what their uses do not contradict. */
function candidatesOf(fn: HIRFunction): Believed {
  const found: Believed = new Map();
  if (!fn.params.some(({ hint }) => hint)) return found;
  const uses = inferHints(fn);
  for (const param of fn.params) {
    const kind = param.hint && kindOf(param.hint, uses.get(param) ?? 'none');
    if (kind) found.set(param, kind);
  }
  return found;
}

function kindOf(hint: TypeHint, use: Hint): TypedArrayName | 'number' | null {
  if (hint.kind === 'number') return use === 'none' || use === 'mixed' ? 'number' : null;
  if (hint.kind !== 'typedArray') return null;
  return use === 'none' || use === 'reference' ? hint.constructorName : null;
}

/** Functions that are called through closures, whose records do not turn to the traced form. */
function closureTargets(functions: readonly KnownFunction[]): Set<KnownFunction> {
  const targets = new Set<KnownFunction>();
  for (const { hir } of functions) {
    forEachBlock(hir.entry, ({ instructions }) => {
      for (const { op } of instructions) if (op.kind === 'closure') targets.add(op.target);
    });
  }
  return targets;
}

/** Drops what the calls in a function do not bear out. Returns whether anything was dropped. */
function dropUnborne(fn: HIRFunction, believed: ReadonlyMap<HIRFunction, Believed>): boolean {
  const own = believed.get(fn)!;
  const arrays = new Map<Value, TypedArrayName>();
  for (const [param, kind] of own) if (kind !== 'number') arrays.set(param, kind);
  const kinds = kindsOfArrays(fn, arrays);
  const numbers = findNumbers(
    fn,
    fn.params.filter((param) => own.get(param) === 'number'),
  );
  let dropped = false;
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op } of instructions) {
      if (op.kind !== 'callKnown') continue;
      const params = believed.get(op.target.hir);
      op.target.hir.params.forEach((param, i) => {
        const kind = params?.get(param);
        const arg = op.args[i];
        if (!kind || (arg && (kind === 'number' ? numbers.has(arg) : kinds.get(arg) === kind))) return;
        params!.delete(param);
        dropped = true;
      });
    }
  });
  return dropped;
}
