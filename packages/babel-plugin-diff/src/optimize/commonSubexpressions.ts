import { effectOf } from '../hir/effects.js';
import type { Block, HIRFunction, Operation, Value } from '../hir/model.js';
import { fallthroughOf, mapAllOperands, ownedChains } from '../hir/visitors.js';

/**
 * Computes equal expressions once: an operation on numbers that stands before, on every path, with the same operands gives its result.
 *
 * Needs: SSA, types; a companion.   Gives: SSA.
 * Only operations without effects that read no memory count; a value that bears a name of the source is kept for its name.
 */
export function commonSubexpressions(fn: HIRFunction): void {
  const replaced = new Map<Value, Value>();
  const constants = new Map<Value, string>();
  const resolve = (value: Value): Value => replaced.get(value) ?? value;
  const nameOf = (value: Value): string => constants.get(value) ?? String(resolve(value).id);

  const walk = (entry: Block, outer: ReadonlyMap<string, Value>): void => {
    const known = new Map(outer);
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      for (const { op, result } of block.instructions) {
        if (!result) continue;
        if (op.kind === 'constant') {
          constants.set(
            result,
            `constant ${typeof op.value} ${Object.is(op.value, -0) ? '-0' : String(op.value)}`,
          );
          continue;
        }
        const key = keyOf(op, nameOf);
        if (key === null) continue;
        const before = known.get(key);
        if (before === undefined) known.set(key, result);
        else if (result.name === null || result.name === before.name) replaced.set(result, before);
      }
      for (const chain of ownedChains(block.terminal)) walk(chain, known);
    }
  };
  walk(fn.entry, new Map());
  if (replaced.size > 0) mapAllOperands(fn, resolve);
}

/** The operation and its operands as text; null for what must not be shared. */
function keyOf(op: Operation, nameOf: (value: Value) => string): string | null {
  if (effectOf(op) !== 'pure') return null;
  switch (op.kind) {
    case 'unary':
      return `${op.operator} ${nameOf(op.argument)}`;
    case 'binary':
      return `${nameOf(op.left)} ${op.operator} ${nameOf(op.right)}`;
    case 'math':
      return `${op.name}(${op.args.map(nameOf).join(', ')})`;
    default:
      return null;
  }
}
