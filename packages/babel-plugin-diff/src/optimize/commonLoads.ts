import { effectOf, isKey } from '../hir/effects.js';
import type { Block, HIRFunction, Operation, Value } from '../hir/model.js';
import { fallthroughOf, forEachBlock, mapAllOperands, ownedChains } from '../hir/visitors.js';

/**
 * Loads an element or a property once where it is loaded again before anything can have changed it: what is loaded twice would be taped
 * twice.
 *
 * Needs: SSA, types; the program, before activity.   Gives: SSA.
 * Method: value numbering of what is pure, so that `a[i + 1]` is the same element both times. Whatever stores, calls, or may run code of the
 * program forgets all that was loaded; so does an `if` or a loop with such a thing inside, for what stands behind it, and a loop for its
 * turns as well. A value that bears another name in the source is kept for its name.
 */
export function commonLoads(fn: HIRFunction): void {
  const replaced = new Map<Value, Value>();
  const numbers = new Map<string, number>();
  const names = new Map<Value, string>();
  const resolve = (value: Value): Value => replaced.get(value) ?? value;
  const nameOf = (value: Value): string => names.get(resolve(value)) ?? `$${resolve(value).id}`;
  const number = (value: Value, key: string): void => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    names.set(value, `#${known}`);
  };

  const walk = (entry: Block, loaded: Map<string, Value>): void => {
    for (let block: Block | null = entry; block; block = fallthroughOf(block.terminal)) {
      for (const { op, result } of block.instructions) {
        if (mayChange(op)) loaded.clear();
        if (!result) continue;
        const key = keyOf(op, nameOf);
        if (key === null) continue;
        if (op.kind !== 'loadIndex' && op.kind !== 'loadField') {
          number(result, key);
          continue;
        }
        const before = loaded.get(key);
        if (before === undefined) loaded.set(key, result);
        else if (before.type === result.type && (result.name === null || result.name === before.name))
          replaced.set(result, before);
      }
      const { terminal } = block;
      const chains = ownedChains(terminal);
      const changes = chains.some(mayChangeAnything);
      if (changes && terminal.kind === 'loop') loaded.clear();
      for (const chain of chains) walk(chain, new Map(loaded));
      if (changes) loaded.clear();
    }
  };
  walk(fn.entry, new Map());
  if (replaced.size === 0) return;
  // What the first did without an error, the second would do without one.
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.filter(({ result }) => !result || !replaced.has(result));
  });
  mapAllOperands(fn, resolve);
}

/** The operation and its operands as text; null for what is not looked at. */
function keyOf(op: Operation, nameOf: (value: Value) => string): string | null {
  switch (op.kind) {
    case 'constant':
      return op.absent ? null : `${typeof op.value} ${Object.is(op.value, -0) ? '-0' : String(op.value)}`;
    case 'unary':
      return effectOf(op) === 'pure' ? `${op.operator} ${nameOf(op.argument)}` : null;
    case 'binary':
      return effectOf(op) === 'pure' ? `${nameOf(op.left)} ${op.operator} ${nameOf(op.right)}` : null;
    case 'loadIndex':
      return op.optional ? null : `${nameOf(op.object)}[${nameOf(op.index)}]`;
    case 'loadField':
      return op.optional ? null : `${nameOf(op.object)}.${op.key}`;
    default:
      return null;
  }
}

function mayChangeAnything(chain: Block): boolean {
  let found = false;
  forEachBlock(chain, ({ instructions }) => {
    found ||= instructions.some(({ op }) => mayChange(op));
  });
  return found;
}

/** Can memory be another behind it? Conversions of what is not known to be primitive may run code of the program. */
function mayChange(op: Operation): boolean {
  switch (effectOf(op)) {
    case 'pure':
      return false;
    case 'effect':
      return true;
    case 'read':
      if (op.kind === 'loadIndex') return !isKey(op.index);
      return op.kind === 'binary' || op.kind === 'unary' || op.kind === 'template' || op.kind === 'helper';
  }
}
