import { isPlain } from '../hir/effects.js';
import type { HIRFunction, KnownFunction, Operation, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * Finds the functions during whose sweep what they were given stays as it is: they, and all that they call, store into nothing but
 * what they made themselves, and pass none of that on. When a whole gradient is taken of such a function, its reverse sweep can read
 * the arrays of the caller where they are instead of copies on the tape.
 *
 * Of functions that are called by a name from outside the file does not know; the runtime asks them before a sweep (`stableWith`).
 *
 * Needs: SSA, types.   Gives: `stable`, `stableWith`.
 */
export function inferStable(functions: readonly KnownFunction[]): void {
  for (const known of functions) known.stable = true;
  for (let changed = true; changed;) {
    changed = false;
    for (const known of functions) {
      if (!known.stable || isStable(known.hir, null)) continue;
      known.stable = false;
      changed = true;
    }
  }
  for (const known of functions) {
    if (known.stable) continue;
    const called = new Set<string>();
    if (isStable(known.hir, called)) known.stableWith = [...called];
  }
}

/** @param called  takes the names from outside by which functions are called, if these are to be asked later */
function isStable(fn: HIRFunction, called: Set<string> | null): boolean {
  const names = new Map<Value, string>();
  const made = new Set<Value>();
  const merged = new Set<Value>();
  const stored = new Set<Value>();
  const passed = new Set<Value>();
  const held: Value[] = [];
  const operandsOf = new Map<Value, readonly (Value | null)[]>();
  let result = true;
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) {
      merged.add(phi.result);
      operandsOf.set(phi.result, phi.operands);
    }
    for (const { op, result: value } of block.instructions) {
      if (value && op.kind === 'loadOuter') names.set(value, op.name);
      if (value && (op.kind === 'newArray' || op.kind === 'newObject' || op.kind === 'newTyped'))
        made.add(value);
      if (op.kind === 'storeField' || op.kind === 'storeIndex' || op.kind === 'deleteField')
        stored.add(op.object);
      if (op.kind === 'callKnown' || op.kind === 'callUnknown') for (const arg of op.args) passed.add(arg);
      held.push(...heldBy(op));
      if (value && op.kind === 'select') operandsOf.set(value, [op.whenTrue, op.whenFalse]);
      if (leavesAlone(op)) continue;
      const name = op.kind === 'callUnknown' && !op.self ? names.get(op.callee) : undefined;
      if (called && name !== undefined) called.add(name);
      else result = false;
    }
  });
  if (!result || ![...stored].every((object) => made.has(object))) return false;
  if (stored.size === 0 || passed.size === 0) return true;
  // What is stored into must not be reached from what is passed.
  if ([...passed].some((arg) => stored.has(arg) || merged.has(arg))) return false;
  const seen = new Set<Value>();
  for (let value = held.pop(); value; value = held.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (stored.has(value)) return false;
    for (const operand of operandsOf.get(value) ?? []) if (operand) held.push(operand);
  }
  return true;
}

/** What other objects hold from then on. */
function heldBy(op: Operation): readonly Value[] {
  switch (op.kind) {
    case 'newArray':
      return op.elements;
    case 'newObject':
      return op.values;
    case 'storeField':
    case 'storeIndex':
      return [op.value];
    default:
      return [];
  }
}

/** Does the operation run no code that is not known? Stores are looked at apart. */
function leavesAlone(op: Operation): boolean {
  switch (op.kind) {
    case 'storeOuter':
    case 'construct':
    case 'closure':
      return false;
    case 'callUnknown':
      return op.isPure;
    case 'callKnown':
      return op.target.stable;
    case 'helper':
      return op.name !== 'inactiveCall';
    // Objects may have methods that convert them.
    case 'template':
      return op.args.every(({ type }) => isPlain(type));
    case 'binary':
      if (op.operator === 'in' || op.operator === 'instanceof') return false;
      if (op.operator === '===' || op.operator === '!==') return true;
      if ([op.left, op.right].some(({ type }) => type === 'none')) return true;
      return isPlain(op.left.type) && isPlain(op.right.type);
    default:
      return true;
  }
}
