import type { Instruction, Loc, Operation, Value } from '../../hir/model.js';
import { forEachOperand, mapOperands } from '../../hir/visitors.js';
import { cloneOperation, newCloneMaps } from '../../hir/cloneHIR.js';
import type { TangentSweep } from '../tangent/TangentSweep.js';

/**
 * Tangent of `d !== 0 ? value : 0`, in which `value` is what a cotangent `d` contributes: linear in it.
 *
 * It is not the tangent of a choice: where `d` is zero and its tangent is not (the gradient of s² at s = 0), the contribution moves by what the
 * tangent contributes in the place of `d`. The partial itself may have an infinite tangent there, which zero times contributes nothing.
 */
export function tangentOfGuard(
  sweep: TangentSweep,
  { guard, value }: Extract<Operation, { kind: 'zeroGuard' }>,
  loc: Loc,
): Value | null {
  const tangent = sweep.number(value);
  const guardTangent = sweep.number(guard);
  const ofTangent = guardTangent && substituted(sweep, value, guard, guardTangent);
  const guarded =
    ofTangent && guardTangent
      ? sweep.emit({ kind: 'zeroGuard', guard: guardTangent, value: ofTangent }, loc)
      : null;
  if (!tangent) return guarded;
  const zero = sweep.zero();
  const test = sweep.emit({ kind: 'binary', operator: '!==', left: guard, right: zero }, loc, 'boolean');
  return sweep.emit({ kind: 'select', test, whenTrue: tangent, whenFalse: guarded ?? zero }, loc);
}

/** Operations that a contribution is computed with. */
const LINEAR: ReadonlySet<string> = new Set<Operation['kind']>(['unary', 'binary', 'select', 'zeroGuard']);

/** What is computed from `from`, computed from `to`; the value itself if it does not depend on it. */
function substituted(sweep: TangentSweep, value: Value, from: Value, to: Value): Value {
  const copies = new Map<Value, Value>([[from, to]]);
  const copy = (each: Value): Value => {
    const known = copies.get(each);
    if (known) return known;
    const definition = sweep.definitionOf(each);
    const result = definition && dependsOn(sweep, definition, from) ? again(definition) : each;
    copies.set(each, result);
    return result;
  };
  const again = ({ op, loc, result }: Instruction): Value => {
    const cloned = cloneOperation(op, newCloneMaps());
    mapOperands(cloned, copy);
    return sweep.emit(cloned, loc, result!.type);
  };
  return copy(value);
}

function dependsOn(sweep: TangentSweep, { op }: Instruction, value: Value): boolean {
  if (!LINEAR.has(op.kind)) return false;
  let found = false;
  forEachOperand(op, (operand) => {
    if (found || operand === value) found = true;
    else {
      const definition = sweep.definitionOf(operand);
      found = !!definition && dependsOn(sweep, definition, value);
    }
  });
  return found;
}
