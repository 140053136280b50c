import { isNumeric } from '../../hir/effects.js';
import type { Instruction, KnownFunction, Loc, Value } from '../../hir/model.js';
import { mayBeObject } from '../shadowKinds.js';
import type { TangentSweep } from './TangentSweep.js';

/**
 * A call of a function of the file becomes one of its tangent companion, or of its lanes companion: every argument is followed by its
 * tangents.
 */
export function tangentOfKnownCall(
  sweeps: readonly TangentSweep[],
  instruction: Instruction,
  target: KnownFunction,
  given: readonly Value[],
): void {
  const [first] = sweeps as [TangentSweep];
  const { result, loc } = instruction;
  const args = target.paramChannels.flatMap((channel, i) => {
    const arg = given[i] ?? first.absent();
    const tangents = sweeps.map((sweep) =>
      channel === 'number' ? sweep.numberOrZero(arg) : (sweep.companion(arg, loc) ?? sweep.absent()),
    );
    return [arg, ...tangents];
  });
  const isLanes = first.lane.number !== undefined;
  instruction.op = { kind: 'callTangent', target, args, ...(isLanes ? { lanes: true } : {}) };
  first.builder.block.instructions.push(instruction);
  for (const sweep of sweeps) sweep.mirrors.disturb();
  if (!result || target.resultChannel === 'none') return;
  for (const sweep of sweeps) takeTangent(sweep, result, target.resultChannel === 'number', loc);
}

/** A call of a function found at run time goes through its companion record. */
export function tangentOfUnknownCall(sweep: TangentSweep, instruction: Instruction, fileName: string): void {
  const { op, result, loc } = instruction;
  if (op.kind !== 'callUnknown' && op.kind !== 'construct') return;
  if (!sweep.lane.isFirst) throw new Error('a lanes companion calls functions of the file only');
  const place = loc ? `${op.text} (${fileName}:${loc.line}:${loc.column + 1})` : op.text;
  const where = sweep.emit({ kind: 'constant', value: place }, loc, 'string');
  const name = op.kind === 'construct' ? 'resolveNew' : 'resolve';
  const record = sweep.emit(
    { kind: 'helper', name, tape: true, pure: false, args: [op.callee, where] },
    loc,
    'reference',
  );
  record.name = 'callee';
  const self = op.kind === 'callUnknown' ? op.self : null;
  const args = [self, ...op.args].flatMap((arg) => {
    if (!arg) return [sweep.absent(), sweep.absent()];
    return [arg, sweep.companion(arg, loc) ?? sweep.absent()];
  });
  instruction.op = { kind: 'callRecord', entry: 'tangent', record, args };
  sweep.builder.block.instructions.push(instruction);
  sweep.mirrors.disturb();
  if (result) takeTangent(sweep, result, false, loc);
}

/** The tangent of the result, which the callee has left with the tape: in a register, if a lanes companion gives a number. */
export function takeTangent(sweep: TangentSweep, result: Value, isNumber: boolean, loc: Loc): void {
  if (!sweep.carries(result)) return;
  const { number, ofTape } = sweep.lane;
  const returned = sweep.emit(
    isNumber && number !== undefined
      ? { kind: 'readRegister', index: number, record: null }
      : { kind: 'tapeField', field: 'ret_', ...ofTape },
    loc,
    isNumber ? 'number' : 'unknown',
  );
  if (isNumeric(result.type)) sweep.define(result, isNumber ? returned : sweep.asNumber(returned, loc), loc);
  else sweep.define(result, returned, loc);
  if (mayBeObject(result)) sweep.mirrors.ensure(result, loc);
}
