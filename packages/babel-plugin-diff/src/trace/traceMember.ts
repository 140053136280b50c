import { types as t } from '@babel/core';
import { constantMember, constantOf, computed, value } from './traceExpression.js';
import { id, type PrivateMember, type Traced, type Tracer } from './Tracer.js';

/** The key of a member access, as an operand. */
export function memberKey(ctx: Tracer, node: t.MemberExpression | t.OptionalMemberExpression): t.Expression {
  if (node.computed) return value(ctx, node.property);
  return t.stringLiteral((node.property as t.Identifier).name);
}

/** Reads a member. */
export function traceMember(ctx: Tracer, node: t.MemberExpression): Traced {
  const constant = constantMember(ctx, node);
  if (constant !== undefined)
    return constantOf(t.memberExpression(value(ctx, node.object), id((node.property as t.Identifier).name)));
  if (node.object.type === 'Super') return computed(superGet(ctx, node));
  if (node.property.type === 'PrivateName') return readPrivate(ctx, value(ctx, node.object), node.property);
  return computed(ctx.call('get', value(ctx, node.object), memberKey(ctx, node)));
}

/** `super.key` as a value. */
export function superGet(ctx: Tracer, node: t.MemberExpression): t.Expression {
  // `this` comes first, so that it is refused before `super(…)` has run.
  const key = node.computed
    ? t.sequenceExpression([t.thisExpression(), ctx.call('key', value(ctx, node.property))])
    : memberKey(ctx, node);
  return ctx.call('superGet', homeOf(ctx, node), key, t.thisExpression());
}

export function homeOf(ctx: Tracer, node: t.Node): t.Expression {
  if (ctx.home) return ctx.home();
  ctx.problem('DIFF1119', node, '`super` outside of a method');
  return ctx.none();
}

/** What a private name stands for, in the classes around. */
export function privateMember(ctx: Tracer, name: t.PrivateName): PrivateMember | undefined {
  for (let context = ctx.classContext; context; context = context.parent) {
    const member = context.privates.get(name.id.name);
    if (member) return member;
  }
  return undefined;
}

export const privateName = (name: t.PrivateName): t.PrivateName => t.privateName(id(name.id.name));

/** Reads `object.#name`. */
export function readPrivate(ctx: Tracer, object: t.Expression, name: t.PrivateName): Traced {
  const member = privateMember(ctx, name);
  if (member?.kind === 'field') {
    const owner = ctx.temp();
    return computed(
      ctx.call(
        'v',
        t.memberExpression(t.assignmentExpression('=', id(owner), object), privateName(name)),
        ctx.call('pl', id(owner), t.stringLiteral(member.key)),
      ),
    );
  }
  const get = member?.kind === 'accessor' && !member.isTraced ? member.companion?.('get') : undefined;
  if (get !== undefined) {
    const owner = ctx.temp();
    // An object without the member is refused by the language itself.
    const has = t.binaryExpression('in', privateName(name), t.assignmentExpression('=', id(owner), object));
    return computed(
      t.conditionalExpression(
        has,
        ctx.call('c0', get, id(owner), t.stringLiteral(`get #${name.id.name}`)),
        t.memberExpression(id(owner), privateName(name)),
      ),
    );
  }
  if (member?.kind === 'method') return constantOf(privateMethod(ctx, object, name));
  const read = t.memberExpression(object, privateName(name));
  // A getter of traced code leaves the lane of what it returns.
  return member?.kind === 'accessor' ? computed(read) : constantOf(read);
}

/** A private method as a function that can be called. */
export function privateMethod(ctx: Tracer, object: t.Expression, name: t.PrivateName): t.Expression {
  const member = privateMember(ctx, name);
  const read = t.memberExpression(object, privateName(name));
  if (member?.kind !== 'method') return read;
  if (member.isTraced) return ctx.call(member.isGenerator ? 'gen' : 'fn', read);
  const companion = member.companion?.('value');
  return companion === undefined ? read : ctx.call('privateMethod', read, companion);
}

/** Stores into `object.#name`, where `object` is evaluated already; leaves the lane. */
export function writePrivate(ctx: Tracer, owner: string, name: t.PrivateName, stored: Traced): t.Expression {
  const member = privateMember(ctx, name);
  const target = t.memberExpression(id(owner), privateName(name));
  if (member?.kind === 'accessor') {
    const set = member.isTraced ? undefined : member.companion?.('set');
    const given = ctx.temp();
    const lane = ctx.temp();
    const keep = t.sequenceExpression([
      t.assignmentExpression('=', id(given), stored.value),
      t.assignmentExpression('=', id(lane), ctx.laneOf(stored)),
    ]);
    const store =
      set === undefined
        ? t.assignmentExpression('=', target, ctx.call('passed', id(given), id(lane)))
        : t.conditionalExpression(
            t.binaryExpression('in', privateName(name), id(owner)),
            ctx.call('c1', set, id(owner), t.stringLiteral(`set #${name.id.name}`), id(given), id(lane)),
            t.assignmentExpression('=', target, id(given)),
          );
    return t.sequenceExpression([keep, store, ctx.call('v', id(given), id(lane))]);
  }
  const store = t.assignmentExpression('=', target, stored.value);
  if (member?.kind !== 'field') return ctx.call('v', store, ctx.laneOf(stored));
  const held = ctx.held({ value: store, lane: stored.lane });
  return ctx.call('ps', id(owner), t.stringLiteral(member.key), held.value, held.lane ?? ctx.none());
}
