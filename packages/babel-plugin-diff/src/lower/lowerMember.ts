import type { types as t } from '@babel/core';
import type { Loc, Value } from '../hir/model.js';
import { constantMember } from './classifyTest.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerExpression } from './lowerExpression.js';
import { seeThrough } from './seeThrough.js';
import { makesInstance } from './lowerCall.js';

/** A place in an object, its object and key already evaluated. */
export interface MemberPlace {
  readonly object: Value;
  readonly key: string | Value;
  readonly loc: Loc;
}

/**
 * Key of a member access that is known from the source: a string for a named field, a number for a position.
 * Undefined if it has to be evaluated.
 */
export function staticKey(
  node: t.MemberExpression | t.OptionalMemberExpression,
): string | number | undefined {
  const property = seeThrough(node.property);
  if (!node.computed) return property.type === 'Identifier' ? property.name : undefined;
  if (property.type === 'StringLiteral') return fieldOrPosition(property.value);
  return undefined;
}

/** A canonical array index is a position, every other string a field. */
export function fieldOrPosition(key: string): string | number {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1 ? Number(key) : key;
}

/** Evaluates the object and the key of a member access. */
export function lowerPlace(ctx: FunctionLowering, node: t.MemberExpression): MemberPlace {
  if (node.object.type === 'Super') {
    return { object: ctx.leaveOut(node.object, '`super`'), key: 'super', loc: locationOf(node) };
  }
  if (makesInstance(ctx, node.object)) ctx.leaveOut(node.object, 'an instance of a class');
  return placeIn(ctx, lowerExpression(ctx, node.object), node);
}

/** The place that a member access names in an object that is already evaluated. */
export function placeIn(
  ctx: FunctionLowering,
  object: Value,
  node: t.MemberExpression | t.OptionalMemberExpression,
): MemberPlace {
  const loc = locationOf(node);
  if (node.property.type === 'PrivateName') {
    ctx.leaveOut(node.property, 'a private name');
    return { object, key: '#', loc };
  }
  const key = staticKey(node);
  if (key === '__proto__') ctx.leaveOut(node.property, '`__proto__`');
  if (typeof key === 'string') return { object, key, loc };
  if (typeof key === 'number') return { object, key: ctx.constant(key, loc), loc };
  return { object, key: lowerExpression(ctx, node.property), loc };
}

export function readPlace(ctx: FunctionLowering, { object, key, loc }: MemberPlace): Value {
  return typeof key === 'string'
    ? ctx.builder.value({ kind: 'loadField', object, key }, loc)
    : ctx.builder.value({ kind: 'loadIndex', object, index: key }, loc);
}

export function writePlace(ctx: FunctionLowering, { object, key, loc }: MemberPlace, value: Value): void {
  if (typeof key === 'string') ctx.builder.effect({ kind: 'storeField', object, key, value }, loc);
  else ctx.builder.effect({ kind: 'storeIndex', object, index: key, value }, loc);
}

/** Lowers a member access that is read. */
export function lowerMember(ctx: FunctionLowering, node: t.MemberExpression): Value {
  const constant = constantMember(ctx, node);
  if (constant !== undefined) return ctx.constant(constant, locationOf(node));
  return readPlace(ctx, lowerPlace(ctx, node));
}
