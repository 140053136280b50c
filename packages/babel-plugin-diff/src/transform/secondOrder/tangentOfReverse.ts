import { isNumeric } from '../../hir/effects.js';
import type { Instruction, Loc, Operation, Value } from '../../hir/model.js';
import { tangentOfScalar, tangentOfSelect } from '../tangent/tangentOfScalar.js';
import type { TangentSweep } from '../tangent/TangentSweep.js';
import { tangentOfGuard } from './tangentOfGuard.js';

/** Writes an instruction of the reverse companion and what stands beside it. */
export function tangentOfReverse(sweep: TangentSweep, instruction: Instruction): void {
  const { op, result, loc } = instruction;
  if (op.kind === 'callReverse') op.tangent = sweep.numberOrZero(op.cotangent);
  else if (op.kind === 'callRecord') op.args = op.args.flatMap((arg) => [arg, sweep.numberOrZero(arg)]);
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
    case 'zeroGuard':
      if (result && sweep.carries(result)) sweep.define(result, tangentOfGuard(sweep, op, loc), loc);
      return;
    case 'tapeRead':
      if (result && sweep.carries(result))
        sweep.define(result, sweep.emit({ ...op, ofTangent: true }, loc), loc);
      return;
    case 'tapeAt':
      if (result && sweep.carries(result)) {
        const source = op.source && (sweep.plainCompanion(op.source) ?? sweep.absent());
        sweep.define(result, sweep.emit({ ...op, source, ofTangent: true }, loc), loc);
      }
      return;
    case 'refRead':
      sweep.definePlain(result!, sweep.emit({ ...op, ofTangent: true }, loc, 'unknown'), loc);
      return;
    case 'loadField':
    case 'loadIndex':
      tangentOfReload(sweep, op, result!, loc);
      return;
    case 'accumulate': {
      const value = sweep.number(op.value);
      if (value) sweep.builder.effect({ ...op, shadow: shadowOf(sweep, op.shadow), value }, loc);
      return;
    }
    case 'setSlot':
      sweep.builder.effect(
        { ...op, shadow: shadowOf(sweep, op.shadow), value: sweep.numberOrZero(op.value) },
        loc,
      );
      return;
    case 'takeSlot':
      sweep.define(result!, sweep.emit({ ...op, shadow: shadowOf(sweep, op.shadow) }, loc), loc);
      return;
    case 'writeRegister':
      sweep.builder.effect({ ...op, value: sweep.numberOrZero(op.value), lane: 1 }, loc);
      return;
    case 'readRegister':
      sweep.define(result!, sweep.emit({ ...op, lane: 1 }, loc), loc);
      return;
    case 'callReverse':
    case 'callRecord':
      if (result)
        sweep.define(result, sweep.emit({ kind: 'readRegister', index: 0, record: null, lane: 1 }, loc), loc);
      return;
    case 'helper':
      tangentOfHelper(sweep, op, result, loc);
      return;
    default:
      return;
  }
}

/** Shadows of tangents are there where shadows are. */
function shadowOf(sweep: TangentSweep, shadow: Value): Value {
  return sweep.plainCompanion(shadow) ?? sweep.absent();
}

/** A load made again: of a number of the program, whose mirror may be absent, or of what stands in a slot of a shadow. */
function tangentOfReload(
  sweep: TangentSweep,
  op: Extract<Operation, { kind: 'loadField' | 'loadIndex' }>,
  result: Value,
  loc: Loc,
): void {
  const companion = sweep.plainCompanion(op.object);
  if (!companion || (op.kind === 'loadField' && op.key === 'length')) return;
  const load: Operation = { ...op, object: companion, optional: true };
  if (!isNumeric(result.type)) {
    sweep.definePlain(result, sweep.emit(load, loc, 'unknown'), loc);
  } else if (sweep.carries(result)) {
    sweep.define(result, sweep.orZero(sweep.emit(load, loc), null, loc), loc);
  }
}

function tangentOfHelper(
  sweep: TangentSweep,
  op: Extract<Operation, { kind: 'helper' }>,
  result: Value | null,
  loc: Loc,
): void {
  switch (op.name) {
    case 'addToSlot': {
      const [shadow, key, value] = op.args as [Value, Value, Value];
      const tangent = sweep.number(value);
      if (tangent) sweep.builder.effect({ ...op, args: [shadowOf(sweep, shadow), key, tangent] }, loc);
      return;
    }
    case 'takeSlot': {
      const [shadow, key] = op.args as [Value, Value];
      sweep.define(result!, sweep.emit({ ...op, args: [shadowOf(sweep, shadow), key] }, loc), loc);
      return;
    }
    case 'clearArray':
    case 'moveInto':
      sweep.builder.effect({ ...op, args: op.args.map((shadow) => shadowOf(sweep, shadow)) }, loc);
      return;
    case 'shadowIn':
      sweep.definePlain(
        result!,
        sweep.emit({ ...op, args: [shadowOf(sweep, op.args[0]!)] }, loc, 'unknown'),
        loc,
      );
      return;
    default:
      return;
  }
}
