import { isNumeric } from '../../hir/effects.js';
import type { Instruction, Loc, Operation, Value } from '../../hir/model.js';
import { tangentOfOuter, tangentOfChecked } from '../tangent/buildTangent.js';
import { takeTangent } from '../tangent/tangentOfCall.js';
import {
  tangentOfLiteral,
  tangentOfLoad,
  tangentOfStore,
  tangentOfTypedArray,
} from '../tangent/tangentOfMemory.js';
import { tangentOfScalar, tangentOfSelect } from '../tangent/tangentOfScalar.js';
import type { TangentSweep } from '../tangent/TangentSweep.js';

/** Writes an instruction of the forward companion and what stands beside it. */
export function tangentOfForward(sweep: TangentSweep, instruction: Instruction): void {
  const { op, result, loc } = instruction;
  switch (op.kind) {
    case 'callForward':
      callForward(sweep, instruction, op);
      return;
    case 'callRecord':
      op.args = op.args.flatMap((arg) => [arg, beside(sweep, arg, loc)]);
      sweep.builder.block.instructions.push(instruction);
      sweep.mirrors.disturb();
      if (result) takeTangent(sweep, result, false, loc);
      return;
    case 'tapePush':
      // What is not active has no tangent, and the reverse asks for none.
      op.tangents = op.values.map((value) =>
        isNumeric(value.type) && value.active ? sweep.numberOrZero(value) : null,
      );
      break;
    case 'refPush':
      op.tangents = op.values.map((value) => (isRecord(sweep, value) ? null : beside(sweep, value, loc)));
      break;
    case 'closure':
      op.second = {
        mirrors: op.captures.map((capture) => sweep.slot(capture, loc)),
        tangents: (op.companions ?? []).map((shadow) => shadowOf(sweep, shadow)),
      };
      break;
    case 'helper':
      helper(sweep, instruction, op);
      return;
  }
  sweep.builder.block.instructions.push(instruction);
  switch (op.kind) {
    case 'unary':
    case 'binary':
    case 'math':
      if (result && sweep.carries(result)) sweep.define(result, tangentOfScalar(sweep, op, result, loc), loc);
      return;
    case 'select':
      if (result && sweep.carries(result)) sweep.define(result, tangentOfSelect(sweep, op, loc), loc);
      return;
    case 'loadField':
    case 'loadIndex':
      if (result!.isShadow) loadShadow(sweep, op, result!, loc);
      else tangentOfLoad(sweep, op, result!, loc);
      return;
    case 'storeField':
    case 'storeIndex':
      tangentOfStore(sweep, op, loc);
      return;
    case 'newArray':
    case 'newObject':
      tangentOfLiteral(sweep, op, result!, loc);
      return;
    case 'newTyped':
      tangentOfTypedArray(sweep, op, result!, loc);
      return;
    case 'loadOuter':
      tangentOfOuter(sweep, instruction);
      return;
    case 'newShadow': {
      // A typed array's shadow is as long as the array.
      const values = op.like === 'typed' ? op.values : op.values.map((value) => inSlot(sweep, value));
      sweep.definePlain(result!, sweep.emit({ ...op, values }, loc, 'reference'), loc);
      return;
    }
    case 'setSlot':
      sweep.builder.effect(
        { ...op, shadow: shadowOf(sweep, op.shadow), value: inSlot(sweep, op.value) },
        loc,
      );
      return;
    case 'tapeSnapshot':
      copyTangents(sweep, op, result!, loc);
      return;
    case 'tapeField':
      if (op.field === 'ret' || op.field === 'source')
        sweep.definePlain(result!, sweep.emit({ ...op, lane: 1 }, loc, 'reference'), loc);
      return;
    case 'setTapeField':
      sweep.builder.effect({ ...op, value: shadowOf(sweep, op.value), lane: 1 }, loc);
      return;
    default:
      return;
  }
}

/** What stands beside any value: its tangent, its mirror, or the shadow of tangents of a shadow. */
function beside(sweep: TangentSweep, value: Value, loc: Loc): Value {
  if (isNumeric(value.type)) return value.active ? sweep.numberOrZero(value) : sweep.absent();
  return sweep.companion(value, loc) ?? sweep.absent();
}

function shadowOf(sweep: TangentSweep, shadow: Value): Value {
  return sweep.plainCompanion(shadow) ?? sweep.absent();
}

/** What a slot of a shadow of tangents holds at first: zero, or another one. */
function inSlot(sweep: TangentSweep, value: Value): Value {
  return value.isShadow ? shadowOf(sweep, value) : sweep.zero();
}

/** What was found for an unknown callee. */
function isRecord(sweep: TangentSweep, value: Value): boolean {
  const op = sweep.definitionOf(value)?.op;
  return op?.kind === 'helper' && /^resolve/.test(op.name);
}

function callForward(
  sweep: TangentSweep,
  instruction: Instruction,
  { target, args }: Extract<Operation, { kind: 'callForward' }>,
): void {
  const { result, loc } = instruction;
  let cursor = 0;
  const given = target.paramChannels.flatMap((channel) => {
    const arg = args[cursor++]!;
    if (channel === 'number') return [arg, sweep.numberOrZero(arg)];
    const shadow = args[cursor++]!;
    return [arg, sweep.companion(arg, loc) ?? sweep.absent(), shadow, shadowOf(sweep, shadow)];
  });
  instruction.op = { kind: 'callForward', target, args: given, second: true };
  sweep.builder.block.instructions.push(instruction);
  sweep.mirrors.disturb();
  if (!result || target.resultChannel === 'none') return;
  takeTangent(sweep, result, target.resultChannel === 'number', loc);
}

function loadShadow(
  sweep: TangentSweep,
  op: Extract<Operation, { kind: 'loadField' | 'loadIndex' }>,
  result: Value,
  loc: Loc,
): void {
  const object = sweep.plainCompanion(op.object);
  if (object) sweep.definePlain(result, sweep.emit({ ...op, object }, loc, 'reference'), loc);
}

/** A copy of a range of an array on the tape has one of its mirror beside it. */
function copyTangents(
  sweep: TangentSweep,
  { object, low, high, refers }: Extract<Operation, { kind: 'tapeSnapshot' }>,
  base: Value,
  loc: Loc,
): void {
  const mirror = sweep.companion(object, loc) ?? sweep.absent();
  const name = refers ? 'referOrCopyTangents' : 'copyTangents';
  const args = [object, mirror, base, low, high];
  sweep.builder.effect({ kind: 'helper', name, tape: true, pure: false, args }, loc);
}

/** Methods of the tape that find the shadow of an object, and what the tangent tape is asked instead. */
const FINDERS: Readonly<Record<string, string | undefined>> = {
  late$: 'late$',
  part$: 'late$',
  ensure: 'ensure',
  outer$: 'shadowOf',
  shadowOf: 'shadowOf',
};

function helper(
  sweep: TangentSweep,
  instruction: Instruction,
  op: Extract<Operation, { kind: 'helper' }>,
): void {
  const { result, loc } = instruction;
  const { instructions } = sweep.builder.block;
  if (op.tape && /^resolve/.test(op.name)) {
    instruction.op = { ...op, name: op.name === 'resolveNew' ? 'resolveNewSecond' : 'resolveSecond' };
    instructions.push(instruction);
    return;
  }
  instructions.push(instruction);
  if (op.name === 'expectIterableArray') {
    tangentOfChecked(sweep, instruction);
    return;
  }
  const finder = op.tape ? FINDERS[op.name] : undefined;
  if (finder) {
    const [object, shadow] = op.args as [Value, Value | undefined];
    const args = shadow && finder !== 'shadowOf' ? [object, shadowOf(sweep, shadow)] : [object];
    const again: Operation = { kind: 'helper', name: finder, tape: true, pure: op.pure, args, lane: 1 };
    sweep.definePlain(result!, sweep.emit(again, loc, 'reference'), loc);
  } else if (op.name === 'slot') {
    const [value, shadow] = op.args as [Value, Value];
    sweep.definePlain(
      result!,
      sweep.emit({ ...op, args: [value, shadowOf(sweep, shadow)] }, loc, 'unknown'),
      loc,
    );
  }
}
