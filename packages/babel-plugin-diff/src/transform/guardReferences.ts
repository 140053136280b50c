import type { Block, HIRFunction, Instruction, Operation, Value } from '../hir/model.js';
import { newValue } from '../hir/builder.js';
import { forEachBlock, mapTerminalOperands } from '../hir/visitors.js';

/**
 * Makes sure that what is taken for an object because it is accessed is not a number, whose derivative would be lost: `v.length` of
 * a number is undefined, and a program may go on with `v` itself then.
 *
 * Needs: SSA, types, channels, activity; the function before it is split into companions.   Gives: SSA.
 * A parameter, or what was loaded or returned, is checked where it comes from if it is also returned, stored or passed on as it is.
 * Where the program asks for `typeof`, the type is not taken for granted, and no check is needed.
 */
export function guardReferences(fn: HIRFunction, fileName: string): void {
  const carried = findCarried(fn);
  const isAssumed = (value: Value): boolean =>
    value.type === 'reference' && !value.holds && value.active && carried.has(value);
  const params = fn.params.filter(isAssumed);
  fn.entry.instructions.unshift(...params.flatMap((param) => check(param, fn.loc, fileName)));
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { op, result, loc } = instruction;
      if (!result || !assumes(op) || !isAssumed(result)) return [instruction];
      return [instruction, ...check(result, loc, fileName)];
    });
  });
}

function check(value: Value, loc: Instruction['loc'], fileName: string): Instruction[] {
  const place = loc ? `${fileName}:${loc.line}:${loc.column + 1}` : fileName;
  const text = newValue(null, 'string');
  return [
    { result: text, op: { kind: 'constant', value: place }, loc },
    {
      result: null,
      op: { kind: 'helper', name: 'expectReference', tape: false, pure: false, args: [value, text] },
      loc,
    },
  ];
}

/** Operations whose results get their type from what is done with them. */
function assumes(op: Operation): boolean {
  return (
    op.kind === 'loadField' || op.kind === 'loadIndex' || op.kind === 'loadOuter' || op.kind === 'callUnknown'
  );
}

/** Values that go somewhere as they are, other than to be accessed. */
function findCarried(fn: HIRFunction): Set<Value> {
  const carried = new Set<Value>();
  for (let size = -1; size !== carried.size;) {
    size = carried.size;
    forEachBlock(fn.entry, (block) => {
      for (const { result, operands } of block.phis) {
        if (result.type === 'reference' && !carried.has(result)) continue;
        for (const operand of operands) if (operand) carried.add(operand);
      }
      for (const { op } of block.instructions) for (const value of carriedBy(op)) carried.add(value);
      addReturned(block, carried);
    });
  }
  return carried;
}

function addReturned({ terminal }: Block, carried: Set<Value>): void {
  if (terminal.kind !== 'return') return;
  mapTerminalOperands(terminal, (value) => {
    carried.add(value);
    return value;
  });
}

function carriedBy(op: Operation): readonly Value[] {
  switch (op.kind) {
    case 'storeField':
    case 'storeIndex':
      return [op.value];
    case 'newArray':
      return op.elements;
    case 'newObject':
      return op.values;
    case 'callUnknown':
    case 'construct':
      return op.args;
    case 'callKnown':
      return op.args.filter((_, i) => op.target.paramChannels[i] === 'unknown');
    case 'closure':
      return op.captures;
    case 'select':
      return [op.whenTrue, op.whenFalse];
    default:
      return [];
  }
}
