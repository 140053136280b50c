import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Instruction, Loc, NumberCheck, Operation, Phi, Value } from '../hir/model.js';
import { NumberCertainty } from '../analysis/NumberCertainty.js';
import { findProved } from '../analysis/findProved.js';
import { overloadedOperands } from '../analysis/inferOverloads.js';
import { arithmeticOperands, forEachBlock } from '../hir/visitors.js';
import { LANES } from './tangent/Lane.js';

/**
 * Makes sure that what a companion takes for a number is one where JavaScript would join text instead.
 *
 * Needs: SSA, types; a forward, tangent or lanes companion.   Gives: SSA.
 * A `+` needs no check if its operands are proved numbers: results of other arithmetic and of `Math`, sums of such, parameters that
 * the record checks. What was only assumed to be a number (loaded, returned by an unknown call) is checked where it comes from if
 * it reaches a sum, so that accumulations in loops need none; where that cannot be said, the sum itself is checked. The results of
 * unknown functions are checked for all arithmetic, what keys are made of more strictly.
 *
 * Where objects may define operators, all operands of these are checked, and what is given to functions of the file that have such operators.
 * @param overloads  whether the function has such operators, or calls functions that do
 */
export function guardNumbers(fn: HIRFunction, fileName: string, overloads = false): void {
  const definitions = new Map<Value, Instruction | Phi>();
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) definitions.set(phi.result, phi);
    for (const instruction of block.instructions)
      if (instruction.result) definitions.set(instruction.result, instruction);
  });
  const proved = findProved(fn);
  const checked = new Set<Value>();
  /** Values that are not even assumed to be numbers, where an operator meets them. */
  const checkedAt = new Map<Instruction, Set<Value>>();
  const expectAll = (values: readonly Value[], instruction: Instruction): void => {
    for (const value of values) {
      const sources = sourcesOf(value, proved, definitions);
      if (sources) for (const source of sources) checked.add(source);
      else checkedAt.set(instruction, (checkedAt.get(instruction) ?? new Set()).add(value));
    }
  };
  forEachBlock(fn.entry, (block) => {
    for (const instruction of block.instructions) {
      const { op, result } = instruction;
      if (op.kind === 'callForward' || op.kind === 'callTangent') {
        for (const arg of numericArguments(op))
          for (const source of sourcesOf(arg, proved, definitions) ?? []) checked.add(source);
        if (op.target.overloads) expectAll(numberArguments(op), instruction);
      }
      if (overloads) {
        expectAll(overloadedOperands(op, result), instruction);
        if (op.kind === 'checkpointedLoop')
          expectAll(
            op.args.filter(({ type }) => isNumeric(type)),
            instruction,
          );
      }
      if (!result || !isNumeric(result.type)) continue;
      // What an unknown function returned may be an object that is converted, here or further down.
      for (const operand of arithmeticOperands(op))
        for (const source of sourcesOf(operand, proved, definitions) ?? [])
          if (isResultOfUnknown(definitions.get(source))) checked.add(source);
      if (op.kind !== 'binary' || op.operator !== '+') continue;
      const sources = [op.left, op.right].map((operand) => sourcesOf(operand, proved, definitions));
      if (sources.includes(null)) checked.add(result);
      else for (const source of sources.flatMap((each) => [...each!])) checked.add(source);
    }
  });
  const needs = fn.role === 'forward' ? findKeyNeeds(fn, definitions) : new Map<Value, NumberCheck>();
  const check = (value: Value, loc: Loc): Instruction => ({
    result: null,
    op: { kind: 'checkNumber', value, place: placeOf(loc, fileName), accepts: needs.get(value) ?? 'operand' },
    loc,
  });
  if (checked.size + needs.size + checkedAt.size === 0) return;
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { result, loc } = instruction;
      const before = [...(checkedAt.get(instruction) ?? [])].map((value) => check(value, loc));
      if (!result || !(checked.has(result) || needs.has(result))) return [...before, instruction];
      return [...before, instruction, check(result, loc)];
    });
  });
  const params = fn.params.filter((param) => needs.has(param));
  fn.entry.instructions.unshift(...params.map((param) => check(param, fn.loc)));
}

/**
 * What keys are made of that come back from the tape as numbers, and what functions of the file are given as such. Behind a `+` no text must be joined; what is a key as it is must be a
 * number, since `true` and undefined are others than 1 and NaN.
 */
function findKeyNeeds(
  fn: HIRFunction,
  definitions: ReadonlyMap<Value, Instruction | Phi>,
): Map<Value, NumberCheck> {
  const certainty = new NumberCertainty(fn);
  const needs = new Map<Value, NumberCheck>();
  const seen = { summand: new Set<Value>(), number: new Set<Value>() };
  const visit = (value: Value, need: 'summand' | 'number'): void => {
    if (certainty.of(value) === 'number' || seen[need].has(value)) return;
    seen[need].add(value);
    const definition = definitions.get(value);
    if (definition && 'operands' in definition) {
      for (const operand of definition.operands) if (operand) visit(operand, need);
    } else if (definition?.op.kind === 'binary') {
      const { left, right } = definition.op;
      if (isNumeric(left.type) && isNumeric(right.type))
        for (const each of [left, right]) visit(each, 'summand');
      else needs.set(value, 'number');
    } else if (definition?.op.kind === 'select') {
      for (const each of [definition.op.whenTrue, definition.op.whenFalse]) visit(each, need);
    } else if (definition?.op.kind === 'logical') {
      for (const each of [definition.op.left, definition.op.right]) visit(each, need);
    } else if (definition || need === 'number') {
      if (needs.get(value) !== 'number') needs.set(value, need);
    }
  };
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op } of instructions) {
      if (op.kind === 'loadIndex' || op.kind === 'storeIndex') visit(op.index, 'number');
      // The callee takes it for one, in its keys as well.
      if (op.kind === 'callForward') for (const each of numericArguments(op)) visit(each, 'summand');
    }
  });
  return needs;
}

function placeOf(loc: Loc, fileName: string): string {
  return loc ? `${fileName}:${loc.line}:${loc.column + 1}` : fileName;
}

function isResultOfUnknown(definition: Instruction | Phi | undefined): boolean {
  return definition !== undefined && 'op' in definition && definition.op.kind === 'callRecord';
}

function numericArguments(op: Extract<Operation, { kind: 'callForward' | 'callTangent' }>): Value[] {
  return numberArguments(op).filter(({ type }) => isNumeric(type));
}

/** What is given for parameters that the callee takes for numbers. */
function numberArguments(op: Extract<Operation, { kind: 'callForward' | 'callTangent' }>): Value[] {
  const tangents = op.kind === 'callForward' ? 0 : op.lanes ? LANES : 1;
  let cursor = 0;
  return op.target.paramChannels.flatMap((channel) => {
    const arg = op.args[cursor]!;
    cursor += 1 + (channel === 'number' ? tangents : Math.max(tangents, 1));
    return channel === 'number' ? [arg] : [];
  });
}

/** Mirrors of an object are alike: what is a number in the first one is a number in the others. */
function isOfLaterLane(definition: Instruction | Phi): boolean {
  return 'op' in definition && definition.op.kind === 'orZero' && definition.op.lane !== undefined;
}

/** The unproved instructions that a value comes from, through phis; null if one of them is not even assumed to be a number. */
function sourcesOf(
  value: Value,
  proved: ReadonlySet<Value>,
  definitions: ReadonlyMap<Value, Instruction | Phi>,
): Set<Value> | null {
  const sources = new Set<Value>();
  const seen = new Set<Value>();
  const work = [value];
  for (let next = work.pop(); next; next = work.pop()) {
    if (seen.has(next) || proved.has(next)) continue;
    seen.add(next);
    const definition = definitions.get(next);
    if (definition && 'operands' in definition) {
      for (const operand of definition.operands) if (operand) work.push(operand);
    } else if (definition && isNumeric(next.type)) {
      if (!isOfLaterLane(definition)) sources.add(next);
    } else {
      return null;
    }
  }
  return sources;
}
