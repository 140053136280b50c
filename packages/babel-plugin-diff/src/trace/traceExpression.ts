import { types as t } from '@babel/core';
import { givesZero } from '../lower/givesZero.js';
import { constructName } from '../lower/constructName.js';
import { intrinsicConstant } from '../lower/intrinsics.js';
import { seeThrough } from '../lower/seeThrough.js';
import { isOverloaded, overloadedName } from '../operators/overloaded.js';
import { traceAssignment, traceUpdate } from './traceAssignment.js';
import { traceCall, traceNew, traceOptional } from './traceCall.js';
import { traceClassExpression } from './traceClass.js';
import { traceFunctionExpression } from './traceFunction.js';
import { traceArray, traceObject, traceTagged, traceTemplate } from './traceLiteral.js';
import { memberKey, traceMember } from './traceMember.js';
import { traceName } from './traceName.js';
import { assign, at, id, type Traced, type Tracer } from './Tracer.js';

const arithmetic: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '**': 'pow',
};

/** Operators whose result carries no derivative, but which convert objects. */
const converting: Readonly<Record<string, string>> = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
  '|': 'or',
  '&': 'and',
  '^': 'xor',
  '<<': 'shl',
  '>>': 'shr',
  '>>>': 'ushr',
};

/** The function of the runtime that stands for the arithmetic operator of a node. */
export function arithmeticName(node: t.Node, operator: string): string | undefined {
  const name = arithmetic[operator];
  return name !== undefined && isOverloaded(node) ? overloadedName(operator) : name;
}

export const constantOf = (value: t.Expression): Traced => ({ value, lane: 'none' });
export const computed = (value: t.Expression): Traced => ({ value, lane: 'register' });

/** The traced form of an expression: computes what it computes, once and in the same order, and carries the lane along. */
export function trace(ctx: Tracer, expression: t.Node): Traced {
  const node = seeThrough(expression);
  const traced = traceNode(ctx, node);
  at(traced.value, node);
  return traced;
}

/** An expression of which only the value is wanted. */
export function value(ctx: Tracer, expression: t.Node): t.Expression {
  const node = seeThrough(expression);
  switch (node.type) {
    // Lanes of what is only tested or dropped are not handed on.
    case 'LogicalExpression':
      return at(t.logicalExpression(node.operator, value(ctx, node.left), value(ctx, node.right)), node);
    case 'ConditionalExpression':
      return at(
        t.conditionalExpression(
          value(ctx, node.test),
          value(ctx, node.consequent),
          value(ctx, node.alternate),
        ),
        node,
      );
    case 'SequenceExpression':
      return at(t.sequenceExpression(node.expressions.map((each) => value(ctx, each))), node);
    default:
      return trace(ctx, node).value;
  }
}

/** An expression that leaves its lane in the register. */
export function inRegister(ctx: Tracer, expression: t.Node): t.Expression {
  return ctx.inRegister(trace(ctx, expression));
}

function traceNode(ctx: Tracer, node: t.Node): Traced {
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'BigIntLiteral':
    case 'RegExpLiteral':
      return constantOf(t.cloneNode(node, false, true));
    case 'Identifier':
      return traceName(ctx, node);
    case 'ThisExpression':
      return traceThis(ctx);
    case 'TemplateLiteral':
      return traceTemplate(ctx, node);
    case 'TaggedTemplateExpression':
      return traceTagged(ctx, node);
    case 'UnaryExpression':
      return traceUnary(ctx, node);
    case 'UpdateExpression':
      return traceUpdate(ctx, node, true);
    case 'BinaryExpression':
      return traceBinary(ctx, node);
    case 'LogicalExpression':
      return traceLogical(ctx, node);
    case 'ConditionalExpression':
      return traceConditional(ctx, node);
    case 'SequenceExpression': {
      const last = trace(ctx, node.expressions.at(-1)!);
      return {
        value: t.sequenceExpression([
          ...node.expressions.slice(0, -1).map((each) => value(ctx, each)),
          last.value,
        ]),
        lane: last.lane,
      };
    }
    case 'AssignmentExpression':
      return traceAssignment(ctx, node);
    case 'MemberExpression':
      return traceMember(ctx, node);
    case 'CallExpression':
      return traceCall(ctx, node);
    case 'NewExpression':
      return traceNew(ctx, node);
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return traceOptional(ctx, node);
    case 'ObjectExpression':
      return traceObject(ctx, node);
    case 'ArrayExpression':
      return traceArray(ctx, node);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return constantOf(traceFunctionExpression(ctx, node));
    case 'ClassExpression':
      return constantOf(traceClassExpression(ctx, node));
    case 'YieldExpression':
      return traceYield(ctx, node);
    case 'AwaitExpression':
      return traceAwait(ctx, node);
    case 'MetaProperty':
      return constantOf(t.cloneNode(node, true, true));
    case 'ImportExpression':
      return constantOf(
        t.importExpression(value(ctx, node.source), node.options ? value(ctx, node.options) : null),
      );
    case 'JSXElement':
    case 'JSXFragment':
      return constantOf(traceMarkup(ctx, node));
    default:
      ctx.problem('DIFF1119', node, constructName(node));
      return constantOf(ctx.none());
  }
}

function traceThis(ctx: Tracer): Traced {
  for (let state: typeof ctx.state | null = ctx.state; state; state = state.parent) {
    const { selfLane } = state;
    if (selfLane !== null) return { value: t.thisExpression(), lane: () => id(selfLane) };
    if (!state.form.isArrow) break;
  }
  return constantOf(t.thisExpression());
}

function traceUnary(ctx: Tracer, node: t.UnaryExpression): Traced {
  const { operator, argument } = node;
  switch (operator) {
    case '-':
    case '+': {
      if (ctx.stateOf(argument) === 'primitive') break;
      const name = operator === '+' ? 'plus' : isOverloaded(node) ? 'oneg' : 'neg';
      return computed(ctx.call(name, ...ctx.pair(trace(ctx, argument))));
    }
    case 'typeof': {
      const target = seeThrough(argument);
      // A name that may not exist.
      if (target.type === 'Identifier' && !ctx.program.index.bindingOf(target))
        return constantOf(t.unaryExpression('typeof', id(target.name)));
      break;
    }
    case 'delete':
      return constantOf(traceDelete(ctx, node));
    case 'throw':
      ctx.problem('DIFF1119', node, 'throw as an expression');
      return constantOf(ctx.none());
    default:
      break;
  }
  if (operator === '~' && !ctx.isPrimitive(argument))
    return constantOf(ctx.call('not', value(ctx, argument)));
  return constantOf(t.unaryExpression(operator, value(ctx, argument)));
}

function traceDelete(ctx: Tracer, node: t.UnaryExpression): t.Expression {
  const target = seeThrough(node.argument);
  const strict = t.booleanLiteral(ctx.state.form.strict);
  if (target.type === 'MemberExpression') {
    if (target.object.type === 'Super') {
      // The language evaluates the key, and refuses.
      return t.unaryExpression(
        'delete',
        t.memberExpression(
          t.super(),
          target.computed ? value(ctx, target.property) : id((target.property as t.Identifier).name),
          target.computed,
        ),
      );
    }
    return ctx.call('del', value(ctx, target.object), memberKey(ctx, target), strict);
  }
  if (target.type === 'OptionalMemberExpression') {
    return traceOptional(ctx, target, (object, key) => ctx.call('del', object, key, strict)).value;
  }
  if (target.type === 'Identifier') return t.unaryExpression('delete', id(target.name));
  return t.unaryExpression('delete', value(ctx, target));
}

function traceBinary(ctx: Tracer, node: t.BinaryExpression): Traced {
  const { operator } = node;
  if (operator === '|>') {
    ctx.problem('DIFF1119', node, '|>');
    return constantOf(ctx.none());
  }
  if (node.left.type === 'PrivateName') {
    return constantOf(t.binaryExpression('in', t.cloneNode(node.left, true, true), value(ctx, node.right)));
  }
  const name = arithmeticName(node, operator);
  const isConstant = ctx.stateOf(node.left) === 'primitive' && ctx.stateOf(node.right) === 'primitive';
  if (name === undefined && isOverloaded(node))
    return constantOf(ctx.call(overloadedName(operator)!, value(ctx, node.left), value(ctx, node.right)));
  if (name === undefined || isConstant)
    return constantOf(
      withoutLane(ctx, operator, value(ctx, node.left), value(ctx, node.right), node.left, node.right),
    );
  const mark = ctx.state.mark();
  const left = trace(ctx, node.left);
  if (left.lane !== 'register' || !holdsCall(node.left))
    return computed(ctx.call(name, ...ctx.pair(left), ...ctx.pair(trace(ctx, node.right))));
  // The operator need not wait on the stack while a call runs.
  ctx.state.release(mark);
  const held = ctx.temp();
  const operation = ctx.call(name, id(held), ctx.register(), ...ctx.pair(trace(ctx, node.right)));
  ctx.state.release(mark);
  return computed(t.sequenceExpression([assign(held, left.value), operation]));
}

/** Is there a call in an expression, or what becomes one? */
function holdsCall(node: t.Node): boolean {
  let found = false;
  t.traverseFast(node, (each) => {
    found ||=
      each.type === 'CallExpression' ||
      each.type === 'OptionalCallExpression' ||
      each.type === 'NewExpression';
  });
  return found;
}

/** An operation whose result carries no derivative: the language's own, unless an operand may be an object that converts itself. */
export function withoutLane(
  ctx: Tracer,
  operator: t.BinaryExpression['operator'],
  a: t.Expression,
  b: t.Expression,
  left: t.Expression,
  right: t.Expression,
): t.Expression {
  const plain = (): t.Expression => t.binaryExpression(operator, a, b);
  if (operator === 'in') return ctx.isPrimitive(left) ? plain() : ctx.call('within', a, b);
  if (operator === 'instanceof') return isGlobal(ctx, right) ? plain() : ctx.call('is', a, b);
  const name = converting[operator];
  if (name === undefined || (ctx.isPrimitive(left) && ctx.isPrimitive(right))) return plain();
  // Nothing is converted to be compared with null or undefined.
  if ((operator === '==' || operator === '!=') && (isNullish(left) || isNullish(right))) return plain();
  return ctx.call(name, a, b);
}

function isNullish(node: t.Node): boolean {
  return node.type === 'NullLiteral' || (node.type === 'Identifier' && node.name === 'undefined');
}

/** A class of the language itself, as long as nobody gives it another test. */
function isGlobal(ctx: Tracer, node: t.Expression): boolean {
  const name = seeThrough(node);
  return name.type === 'Identifier' && !ctx.program.index.bindingOf(name);
}

function traceLogical(ctx: Tracer, node: t.LogicalExpression): Traced {
  const left = trace(ctx, node.left);
  const right = trace(ctx, node.right);
  if (left.lane === 'none' && right.lane === 'none')
    return constantOf(t.logicalExpression(node.operator, left.value, right.value));
  if (left.lane !== 'none' && givesZero(node.operator, node.right)) {
    const name = ctx.temp();
    const zero = ctx.call('zeroOf', id(name), ctx.register());
    return computed(t.logicalExpression('||', assign(name, ctx.inRegister(left)), zero));
  }
  return computed(t.logicalExpression(node.operator, ctx.inRegister(left), ctx.inRegister(right)));
}

function traceConditional(ctx: Tracer, node: t.ConditionalExpression): Traced {
  const test = value(ctx, node.test);
  const consequent = trace(ctx, node.consequent);
  const alternate = trace(ctx, node.alternate);
  if (consequent.lane === 'none' && alternate.lane === 'none')
    return constantOf(t.conditionalExpression(test, consequent.value, alternate.value));
  return computed(t.conditionalExpression(test, ctx.inRegister(consequent), ctx.inRegister(alternate)));
}

function traceYield(ctx: Tracer, node: t.YieldExpression): Traced {
  const { task } = ctx.state;
  if (node.delegate) {
    const source = value(ctx, node.argument!);
    const where = ctx.where(node.argument!, ctx.program.textOf(node.argument!));
    if (task !== null) {
      return computed(
        ctx.call(
          'asyncDelegated',
          id(task),
          t.yieldExpression(ctx.call('asyncDelegate', id(task), source, where), true),
        ),
      );
    }
    return computed(t.yieldExpression(ctx.call('delegate', source, where), true));
  }
  const operand: Traced = node.argument ? trace(ctx, node.argument) : constantOf(ctx.none());
  if (task !== null) {
    const yielded = t.yieldExpression(ctx.call('asyncYielding', id(task), ...ctx.pair(operand)));
    return computed(ctx.call('asyncResumed', id(task), yielded));
  }
  return computed(ctx.call('resumed', t.yieldExpression(ctx.call('yielding', ...ctx.pair(operand)))));
}

function traceAwait(ctx: Tracer, node: t.AwaitExpression): Traced {
  const task = id(ctx.state.task ?? 'undefined');
  const operand = trace(ctx, node.argument);
  return computed(
    ctx.call(
      'awaited',
      task,
      t.awaitExpression(ctx.call('suspend', t.cloneNode(task), ...ctx.pair(operand))),
    ),
  );
}

/** Markup is for display: what stands in it is traced code, and its lanes end there. */
function traceMarkup(ctx: Tracer, node: t.JSXElement | t.JSXFragment): t.JSXElement | t.JSXFragment {
  const copy = t.cloneNode(node, true, true);
  const visit = (each: t.Node): void => {
    switch (each.type) {
      case 'JSXElement':
        each.openingElement.attributes.forEach(visit);
        each.children.forEach(visit);
        return;
      case 'JSXFragment':
        each.children.forEach(visit);
        return;
      case 'JSXAttribute':
        if (each.value) visit(each.value);
        return;
      case 'JSXSpreadAttribute':
        each.argument = value(ctx, each.argument);
        return;
      case 'JSXSpreadChild':
      case 'JSXExpressionContainer':
        if (each.expression.type !== 'JSXEmptyExpression') each.expression = value(ctx, each.expression);
        return;
      default:
    }
  };
  visit(copy);
  return copy;
}

/** `obj.x` of markup and the like: members whose value is a constant of the language. */
export function constantMember(ctx: Tracer, node: t.MemberExpression): number | undefined {
  const owner = seeThrough(node.object);
  if (owner.type !== 'Identifier' || ctx.program.index.bindingOf(owner) || node.computed) return undefined;
  return node.property.type === 'Identifier' ? intrinsicConstant(owner.name, node.property.name) : undefined;
}
