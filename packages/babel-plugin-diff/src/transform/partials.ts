import { operatorRules, scalarRules } from '@diffjs/runtime/rules/manifest';
import type { Builder } from '../hir/builder.js';
import type { Loc, Operation, Value } from '../hir/model.js';
import {
  ZERO,
  namesIn,
  parsePartial,
  type PartialExpression,
  type PartialName,
} from './PartialExpression.js';

/** An operation on scalars. */
export type ScalarOperation = Extract<Operation, { kind: 'unary' | 'binary' | 'math' }>;

/** The number that a value is known to be, as a literal exponent is. */
export type KnownNumber = (value: Value) => number | null;

/** Gives an operand (by position) or the result of the operation; asked for what a partial reads, as it is emitted. */
export type ReadOperand = (name: number | 'out') => Value;

/** Gives the value of `Math.name` of operands (by position) or of the result if the program computes it anyway; null if it does not. */
export type FindMath = (name: string, args: readonly (number | 'out')[]) => Value | null;

/** The partial derivative of an operation with respect to one of its operands. */
export class Partial {
  /** The partial's value if it is the same everywhere. */
  readonly constant: number | null;
  /** True if nothing flows to the operand. */
  readonly isZero: boolean;

  constructor(
    private readonly expression: PartialExpression,
    /** How many operands the operation has. */
    private readonly arity: number,
    /** True if the partial can be infinite or NaN at finite operands: a zero factor must then contribute zero. */
    readonly singular: boolean,
  ) {
    this.constant = expression.kind === 'number' ? expression.value : null;
    this.isZero = this.constant === 0;
  }

  /** Which operands (by position) it is computed from, and whether from the result. */
  reads(): ReadonlySet<number | 'out'> {
    const found = new Set<number | 'out'>();
    for (const name of namesIn(this.expression)) {
      if (name !== 'count') found.add(name);
      else for (let i = 0; i < this.arity; i++) found.add(i).add('out');
    }
    return found;
  }

  /** The partial itself. */
  emit(builder: Builder, read: ReadOperand, loc: Loc = null): Value {
    return this.emitter(builder, read, loc, () => null).value(this.expression);
  }

  /**
   * `factor * partial`, what a tangent or a cotangent `factor` contributes; zero if the factor is, even where the partial is
   * not finite.
   */
  emitContribution(
    builder: Builder,
    factor: Value,
    read: ReadOperand,
    loc: Loc = null,
    find: FindMath = () => null,
  ): Value {
    const value = this.emitter(builder, read, loc, find).scaled(this.expression, factor);
    return this.singular ? builder.value({ kind: 'zeroGuard', guard: factor, value }, loc, 'number') : value;
  }

  private emitter(builder: Builder, read: ReadOperand, loc: Loc, find: FindMath): PartialEmitter {
    return new PartialEmitter(builder, read, loc, this.arity, find);
  }
}

/**
 * One partial per operand of the operation, in order. Operators and functions without derivative (bit operators, comparisons,
 * `floor`) have zero ones.
 * @param known  tells operands that are numbers known now, so that `x ** 2` has the partial `2 * x`
 */
export function partialsOf(op: ScalarOperation, known: KnownNumber = () => null): Partial[] {
  switch (op.kind) {
    case 'unary':
      return op.operator === '-' || op.operator === '+'
        ? fixedPartials(operatorRules[`unary${op.operator}`], [op.argument], known)
        : [zeroPartial(1)];
    case 'binary':
      return isArithmetic(op.operator)
        ? fixedPartials(operatorRules[op.operator], [op.left, op.right], known)
        : [zeroPartial(2), zeroPartial(2)];
    case 'math':
      return mathPartials(op.name, op.args, known);
  }
}

interface FixedRule {
  readonly arity: 1 | 2;
  readonly partials: readonly string[];
  readonly singular: boolean;
}

function fixedPartials(rule: FixedRule, args: readonly Value[], known: KnownNumber): Partial[] {
  // With too few operands the result is NaN; what is surplus is not looked at.
  if (args.length < rule.arity) return args.map(() => zeroPartial(args.length));
  const [x, y] = args.map((arg, i) => nameOrNumber(arg, i, known));
  const names = { x: x ?? ZERO, y: y ?? ZERO, out: { kind: 'name', name: 'out' } as const };
  return args.map((_, i) => {
    const source = rule.partials[i];
    return source === undefined
      ? zeroPartial(args.length)
      : makePartial(parsePartial(source, names), args.length, rule.singular);
  });
}

function mathPartials(name: string, args: readonly Value[], known: KnownNumber): Partial[] {
  const rule = (scalarRules as Readonly<Record<string, (typeof scalarRules)['sin'] | undefined>>)[name];
  if (!rule) return args.map(() => zeroPartial(args.length));
  if (rule.arity !== 'n') return fixedPartials(rule, args, known);
  if (args.length === 2) return fixedPartials({ ...rule, arity: 2 }, args, known);
  return args.map((arg, i) => {
    const names = {
      xi: nameOrNumber(arg, i, known),
      out: { kind: 'name', name: 'out' },
      count: { kind: 'name', name: 'count' },
    } as const;
    return makePartial(parsePartial(rule.each, names), args.length, rule.singular);
  });
}

function nameOrNumber(value: Value, name: PartialName, known: KnownNumber): PartialExpression {
  const number = known(value);
  return number === null ? { kind: 'name', name } : { kind: 'number', value: number };
}

function zeroPartial(arity: number): Partial {
  return new Partial(ZERO, arity, false);
}

function makePartial(expression: PartialExpression, arity: number, singular: boolean): Partial {
  return new Partial(expression, arity, singular && !isFiniteEverywhere(expression));
}

/** Whether known operands have made the partial finite: a number, a name, a quotient by a number, a power at least 0 of a name. */
function isFiniteEverywhere(expression: PartialExpression): boolean {
  switch (expression.kind) {
    case 'number':
      return Number.isFinite(expression.value);
    case 'name':
      // The result of `exp` is itself what overflows.
      return expression.name !== 'out';
    case 'negative':
      return isFiniteEverywhere(expression.argument);
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '**')
        return isFiniteEverywhere(left) && right.kind === 'number' && isWhole(right.value);
      if (operator === '/') return isFiniteEverywhere(left) && right.kind === 'number' && right.value !== 0;
      return operator === '*' && isFiniteEverywhere(left) && isFiniteEverywhere(right);
    }
    default:
      return false;
  }
}

function isWhole(exponent: number): boolean {
  return Number.isInteger(exponent) && exponent >= 0;
}

function isArithmetic(operator: string): operator is '+' | '-' | '*' | '/' | '%' | '**' {
  return Object.hasOwn(operatorRules, operator);
}

class PartialEmitter {
  constructor(
    private readonly builder: Builder,
    private readonly read: ReadOperand,
    private readonly loc: Loc,
    private readonly arity: number,
    private readonly find: FindMath,
  ) {}

  value(e: PartialExpression): Value {
    switch (e.kind) {
      case 'number':
        return this.builder.constant(e.value, this.loc);
      case 'name':
        return this.named(e.name);
      case 'negative':
        return this.negate(this.value(e.argument));
      case 'binary': {
        const left = this.value(e.left);
        const right = this.value(e.right);
        const type = /[<>=]/.test(e.operator) ? 'boolean' : 'number';
        return this.builder.value({ kind: 'binary', operator: e.operator, left, right }, this.loc, type);
      }
      case 'select':
        return this.select(this.value(e.test), this.value(e.whenTrue), this.value(e.whenFalse));
      case 'math': {
        const names = e.args.flatMap((arg) =>
          arg.kind === 'name' && arg.name !== 'count' ? [arg.name] : [],
        );
        const known = names.length === e.args.length ? this.find(e.name, names) : null;
        if (known) return known;
        const args = e.args.map((arg) => this.value(arg));
        return this.builder.value({ kind: 'math', name: e.name, args }, this.loc, 'number');
      }
    }
  }

  /** `factor * e`, with the product carried into quotients and choices so that less is left to compute. */
  scaled(e: PartialExpression, factor: Value): Value {
    switch (e.kind) {
      case 'number':
        if (e.value === 1) return factor;
        if (e.value === -1) return this.negate(factor);
        if (e.value === 0) return this.builder.constant(0, this.loc);
        break;
      case 'binary':
        if (e.operator === '/' && e.left.kind === 'number') {
          const left = this.scaled(e.left, factor);
          return this.builder.value(
            { kind: 'binary', operator: '/', left, right: this.value(e.right) },
            this.loc,
            'number',
          );
        }
        break;
      case 'select':
        return this.select(
          this.value(e.test),
          this.scaled(e.whenTrue, factor),
          this.scaled(e.whenFalse, factor),
        );
    }
    const right = this.value(e);
    return this.builder.value({ kind: 'binary', operator: '*', left: factor, right }, this.loc, 'number');
  }

  private named(name: PartialName): Value {
    return name === 'count' ? this.count() : this.read(name);
  }

  /** How many operands equal the result. */
  private count(): Value {
    let sum: Value | null = null;
    for (let i = 0; i < this.arity; i++) {
      const test = this.builder.value(
        { kind: 'binary', operator: '===', left: this.named(i), right: this.named('out') },
        this.loc,
        'boolean',
      );
      const one = this.select(test, this.builder.constant(1, this.loc), this.builder.constant(0, this.loc));
      sum = sum
        ? this.builder.value({ kind: 'binary', operator: '+', left: sum, right: one }, this.loc, 'int')
        : one;
    }
    return sum ?? this.builder.constant(1, this.loc);
  }

  private negate(argument: Value): Value {
    return this.builder.value({ kind: 'unary', operator: '-', argument }, this.loc, 'number');
  }

  private select(test: Value, whenTrue: Value, whenFalse: Value): Value {
    return this.builder.value({ kind: 'select', test, whenTrue, whenFalse }, this.loc, 'number');
  }
}
