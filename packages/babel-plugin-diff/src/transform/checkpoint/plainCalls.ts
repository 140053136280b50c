import { newValue } from '../../hir/builder.js';
import type { HIRFunction, Instruction, KnownFunction, Loc, Value } from '../../hir/model.js';
import { forEachBlock } from '../../hir/visitors.js';
import { mayBeObject } from '../shadowKinds.js';
import { findOrigins, MADE } from './Origins.js';

/**
 * Makes a copy of a primal function ready to run without derivatives, in turns of a loop that are run again: functions of the file are called
 * in their own such form, others through the runtime, which looks whether they have an effect.
 *
 * Needs: SSA, types.   Gives: SSA; `fn` is changed in place.
 *
 * @param state  an array that the function itself keeps its results in
 * @param nameOf  the name of another function's form, which is made if it is asked for
 */
export function plainCalls(
  fn: HIRFunction,
  fileName: string,
  state: Value | null,
  nameOf: (known: KnownFunction) => string,
): void {
  const originsOf = findOrigins(fn);
  forEachBlock(fn.entry, (block) => {
    block.instructions = block.instructions.flatMap((instruction) => {
      const { op, loc } = instruction;
      switch (op.kind) {
        case 'callKnown':
          instruction.op = { kind: 'callPart', part: nameOf(op.target), args: op.args };
          return [instruction];
        case 'callUnknown':
        case 'construct':
          return throughRuntime(instruction, fileName);
        case 'closure': {
          const none = constant(undefined, loc);
          op.companions = op.captures.map(() => none.result!);
          return [none, instruction];
        }
        case 'storeField':
        case 'storeIndex': {
          const isOwn = op.object === state || [...originsOf(op.object)].every((each) => each === MADE);
          if (isOwn || op.value.type !== 'unknown') return [instruction];
          const place = constant(placeOf(loc, fileName), loc);
          const args = [op.value, place.result!];
          return [
            place,
            {
              result: null,
              op: { kind: 'helper', name: 'expectNoObject', tape: false, pure: false, args },
              loc,
            },
            instruction,
          ];
        }
        default:
          return [instruction];
      }
    });
  });
}

function throughRuntime(instruction: Instruction, fileName: string): Instruction[] {
  const { op, loc } = instruction;
  if (op.kind !== 'callUnknown' && op.kind !== 'construct') return [instruction];
  const where = constant(`${op.text} (${placeOf(loc, fileName)})`, loc);
  const constructs = constant(op.kind === 'construct', loc);
  const none = constant(undefined, loc);
  const inactive = constant(null, loc);
  const self = op.kind === 'callUnknown' ? op.self : null;
  const pairs = op.args.flatMap((arg) => [
    arg,
    arg.active || mayBeObject(arg) ? none.result! : inactive.result!,
  ]);
  instruction.op = {
    kind: 'helper',
    name: 'callAgain',
    tape: true,
    pure: false,
    args: [op.callee, where.result!, constructs.result!, self ?? none.result!, ...pairs],
  };
  return [where, constructs, none, inactive, instruction];
}

function constant(value: string | boolean | null | undefined, loc: Loc): Instruction {
  const type = typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'none';
  return { result: newValue(null, type), op: { kind: 'constant', value }, loc };
}

function placeOf(loc: Loc, fileName: string): string {
  return loc ? `${fileName}:${loc.line}:${loc.column + 1}` : fileName;
}
