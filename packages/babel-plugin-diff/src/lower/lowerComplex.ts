import type { types as t } from '@babel/core';
import { newVariable } from '../hir/builder.js';
import type { BinaryOperator, Loc, Value } from '../hir/model.js';
import { COMPLEX_METHODS, importedName } from '../operators/complexNames.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerArguments } from './lowerArguments.js';
import { lowerExpression } from './lowerExpression.js';
import { seeThrough } from './seeThrough.js';

/*
 * Complex numbers in compiled companions: operations on them are written out on their parts, and what holds them is a literal of two
 * fields each time, so that `replaceAggregates` makes locals of it wherever nobody sees the object.
 */

/** The parts of a complex number. */
interface Parts {
  readonly re: Value;
  readonly im: Value;
}

/** An operand: a real number, or the parts of a complex one. */
type Operand = Value | Parts;

function isParts(operand: Operand): operand is Parts {
  return 're' in operand;
}

function partsOf(ctx: FunctionLowering, object: Value, loc: Loc): Parts {
  const part = (key: string): Value => ctx.builder.value({ kind: 'loadField', object, key }, loc);
  return { re: part('re'), im: part('im') };
}

function made(ctx: FunctionLowering, { re, im }: Parts, loc: Loc): Value {
  return ctx.builder.value(
    { kind: 'newObject', keys: ['re', 'im'], values: [re, im], complex: true },
    loc,
    'reference',
  );
}

/** The same complex number in an object that only this function knows. */
export function complexCopy(ctx: FunctionLowering, value: Value, loc: Loc): Value {
  return made(ctx, partsOf(ctx, value, loc), loc);
}

/** The value of an expression of which only the parts matter if it is complex; what is not known to be complex is taken for a number. */
function operand(ctx: FunctionLowering, node: t.Expression): Operand {
  const value = lowerExpression(ctx, node);
  return ctx.program.kinds.of(node) === 'complex' ? partsOf(ctx, value, locationOf(node)) : value;
}

/** Has it to be made sure of that an operand which is taken for a number is no object? */
function mayBeObject(ctx: FunctionLowering, written: t.Node): boolean {
  const node = seeThrough(written);
  const { kinds, index } = ctx.program;
  if (kinds.of(node) !== 'real') return true;
  switch (node.type) {
    case 'Identifier': {
      const binding = index.bindingOf(node);
      // The record sees to it that parameters are numbers only where they are used as nothing else.
      if (!binding || binding.kind === 'param' || !binding.constant) return !!binding;
      const { path } = binding;
      const init = path.isVariableDeclarator() && path.node.id.type === 'Identifier' ? path.node.init : null;
      return init ? mayBeObject(ctx, init) : !kinds.isCertain(node);
    }
    case 'ConditionalExpression':
      return mayBeObject(ctx, node.consequent) || mayBeObject(ctx, node.alternate);
    case 'SequenceExpression':
      return mayBeObject(ctx, node.expressions.at(-1)!);
    case 'AssignmentExpression':
      return node.operator === '=' && mayBeObject(ctx, node.right);
    case 'CallExpression':
      // Methods that give real numbers are known; functions of the file may give what they were given.
      return seeThrough(node.callee).type !== 'MemberExpression';
    default:
      return false;
  }
}

/** Lowers an operator whose operands may be complex. */
export function lowerOverloaded(
  ctx: FunctionLowering,
  operator: BinaryOperator,
  left: t.Expression,
  right: t.Expression,
  loc: Loc,
): Value {
  if (isEquality(operator)) {
    // Comparisons look at what they compare in no other way.
    const { kinds } = ctx.program;
    for (const node of [left, right]) {
      const kind = kinds.of(node);
      if (kind !== 'complex' && !(kind === 'real' && kinds.isCertain(node)))
        return ctx.leaveOut(node, 'a comparison of what may be a complex number');
    }
  }
  const a = operand(ctx, left);
  const b = operand(ctx, right);
  return operated(ctx, operator, a, b, [left, right], loc);
}

function isEquality(operator: BinaryOperator): boolean {
  return operator === '===' || operator === '!==' || operator === '==' || operator === '!=';
}

/** Lowers a compound assignment: the value before it is at hand. */
export function lowerOperated(ctx: FunctionLowering, node: t.AssignmentExpression, before: Value): Value {
  const loc = locationOf(node);
  const a = ctx.program.kinds.of(node.left) === 'complex' ? partsOf(ctx, before, loc) : before;
  const b = operand(ctx, node.right);
  const operator = node.operator.slice(0, -1) as BinaryOperator;
  return operated(ctx, operator, a, b, [node.left, node.right], loc);
}

/** Lowers `-a`. */
export function lowerNegated(ctx: FunctionLowering, node: t.UnaryExpression): Value {
  const loc = locationOf(node);
  const a = operand(ctx, node.argument);
  if (isParts(a)) return made(ctx, { re: negative(ctx, a.re, loc), im: negative(ctx, a.im, loc) }, loc);
  const isGuarded = mayBeObject(ctx, node.argument);
  const overloaded = isGuarded ? { overloaded: { left: true, right: false } } : {};
  return ctx.builder.value({ kind: 'unary', operator: '-', argument: a, ...overloaded }, loc);
}

function negative(ctx: FunctionLowering, argument: Value, loc: Loc): Value {
  return ctx.builder.value({ kind: 'unary', operator: '-', argument }, loc);
}

function operated(
  ctx: FunctionLowering,
  operator: BinaryOperator,
  a: Operand,
  b: Operand,
  nodes: readonly t.Node[],
  loc: Loc,
): Value {
  if (!isParts(a) && !isParts(b)) {
    const [left, right] = [mayBeObject(ctx, nodes[0]!), mayBeObject(ctx, nodes[1]!)];
    return ctx.binary(operator, a, b, loc, left || right ? { left, right } : undefined);
  }
  // Complex numbers meet numbers, not what the language makes numbers of.
  for (const node of nodes) {
    const kind = ctx.program.kinds.of(node);
    if (kind !== 'complex' && (kind !== 'real' || mayBeText(node)))
      return ctx.leaveOut(node, 'an operator on a complex number and something else');
  }
  const arithmetic = new ComplexArithmetic(ctx, loc);
  switch (operator) {
    case '+':
      return made(ctx, arithmetic.sum(a, b), loc);
    case '-':
      return made(ctx, arithmetic.difference(a, b), loc);
    case '*':
      return made(ctx, arithmetic.product(a, b), loc);
    case '/':
      return made(ctx, arithmetic.quotient(a, b), loc);
    case '**':
      return made(ctx, arithmetic.power(a, b, nodes[1]!), loc);
    case '===':
    case '==':
      return arithmetic.equal(a, b);
    default:
      return ctx.builder.value({ kind: 'unary', operator: '!', argument: arithmetic.equal(a, b) }, loc);
  }
}

function mayBeText(node: t.Node): boolean {
  const { type } = seeThrough(node);
  return ['StringLiteral', 'TemplateLiteral', 'BooleanLiteral', 'NullLiteral'].includes(type);
}

/** Whole powers up to this are multiplied out in place. */
const MOST_FACTORS = 16;

/** What `Complex` and its operators do, on parts; to the last bit. */
class ComplexArithmetic {
  constructor(
    private readonly ctx: FunctionLowering,
    private readonly loc: Loc,
  ) {}

  private on(operator: BinaryOperator, a: Value, b: Value): Value {
    return this.ctx.binary(operator, a, b, this.loc);
  }

  private complete(a: Operand): Parts {
    return isParts(a) ? a : { re: a, im: this.ctx.constant(0, this.loc) };
  }

  sum(a: Operand, b: Operand): Parts {
    if (!isParts(a)) return { re: this.on('+', a, (b as Parts).re), im: (b as Parts).im };
    if (!isParts(b)) return { re: this.on('+', a.re, b), im: a.im };
    return { re: this.on('+', a.re, b.re), im: this.on('+', a.im, b.im) };
  }

  difference(a: Operand, b: Operand): Parts {
    if (!isParts(a))
      return { re: this.on('-', a, (b as Parts).re), im: negative(this.ctx, (b as Parts).im, this.loc) };
    if (!isParts(b)) return { re: this.on('-', a.re, b), im: a.im };
    return { re: this.on('-', a.re, b.re), im: this.on('-', a.im, b.im) };
  }

  product(a: Operand, b: Operand): Parts {
    if (!isParts(a)) return this.product(b, a);
    if (!isParts(b)) return { re: this.on('*', a.re, b), im: this.on('*', a.im, b) };
    return {
      re: this.on('-', this.on('*', a.re, b.re), this.on('*', a.im, b.im)),
      im: this.on('+', this.on('*', a.re, b.im), this.on('*', a.im, b.re)),
    };
  }

  /** The runtime's formula where nothing can overflow; else the runtime itself. */
  quotient(a: Operand, b: Operand): Parts {
    if (!isParts(b)) return { re: this.on('/', (a as Parts).re, b), im: this.on('/', (a as Parts).im, b) };
    const { re: x, im: y } = this.complete(a);
    const { re: u, im: v } = b;
    const n = this.on('+', this.on('*', x, x), this.on('*', y, y));
    const d = this.on('+', this.on('*', u, u), this.on('*', v, v));
    const low = this.ctx.constant(2 ** -900, this.loc);
    const high = this.ctx.constant(2 ** 900, this.loc);
    const and = (left: Value, right: Value): Value =>
      this.ctx.builder.value({ kind: 'logical', operator: '&&', left, right }, this.loc);
    const isPlain = and(
      and(this.on('>', n, low), this.on('<', n, high)),
      and(this.on('>', d, low), this.on('<', d, high)),
    );
    return this.either(
      isPlain,
      () => ({
        re: this.on('/', this.on('+', this.on('*', x, u), this.on('*', y, v)), d),
        im: this.on('/', this.on('-', this.on('*', y, u), this.on('*', x, v)), d),
      }),
      () => this.called({ re: x, im: y }, 'div', [made(this.ctx, b, this.loc)]),
    );
  }

  power(a: Operand, b: Operand, exponent: t.Node): Parts {
    const n = wholeNumber(exponent);
    if (isParts(a) && n !== null && n >= 1 && n <= MOST_FACTORS) return this.wholePower(a, n);
    return this.called(this.complete(a), 'pow', [isParts(b) ? made(this.ctx, b, this.loc) : b]);
  }

  /** By squares, as the runtime does. */
  private wholePower(base: Parts, n: number): Parts {
    let square = base;
    let result: Parts | null = null;
    for (let k = n; ;) {
      if (k % 2 === 1)
        result = result
          ? {
              re: this.on('-', this.on('*', result.re, square.re), this.on('*', result.im, square.im)),
              im: this.on('+', this.on('*', result.re, square.im), this.on('*', result.im, square.re)),
            }
          : square;
      k = Math.floor(k / 2);
      if (k === 0) return result!;
      const { re, im } = square;
      square = {
        re: this.on('-', this.on('*', re, re), this.on('*', im, im)),
        im: this.on('*', this.on('*', this.ctx.constant(2, this.loc), re), im),
      };
    }
  }

  equal(a: Operand, b: Operand): Value {
    const [left, right] = [this.complete(a), this.complete(b)];
    return this.ctx.builder.value(
      {
        kind: 'logical',
        operator: '&&',
        left: this.on('===', left.re, right.re),
        right: this.on('===', left.im, right.im),
      },
      this.loc,
    );
  }

  /** A method of the runtime's class. */
  called(self: Parts, method: string, args: Value[]): Parts {
    const receiver = made(this.ctx, self, this.loc);
    const callee = this.ctx.builder.value({ kind: 'loadField', object: receiver, key: method }, this.loc);
    const text = `${method} of a complex number`;
    const value = this.ctx.builder.value(
      { kind: 'callUnknown', callee, self: receiver, args, text, isPure: false },
      this.loc,
    );
    return partsOf(this.ctx, value, this.loc);
  }

  private either(test: Value, whenTrue: () => Parts, whenFalse: () => Parts): Parts {
    const re = newVariable('re');
    const im = newVariable('im');
    const arm = (parts: () => Parts) => () => {
      const found = parts();
      this.ctx.builder.effect({ kind: 'storeLocal', variable: re, value: found.re }, this.loc);
      this.ctx.builder.effect({ kind: 'storeLocal', variable: im, value: found.im }, this.loc);
    };
    this.ctx.branch(test, this.loc, arm(whenTrue), arm(whenFalse));
    return { re: this.ctx.load(re, this.loc), im: this.ctx.load(im, this.loc) };
  }
}

function wholeNumber(written: t.Node): number | null {
  const node = seeThrough(written);
  return node.type === 'NumericLiteral' && Number.isInteger(node.value) ? node.value : null;
}

/** Lowers what makes a complex number, or is a method of one; null for everything else. */
export function lowerComplexCall(
  ctx: FunctionLowering,
  node: t.CallExpression | t.NewExpression,
): Value | null {
  const callee = seeThrough(node.callee);
  const loc = locationOf(node);
  const name = importedName(ctx.program.index, callee);
  if (
    (node.type === 'CallExpression' && name === 'complex') ||
    (node.type === 'NewExpression' && name === 'Complex')
  ) {
    if (node.arguments.some(({ type }) => type === 'SpreadElement')) return null;
    const [re, im] = lowerArguments(ctx, node.arguments);
    return made(ctx, { re: re ?? ctx.constant(undefined), im: im ?? ctx.constant(0, loc) }, loc);
  }
  if (node.type !== 'CallExpression' || callee.type !== 'MemberExpression' || callee.computed) return null;
  if (callee.property.type !== 'Identifier') return null;
  if (importedName(ctx.program.index, seeThrough(callee.object)) === 'Complex') {
    if (callee.property.name !== 'polar' || node.arguments.length !== 2) return null;
    const [r, theta] = lowerArguments(ctx, node.arguments) as [Value, Value];
    const times = (name: string): Value =>
      ctx.binary('*', r, ctx.builder.value({ kind: 'math', name, args: [theta] }, loc), loc);
    return made(ctx, { re: times('cos'), im: times('sin') }, loc);
  }
  if (ctx.program.kinds.of(callee.object) !== 'complex') return null;
  if (node.arguments.some((each) => each.type === 'SpreadElement')) return null;
  return lowerMethod(ctx, node, callee.object, callee.property.name);
}

/** Methods of one operand that are the same as an operator. */
const operatorMethods: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  pow: '**',
  equals: '===',
};

function lowerMethod(
  ctx: FunctionLowering,
  node: t.CallExpression,
  owner: t.Expression | t.Super,
  name: string,
): Value | null {
  const loc = locationOf(node);
  const arithmetic = new ComplexArithmetic(ctx, loc);
  const operator = operatorMethods[name];
  const [argument] = node.arguments as t.Expression[];
  if (operator !== undefined && node.arguments.length === 1 && argument) {
    const kind = ctx.program.kinds.of(argument);
    if (kind === 'real' || kind === 'complex')
      return lowerOverloaded(ctx, operator, owner as t.Expression, argument, loc);
  }
  const self = partsOf(ctx, lowerExpression(ctx, owner), loc);
  if (node.arguments.length === 0) {
    const { re, im } = self;
    switch (name) {
      case 'abs':
        return ctx.builder.value({ kind: 'math', name: 'hypot', args: [re, im] }, loc);
      case 'arg':
        return ctx.builder.value({ kind: 'math', name: 'atan2', args: [im, re] }, loc);
      case 'norm2':
        return ctx.binary('+', ctx.binary('*', re, re, loc), ctx.binary('*', im, im, loc), loc);
      case 'conj':
        return made(ctx, { re, im: negative(ctx, im, loc) }, loc);
      case 'neg':
        return made(ctx, { re: negative(ctx, re, loc), im: negative(ctx, im, loc) }, loc);
      default:
    }
  }
  const args = lowerArguments(ctx, node.arguments);
  if (COMPLEX_METHODS.has(name)) return made(ctx, arithmetic.called(self, name, args), loc);
  const receiver = made(ctx, self, loc);
  const callee = ctx.builder.value({ kind: 'loadField', object: receiver, key: name }, loc);
  return ctx.builder.value(
    {
      kind: 'callUnknown',
      callee,
      self: receiver,
      args,
      text: ctx.program.textOf(node.callee),
      isPure: false,
    },
    loc,
  );
}
