import type { types as t } from '@babel/core';
import type { Loc, Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerExpression } from './lowerExpression.js';
import { lowerIterable } from './lowerIterable.js';
import { seeThrough } from './seeThrough.js';

/** Lowers the elements of an array literal without spread, in order. */
export function lowerElements(ctx: FunctionLowering, elements: t.ArrayExpression['elements']): Value[] {
  return elements.map((element) => (element ? lowerExpression(ctx, element) : ctx.constant(undefined)));
}

/** Is it an array literal without holes and spread? */
export function isPlainArray(node: t.Node): node is t.ArrayExpression {
  return (
    node.type === 'ArrayExpression' && node.elements.every((each) => each && each.type !== 'SpreadElement')
  );
}

/** Lowers an array literal; from the first spread on, elements are appended one by one. */
export function lowerArray(ctx: FunctionLowering, node: t.ArrayExpression): Value {
  const loc = locationOf(node);
  if (node.elements.includes(null)) return ctx.leaveOut(node, 'an array literal with holes');
  const spreadAt = node.elements.findIndex((element) => element?.type === 'SpreadElement');
  const plain = spreadAt < 0 ? node.elements : node.elements.slice(0, spreadAt);
  const array = ctx.builder.value({ kind: 'newArray', elements: lowerElements(ctx, plain) }, loc);
  if (spreadAt < 0) return array;
  for (const element of node.elements.slice(spreadAt)) {
    if (element?.type === 'SpreadElement') {
      const source = lowerExpression(ctx, element.argument);
      const from = lowerIterable(ctx, source, element.argument);
      copyElements(ctx, from, 0, array, locationOf(element));
    } else if (element) {
      appendElement(ctx, array, lowerExpression(ctx, element), locationOf(element));
    }
  }
  return array;
}

/** Appends the elements of an array, from a position on, to another one, in a loop. */
export function copyElements(ctx: FunctionLowering, from: Value, start: number, to: Value, loc: Loc): void {
  ctx.countedLoop([], from, start, loc, (element) => appendElement(ctx, to, element, loc));
}

function appendElement(ctx: FunctionLowering, array: Value, value: Value, loc: Loc): void {
  const index = ctx.builder.value({ kind: 'loadField', object: array, key: 'length' }, loc);
  ctx.builder.effect({ kind: 'storeIndex', object: array, index, value }, loc);
}

/** Lowers an object literal of plain properties with keys known from the source. */
export function lowerObject(ctx: FunctionLowering, node: t.ObjectExpression): Value {
  const fields = new Map<string, Value>();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      ctx.leaveOut(property, 'spread in an object literal');
    } else if (property.type === 'ObjectMethod') {
      const what = property.kind === 'method' ? 'a method' : `a ${property.kind}ter`;
      ctx.leaveOut(property, `${what} in an object literal`);
    } else {
      const key = literalKey(property);
      const isShorthand = property.shorthand === true;
      if (key === undefined) {
        ctx.leaveOut(property.key, 'a computed key in an object literal');
        lowerExpression(ctx, property.value);
      } else if (key === '__proto__' && !property.computed && !isShorthand) {
        ctx.leaveOut(property.key, '`__proto__` in an object literal');
      } else {
        fields.set(key, lowerExpression(ctx, property.value));
      }
    }
  }
  return ctx.builder.value(
    { kind: 'newObject', keys: [...fields.keys()], values: [...fields.values()] },
    locationOf(node),
  );
}

/** Key of a property (of a literal or a pattern) if it is known from the source. */
export function literalKey(property: t.ObjectProperty): string | undefined {
  const key = seeThrough(property.key);
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  return key.type === 'Identifier' && !property.computed ? key.name : undefined;
}

export function lowerTemplate(ctx: FunctionLowering, node: t.TemplateLiteral): Value {
  const args = node.expressions.map((each) => lowerExpression(ctx, each));
  const quasis = node.quasis.map((each) => each.value.cooked ?? each.value.raw);
  return ctx.builder.value({ kind: 'template', quasis, args }, locationOf(node));
}
