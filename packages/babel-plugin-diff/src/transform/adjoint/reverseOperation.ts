import type { Instruction, Loc, Operation, Value } from '../../hir/model.js';
import { partialsOf } from '../partials.js';
import { mayBeNumber, mayBeObject } from '../shadowKinds.js';
import type { AccessShadow } from './addShadows.js';
import type { Sweep } from './Sweep.js';

/** Reverse of one instruction: what its result's cotangent, or the shadow it wrote to, gives to its operands. */
export function reverseOperation(sweep: Sweep, instruction: Instruction): void {
  const { op, result, loc } = instruction;
  switch (op.kind) {
    case 'unary':
    case 'binary':
    case 'math':
      if (result && sweep.cotangents.has(result)) reverseScalar(sweep, op, result, loc);
      return;
    case 'select':
      if (result && sweep.cotangents.has(result)) reverseSelect(sweep, op, result, loc);
      return;
    case 'loadField':
    case 'loadIndex':
      reverseLoad(sweep, instruction);
      return;
    case 'storeField':
    case 'storeIndex':
      reverseStore(sweep, instruction);
      return;
    case 'newArray':
    case 'newObject':
      reverseLiteral(sweep, instruction);
      return;
    case 'newTyped':
      reverseTypedArray(sweep, instruction);
      return;
    case 'tapeSnapshot':
      sweep.builder.effect({ kind: 'tapeDropSnapshot' }, loc);
      return;
    case 'closure':
      reverseClosure(sweep, instruction);
      return;
    case 'checkpointedLoop':
      sweep.builder.effect({ kind: 'reverseCheckpointed', loop: sweep.values.demand(result!) }, loc);
      return;
    case 'callForward':
    case 'callRecord':
      reverseCall(sweep, instruction);
      return;
    default:
      return;
  }
}

// --- numbers ---------------------------------------------------------------------------------------------------------------

type Scalar = Extract<Operation, { kind: 'unary' | 'binary' | 'math' }>;

function reverseScalar(sweep: Sweep, op: Scalar, result: Value, loc: Loc): void {
  const { builder, cotangents, values } = sweep;
  const binary = (operator: '+' | '-' | '*' | '/', left: Value, right: Value): Value =>
    builder.value({ kind: 'binary', operator, left, right }, loc, 'number');
  const guarded = (guard: Value, value: Value): Value =>
    builder.value({ kind: 'zeroGuard', guard, value }, loc, 'number');
  const read = (): Value => cotangents.read(result, loc);
  const negative = (value: Value): Value =>
    builder.value({ kind: 'unary', operator: '-', argument: value }, loc, 'number');

  if (op.kind === 'unary') {
    if (op.operator === '-') cotangents.add(op.argument, negative(read()), loc);
    else if (op.operator === '+') cotangents.add(op.argument, read(), loc);
    return;
  }
  if (op.kind === 'binary') {
    const { left, right } = op;
    const activeLeft = cotangents.has(left);
    const activeRight = cotangents.has(right);
    switch (op.operator) {
      case '+':
        cotangents.add(left, read(), loc);
        cotangents.add(right, read(), loc);
        return;
      case '-':
        cotangents.add(left, read(), loc);
        if (activeRight) cotangents.add(right, negative(read()), loc);
        return;
      case '*': {
        if (left === right && activeLeft) {
          const twice = binary('*', builder.constant(2), values.demand(left));
          cotangents.add(left, binary('*', read(), twice), loc);
          return;
        }
        const byRight = activeLeft ? values.demand(right) : null;
        const byLeft = activeRight ? values.demand(left) : null;
        const d = read();
        if (byRight) cotangents.add(left, binary('*', d, byRight), loc);
        if (byLeft) cotangents.add(right, binary('*', d, byLeft), loc);
        return;
      }
      case '/': {
        if (!activeLeft && constantOf(sweep, left) === 1) {
          const inverse = values.demand(result);
          const d = read();
          const loss = binary('*', binary('*', d, inverse), inverse);
          cotangents.add(right, negative(guarded(d, loss)), loc);
          return;
        }
        const divisor = values.demand(right);
        const quotient = activeRight ? values.demand(result) : null;
        const d = read();
        const safe = values.definitionOf(right)?.op.kind === 'constant';
        const plain = binary('/', d, divisor);
        const share = safe || !activeLeft ? plain : guarded(d, plain);
        cotangents.add(left, share, loc);
        if (quotient) {
          const loss = binary('*', share, quotient);
          cotangents.add(right, negative(safe ? loss : guarded(d, loss)), loc);
        }
        return;
      }
    }
  }
  const args = op.kind === 'binary' ? [op.left, op.right] : op.args;
  const partials = partialsOf(op, (value) => constantOf(sweep, value));
  const d = read();
  const contributions = args.map((arg, i) => {
    const partial = partials[i];
    if (!partial || partial.isZero || !cotangents.has(arg)) return null;
    return partial.emitContribution(
      builder,
      d,
      (name) => values.demand(name === 'out' ? result : args[name]!),
      loc,
      (name, positions) => {
        const same = sweep.computed.find(
          name,
          positions.map((position) => (position === 'out' ? result : args[position]!)),
          result,
        );
        return same && values.demand(same);
      },
    );
  });
  contributions.forEach((contribution, i) => contribution && cotangents.add(args[i]!, contribution, loc));
}

function constantOf(sweep: Sweep, value: Value): number | null {
  const op = sweep.values.definitionOf(value)?.op;
  return op?.kind === 'constant' && typeof op.value === 'number' ? op.value : null;
}

function reverseSelect(
  sweep: Sweep,
  op: Extract<Operation, { kind: 'select' }>,
  result: Value,
  loc: Loc,
): void {
  const { builder, cotangents, values } = sweep;
  const test = values.demand(op.test);
  const d = cotangents.read(result, loc);
  const zero = builder.constant(0);
  if (cotangents.has(op.whenTrue)) {
    const share = builder.value({ kind: 'select', test, whenTrue: d, whenFalse: zero }, loc, 'number');
    cotangents.add(op.whenTrue, share, loc);
  }
  if (cotangents.has(op.whenFalse)) {
    const share = builder.value({ kind: 'select', test, whenTrue: zero, whenFalse: d }, loc, 'number');
    cotangents.add(op.whenFalse, share, loc);
  }
}

// --- memory ------------------------------------------------------------------------------------------------------------------

function keyOf(sweep: Sweep, op: Operation): Value | string {
  if (op.kind === 'loadField' || op.kind === 'storeField') return op.key;
  if (op.kind === 'loadIndex' || op.kind === 'storeIndex') return sweep.values.demand(op.index);
  throw new Error(`${op.kind} has no key`);
}

function keyValue(sweep: Sweep, key: Value | string): Value {
  return typeof key === 'string' ? sweep.builder.constant(key) : key;
}

function reverseLoad(sweep: Sweep, instruction: Instruction): void {
  const { op, result, loc } = instruction;
  const access = sweep.shadows.ofAccess.get(instruction);
  if (!access || !result || !sweep.cotangents.has(result)) return;
  const shadow = sweep.values.demand(access.shadow);
  const key = keyOf(sweep, op);
  const value = sweep.cotangents.read(result, loc);
  if (result.type === 'unknown') {
    const args = [shadow, keyValue(sweep, key), value];
    sweep.builder.effect({ kind: 'helper', name: 'addToSlot', tape: false, pure: false, args }, loc);
    return;
  }
  sweep.builder.effect({ kind: 'accumulate', shadow, key, value, maybeAbsent: access.maybeAbsent }, loc);
}

function reverseStore(sweep: Sweep, instruction: Instruction): void {
  const { op } = instruction;
  const access = sweep.shadows.ofAccess.get(instruction);
  if (!access || (op.kind !== 'storeField' && op.kind !== 'storeIndex')) return;
  const key = keyOf(sweep, op);
  takeInto(sweep, access, key, op.value, typeof key === 'string', instruction.loc);
}

/** Reads and clears a slot of a shadow; what was in it goes to the value that had been stored there. */
function takeInto(
  sweep: Sweep,
  access: AccessShadow,
  key: Value | string,
  value: Value,
  isThere: boolean,
  loc: Loc,
): void {
  const { builder, cotangents, values } = sweep;
  const shadow = values.demand(access.shadow);
  if (!cotangents.has(value)) {
    // Whatever is added to the slot of a constant is nobody's; a reference there was put by the forward sweep.
    const zero = builder.constant(0);
    builder.effect({ kind: 'setSlot', shadow, key, value: zero, maybeAbsent: access.maybeAbsent }, loc);
    return;
  }
  const name = cotangents.of(value).name;
  const taken =
    value.type === 'unknown'
      ? builder.value(
          {
            kind: 'helper',
            name: 'takeSlot',
            tape: false,
            pure: false,
            args: [shadow, keyValue(sweep, key)],
          },
          loc,
          'number',
          name,
        )
      : builder.value(
          { kind: 'takeSlot', shadow, key, maybeAbsent: access.maybeAbsent, isThere },
          loc,
          'number',
          name,
        );
  cotangents.add(value, taken, loc);
}

/** The reverse of an allocation leaves its shadow clean. */
function reverseLiteral(sweep: Sweep, instruction: Instruction): void {
  const { op, loc } = instruction;
  const access = sweep.shadows.ofAccess.get(instruction);
  if (!access || (op.kind !== 'newArray' && op.kind !== 'newObject')) return;
  const contents = op.kind === 'newArray' ? op.elements : op.values;
  contents.forEach((value, i) => {
    if (mayBeObject(value) && !mayBeNumber(value)) return;
    const key = op.kind === 'newObject' ? op.keys[i]! : sweep.builder.constant(i);
    takeInto(sweep, access, key, value, true, loc);
  });
}

function reverseTypedArray(sweep: Sweep, instruction: Instruction): void {
  const access = sweep.shadows.ofAccess.get(instruction);
  if (!access) return;
  const { builder, values, shadows } = sweep;
  const source = shadows.ofSource.get(instruction);
  const shadow = values.demand(access.shadow);
  const args = source ? [shadow, values.demand(source)] : [shadow];
  const name = source ? 'moveInto' : 'clearArray';
  builder.effect({ kind: 'helper', name, tape: false, pure: false, args }, instruction.loc);
}

// --- calls -------------------------------------------------------------------------------------------------------------------

function reverseCall(sweep: Sweep, { op, result, loc }: Instruction): void {
  const { builder, cotangents, values } = sweep;
  const carries = result !== null && cotangents.has(result);
  if (op.kind === 'callForward') {
    const args: (Value | null)[] = [];
    let cursor = 0;
    for (const channel of op.target.paramChannels) {
      args.push(channel === 'reference' ? null : op.args[cursor]!);
      cursor += channel === 'number' ? 1 : 2;
    }
    const cotangent = carries ? cotangents.read(result, loc) : builder.constant(0);
    const first = builder.value({ kind: 'callReverse', target: op.target, cotangent }, loc, 'number');
    takeCotangents(sweep, args, first, null, loc);
  } else if (op.kind === 'callRecord') {
    const record = values.demand(op.record);
    const args: (Value | null)[] = [];
    for (let i = 2; i < op.args.length; i += 2) args.push(mayBeNumber(op.args[i]!) ? op.args[i]! : null);
    args.forEach((arg, i) => {
      if (i === 0 || !arg || !cotangents.has(arg)) return;
      builder.effect({ kind: 'writeRegister', index: i, value: builder.constant(0) }, loc);
    });
    const cotangent = carries ? cotangents.read(result, loc) : builder.constant(0);
    const first = builder.value(
      { kind: 'callRecord', entry: 'reverse', record, args: [cotangent] },
      loc,
      'number',
    );
    takeCotangents(sweep, args, first, record, loc);
  }
}

/** The calls of a closure have left the cotangents of the numbers it captured in its environment shadow. */
function reverseClosure(sweep: Sweep, { op, result, loc }: Instruction): void {
  const environment = result && sweep.shadows.ofObject.get(result);
  if (op.kind !== 'closure' || !environment) return;
  const access: AccessShadow = { shadow: environment, maybeAbsent: false };
  op.captures.forEach((capture, i) => {
    if (op.target.paramChannels[i] === 'reference' || !sweep.cotangents.has(capture)) return;
    takeInto(sweep, access, sweep.builder.constant(i), capture, true, loc);
  });
}

/** Adds the cotangents that a callee returned: that of the first argument directly, the others in registers. */
function takeCotangents(
  sweep: Sweep,
  args: readonly (Value | null)[],
  first: Value,
  record: Value | null,
  loc: Loc,
): void {
  const { builder, cotangents } = sweep;
  args.forEach((arg, i) => {
    if (!arg || !cotangents.has(arg)) return;
    const value = i === 0 ? first : builder.value({ kind: 'readRegister', index: i, record }, loc, 'number');
    cotangents.add(arg, value, loc);
  });
}
