import { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';

import { listOf } from './traceCall.js';
import { computed, constantOf, trace, value } from './traceExpression.js';
import { functionParts } from './traceFunction.js';
import { superGet } from './traceMember.js';
import { assign, at, id, type Traced, type Tracer } from './Tracer.js';

export function traceTemplate(ctx: Tracer, node: t.TemplateLiteral): Traced {
  return constantOf(
    t.templateLiteral(
      node.quasis.map((each) => t.cloneNode(each, true, true)),
      node.expressions.map((each) =>
        ctx.isPrimitive(each) ? value(ctx, each) : ctx.call('text', value(ctx, each)),
      ),
    ),
  );
}

export function traceTagged(ctx: Tracer, node: t.TaggedTemplateExpression): Traced {
  const tag = seeThrough(node.tag);
  const where = ctx.where(node, ctx.program.textOf(node.tag));
  const strings = t.taggedTemplateExpression(
    ctx.helper('strings'),
    t.templateLiteral(
      node.quasi.quasis.map((each) => t.cloneNode(each, true, true)),
      node.quasi.expressions.map(() => t.numericLiteral(0)),
    ),
  );
  // The strings come first among the arguments; they stand for themselves.
  const args = [strings, ...(node.quasi.expressions as t.Expression[])];
  const call = (f: t.Expression, self: t.Expression): Traced =>
    computed(callTemplate(ctx, f, self, where, args));
  if (tag.type === 'MemberExpression') {
    if (tag.object.type === 'Super') return call(superGet(ctx, tag), t.thisExpression());
    if (tag.property.type !== 'PrivateName') {
      const object = trace(ctx, tag.object);
      const key = tag.computed
        ? value(ctx, tag.property)
        : t.stringLiteral((tag.property as t.Identifier).name);
      return call(ctx.call('gm', ...ctx.pair(object), key), ctx.register('self'));
    }
    const owner = ctx.temp();
    const f = t.memberExpression(
      assign(owner, value(ctx, tag.object)),
      t.privateName(id(tag.property.id.name)),
    );
    return call(f, id(owner));
  }
  return call(value(ctx, tag), ctx.none());
}

function callTemplate(
  ctx: Tracer,
  f: t.Expression,
  self: t.Expression,
  where: t.Expression,
  [strings, ...expressions]: t.Expression[],
): t.Expression {
  const pairs = expressions.flatMap((each) => ctx.pair(trace(ctx, each)));
  const name = expressions.length <= 2 ? `c${expressions.length + 1}` : 'cn';
  return ctx.call(name, f, self, where, strings!, ctx.none(), ...pairs);
}

export function traceArray(ctx: Tracer, node: t.ArrayExpression): Traced {
  const { elements } = node;
  if (elements.some((each) => each?.type === 'SpreadElement')) {
    const list = listOf(ctx, elements);
    return constantOf(t.callExpression(t.memberExpression(list, id('array')), []));
  }
  const isConstant = elements.every((each) => each === null || ctx.stateOf(each) !== 'active');
  if (isConstant)
    return constantOf(t.arrayExpression(elements.map((each) => (each === null ? null : value(ctx, each)))));
  if (elements.includes(null))
    return constantOf(t.callExpression(t.memberExpression(listOf(ctx, elements), id('array')), []));
  return constantOf(ctx.call('arr', ...elements.flatMap((each) => ctx.pair(trace(ctx, each!)))));
}

/** Key of a property, evaluated once; `again` is the same as an operand that can be used later. */
interface Key {
  readonly node: t.Expression | t.PrivateName;
  readonly computed: boolean;
  again(): t.Expression;
}

export function propertyKey(ctx: Tracer, key: t.Node, isComputed: boolean, isNeeded: boolean): Key {
  if (!isComputed) {
    const again = (): t.Expression =>
      key.type === 'Identifier'
        ? t.stringLiteral(key.name)
        : key.type === 'NumericLiteral'
          ? t.numericLiteral(key.value)
          : key.type === 'BigIntLiteral'
            ? t.stringLiteral(BigInt(key.value).toString())
            : t.stringLiteral((key as t.StringLiteral).value);
    return { node: t.cloneNode(key as t.Expression, true, true), computed: false, again };
  }
  const once = (): t.Expression => ctx.call('key', value(ctx, key));
  if (!isNeeded)
    return {
      node: ctx.isPrimitive(key) ? value(ctx, key) : once(),
      computed: true,
      again: () => ctx.none(),
    };
  const name = ctx.temp();
  return { node: assign(name, once()), computed: true, again: () => id(name) };
}

/** What has to be noted of a literal when it is made. */
interface Notes {
  readonly lanes: t.Expression[];
  readonly members: t.Expression[];
  /** Keys that stand in the literal so far; null once some of them are not known. */
  keys: Set<string> | null;
}

export function traceObject(ctx: Tracer, node: t.ObjectExpression): Traced {
  const usesSuper = node.properties.some((each) => each.type === 'ObjectMethod' && containsSuper(each));
  if (!usesSuper) return constantOf(objectOf(ctx, node, null));
  // Each object that the literal makes has its own variable.
  const home = ctx.state.nameFor('home');
  const made = objectOf(ctx, node, () => id(home));
  const body = t.blockStatement([
    t.variableDeclaration('const', [t.variableDeclarator(id(home), made)]),
    t.returnStatement(id(home)),
  ]);
  return constantOf(t.callExpression(t.arrowFunctionExpression([], body), []));
}

function objectOf(ctx: Tracer, node: t.ObjectExpression, home: (() => t.Expression) | null): t.Expression {
  const notes: Notes = { lanes: [], members: [], keys: new Set() };
  const properties = node.properties.map((each): t.ObjectExpression['properties'][number] => {
    switch (each.type) {
      case 'SpreadElement':
        return spread(ctx, each, notes);
      case 'ObjectMethod':
        return at(objectMethod(ctx, each, home, notes), each);
      default:
        return at(property(ctx, each, notes), each);
    }
  });
  let made: t.Expression = t.objectExpression(properties);
  if (notes.members.length > 0) made = ctx.call('members', made, ...notes.members);
  if (notes.lanes.length > 0) made = ctx.call('obj', made, ...notes.lanes);
  return made;
}

function spread(ctx: Tracer, each: t.SpreadElement, notes: Notes): t.SpreadElement {
  const copy = ctx.temp();
  notes.lanes.push(ctx.helper('SPREAD'), id(copy));
  notes.keys = null;
  return t.spreadElement(assign(copy, ctx.call('copyOf', value(ctx, each.argument))));
}

/** Notes the key of a property; may the property replace one that stands before it? */
function noteKey(notes: Notes, { key, computed: isComputed }: t.ObjectProperty): boolean {
  if (notes.keys === null) return true;
  if (isComputed) {
    const replaces = notes.keys.size > 0;
    notes.keys = null;
    return replaces;
  }
  const name = key.type === 'Identifier' ? key.name : String((key as t.StringLiteral).value);
  const replaces = notes.keys.has(name);
  notes.keys.add(name);
  return replaces;
}

function property(ctx: Tracer, each: t.ObjectProperty, notes: Notes): t.ObjectProperty {
  const isProto = !each.computed && !each.shorthand && isNamed(each.key, '__proto__');
  const held = seeThrough(each.value);
  const state = ctx.stateOf(held);
  const replaces = noteKey(notes, each);
  const needsKey = state === 'active' || isAnonymousFunction(held) || replaces;
  const key = propertyKey(ctx, each.key, each.computed, needsKey);
  // `{ __proto__ }` is a property like any other, written out with a computed key.
  const isOwnProto = each.shorthand && isNamed(each.key, '__proto__');
  const make = (v: t.Expression): t.ObjectProperty =>
    isOwnProto
      ? t.objectProperty(t.stringLiteral('__proto__'), v, true)
      : t.objectProperty(key.node as t.Expression, v, key.computed);
  if (isProto) return make(value(ctx, held));
  if (isAnonymousFunction(held)) {
    // It is named by the literal, and marked when that is made.
    const traced = trace(ctx, held).value;
    const inner = traced.type === 'CallExpression' ? (traced.arguments[0] as t.Expression) : traced;
    if (inner.type !== 'ClassExpression') notes.members.push(key.again());
    return make(inner);
  }
  const traced = trace(ctx, held);
  const { value: v, lane } = ctx.held(traced);
  if (lane) notes.lanes.push(key.again(), lane);
  else if (replaces) notes.lanes.push(key.again(), ctx.none());
  return make(v);
}

function isAnonymousFunction(node: t.Node): boolean {
  return node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && !node.id);
}

function isNamed(key: t.Node, name: string): boolean {
  return (
    (key.type === 'Identifier' && key.name === name) || (key.type === 'StringLiteral' && key.value === name)
  );
}

export function objectMethod(
  ctx: Tracer,
  each: t.ObjectMethod,
  home: (() => t.Expression) | null,
  notes: Notes,
): t.ObjectMethod {
  const key = propertyKey(ctx, each.key, each.computed, true);
  notes.members.push(key.again());
  const { home: before } = ctx;
  ctx.home = home;
  const { params, body } = functionParts(ctx, each);
  ctx.home = before;
  const method = t.objectMethod(
    each.kind,
    key.node as t.Expression,
    params,
    body,
    key.computed,
    each.generator,
    each.async,
  );
  return method;
}

/** Does the code mention `super` that belongs to it? */
export function containsSuper(node: t.Node): boolean {
  let found = false;
  const visit = (each: t.Node, isInner: boolean): void => {
    if (found) return;
    if (each.type === 'Super') {
      found = true;
      return;
    }
    const isOwn =
      each.type === 'FunctionExpression' ||
      each.type === 'FunctionDeclaration' ||
      each.type === 'ObjectMethod';
    if (isInner && isOwn) return;
    if (isInner && (each.type === 'ClassExpression' || each.type === 'ClassDeclaration')) return;
    for (const field of t.VISITOR_KEYS[each.type] ?? []) {
      const child = (each as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>)[field];
      if (Array.isArray(child)) {
        for (const one of child) if (one) visit(one, true);
      } else if (child) visit(child, true);
    }
  };
  visit(node, false);
  return found;
}
