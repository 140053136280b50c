import type { HIRFunction, KnownFunction, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/** Names of the properties that are read or written of a value; `'*'` stands for computed ones. */
export type Accessed = ReadonlyMap<Value, ReadonlySet<string>>;

/**
 * Values whose properties are read or written: by the function itself, or by one of the file or a closure that they are handed to.
 *
 * Needs: SSA.
 * @param callers  functions that are being gone through
 */
export function findAccessed(fn: HIRFunction, callers: readonly KnownFunction[] = []): Accessed {
  const accessed = new Map<Value, Set<string>>();
  const keysOf = (value: Value): Set<string> => {
    let keys = accessed.get(value);
    if (!keys) accessed.set(value, (keys = new Set()));
    return keys;
  };
  const phis: Phi[] = [];
  forEachBlock(fn.entry, (block) => {
    phis.push(...block.phis);
    for (const { op } of block.instructions) {
      if (op.kind === 'loadField' || op.kind === 'storeField' || op.kind === 'deleteField')
        keysOf(op.object).add(op.key);
      else if (op.kind === 'loadIndex' || op.kind === 'storeIndex') keysOf(op.object).add('*');
      else if (op.kind === 'callKnown' || op.kind === 'closure' || op.kind === 'checkpointedLoop') {
        const inside = ofParams(op.target, callers);
        (op.kind === 'closure' ? op.captures : op.args).forEach((arg, i) => {
          const keys = keysOf(arg);
          for (const key of inside[i] ?? []) keys.add(key);
        });
      }
    }
  });
  for (let changed = true; changed;) {
    changed = false;
    for (const { result, operands } of phis) {
      const keys = accessed.get(result);
      if (!keys) continue;
      for (const operand of operands) {
        if (!operand) continue;
        const own = keysOf(operand);
        const before = own.size;
        for (const key of keys) own.add(key);
        changed ||= own.size > before;
      }
    }
  }
  return accessed;
}

/** The names by which a function accesses its parameters; in a function that calls itself any may be meant. */
function ofParams(target: KnownFunction, callers: readonly KnownFunction[]): ReadonlySet<string>[] {
  const { params } = target.hir;
  if (callers.includes(target) || callers.length > DEEPEST) return params.map(() => new Set(['*']));
  const accessed = findAccessed(target.hir, [...callers, target]);
  return params.map((param) => accessed.get(param) ?? new Set());
}

/** Beyond so many calls in one another, all names are taken to be meant. */
const DEEPEST = 4;
