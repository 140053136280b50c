import type { types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerExpression } from './lowerExpression.js';
import { seeThrough } from './seeThrough.js';

/** Lowers the elements of an array literal, in order. */
export function lowerElements(ctx: FunctionLowering, node: t.ArrayExpression): Value[] {
  return node.elements.map((element) => {
    if (!element) return ctx.problem('DIFF1118', node);
    return element.type === 'SpreadElement'
      ? ctx.problem('DIFF1109', element)
      : lowerExpression(ctx, element);
  });
}

export function lowerArray(ctx: FunctionLowering, node: t.ArrayExpression): Value {
  return ctx.builder.value({ kind: 'newArray', elements: lowerElements(ctx, node) }, locationOf(node));
}

/** Lowers an object literal of plain properties with keys known from the source. */
export function lowerObject(ctx: FunctionLowering, node: t.ObjectExpression): Value {
  const fields = new Map<string, Value>();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      ctx.problem('DIFF1109', property);
    } else if (property.type === 'ObjectMethod') {
      const what = property.kind === 'method' ? 'a method' : `a ${property.kind}ter`;
      ctx.problem('DIFF1108', property, what);
    } else {
      const key = literalKey(property);
      const isShorthand = property.shorthand === true;
      if (key === undefined) {
        ctx.problem('DIFF1108', property.key, 'a computed key');
        lowerExpression(ctx, property.value);
      } else if (key === '__proto__' && !property.computed && !isShorthand) {
        ctx.problem('DIFF1108', property.key, '`__proto__`');
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
