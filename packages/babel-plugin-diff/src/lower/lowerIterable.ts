import type { types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { seeThrough } from './seeThrough.js';

/** Methods and functions of the language that give arrays. */
const listMethods: ReadonlySet<string> = new Set([
  'concat',
  'entries',
  'fill',
  'filter',
  'flat',
  'flatMap',
  'from',
  'keys',
  'map',
  'of',
  'reverse',
  'slice',
  'sort',
  'splice',
  'split',
  'subarray',
  'toReversed',
  'toSorted',
  'toSpliced',
  'values',
]);

/**
 * Takes a value that is iterated for an array, which is checked when it is there. Where anything says that it is something else
 * (a generator, a Map, text) the function is left to traced code.
 */
export function lowerIterable(ctx: FunctionLowering, value: Value, written: t.Node): Value {
  const problem = otherThanList(ctx, written);
  if (problem !== null) ctx.leaveOut(written, problem);
  return ctx.helper('expectIterableArray', [value, ctx.where(written)], locationOf(written));
}

/** What an expression is, if that can hardly be an array. */
function otherThanList(ctx: FunctionLowering, written: t.Node, depth = 0): string | null {
  const node = seeThrough(written);
  switch (node.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return 'iterating text';
    case 'ObjectExpression':
    case 'NewExpression':
      return 'iterating an object';
    case 'CallExpression': {
      const callee = seeThrough(node.callee);
      if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier')
        return listMethods.has(callee.property.name) ? null : 'iterating the result of a call';
      const fn = callee.type === 'Identifier' ? ctx.functionNamed(callee) : null;
      return fn && !fn.node.generator && !fn.node.async ? null : 'iterating the result of a call';
    }
    case 'Identifier': {
      const binding = ctx.program.index.bindingOf(node);
      if (!binding?.path.isVariableDeclarator() || depth > 4) return null;
      const { init, id } = binding.path.node;
      return init && id.type === 'Identifier' ? otherThanList(ctx, init, depth + 1) : null;
    }
    default:
      return null;
  }
}
