import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Instruction, Loc, Operation, Phi, Value } from '../hir/model.js';
import { findProved } from '../analysis/findProved.js';
import { arithmeticOperands, forEachBlock } from '../hir/visitors.js';

/**
 * Makes sure that what a companion takes for a number is one where JavaScript would join text instead.
 *
 * Needs: SSA, types; a forward or tangent companion.   Gives: SSA.
 * A `+` needs no check if its operands are proved numbers: results of other arithmetic and of `Math`, sums of such, parameters that
 * the record checks. What was only assumed to be a number (loaded, returned by an unknown call) is checked where it comes from if
 * it reaches a sum, so that accumulations in loops need none; where that cannot be said, the sum itself is checked. The results of
 * unknown functions are checked for all arithmetic.
 */
export function guardNumbers(fn: HIRFunction, fileName: string): void {
  const definitions = new Map<Value, Instruction | Phi>();
  forEachBlock(fn.entry, (block) => {
    for (const phi of block.phis) definitions.set(phi.result, phi);
    for (const instruction of block.instructions)
      if (instruction.result) definitions.set(instruction.result, instruction);
  });
  const proved = findProved(fn);
  const checked = new Set<Value>();
  forEachBlock(fn.entry, (block) => {
    for (const { op, result } of block.instructions) {
      if (op.kind === 'callForward' || op.kind === 'callTangent') {
        for (const arg of numericArguments(op))
          for (const source of sourcesOf(arg, proved, definitions) ?? []) checked.add(source);
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
  if (checked.size === 0) return;
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { result, loc } = instruction;
      if (!result || !checked.has(result)) return [instruction];
      const check: Instruction = {
        result: null,
        op: { kind: 'checkNumber', value: result, place: placeOf(loc, fileName) },
        loc,
      };
      return [instruction, check];
    });
  });
}

function placeOf(loc: Loc, fileName: string): string {
  return loc ? `${fileName}:${loc.line}:${loc.column + 1}` : fileName;
}

function isResultOfUnknown(definition: Instruction | Phi | undefined): boolean {
  return definition !== undefined && 'op' in definition && definition.op.kind === 'callRecord';
}

function numericArguments(op: Extract<Operation, { kind: 'callForward' | 'callTangent' }>): Value[] {
  const isTangent = op.kind === 'callTangent';
  let cursor = 0;
  return op.target.paramChannels.flatMap((channel) => {
    const arg = op.args[cursor]!;
    cursor += channel === 'number' && !isTangent ? 1 : 2;
    return channel === 'number' && isNumeric(arg.type) ? [arg] : [];
  });
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
      sources.add(next);
    } else {
      return null;
    }
  }
  return sources;
}
