import type { NodePath, types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { closureOf, isNested } from './lowerNested.js';

/** Lowers a function expression that is used as a value. */
export function lowerFunctionValue(
  ctx: FunctionLowering,
  node: t.FunctionExpression | t.ArrowFunctionExpression,
): Value {
  return closureOf(ctx, ctx.program.index.pathOf(node));
}

/** Reads the name of a function of this file as a value. */
export function lowerNamedFunctionValue(
  ctx: FunctionLowering,
  node: t.Identifier,
  path: NodePath<t.Function>,
): Value {
  const isOwnName = path === ctx.path && (ctx.lowered.liftedFrom !== null || path.isFunctionExpression());
  if (isOwnName) return ctx.leaveOut(node, "the use of a nested function's own name as a value");
  if (isNested(ctx, path)) return ctx.leaveOut(node, `\`${node.name}\` used before its declaration`);
  if (!ctx.program.isExcluded(path) && !ctx.program.isInactive(path.node)) ctx.program.want(path);
  return ctx.builder.value({ kind: 'loadOuter', name: node.name }, locationOf(node));
}
