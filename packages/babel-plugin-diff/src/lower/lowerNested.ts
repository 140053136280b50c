import type { NodePath, types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import type { FunctionLowering } from './FunctionLowering.js';

/** Is the function nested in the one that is lowered? */
export function isNestedIn(ctx: FunctionLowering, path: NodePath<t.Function>): boolean {
  return path !== ctx.path && path.isDescendant(ctx.path);
}

/** Calls a nested function by its name. */
export function callNested(
  ctx: FunctionLowering,
  node: t.CallExpression,
  callee: t.Identifier,
  _path: NodePath<t.Function>,
): Value {
  return ctx.problem('DIFF1115', node, `the nested function \`${callee.name}\` is not supported yet`);
}

/** The value of a nested function. */
export function closureOf(ctx: FunctionLowering, path: NodePath<t.Function>): Value {
  return ctx.problem('DIFF1115', path.node, 'a nested function is not supported yet');
}
