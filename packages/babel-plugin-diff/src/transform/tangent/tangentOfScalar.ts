import type { Loc, Operation, Value } from '../../hir/model.js';
import { partialsOf, type ScalarOperation } from '../partials.js';
import type { TangentSweep } from './TangentSweep.js';

/**
 * Tangent of the result of arithmetic: the sum over the operands of partial times tangent. Null if all tangents are zero.
 *
 * A zero tangent contributes zero even where the partial is infinite or NaN.
 */
export function tangentOfScalar(
  sweep: TangentSweep,
  op: ScalarOperation,
  result: Value,
  loc: Loc,
): Value | null {
  if (op.kind === 'binary') {
    const [left, right] = [op.left, op.right];
    const [left_, right_] = [sweep.number(left), sweep.number(right)];
    if (!left_ && !right_) return null;
    switch (op.operator) {
      case '+':
        return left_ && right_ ? arithmetic(sweep, '+', left_, right_, loc) : (left_ ?? right_);
      case '-':
        if (!right_) return left_;
        return left_ ? arithmetic(sweep, '-', left_, right_, loc) : negative(sweep, right_, loc);
      case '*':
        return tangentOfProduct(sweep, left, right, loc);
      case '/':
        return tangentOfQuotient(sweep, left_, right, right_, result, loc);
    }
  }
  const operands = op.kind === 'unary' ? [op.argument] : op.kind === 'binary' ? [op.left, op.right] : op.args;
  let sum: Value | null = null;
  partialsOf(op, sweep.constantOf).forEach((partial, i) => {
    const tangent = sweep.number(operands[i]!);
    if (partial.isZero || !tangent) return;
    const read = (name: number | 'out'): Value => (name === 'out' ? result : operands[name]!);
    const term = partial.emitContribution(sweep.builder, tangent, read, loc);
    sum = sum ? arithmetic(sweep, '+', sum, term, loc) : term;
  });
  return sum;
}

function tangentOfProduct(sweep: TangentSweep, left: Value, right: Value, loc: Loc): Value | null {
  const [left_, right_] = [sweep.number(left), sweep.number(right)];
  if (left === right && left_) {
    const twice = arithmetic(sweep, '*', sweep.emit({ kind: 'constant', value: 2 }, loc, 'int'), left, loc);
    return arithmetic(sweep, '*', twice, left_, loc);
  }
  const byLeft = left_ && arithmetic(sweep, '*', left_, right, loc);
  const byRight = right_ && arithmetic(sweep, '*', left, right_, loc);
  return byLeft && byRight ? arithmetic(sweep, '+', byLeft, byRight, loc) : (byLeft ?? byRight);
}

/** (ẋ − out·ẏ)/y */
function tangentOfQuotient(
  sweep: TangentSweep,
  left_: Value | null,
  right: Value,
  right_: Value | null,
  result: Value,
  loc: Loc,
): Value {
  let numerator = left_;
  if (right_) {
    const product = arithmetic(sweep, '*', result, right_, loc);
    const loss = guarded(sweep, right_, product, loc);
    numerator = left_ ? arithmetic(sweep, '-', left_, loss, loc) : negative(sweep, loss, loc);
  }
  const quotient = arithmetic(sweep, '/', numerator!, right, loc);
  const divisor = sweep.constantOf(right);
  return divisor !== null && divisor !== 0 ? quotient : guarded(sweep, numerator!, quotient, loc);
}

/** Tangent of `test ? a : b`. */
export function tangentOfSelect(
  sweep: TangentSweep,
  op: Extract<Operation, { kind: 'select' }>,
  loc: Loc,
): Value | null {
  const whenTrue = sweep.number(op.whenTrue);
  const whenFalse = sweep.number(op.whenFalse);
  if (!whenTrue && !whenFalse) return null;
  const [a, b] = [whenTrue ?? sweep.zero(), whenFalse ?? sweep.zero()];
  return sweep.emit({ kind: 'select', test: op.test, whenTrue: a, whenFalse: b }, loc);
}

function arithmetic(
  sweep: TangentSweep,
  operator: '+' | '-' | '*' | '/',
  left: Value,
  right: Value,
  loc: Loc,
): Value {
  return sweep.emit({ kind: 'binary', operator, left, right }, loc);
}

function negative(sweep: TangentSweep, argument: Value, loc: Loc): Value {
  return sweep.emit({ kind: 'unary', operator: '-', argument }, loc);
}

function guarded(sweep: TangentSweep, guard: Value, value: Value, loc: Loc): Value {
  return sweep.emit({ kind: 'zeroGuard', guard, value }, loc);
}
