import type { types as t } from '@babel/core';
import { givesZero } from './givesZero.js';
import type { Loc, Value } from '../hir/model.js';
import { classifyTest } from './classifyTest.js';
import { constructName } from './constructName.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerAssignment, lowerUpdate } from './lowerAssignment.js';
import { lowerCall, lowerConstruct, lowerOptionalChain } from './lowerCall.js';
import { complexCopy, lowerComplexCall, lowerNegated, lowerOverloaded } from './lowerComplex.js';
import { lowerFunctionValue } from './lowerFunctionValue.js';
import { lowerArray, lowerObject, lowerTemplate } from './lowerLiteral.js';
import { lowerMember, staticKey } from './lowerMember.js';
import { lowerName } from './lowerName.js';
import { isOverloaded } from '../operators/overloaded.js';
import { seeThrough } from './seeThrough.js';

/** Lowers an expression; operands are evaluated exactly once and in the order of JavaScript. */
export function lowerExpression(ctx: FunctionLowering, expression: t.Node): Value {
  const node = seeThrough(expression);
  const loc = locationOf(node);
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const complex = lowerComplexCall(ctx, node);
    if (complex) return complex;
  }
  const value = lowerPlain(ctx, node, loc);
  if (!isFromElsewhere(node) || ctx.program.kinds.of(node) !== 'complex') return value;
  // What only a type says of elements and fields is looked at.
  if (node.type === 'MemberExpression') ctx.helper('expectComplex', [value, ctx.where(node)], loc);
  // It is taken over into an object of the function's own.
  return complexCopy(ctx, value, loc);
}

function isFromElsewhere({ type }: t.Node): boolean {
  return type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression';
}

function lowerPlain(ctx: FunctionLowering, node: t.Node, loc: Loc): Value {
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
      return ctx.constant(node.value, loc);
    case 'NullLiteral':
      return ctx.constant(null, loc);
    case 'Identifier':
      return lowerName(ctx, node);
    case 'UnaryExpression':
      return lowerUnary(ctx, node);
    case 'BinaryExpression':
      return lowerBinary(ctx, node);
    case 'LogicalExpression':
      return lowerLogicalExpression(ctx, node);
    case 'ConditionalExpression':
      return ctx.choose(
        lowerTest(ctx, node.test),
        loc,
        () => lowerExpression(ctx, node.consequent),
        () => lowerExpression(ctx, node.alternate),
      );
    case 'AssignmentExpression':
      return lowerAssignment(ctx, node, true);
    case 'UpdateExpression':
      return lowerUpdate(ctx, node);
    case 'SequenceExpression':
      return node.expressions.map((each) => lowerExpression(ctx, each)).at(-1)!;
    case 'MemberExpression':
      return lowerMember(ctx, node);
    case 'CallExpression':
      return lowerCall(ctx, node);
    case 'NewExpression':
      return lowerConstruct(ctx, node);
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return lowerOptionalChain(ctx, node);
    case 'ArrayExpression':
      return lowerArray(ctx, node);
    case 'ObjectExpression':
      return lowerObject(ctx, node);
    case 'TemplateLiteral':
      return lowerTemplate(ctx, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return lowerFunctionValue(ctx, node);
    default:
      return rejectExpression(ctx, node);
  }
}

/** Lowers an expression whose value is only tested: `&&` and `||` need no control flow where their right side is pure. */
export function lowerTest(ctx: FunctionLowering, expression: t.Node): Value {
  const node = seeThrough(expression);
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const argument = lowerTest(ctx, node.argument);
    return ctx.builder.value({ kind: 'unary', operator: '!', argument }, locationOf(node));
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const { operator } = node;
    if (classifyTest(ctx, node.right) === 'pure') {
      const left = lowerTest(ctx, node.left);
      const right = lowerTest(ctx, node.right);
      return ctx.builder.value({ kind: 'logical', operator, left, right }, locationOf(node));
    }
    return lowerLogical(ctx, operator, lowerTest(ctx, node.left), node, () => lowerTest(ctx, node.right));
  }
  return lowerExpression(ctx, node);
}

function lowerLogicalExpression(ctx: FunctionLowering, node: t.LogicalExpression): Value {
  const left = lowerExpression(ctx, node.left);
  return lowerLogical(ctx, node.operator, left, node, () => lowerRight(ctx, node.operator, left, node.right));
}

/** What stands behind `left ||` and its like. `x || 0` is `x` near 0 too, so the zero that a number gives has its derivative. */
export function lowerRight(
  ctx: FunctionLowering,
  operator: '&&' | '||' | '??',
  left: Value,
  right: t.Expression,
): Value {
  if (!givesZero(operator, right)) return lowerExpression(ctx, right);
  const loc = locationOf(right);
  const zero = ctx.constant(0, loc);
  return ctx.choose(
    ctx.binary('===', left, zero, loc),
    loc,
    () =>
      ctx.binary('+', ctx.builder.value({ kind: 'unary', operator: '+', argument: left }, loc), zero, loc),
    () => zero,
  );
}

/** `left && right`, `left || right`, `left ?? right` where the right side may have effects. */
export function lowerLogical(
  ctx: FunctionLowering,
  operator: '&&' | '||' | '??',
  left: Value,
  node: t.Node,
  right: () => Value,
): Value {
  const loc = locationOf(node);
  switch (operator) {
    case '&&':
      return ctx.choose(left, loc, right, () => left);
    case '||':
      return ctx.choose(left, loc, () => left, right);
    default:
      return ctx.choose(ctx.binary('==', left, ctx.constant(null), loc), loc, right, () => left);
  }
}

function lowerUnary(ctx: FunctionLowering, node: t.UnaryExpression): Value {
  const loc = locationOf(node);
  if (isOverloaded(node)) return lowerNegated(ctx, node);
  switch (node.operator) {
    case 'delete':
      return lowerDelete(ctx, node);
    case 'throw':
      return ctx.leaveOut(node, 'throw as an expression');
    case '!':
      return ctx.builder.value(
        { kind: 'unary', operator: '!', argument: lowerTest(ctx, node.argument) },
        loc,
      );
    case 'typeof': {
      const argument = seeThrough(node.argument);
      if (argument.type === 'Identifier' && classifyTest(ctx, argument) === 'reading') {
        return ctx.leaveOut(node, `typeof ${argument.name}`);
      }
      break;
    }
    case '-': {
      const argument = seeThrough(node.argument);
      if (argument.type === 'NumericLiteral') return ctx.constant(-argument.value, loc);
      break;
    }
    default:
      break;
  }
  const { operator } = node;
  return ctx.builder.value({ kind: 'unary', operator, argument: lowerExpression(ctx, node.argument) }, loc);
}

function lowerDelete(ctx: FunctionLowering, node: t.UnaryExpression): Value {
  const target = seeThrough(node.argument);
  if (target.type === 'MemberExpression' && target.object.type !== 'Super') {
    const key = staticKey(target);
    if (typeof key === 'string') {
      const object = lowerExpression(ctx, target.object);
      return ctx.builder.value({ kind: 'deleteField', object, key }, locationOf(node));
    }
  }
  return ctx.leaveOut(node, '`delete` of anything but a named property');
}

function lowerBinary(ctx: FunctionLowering, node: t.BinaryExpression): Value {
  const { operator } = node;
  if (operator === '|>') return ctx.leaveOut(node, '|>');
  if (node.left.type === 'PrivateName') return ctx.leaveOut(node, 'a private name');
  if (isOverloaded(node)) return lowerOverloaded(ctx, operator, node.left, node.right, locationOf(node));
  const left = lowerExpression(ctx, node.left);
  const right = lowerExpression(ctx, node.right);
  return ctx.binary(operator, left, right, locationOf(node));
}

function rejectExpression(ctx: FunctionLowering, node: t.Node): Value {
  switch (node.type) {
    case 'ThisExpression':
      return ctx.leaveOut(node, '`this`');
    case 'Super':
      return ctx.leaveOut(node, '`super`');
    case 'MetaProperty':
      return ctx.leaveOut(node, `${node.meta.name}.${node.property.name}`);
    case 'Import':
    case 'ImportExpression':
      return ctx.leaveOut(node, 'import()');
    case 'SpreadElement':
      return ctx.leaveOut(node, 'spread in a call');
    case 'TaggedTemplateExpression':
      return ctx.leaveOut(node, 'a tagged template');
    case 'RegExpLiteral':
      return ctx.leaveOut(node, 'a regular expression literal');
    case 'BigIntLiteral':
      return ctx.leaveOut(node, 'a BigInt literal');
    case 'JSXElement':
    case 'JSXFragment':
      return ctx.leaveOut(node, 'markup');
    case 'ClassExpression':
      return ctx.leaveOut(node, 'a class');
    case 'AwaitExpression':
      return ctx.leaveOut(node, 'async code');
    case 'YieldExpression':
      return ctx.leaveOut(node, 'a generator');
    default:
      return ctx.leaveOut(node, constructName(node));
  }
}
