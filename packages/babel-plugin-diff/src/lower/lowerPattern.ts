import type { types as t } from '@babel/core';
import type { Loc, Value } from '../hir/model.js';
import { constructName } from './constructName.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerDestructured } from './lowerIterable.js';
import { lowerExpression } from './lowerExpression.js';
import { copyElements, literalKey } from './lowerLiteral.js';
import { fieldOrPosition, lowerPlace, type MemberPlace, readPlace, writePlace } from './lowerMember.js';
import { storeName } from './lowerName.js';
import { seeThrough } from './seeThrough.js';

/** Does the pattern declare its names, or assign existing variables (as `var` does, declared at the function's entry)? */
export type PatternMode = 'declare' | 'assign';

/**
 * Takes a value apart into the targets of a pattern (or a plain name).
 * @param written  the expression that gives the value, if there is one
 */
export function assignPattern(
  ctx: FunctionLowering,
  target: t.Node,
  value: Value,
  mode: PatternMode,
  written: t.Node | null = null,
): void {
  const node = seeThrough(target);
  switch (node.type) {
    case 'ArrayPattern':
      assignArrayPattern(ctx, node, value, mode, written);
      return;
    case 'ObjectPattern':
      assignObjectPattern(ctx, node, value, mode);
      return;
    default:
      assignElement(ctx, node, () => value, mode);
  }
}

/** Assigns elements that are at hand (of an array literal, or arguments) to the targets of an array pattern. */
export function bindElements(
  ctx: FunctionLowering,
  pattern: t.ArrayPattern,
  elements: Value[],
  mode: PatternMode,
): void {
  pattern.elements.forEach((element, i) => {
    if (!element) return;
    if (element.type === 'RestElement') {
      const loc = locationOf(element);
      const rest = () => ctx.builder.value({ kind: 'newArray', elements: elements.slice(i) }, loc);
      assignElement(ctx, element.argument, rest, mode);
    } else {
      assignElement(ctx, element, () => elements[i] ?? ctx.constant(undefined, locationOf(element)), mode);
    }
  });
}

function assignArrayPattern(
  ctx: FunctionLowering,
  node: t.ArrayPattern,
  value: Value,
  mode: PatternMode,
  written: t.Node | null,
): void {
  const array = lowerDestructured(ctx, value, node, written);
  node.elements.forEach((element, i) => {
    if (!element) return;
    if (element.type === 'RestElement') {
      assignElement(ctx, element.argument, () => restOf(ctx, array, i, locationOf(element)), mode);
    } else {
      const place = { object: array, key: ctx.constant(i), loc: locationOf(element) };
      assignElement(ctx, element, () => readPlace(ctx, place), mode);
    }
  });
}

/** A new array of the elements from a position on. */
function restOf(ctx: FunctionLowering, array: Value, start: number, loc: Loc): Value {
  const rest = ctx.builder.value({ kind: 'newArray', elements: [] }, loc);
  copyElements(ctx, array, start, rest, loc);
  return rest;
}

function assignObjectPattern(
  ctx: FunctionLowering,
  node: t.ObjectPattern,
  value: Value,
  mode: PatternMode,
): void {
  if (node.properties.length === 0) ctx.leaveOut(node, 'an empty object pattern');
  for (const property of node.properties) {
    if (property.type === 'RestElement') {
      ctx.leaveOut(property, 'a rest element in an object pattern');
      assignElement(ctx, property.argument, () => value, mode);
      continue;
    }
    const loc = locationOf(property);
    const literal = literalKey(property);
    const key = literal === undefined ? lowerExpression(ctx, property.key) : fieldOrPosition(literal);
    const place = { object: value, key: typeof key === 'number' ? ctx.constant(key, loc) : key, loc };
    assignElement(ctx, property.value, () => readPlace(ctx, place), mode);
  }
}

/** Assigns one element; a member target is evaluated before the element is read, as JavaScript does. */
function assignElement(ctx: FunctionLowering, target: t.Node, read: () => Value, mode: PatternMode): void {
  const node = seeThrough(target);
  switch (node.type) {
    case 'Identifier': {
      const value = read();
      if (mode === 'assign') storeName(ctx, node, value);
      else ctx.store(ctx.declare(node), value, locationOf(node));
      return;
    }
    case 'MemberExpression': {
      const place: MemberPlace = lowerPlace(ctx, node);
      writePlace(ctx, place, read());
      return;
    }
    case 'AssignmentPattern':
      assignWithDefault(ctx, node, read, mode);
      return;
    case 'ArrayPattern':
    case 'ObjectPattern':
      assignPattern(ctx, node, read(), mode);
      return;
    default:
      ctx.leaveOut(node, constructName(node));
  }
}

function assignWithDefault(
  ctx: FunctionLowering,
  node: t.AssignmentPattern,
  read: () => Value,
  mode: PatternMode,
): void {
  const withDefault = () => {
    const loc = locationOf(node);
    const given = read();
    return ctx.choose(
      ctx.isUndefined(given, loc),
      loc,
      () => lowerExpression(ctx, node.right),
      () => given,
    );
  };
  assignElement(ctx, node.left, withDefault, mode);
}
