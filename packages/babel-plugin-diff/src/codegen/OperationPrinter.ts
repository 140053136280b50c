import { types as t } from '@babel/core';
import { assertExhaustive } from '../hir/assertExhaustive.js';
import type { ConstantValue, HIRFunction, Operation, Value } from '../hir/model.js';
import { forEachOperand } from '../hir/visitors.js';
import type { PrintEnvironment, TapeLocals, TapeUsage } from './FunctionPrinter.js';

/** A printed operation with a result: statements before, the expression, statements after. */
export interface PrintedValue {
  readonly before: t.Statement[];
  readonly expression: t.Expression;
  readonly after: t.Statement[];
}

const checks = { operand: 'expectOperand', summand: 'expectSummand', number: 'expectNumber' } as const;

/** Prints single operations; knows how the tape's state lies in locals. */
export class OperationPrinter {
  static readonly forEachOperand = forEachOperand;

  constructor(
    private readonly locals: TapeLocals,
    private readonly env: PrintEnvironment,
    private readonly usage: TapeUsage,
    private readonly role: HIRFunction['role'],
    private readonly read: (value: Value) => t.Expression,
  ) {}

  // --- tape state ----------------------------------------------------------------------------------------------------------

  /** Declares the locals that hold the tape's state. */
  prologue(): t.Statement[] {
    const { tape, numbers, top, references, referenceTop, tangents, tangentReferences } = this.locals;
    const statements: t.Statement[] = [];
    const local = (kind: 'let' | 'const', name: string, field: string): void => {
      statements.push(declare(kind, name, member(t.identifier(tape), field)));
    };
    if (this.usage.numbers) {
      local(this.pushes ? 'let' : 'const', numbers, 'f');
      local('let', top, 'n');
    }
    if (this.usage.references) {
      local('const', references, 'o');
      local('let', referenceTop, 'm');
    }
    for (const [lane, name] of this.locals.lanes) {
      const lanes = member(t.identifier(tape), 'lanes');
      statements.push(declare('const', name, t.memberExpression(lanes, t.numericLiteral(lane), true)));
    }
    if (this.usage.tangents)
      statements.push(declare(this.pushes ? 'let' : 'const', tangents, member(this.tapeOf(1), 'f')));
    if (this.usage.tangentReferences)
      statements.push(declare('const', tangentReferences, member(this.tapeOf(1), 'o')));
    return statements;
  }

  /** Writes the state back, before a return and before calls of companions. */
  epilogue(): t.Statement[] {
    const { tape, top, referenceTop } = this.locals;
    const statements: t.Statement[] = [];
    if (this.usage.numbers) statements.push(assign(member(t.identifier(tape), 'n'), t.identifier(top)));
    if (this.usage.references)
      statements.push(assign(member(t.identifier(tape), 'm'), t.identifier(referenceTop)));
    return statements;
  }

  private reload(): t.Statement[] {
    const { tape, numbers, top, referenceTop } = this.locals;
    const statements: t.Statement[] = [];
    if (this.usage.numbers) {
      if (this.pushes) statements.push(assign(t.identifier(numbers), member(t.identifier(tape), 'f')));
      if (this.pushes && this.usage.tangents) statements.push(this.reloadTangents());
      statements.push(assign(t.identifier(top), member(t.identifier(tape), 'n')));
    }
    if (this.usage.references)
      statements.push(assign(t.identifier(referenceTop), member(t.identifier(tape), 'm')));
    return statements;
  }

  private reloadTangents(): t.Statement {
    return assign(t.identifier(this.locals.tangents), member(this.tapeOf(1), 'f'));
  }

  /** Whether the numeric tape may grow while the companion runs. */
  private get pushes(): boolean {
    return this.role === 'forward' || this.role === 'forwardTangent';
  }

  private get tape(): t.Identifier {
    return t.identifier(this.locals.tape);
  }

  private tapeOf(lane: number | undefined): t.Identifier {
    return t.identifier(this.locals.lanes.get(lane ?? 0) ?? this.locals.tape);
  }

  // --- values ----------------------------------------------------------------------------------------------------------------

  value(op: Operation): PrintedValue {
    if (
      op.kind === 'callForward' ||
      op.kind === 'callReverse' ||
      op.kind === 'callRecord' ||
      op.kind === 'callPart' ||
      op.kind === 'tapeSnapshot'
    ) {
      return { before: this.epilogue(), expression: this.expression(op), after: this.reload() };
    }
    if (op.kind === 'takeSlot') {
      const slot = (): t.MemberExpression => this.slot(op.shadow, op.key);
      const zero = assign(slot(), t.numericLiteral(0));
      if (!op.maybeAbsent) {
        const expression = op.isThere ? slot() : t.logicalExpression('??', slot(), t.numericLiteral(0));
        return { before: [], expression, after: [zero] };
      }
      const expression = t.logicalExpression('??', optional(slot()), t.numericLiteral(0));
      return { before: [], expression, after: [t.ifStatement(this.isPresent(op.shadow), zero)] };
    }
    return { before: [], expression: this.expression(op), after: [] };
  }

  expression(op: Operation): t.Expression {
    switch (op.kind) {
      case 'constant':
        return literal(op.value);
      case 'loadOuter':
        return t.identifier(op.name);
      case 'unary':
        return t.unaryExpression(op.operator, this.read(op.argument));
      case 'binary':
        return t.binaryExpression(op.operator, this.read(op.left), this.read(op.right));
      case 'logical':
        return t.logicalExpression(op.operator, this.read(op.left), this.read(op.right));
      case 'select':
        return t.conditionalExpression(this.read(op.test), this.read(op.whenTrue), this.read(op.whenFalse));
      case 'zeroGuard':
        return t.conditionalExpression(
          t.binaryExpression('!==', this.read(op.guard), t.numericLiteral(0)),
          this.read(op.value),
          t.numericLiteral(0),
        );
      case 'orZero':
        return orZero(this.read(op.value));
      case 'math':
        return t.callExpression(member(t.identifier('Math'), op.name), this.readAll(op.args));
      case 'loadField': {
        const access = member(this.read(op.object), op.key);
        return op.optional ? optional(access) : access;
      }
      case 'loadIndex': {
        const access = t.memberExpression(this.read(op.object), this.read(op.index), true);
        return op.optional ? optional(access) : access;
      }
      case 'deleteField':
        return t.unaryExpression('delete', member(this.read(op.object), op.key));
      case 'newArray':
        return t.arrayExpression(this.readAll(op.elements));
      case 'newObject':
        return op.complex
          ? t.newExpression(this.env.helper('Complex'), this.readAll(op.values))
          : objectLiteral(op.keys, this.readAll(op.values));
      case 'newTyped':
        return t.newExpression(t.identifier(op.constructorName), op.argument ? [this.read(op.argument)] : []);
      case 'template':
        return t.templateLiteral(
          op.quasis.map((raw, i) =>
            t.templateElement({ raw: escapeQuasi(raw), cooked: raw }, i === op.quasis.length - 1),
          ),
          this.readAll(op.args),
        );
      case 'newShadow':
        return this.shadowLiteral(op);
      case 'callForward':
        return t.callExpression(
          t.identifier(op.second ? op.target.forwardTangentName : op.target.forwardName),
          [this.tape, ...this.readAll(op.args)],
        );
      case 'callTangent':
        return t.callExpression(t.identifier(op.lanes ? op.target.lanesName : op.target.tangentName), [
          this.tape,
          ...this.readAll(op.args),
        ]);
      case 'callReverse':
        return t.callExpression(
          t.identifier(op.tangent ? op.target.reverseTangentName : op.target.reverseName),
          [this.tape, ...this.readAll(op.tangent ? [op.cotangent, op.tangent] : [op.cotangent])],
        );
      case 'callPart':
        return t.callExpression(t.identifier(op.part), [this.tape, ...this.readAll(op.args)]);
      case 'callRecord':
        return t.callExpression(member(this.read(op.record), op.entry), [
          this.tape,
          ...this.readAll(op.args),
        ]);
      case 'checkpointedLoop':
        return this.checkpointedLoop(op);
      case 'reverseCheckpointed':
        return t.callExpression(this.env.helper('reverseCheckpointed'), [this.read(op.loop)]);
      case 'tapeSnapshot':
        return t.callExpression(
          member(this.tape, op.refers ? 'referOrCopy' : 'snapshot'),
          this.readAll([op.object, op.low, op.high, op.minimum, op.reads]),
        );
      case 'tapeAt':
        return t.memberExpression(
          op.source ? this.read(op.source) : this.numbers(op),
          this.read(op.position),
          true,
        );
      case 'tapeRead':
        return t.memberExpression(this.numbers(op), offset(this.locals.top, op.offset), true);
      case 'refRead':
        return t.memberExpression(
          t.identifier(op.ofTangent ? this.locals.tangentReferences : this.locals.references),
          offset(this.locals.referenceTop, op.offset),
          true,
        );
      case 'tapeField':
        return member(this.tapeOf(op.lane), op.field);
      case 'readRegister': {
        const register = this.register(op);
        if (!op.record) return register;
        const unwritten = t.binaryExpression(
          '<=',
          member(this.read(op.record), 'arity'),
          t.numericLiteral(op.index),
        );
        return t.conditionalExpression(unwritten, t.numericLiteral(0), register);
      }
      case 'helper':
        return t.callExpression(
          op.tape ? member(this.tapeOf(op.lane), op.name) : this.env.helper(op.name),
          this.readAll(op.args),
        );
      case 'closure':
        return this.closure(op);
      case 'callKnown':
      case 'callUnknown':
      case 'construct':
      case 'loadLocal':
      case 'storeLocal':
      case 'storeOuter':
      case 'storeField':
      case 'storeIndex':
      case 'tapePush':
      case 'tapeReserve':
      case 'tapeDrop':
      case 'tapeDropSnapshot':
      case 'refPush':
      case 'refDrop':
      case 'accumulate':
      case 'setSlot':
      case 'takeSlot':
      case 'setTapeField':
      case 'writeRegister':
      case 'checkNumber':
        throw new Error(`${op.kind} is not an expression of a companion`);
      default:
        return assertExhaustive(op);
    }
  }

  private closure(op: Extract<Operation, { kind: 'closure' }>): t.Expression {
    const made = this.env.closureSource(op.sourceIndex);
    // The user's function stands where what it captures has the names that it knows.
    const fn = made.captures.length
      ? t.callExpression(
          t.arrowFunctionExpression(
            made.captures.map((name) => t.identifier(name)),
            made.fn,
          ),
          this.readAll(op.captures),
        )
      : made.fn;
    if (!op.companions) return fn;
    const { second } = op;
    const bind = second
      ? 'bindSecondClosure'
      : this.role === 'tangent'
        ? 'bindTangentClosure'
        : 'bindClosure';
    return t.callExpression(this.env.helper(bind), [
      this.tape,
      fn,
      this.env.closureRecord(op.target),
      t.numericLiteral(op.target.hir.params.length),
      t.arrayExpression(this.readAll(op.captures)),
      t.arrayExpression(this.readAll(op.companions)),
      ...(second ? [second.mirrors, second.tangents] : []).map((each) =>
        t.arrayExpression(this.readAll(each)),
      ),
    ]);
  }

  private checkpointedLoop(op: Extract<Operation, { kind: 'checkpointedLoop' }>): t.Expression {
    const code = {
      advance: t.identifier(op.advance),
      forward: t.identifier(op.target.forwardName),
      reverse: t.identifier(op.target.reverseName),
      written: t.arrayExpression(op.written.map((each) => t.booleanLiteral(each))),
      snapshots: op.snapshots === null ? t.nullLiteral() : t.numericLiteral(op.snapshots),
      step: literal(op.step),
      inclusive: t.booleanLiteral(op.inclusive),
      place: t.stringLiteral(op.place),
    };
    const read = (value: Value | null): t.Expression =>
      value ? this.read(value) : t.identifier('undefined');
    return t.callExpression(this.env.helper('checkpointed'), [
      this.tape,
      objectLiteral(Object.keys(code), Object.values(code)),
      read(op.start),
      read(op.bound),
      ...this.readAll(op.args),
    ]);
  }

  private shadowLiteral(op: Extract<Operation, { kind: 'newShadow' }>): t.Expression {
    const values = this.readAll(op.values);
    if (op.like === 'array') return t.arrayExpression(values);
    if (op.like === 'object') return objectLiteral(op.keys, values);
    return t.newExpression(t.identifier('Float64Array'), [member(values[0]!, 'length')]);
  }

  // --- effects ---------------------------------------------------------------------------------------------------------------

  effect(op: Operation): t.Statement[] {
    switch (op.kind) {
      case 'storeOuter':
        return [assign(t.identifier(op.name), this.read(op.value))];
      case 'storeField':
        return [assign(member(this.read(op.object), op.key), this.read(op.value))];
      case 'storeIndex':
        return [
          assign(t.memberExpression(this.read(op.object), this.read(op.index), true), this.read(op.value)),
        ];
      case 'tapePush':
        return this.push(op.values, op.tangents, op.reserved);
      case 'tapeReserve': {
        const { numbers, top } = this.locals;
        const needed = t.binaryExpression('+', t.identifier(top), this.read(op.amount));
        return [this.growIf(needed, numbers)];
      }
      case 'tapeDropSnapshot': {
        const { numbers, top } = this.locals;
        const length = t.memberExpression(t.identifier(numbers), offset(top, -1), true);
        // An integer for V8, as the cursor has to stay one.
        const integer = t.binaryExpression('|', length, t.numericLiteral(0));
        const size = t.binaryExpression('+', t.parenthesizedExpression(integer), t.numericLiteral(1));
        return [t.expressionStatement(t.assignmentExpression('-=', t.identifier(top), size))];
      }
      case 'tapeDrop':
        return [assignBy('-=', this.locals.top, op.count)];
      case 'refPush':
        return this.pushReferences(op.values, op.tangents);
      case 'refDrop':
        return [assignBy('-=', this.locals.referenceTop, op.count)];
      case 'accumulate': {
        const add = t.expressionStatement(
          t.assignmentExpression('+=', this.slot(op.shadow, op.key), this.read(op.value)),
        );
        const isSomething = t.binaryExpression('!==', this.read(op.value), t.numericLiteral(0));
        const tests = [
          ...(op.maybeAbsent ? [this.isPresent(op.shadow)] : []),
          ...(op.mayBeNothing ? [isSomething] : []),
        ];
        if (tests.length === 0) return [add];
        return [
          t.ifStatement(
            tests.reduce((left, right) => t.logicalExpression('&&', left, right)),
            add,
          ),
        ];
      }
      case 'setSlot': {
        const set = assign(this.slot(op.shadow, op.key), this.read(op.value));
        return [op.maybeAbsent ? t.ifStatement(this.isPresent(op.shadow), set) : set];
      }
      case 'checkNumber': {
        const isNumber = t.binaryExpression(
          '!==',
          t.unaryExpression('typeof', this.read(op.value)),
          t.stringLiteral('number'),
        );
        const check = t.callExpression(this.env.helper(checks[op.accepts]), [
          this.read(op.value),
          t.stringLiteral(op.place),
        ]);
        return [t.ifStatement(isNumber, t.expressionStatement(check))];
      }
      case 'setTapeField':
        return [assign(member(this.tapeOf(op.lane), op.field), this.read(op.value))];
      case 'writeRegister':
        return [assign(this.register(op), this.read(op.value))];
      case 'callForward':
      case 'callReverse':
      case 'callRecord':
      case 'callPart':
        return [...this.epilogue(), t.expressionStatement(this.expression(op)), ...this.reload()];
      default:
        return [t.expressionStatement(this.expression(op))];
    }
  }

  private push(
    values: readonly Value[],
    tangents: readonly (Value | null)[] | undefined,
    reserved: boolean,
  ): t.Statement[] {
    const { numbers, top } = this.locals;
    const statements: t.Statement[] = [];
    if (!reserved) {
      const needed = t.binaryExpression('+', t.identifier(top), t.numericLiteral(values.length));
      statements.push(this.growIf(needed, numbers));
    }
    const isOnly = values.length === 1;
    const store = (to: string, i: number, value: t.Expression, isLast: boolean): void => {
      const at = isOnly && isLast ? t.updateExpression('++', t.identifier(top)) : offset(top, i);
      statements.push(assign(t.memberExpression(t.identifier(to), at, true), value));
    };
    values.forEach((value, i) => {
      const tangent = tangents?.[i];
      store(numbers, i, this.asNumber(value), !tangent);
      if (tangent) store(this.locals.tangents, i, this.read(tangent), true);
    });
    if (!isOnly) statements.push(assignBy('+=', top, values.length));
    return statements;
  }

  /** `if (needed > T.length) T = tape.grow(needed);` */
  private growIf(needed: t.Expression, numbers: string): t.Statement {
    const grow = assign(
      t.identifier(numbers),
      t.callExpression(member(this.tape, 'grow'), [t.cloneNode(needed)]),
    );
    return t.ifStatement(
      t.binaryExpression('>', needed, member(t.identifier(numbers), 'length')),
      this.usage.tangents ? t.blockStatement([grow, this.reloadTangents()]) : grow,
    );
  }

  private numbers({ ofTangent }: { readonly ofTangent?: true }): t.Identifier {
    return t.identifier(ofTangent ? this.locals.tangents : this.locals.numbers);
  }

  private register({ index, lane }: { readonly index: number; readonly lane?: number }): t.MemberExpression {
    return t.memberExpression(member(this.tapeOf(lane), 'r'), t.numericLiteral(index), true);
  }

  private asNumber(value: Value): t.Expression {
    const expression = this.read(value);
    if (value.type !== 'boolean') return expression;
    return t.conditionalExpression(expression, t.numericLiteral(1), t.numericLiteral(0));
  }

  private pushReferences(
    values: readonly Value[],
    tangents: readonly (Value | null)[] | undefined,
  ): t.Statement[] {
    const { references, referenceTop, tangentReferences } = this.locals;
    const isOnly = values.length === 1;
    const store = (to: string, i: number, value: Value, isLast: boolean): t.Statement => {
      const isEnd = isOnly && isLast;
      const at = isEnd ? t.updateExpression('++', t.identifier(referenceTop)) : offset(referenceTop, i);
      return assign(t.memberExpression(t.identifier(to), at, true), this.read(value));
    };
    const statements = values.flatMap((value, i) => {
      const tangent = tangents?.[i];
      const pushed = store(references, i, value, !tangent);
      return tangent ? [pushed, store(tangentReferences, i, tangent, true)] : [pushed];
    });
    if (!isOnly) statements.push(assignBy('+=', referenceTop, values.length));
    return statements;
  }

  private slot(shadow: Value, key: Value | string): t.MemberExpression {
    return typeof key === 'string'
      ? member(this.read(shadow), key)
      : t.memberExpression(this.read(shadow), this.read(key), true);
  }

  private isPresent(shadow: Value): t.Expression {
    return t.binaryExpression('!==', this.read(shadow), t.identifier('undefined'));
  }

  private readAll(values: readonly Value[]): t.Expression[] {
    return values.map((value) => this.read(value));
  }
}

function literal(value: ConstantValue): t.Expression {
  switch (typeof value) {
    case 'number':
      if (Number.isNaN(value)) return t.identifier('NaN');
      if (value < 0 || Object.is(value, -0)) return t.unaryExpression('-', literal(-value));
      return value === Infinity ? t.identifier('Infinity') : t.numericLiteral(value);
    case 'string':
      return t.stringLiteral(value);
    case 'boolean':
      return t.booleanLiteral(value);
    default:
      return value === null ? t.nullLiteral() : t.identifier('undefined');
  }
}

function member(object: t.Expression, key: string): t.MemberExpression {
  return t.isValidIdentifier(key, false)
    ? t.memberExpression(object, t.identifier(key))
    : t.memberExpression(object, t.stringLiteral(key), true);
}

/**
 * What a mirror's slot holds, zero for nothing. Whether there is a mirror is asked before the slot is read: the value of `x?.[i]` is a number
 * or undefined, and V8 would put each number on the heap.
 */
function orZero(value: t.Expression): t.Expression {
  const zero = t.numericLiteral(0);
  if (value.type !== 'OptionalMemberExpression' || value.object.type !== 'Identifier')
    return t.logicalExpression('??', value, zero);
  const { object, property, computed } = value;
  const slot = t.memberExpression(t.cloneNode(object), property, computed);
  return t.conditionalExpression(
    t.binaryExpression('==', object, t.nullLiteral()),
    zero,
    t.logicalExpression('??', slot, t.numericLiteral(0)),
  );
}

function optional(access: t.MemberExpression): t.Expression {
  return t.optionalMemberExpression(
    access.object as t.Expression,
    access.property as t.Expression,
    access.computed,
    true,
  );
}

function objectLiteral(keys: readonly string[], values: readonly t.Expression[]): t.ObjectExpression {
  return t.objectExpression(
    keys.map((key, i) =>
      t.objectProperty(
        t.isValidIdentifier(key, false) ? t.identifier(key) : t.stringLiteral(key),
        values[i]!,
      ),
    ),
  );
}

function offset(base: string, by: number): t.Expression {
  if (by === 0) return t.identifier(base);
  return t.binaryExpression(by < 0 ? '-' : '+', t.identifier(base), t.numericLiteral(Math.abs(by)));
}

function assign(target: t.LVal & t.Expression, value: t.Expression): t.ExpressionStatement {
  return t.expressionStatement(t.assignmentExpression('=', target as t.Identifier, value));
}

function assignBy(operator: '+=' | '-=', name: string, by: number): t.Statement {
  return t.expressionStatement(t.assignmentExpression(operator, t.identifier(name), t.numericLiteral(by)));
}

function declare(kind: 'let' | 'const', name: string, init: t.Expression): t.Statement {
  return t.variableDeclaration(kind, [t.variableDeclarator(t.identifier(name), init)]);
}

function escapeQuasi(raw: string): string {
  return raw.replace(/\\|`|\$\{/g, '\\$&');
}
