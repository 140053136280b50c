import type { types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerNamedFunctionValue } from './lowerFunctionValue.js';
import { numberOfConstant } from './numberOfConstant.js';

/** Reads a name. */
export function lowerName(ctx: FunctionLowering, node: t.Identifier): Value {
  const loc = locationOf(node);
  const meaning = ctx.meaningOf(node);
  switch (meaning.kind) {
    case 'local':
      return ctx.load(meaning.variable, loc);
    case 'function':
      return lowerNamedFunctionValue(ctx, node, meaning.path);
    case 'unready':
      return ctx.leaveOut(node, `\`${node.name}\` used before its declaration`);
    case 'outer':
      break;
  }
  if (meaning.binding && ctx.program.isActiveOutside(meaning.binding))
    return ctx.leaveOut(node, `the outer variable \`${node.name}\`, which functions assign`);
  if (!meaning.binding) {
    if (node.name === 'undefined') return ctx.constant(undefined, loc);
    if (node.name === 'NaN') return ctx.constant(NaN, loc);
    if (node.name === 'Infinity') return ctx.constant(Infinity, loc);
    if (node.name === 'arguments') return ctx.leaveOut(node, '`arguments`');
    // What is stored into it is a variable that goes by its bare name elsewhere.
    if (node.name === 'globalThis') return ctx.leaveOut(node, '`globalThis`');
  }
  // Only traced code is differentiated more than once.
  if (ctx.program.index.isDerivative(node)) return ctx.leaveOut(node, `\`${node.name}\``);
  const number = meaning.binding ? numberOfConstant(meaning.binding, ctx.program.index) : null;
  if (number !== null) return ctx.constant(number, loc);
  return ctx.builder.value({ kind: 'loadOuter', name: node.name }, loc);
}

/** Assigns a name. */
export function storeName(ctx: FunctionLowering, node: t.Identifier, value: Value): void {
  const loc = locationOf(node);
  const meaning = ctx.meaningOf(node);
  switch (meaning.kind) {
    case 'local':
      if (isConstant(ctx, node)) ctx.leaveOut(node, `an assignment to the constant \`${node.name}\``);
      ctx.store(meaning.variable, value, loc);
      return;
    case 'outer':
      if (node.name === 'arguments' && !meaning.binding) ctx.leaveOut(node, '`arguments`');
      ctx.builder.effect({ kind: 'storeOuter', name: node.name, value }, loc);
      return;
    case 'function':
      ctx.leaveOut(node, `an assignment to the constant \`${node.name}\``);
      return;
    case 'unready':
      ctx.leaveOut(node, `\`${node.name}\` used before its declaration`);
  }
}

function isConstant(ctx: FunctionLowering, node: t.Identifier): boolean {
  return ctx.program.index.bindingOf(node)?.kind === 'const';
}
