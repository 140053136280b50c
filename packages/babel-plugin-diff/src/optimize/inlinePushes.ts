import { findNumbers } from '../analysis/findNumbers.js';
import { throughPhis } from '../analysis/throughPhis.js';
import { newValue } from '../hir/builder.js';
import type { HIRFunction, Instruction, Operation, Value } from '../hir/model.js';
import { forEachBlock, forEachOperand, mapAllOperands } from '../hir/visitors.js';

/**
 * Writes `a.push(x)` as `a[a.length] = x` where `a` is an array literal of this function: a store needs no call of a companion
 * found at run time, and what is stored into nothing but what the function made can be known not to change later.
 *
 * Needs: SSA.   Gives: the same form.
 * Only for arrays that no other code gets hold of while the function runs, as that could give them a `push` of their own. They may be
 * stored into such arrays, read, and returned.
 */
export function inlinePushes(fn: HIRFunction): void {
  const own = findPlainArrays(fn);
  if (own.size === 0) return;
  const callees = new Map<Value, Value>();
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op, result } of instructions)
      if (result && isPushOf(op) && own.has(op.object)) callees.set(result, op.object);
  });
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { op } = instruction;
      return op.kind === 'callUnknown' && op.self && callees.get(op.callee) === op.self
        ? stores(instruction, op.self, op.args)
        : [instruction];
    });
  });
  removeUnused(fn, callees);
}

/** The loads of the method, where only calls used it. */
function removeUnused(fn: HIRFunction, callees: ReadonlyMap<Value, Value>): void {
  const used = new Set<Value>();
  mapAllOperands(fn, (value) => {
    used.add(value);
    return value;
  });
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.filter(
      ({ result }) => !result || !callees.has(result) || used.has(result),
    );
  });
}

type PushOf = Extract<Operation, { kind: 'loadField' }>;

function isPushOf(op: Operation): op is PushOf {
  return op.kind === 'loadField' && op.key === 'push';
}

/** Array literals whose `push` is that of every array. */
function findPlainArrays(fn: HIRFunction): Set<Value> {
  const candidates = throughPhis(fn, [], (op) => op.kind === 'newArray');
  if (candidates.size === 0) return candidates;
  const seen = findSeen(fn, candidates);
  return throughPhis(fn, [], (op, result) => op.kind === 'newArray' && !seen.has(result));
}

/** Values that other code gets hold of, from where it gets them back to where they were made. */
function findSeen(fn: HIRFunction, arrays: ReadonlySet<Value>): Set<Value> {
  const seen = new Set<Value>();
  const sources = new Map<Value, readonly (Value | null)[]>();
  const pushes = new Set<Value>();
  const numbers = findNumbers(fn);
  // One set for what all the arrays hold, and for what is read out of anything: another array may be among it.
  const elements: Value[] = [];
  forEachBlock(fn.entry, ({ phis, instructions }) => {
    for (const { operands, result } of phis) sources.set(result, operands);
    for (const { op, result } of instructions) {
      if (isPushOf(op) && arrays.has(op.object)) pushes.add(result!);
      if (op.kind === 'loadIndex' || op.kind === 'loadField') sources.set(result!, elements);
      if (op.kind === 'select') sources.set(result!, [op.whenTrue, op.whenFalse]);
      // It gives back its first argument, checked.
      const isCheck = op.kind === 'helper' && op.name === 'expectIterableArray';
      if (isCheck) sources.set(result!, op.args);
      const isPush = op.kind === 'callUnknown' && pushes.has(op.callee);
      if (isCheck) continue;
      if (op.kind === 'newArray') elements.push(...op.elements);
      else if (isPush) elements.push(...op.args);
      else if (op.kind === 'storeIndex' && arrays.has(op.object) && numbers.has(op.index))
        elements.push(op.value);
      else for (const value of shown(op)) seen.add(value);
    }
  });
  const pending = [...seen];
  for (let value = pending.pop(); value; value = pending.pop()) {
    // Who gets an array gets what it holds.
    for (const source of [...(sources.get(value) ?? []), ...(arrays.has(value) ? elements : [])]) {
      if (!source || seen.has(source)) continue;
      seen.add(source);
      pending.push(source);
    }
  }
  return seen;
}

/** What the operation shows to code that is not looked at here. */
function shown(op: Operation): Value[] {
  switch (op.kind) {
    case 'constant':
    case 'loadIndex':
    case 'loadField':
    case 'deleteField':
    case 'newTyped':
    case 'unary':
    case 'binary':
    case 'logical':
    case 'select':
    case 'math':
    case 'template':
      return [];
    // Under a name that is computed it may be a method.
    case 'storeIndex':
      return [op.object, op.value];
    case 'storeField':
      return op.key === 'length' ? [] : [op.object, op.value];
    default: {
      const operands: Value[] = [];
      forEachOperand(op, (operand) => operands.push(operand));
      return operands;
    }
  }
}

/** The elements are appended one by one; a call's value is the new length. */
function stores({ result, loc }: Instruction, array: Value, elements: readonly Value[]): Instruction[] {
  const out: Instruction[] = [];
  const emit = (op: Operation, value = newValue(null, 'int')): Value => {
    out.push({ result: value, op, loc });
    return value;
  };
  const length = (value?: Value): Value => emit({ kind: 'loadField', object: array, key: 'length' }, value);
  let last: Value | null = null;
  for (const value of elements) {
    last = length();
    out.push({ result: null, op: { kind: 'storeIndex', object: array, index: last, value }, loc });
  }
  if (!result) return out;
  if (!last) length(result);
  else
    emit({ kind: 'binary', operator: '+', left: last, right: emit({ kind: 'constant', value: 1 }) }, result);
  return out;
}
