import { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';
import { computed, constantOf, trace, value } from './traceExpression.js';
import { memberKey, privateMethod, readPrivate, superGet } from './traceMember.js';
import { assign, at, id, type Traced, type Tracer } from './Tracer.js';

type Arguments = t.CallExpression['arguments'];

function hasSpread(args: Arguments): boolean {
  return args.some((each) => each.type === 'SpreadElement');
}

/** Arguments as pairs of values and lanes. */
function pairs(ctx: Tracer, args: Arguments): t.Expression[] {
  return args.flatMap((each) => ctx.pair(trace(ctx, each)));
}

/** Arguments, some of them spread, as a list that is built step by step. */
export function listOf(ctx: Tracer, elements: readonly (t.Node | null)[], isCall = false): t.Expression {
  let list: t.Expression = ctx.call('list');
  const step = (name: string, ...args: t.Expression[]): void => {
    list = t.callExpression(t.memberExpression(list, id(name)), args);
  };
  for (const element of elements) {
    if (element === null) step('h');
    else if (element.type === 'SpreadElement') {
      const dots = isCall && element === elements.at(-1) ? '...' : '';
      const where = ctx.where(element.argument, dots + ctx.program.textOf(element.argument));
      step('s', value(ctx, element.argument), where);
    } else step('a', ...ctx.pair(trace(ctx, element)));
  }
  return list;
}

/**
 * A call of a function whose value and receiver are operands already. Its parts are computed one after the other, into temporaries:
 * what is pending while a call runs takes room on the stack, at each level of a recursion.
 * @param isFixed  whether `f` is a name that has the same value throughout
 */
export function callOf(
  ctx: Tracer,
  f: t.Expression,
  self: t.Expression,
  where: t.Expression,
  args: Arguments,
  isFixed = false,
): t.Expression {
  if (hasSpread(args)) return ctx.call('cs', f, self, where, listOf(ctx, args, true));
  const mark = ctx.state.mark();
  const steps: t.Expression[] = [];
  const held = (value: t.Expression): t.Identifier => {
    const name = ctx.temp();
    steps.push(assign(name, value));
    return id(name);
  };
  /** The last argument that is more than a name: what comes before it is computed before it. */
  const last = args.findLastIndex((each) => !isInert(ctx, each));
  const callee = isFixed || last < 0 ? f : held(f);
  const receiver = self.type === 'MemberExpression' && last >= 0 ? held(self) : self;
  const values: t.Expression[] = [];
  const lanes: t.Expression[] = [];
  args.forEach((each, i) => {
    const traced = trace(ctx, each);
    values.push(i <= last ? held(traced.value) : traced.value);
    lanes.push(i < last && traced.lane !== 'none' ? held(ctx.laneOf(traced)) : ctx.laneOf(traced));
  });
  const again = receiver.type === 'MemberExpression' ? ctx.temp() : null;
  const name = args.length <= 3 ? `k${args.length}` : 'kn';
  const given = again === null ? receiver : assign(again, receiver);
  const called = held(ctx.call(name, callee, given, where, ...lanes));
  ctx.state.release(mark);
  const call = t.callExpression(t.memberExpression(t.cloneNode(called), id('call')), [
    again === null ? t.cloneNode(receiver) : id(again),
    ...values,
  ]);
  return t.sequenceExpression([...steps, ctx.call('got', call)]);
}

function isInert(ctx: Tracer, written: t.Node): boolean {
  const node = seeThrough(written);
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'ThisExpression':
      return true;
    case 'Identifier':
      return node.name === 'undefined' || ctx.program.index.bindingOf(node) !== undefined;
    default:
      return false;
  }
}

export function traceCall(ctx: Tracer, node: t.CallExpression): Traced {
  const callee = seeThrough(node.callee);
  const where = ctx.where(node, ctx.program.textOf(node.callee));
  switch (callee.type) {
    case 'Super':
      return constantOf(superCall(ctx, node, where));
    case 'Import':
      return constantOf(
        t.callExpression(
          t.import(),
          node.arguments.map((each) => value(ctx, each as t.Expression)),
        ),
      );
    case 'Identifier':
      if (callee.name === 'eval' && !ctx.program.index.bindingOf(callee)) {
        ctx.problem('DIFF1202', node);
        return constantOf(ctx.none());
      }
      break;
    case 'MemberExpression':
      return callMember(ctx, node, callee, where);
    case 'OptionalMemberExpression': {
      // `(a?.b)()`: the chain ends at the parenthesis, its receiver does not.
      const link = memberLink(ctx, callee, (f, self) => callOf(ctx, f, self, where, node.arguments), false);
      return computed(link);
    }
    default:
      break;
  }
  const isFixed = callee.type === 'Identifier' && isFixedName(ctx, callee);
  return computed(callOf(ctx, value(ctx, callee), ctx.none(), where, node.arguments, isFixed));
}

/** A function or parameter that nobody assigns. */
function isFixedName(ctx: Tracer, name: t.Identifier): boolean {
  const binding = ctx.program.index.bindingOf(name);
  return (
    binding !== undefined &&
    ['hoisted', 'param', 'local'].includes(binding.kind) &&
    binding.constantViolations.length === 0
  );
}

function callMember(
  ctx: Tracer,
  node: t.CallExpression,
  callee: t.MemberExpression,
  where: t.Expression,
): Traced {
  if (callee.object.type === 'Super')
    return computed(callOf(ctx, superGet(ctx, callee), t.thisExpression(), where, node.arguments));
  if (callee.property.type === 'PrivateName') {
    const owner = ctx.temp();
    const f = privateFunction(ctx, assign(owner, value(ctx, callee.object)), callee.property, owner);
    return computed(callOf(ctx, f, id(owner), where, node.arguments));
  }
  return computed(callOf(ctx, methodOf(ctx, callee), ctx.register('self'), where, node.arguments));
}

/** `object.key` as the callee of a call; its receiver is left in a register. */
function methodOf(ctx: Tracer, callee: t.MemberExpression): t.Expression {
  const object = trace(ctx, callee.object);
  return at(ctx.call('gm', ...ctx.pair(object), memberKey(ctx, callee)), callee);
}

function privateFunction(
  ctx: Tracer,
  object: t.Expression,
  name: t.PrivateName,
  owner: string,
): t.Expression {
  const f = privateMethod(ctx, object, name);
  // A field or accessor is read like any other.
  return f.type === 'MemberExpression'
    ? t.sequenceExpression([object, readPrivate(ctx, id(owner), name).value])
    : f;
}

function superCall(ctx: Tracer, node: t.CallExpression, where: t.Expression): t.Expression {
  const self = ctx.classContext?.self();
  if (!self) {
    ctx.problem('DIFF1119', node, '`super(…)` outside of a constructor');
    return ctx.none();
  }
  const args = hasSpread(node.arguments)
    ? ctx.call('supSpread', self, where, listOf(ctx, node.arguments, true))
    : ctx.call('sup', self, where, ...pairs(ctx, node.arguments));
  return ctx.call('built', t.cloneNode(self), t.callExpression(t.super(), [t.spreadElement(args)]));
}

export function traceNew(ctx: Tracer, node: t.NewExpression): Traced {
  const where = ctx.where(node, ctx.program.textOf(node.callee));
  const callee = value(ctx, node.callee);
  const args = node.arguments;
  if (hasSpread(args)) return constantOf(ctx.call('makeSpread', callee, where, listOf(ctx, args, true)));
  return constantOf(ctx.call('make', callee, where, ...pairs(ctx, args)));
}

/** What ends a chain that is deleted instead of read. */
type DeleteLink = (object: t.Expression, key: t.Expression) => t.Expression;

/** `a?.b`, `a?.[k]`, `f?.(x)` and chains of them. */
export function traceOptional(
  ctx: Tracer,
  node: t.OptionalMemberExpression | t.OptionalCallExpression,
  remove?: DeleteLink,
): Traced {
  return computed(link(ctx, node, (traced) => ctx.inRegister(traced), remove));
}

/**
 * Evaluates a link of a chain and goes on with its value; where a link is null or undefined the rest of the chain is skipped.
 */
function link(
  ctx: Tracer,
  each: t.Node,
  next: (traced: Traced) => t.Expression,
  remove?: DeleteLink,
): t.Expression {
  const node = seeThrough(each);
  if (node === each && node.type === 'OptionalMemberExpression') {
    if (remove) {
      return link(ctx, node.object, (object) =>
        guarded(ctx, node.optional, object, (o) => ctx.call('v', remove(o.value, memberKey(ctx, node)))),
      );
    }
    return link(ctx, node.object, (object) =>
      guarded(ctx, node.optional, object, (o) => next(readLink(ctx, o.value, node))),
    );
  }
  if (node === each && node.type === 'OptionalCallExpression') return callLink(ctx, node, next);
  if (node === each && node.type === 'MemberExpression' && node.object.type !== 'Super')
    return link(ctx, node.object, (object) => next(readLink(ctx, object.value, node)));
  return next(trace(ctx, node));
}

function readLink(
  ctx: Tracer,
  object: t.Expression,
  node: t.OptionalMemberExpression | t.MemberExpression,
): Traced {
  if ((node.property as t.Node).type === 'PrivateName')
    return readPrivate(ctx, object, node.property as unknown as t.PrivateName);
  return computed(at(ctx.call('get', object, memberKey(ctx, node)), node));
}

/** `test === null || test === undefined ? undefined : rest` */
function guarded(
  ctx: Tracer,
  isOptional: boolean | null | undefined,
  traced: Traced,
  rest: (traced: Traced) => t.Expression,
): t.Expression {
  if (!isOptional) return rest(traced);
  const name = ctx.temp();
  const isAbsent = t.logicalExpression(
    '||',
    t.binaryExpression('===', assign(name, traced.value), t.nullLiteral()),
    t.binaryExpression('===', id(name), ctx.none()),
  );
  return t.conditionalExpression(
    isAbsent,
    ctx.call('v', ctx.none()),
    rest({ value: id(name), lane: 'none' }),
  );
}

function callLink(
  ctx: Tracer,
  node: t.OptionalCallExpression,
  next: (traced: Traced) => t.Expression,
): t.Expression {
  const where = ctx.where(node, ctx.program.textOf(node.callee));
  const call = (f: t.Expression, self: t.Expression): t.Expression =>
    next(computed(at(callOf(ctx, f, self, where, node.arguments as Arguments), node)));
  return memberLink(ctx, node.callee, call, Boolean(node.optional));
}

/** A callee with its receiver, within a chain. */
function memberLink(
  ctx: Tracer,
  callee: t.Node,
  call: (f: t.Expression, self: t.Expression) => t.Expression,
  isOptional: boolean,
): t.Expression {
  const node = seeThrough(callee);
  const withReceiver = (
    object: Traced,
    member: t.OptionalMemberExpression | t.MemberExpression,
  ): t.Expression => {
    const self = ctx.temp();
    if ((member.property as t.Node).type === 'PrivateName') {
      const f = privateFunction(
        ctx,
        assign(self, object.value),
        member.property as unknown as t.PrivateName,
        self,
      );
      return guarded(ctx, isOptional, { value: f, lane: 'none' }, (g) => call(g.value, id(self)));
    }
    const f = ctx.call('gm', ...ctx.pair(object), memberKey(ctx, member));
    if (!isOptional) return call(f, ctx.register('self'));
    const name = ctx.temp();
    const both = t.sequenceExpression([assign(name, f), assign(self, ctx.register('self')), id(name)]);
    return guarded(ctx, true, { value: both, lane: 'none' }, (g) => call(g.value, id(self)));
  };
  if (node.type === 'OptionalMemberExpression') {
    return link(ctx, node.object, (object) =>
      guarded(ctx, node.optional, object, (o) => withReceiver(o, node)),
    );
  }
  if (node.type === 'MemberExpression' && node.object.type !== 'Super')
    return link(ctx, node.object, (object) => withReceiver(object, node));
  if (node.type === 'MemberExpression') {
    return guarded(ctx, isOptional, { value: superGet(ctx, node), lane: 'none' }, (f) =>
      call(f.value, t.thisExpression()),
    );
  }
  return link(ctx, callee, (f) => guarded(ctx, isOptional, f, (g) => call(g.value, ctx.none())));
}
