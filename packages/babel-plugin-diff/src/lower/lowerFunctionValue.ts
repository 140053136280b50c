import type { NodePath, types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { closureOf, isNestedIn } from './lowerNested.js';

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
  if (isNestedIn(ctx, path)) return closureOf(ctx, path);
  const isOwnName =
    path.node.type === 'FunctionExpression' && ctx.program.index.bindingOf(node)?.kind === 'local';
  if (isOwnName) return ctx.problem('DIFF1116', node, "a function expression's own name as a value");
  if (!ctx.program.isExcluded(path) && !ctx.program.isInactive(path)) ctx.program.want(path, false);
  return ctx.builder.value({ kind: 'loadOuter', name: node.name }, locationOf(node));
}
