import type { types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { seeThrough } from './seeThrough.js';

/** Methods and functions of the language that give arrays. */
const listMethods: ReadonlySet<string> = new Set([
  'concat',
  'fill',
  'filter',
  'flat',
  'flatMap',
  'from',
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
]);

/** Functions of `Object` that give arrays, where the methods of that name give iterators. */
const listFunctions: ReadonlySet<string> = new Set(['entries', 'keys', 'values']);

/** Those that iterators have too, where they give iterators. */
const sharedMethods: ReadonlySet<string> = new Set(['filter', 'flatMap', 'map']);

/** Methods that give iterators. */
const iteratorMethods: ReadonlySet<string> = new Set(['drop', 'entries', 'keys', 'take', 'values']);

/**
 * Takes a value that is iterated for an array, which is checked when it is there. Where anything says that it is something else
 * (a generator, a Map, text) the function is left to traced code.
 */
export function lowerIterable(ctx: FunctionLowering, value: Value, written: t.Node): Value {
  leaveOtherIterables(ctx, written, written);
  return ctx.helper('expectIterableArray', [value, ctx.where(written)], locationOf(written));
}

/** The same for what an array pattern takes apart; `written` is what the program says it is, if it does. */
export function lowerDestructured(
  ctx: FunctionLowering,
  value: Value,
  pattern: t.ArrayPattern,
  written: t.Node | null,
): Value {
  leaveOtherIterables(ctx, pattern, written);
  return ctx.helper('expectIterableArray', [value, ctx.where(pattern)], locationOf(pattern));
}

/** A file that says `Symbol.iterator` has iterables of its own: there, only what is made an array is taken for one. */
function leaveOtherIterables(ctx: FunctionLowering, node: t.Node, written: t.Node | null): void {
  const problem = written && otherThanList(ctx, written);
  if (problem !== null) ctx.leaveOut(node, problem);
  else if (ctx.program.index.hasOwnIterables && !isMadeList(written))
    ctx.leaveOut(node, 'iterating what may be an iterable of this file’s own');
}

function isMadeList(written: t.Node | null): boolean {
  const node = written && seeThrough(written);
  return node?.type === 'ArrayExpression' || node?.type === 'CallExpression';
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
      if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
        const { name } = callee.property;
        const owner = seeThrough(callee.object);
        const ofObject = owner.type === 'Identifier' && ctx.isGlobal(owner, 'Object');
        const isList = listMethods.has(name) || (ofObject && listFunctions.has(name));
        const isHelper = sharedMethods.has(name) && givesIterator(ctx, owner);
        return isList && !isHelper ? null : 'iterating the result of a call';
      }
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

/** Does an expression give an iterator, as far as can be seen? */
function givesIterator(ctx: FunctionLowering, written: t.Node): boolean {
  const node = seeThrough(written);
  if (node.type !== 'CallExpression') return false;
  const callee = seeThrough(node.callee);
  if (callee.type === 'Identifier') return ctx.functionNamed(callee)?.node.generator === true;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  const owner = seeThrough(callee.object);
  const ofObject = owner.type === 'Identifier' && ctx.isGlobal(owner, 'Object');
  const { name } = callee.property;
  return (!ofObject && iteratorMethods.has(name)) || (sharedMethods.has(name) && givesIterator(ctx, owner));
}
