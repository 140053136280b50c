import { kindsOfArrays, sliceCall } from '../analysis/findTyped.js';
import { newValue } from '../hir/builder.js';
import type { HIRFunction, Instruction, KnownFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock, mapAllOperands } from '../hir/visitors.js';

/**
 * Uses what is known of typed arrays: a copy of one (`a.slice()`) is an array made here, and in code that calls nothing unknown its
 * length never changes.
 *
 * Needs: SSA of all functions; `holds` of parameters.   Gives: SSA.
 */
export function useArrays(functions: readonly KnownFunction[]): void {
  for (const { hir } of functions) makeCopies(hir);
  for (const { hir } of functions.filter(runsKnownCode(functions))) readLengthsOnce(hir);
}

function makeCopies(fn: HIRFunction): void {
  const given = fn.params.flatMap((param) => (param.holds ? [[param, param.holds] as const] : []));
  if (given.length === 0) return;
  const kinds = kindsOfArrays(fn, new Map(given));
  const guarded = new Set(given.map(([, name]) => name));
  const { definitions, uses } = definitionsAndUses(fn);
  if (replacesMethods(fn)) return;
  const unused = new Set<Instruction>();
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const instruction of instructions) {
      const slice = sliceCall(instruction.op, definitions);
      const constructorName = slice && kinds.get(slice.array);
      // The record looks at the method of the arrays that it is given: of others of that kind it is the same.
      if (!constructorName || !guarded.has(constructorName) || uses.get(slice.method.result!) !== 1) continue;
      instruction.op = { kind: 'newTyped', constructorName, argument: slice.array };
      unused.add(slice.method);
    }
  });
  if (unused.size === 0) return;
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.filter((instruction) => !unused.has(instruction));
  });
}

/** Does the function itself give an object what a copy looks at? */
function replacesMethods(fn: HIRFunction): boolean {
  let found = false;
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op } of instructions)
      found ||= op.kind === 'storeField' && (op.key === 'slice' || op.key === 'constructor');
  });
  return found;
}

function definitionsAndUses(fn: HIRFunction): {
  readonly definitions: ReadonlyMap<Value, Instruction>;
  readonly uses: ReadonlyMap<Value, number>;
} {
  const definitions = new Map<Value, Instruction>();
  const uses = new Map<Value, number>();
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const instruction of instructions)
      if (instruction.result) definitions.set(instruction.result, instruction);
  });
  mapAllOperands(fn, (value) => {
    uses.set(value, (uses.get(value) ?? 0) + 1);
    return value;
  });
  return { definitions, uses };
}

/** The functions that run no code but their own and that of functions of the file of which the same holds. */
function runsKnownCode(functions: readonly KnownFunction[]): (known: KnownFunction) => boolean {
  const found = new Set(functions);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const known of found) if (!callsOnly(known.hir, found)) found.delete(known);
  }
  return (known) => found.has(known);
}

function callsOnly(fn: HIRFunction, callees: ReadonlySet<KnownFunction>): boolean {
  let result = true;
  const isKnown = (op: Operation): boolean => {
    switch (op.kind) {
      case 'callUnknown':
      case 'construct':
        return false;
      case 'callKnown':
        return callees.has(op.target);
      case 'helper':
        return op.name !== 'inactiveCall';
      default:
        return true;
    }
  };
  forEachBlock(fn.entry, ({ instructions }) => {
    result &&= instructions.every(({ op }) => isKnown(op));
  });
  return result;
}

/** Loads of the length of an array, wherever they stand, become one where the array is got. */
function readLengthsOnce(fn: HIRFunction): void {
  const loads = new Map<Value, Instruction[]>();
  const made = new Set<Value>();
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const instruction of instructions) {
      const { op, result } = instruction;
      if (op.kind === 'newTyped' && result) made.add(result);
      if (op.kind === 'loadField' && op.key === 'length')
        loads.set(op.object, [...(loads.get(op.object) ?? []), instruction]);
    }
  });
  const once = new Map<Value, Instruction>();
  const replaced = new Map<Value, Value>();
  for (const [array, found] of loads) {
    if (!array.holds && !made.has(array)) continue;
    const [first] = found;
    const result = newValue(first!.result!.name, 'int');
    once.set(array, { result, op: { kind: 'loadField', object: array, key: 'length' }, loc: first!.loc });
    for (const load of found) replaced.set(load.result!, result);
  }
  if (once.size === 0) return;
  const removed = new Set([...replaced.keys()]);
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { result } = instruction;
      if (!result) return [instruction];
      if (removed.has(result)) return [];
      const length = once.get(result);
      return length ? [instruction, length] : [instruction];
    });
  });
  fn.entry.instructions.unshift(...fn.params.flatMap((param) => once.get(param) ?? []));
  mapAllOperands(fn, (value) => replaced.get(value) ?? value);
}
