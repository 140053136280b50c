import type { types as t } from '@babel/core';
import type { FunctionLowering } from './FunctionLowering.js';
import { intrinsicConstant, isMathFunction } from './intrinsics.js';
import { isOverloaded } from '../operators/overloaded.js';
import { seeThrough } from './seeThrough.js';

/**
 * How an expression may be evaluated: `pure` can neither throw nor see memory, so it may be evaluated although it need not be;
 * `reading` needs no control flow and changes nothing; `effectful` is everything else.
 */
export type TestClass = 'pure' | 'reading' | 'effectful';

/** Classifies an expression that is only tested, as `lowerTest` lowers it. */
export function classifyTest(ctx: FunctionLowering, expression: t.Node): TestClass {
  const node = seeThrough(expression);
  if (node.type === 'UnaryExpression' && node.operator === '!') return classifyTest(ctx, node.argument);
  if (node.type !== 'LogicalExpression') return classifyValue(ctx, node);
  if (node.operator === '??' || classifyTest(ctx, node.right) !== 'pure') return 'effectful';
  return classifyTest(ctx, node.left);
}

/** Classifies an expression whose value is used, as `lowerExpression` lowers it. */
export function classifyValue(ctx: FunctionLowering, expression: t.Node): TestClass {
  const node = seeThrough(expression);
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
      return 'pure';
    case 'Identifier':
      return classifyName(ctx, node);
    case 'UnaryExpression':
      if (node.operator === 'delete' || node.operator === 'throw' || isComplex(ctx, node)) return 'effectful';
      return node.operator === '!' ? classifyTest(ctx, node.argument) : classifyValue(ctx, node.argument);
    case 'BinaryExpression': {
      if (node.operator === '|>' || isComplex(ctx, node)) return 'effectful';
      const both = worst(classifyValue(ctx, node.left), classifyValue(ctx, node.right));
      return node.operator === 'in' || node.operator === 'instanceof' ? worst(both, 'reading') : both;
    }
    case 'MemberExpression':
      return classifyMember(ctx, node);
    case 'CallExpression': {
      const callee = seeThrough(node.callee);
      if (callee.type !== 'MemberExpression' || !isMathCallee(ctx, callee)) return 'effectful';
      return node.arguments.map((each) => classifyValue(ctx, each)).reduce(worst, 'pure');
    }
    default:
      return 'effectful';
  }
}

/** Is it an operator on a complex number, which is written out? */
function isComplex(ctx: FunctionLowering, node: t.BinaryExpression | t.UnaryExpression): boolean {
  if (!isOverloaded(node)) return false;
  const operands = node.type === 'UnaryExpression' ? [node.argument] : [node.left, node.right];
  return operands.some((operand) => ctx.program.kinds.of(operand) === 'complex');
}

/** Is it `Math.f` for an intrinsic function of numbers? */
export function isMathCallee(ctx: FunctionLowering, callee: t.MemberExpression): boolean {
  const object = seeThrough(callee.object);
  return (
    ctx.isGlobal(object, 'Math') &&
    !callee.computed &&
    callee.property.type === 'Identifier' &&
    isMathFunction(callee.property.name)
  );
}

/** Value of `Math.PI` and its like. */
export function constantMember(ctx: FunctionLowering, node: t.MemberExpression): number | undefined {
  const object = seeThrough(node.object);
  if (node.computed || object.type !== 'Identifier' || node.property.type !== 'Identifier') return undefined;
  return ctx.isGlobal(object, object.name) ? intrinsicConstant(object.name, node.property.name) : undefined;
}

function classifyName(ctx: FunctionLowering, node: t.Identifier): TestClass {
  const meaning = ctx.meaningOf(node);
  switch (meaning.kind) {
    case 'local':
      return 'pure';
    case 'outer':
      if (meaning.binding) return 'pure';
      return ['undefined', 'NaN', 'Infinity'].includes(node.name) ? 'pure' : 'reading';
    default:
      return 'effectful';
  }
}

function classifyMember(ctx: FunctionLowering, node: t.MemberExpression): TestClass {
  if (constantMember(ctx, node) !== undefined) return 'pure';
  if (node.object.type === 'Super' || node.property.type === 'PrivateName') return 'effectful';
  const object = classifyValue(ctx, node.object);
  return worst('reading', node.computed ? worst(object, classifyValue(ctx, node.property)) : object);
}

function worst(a: TestClass, b: TestClass): TestClass {
  if (a === 'effectful' || b === 'effectful') return 'effectful';
  return a === 'reading' || b === 'reading' ? 'reading' : 'pure';
}
