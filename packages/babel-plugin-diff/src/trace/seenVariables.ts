import { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { isWithin } from './traceFunction.js';
import { isKept } from './traceName.js';
import { id, type Tracer } from './Tracer.js';

/**
 * Functions that read and set the variables from around a function that change, by turns, and those that hold their lanes: what a call that
 * `checkpoint` makes again has to find as it was. Files that do not use it need none.
 */
export function seenVariables(ctx: Tracer, node: t.Function): t.Expression[] {
  if (!ctx.program.usesCheckpoint) return [];
  const found = new Set<Binding>();
  t.traverseFast(node, (inner) => {
    if (inner.type !== 'Identifier') return;
    const binding = ctx.program.index.bindingOf(inner);
    if (
      binding !== undefined &&
      binding.kind !== 'module' &&
      !binding.constant &&
      !isWithin(binding.scope, node)
    )
      found.add(binding);
  });
  return [...found].flatMap((binding) => {
    const { name } = binding.identifier;
    const hasLane = ctx.program.lanes.isActive(binding) && (ctx.isOwn(binding) || isKept(ctx, binding));
    return [...access(ctx, name), ...(hasLane ? access(ctx, ctx.program.laneName(name)) : [])];
  });
}

function access(ctx: Tracer, name: string): t.Expression[] {
  const value = `${ctx.program.tempPrefix}v`;
  const set = t.assignmentExpression('=', id(name), id(value));
  return [t.arrowFunctionExpression([], id(name)), t.arrowFunctionExpression([id(value)], set)];
}
