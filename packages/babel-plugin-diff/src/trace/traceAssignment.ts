import { types as t } from '@babel/core';
import { givesZero } from '../lower/givesZero.js';
import type { Binding } from '@babel/traverse';
import { seeThrough } from '../lower/seeThrough.js';
import { arithmeticName, computed, constantOf, trace, value, withoutLane } from './traceExpression.js';
import { homeOf, memberKey, readPrivate, writePrivate } from './traceMember.js';
import { isKept, laneOfName, traceName } from './traceName.js';
import { assignInParallel, assignPattern } from './tracePattern.js';
import { traceClassExpression } from './traceClass.js';
import { assign, at, id, type Traced, type Tracer } from './Tracer.js';

/** What storing into a variable takes: expressions for the effects, in order, and the lane afterwards. */
export interface Store {
  readonly effects: t.Expression[];
  readonly result: Traced;
}

/** Stores into a name; where the value of the assignment is wanted, `result` reads it again behind the effects. */
export function storeName(ctx: Tracer, node: t.Identifier, stored: Traced): Store {
  const { name } = node;
  const binding = ctx.program.index.bindingOf(node);
  const plain = (): Store => ({
    effects: [assign(name, stored.value)],
    result: { value: id(name), lane: 'none' },
  });
  if (!binding) return storeGlobal(ctx, name, stored);
  if (binding.kind === 'module') return plain();
  if (isOwnNameOfRoot(ctx, binding)) {
    // The name of a function expression cannot be assigned: an error in strict code, nothing in sloppy code.
    const refused = ctx.state.form.strict ? ctx.call('constant', t.stringLiteral(name)) : null;
    return {
      effects: refused ? [stored.value, refused] : [stored.value],
      result: { value: id(name), lane: 'none' },
    };
  }
  if (!ctx.program.lanes.isActive(binding)) return plain();
  const lane = ctx.program.laneName(name);
  if (ctx.isOwn(binding)) {
    const effects: t.Expression[] = [assign(name, stored.value), assign(lane, ctx.laneOf(stored))];
    const mapped = ctx.mappedParameter(binding);
    if (mapped !== undefined)
      effects.push(
        ctx.call('storeArgument', id(mapped.list), t.numericLiteral(mapped.position), id(name), id(lane)),
      );
    return { effects, result: traceName(ctx, node) };
  }
  if (!isKept(ctx, binding)) return plain();
  const keep = ctx.call(
    'keep',
    id(name),
    ctx.laneOf(stored),
    ...(isExported(binding) ? [t.stringLiteral(name)] : []),
  );
  return { effects: [assign(name, stored.value), assign(lane, keep)], result: traceName(ctx, node) };
}

function storeGlobal(ctx: Tracer, name: string, stored: Traced): Store {
  if (stored.lane === 'none')
    return {
      effects: [assign(name, stored.value), ctx.call('keepGlobal', t.stringLiteral(name))],
      result: { value: id(name), lane: 'none' },
    };
  const kept = ctx.temp();
  const lane = ctx.temp();
  return {
    effects: [
      assign(kept, stored.value),
      assign(lane, ctx.laneOf(stored)),
      assign(name, id(kept)),
      ctx.call('keepGlobal', t.stringLiteral(name), id(lane)),
    ],
    result: { value: id(kept), lane: () => id(lane) },
  };
}

function isOwnNameOfRoot(ctx: Tracer, binding: Binding): boolean {
  return binding.kind === 'local' && binding.scope.block === ctx.root.node && ctx.root.isFunctionExpression();
}

function isExported(binding: Binding): boolean {
  const declaration = binding.path.parentPath?.parent ?? binding.path.parent;
  return (
    declaration.type === 'ExportNamedDeclaration' ||
    binding.referencePaths.some(({ parent }) => parent.type === 'ExportSpecifier')
  );
}

function asExpression({ effects, result }: Store): Traced {
  return { value: t.sequenceExpression([...effects, result.value]), lane: result.lane };
}

/** An assignment whose value may be wanted. */
export function traceAssignment(ctx: Tracer, node: t.AssignmentExpression): Traced {
  const target = seeThrough(node.left);
  const { operator } = node;
  if (target.type === 'ArrayPattern' || target.type === 'ObjectPattern')
    return assignPattern(ctx, target, node.right);
  if (target.type === 'Identifier') {
    if (operator === '=')
      return asExpression(storeName(ctx, target, namedValue(ctx, node.right, target.name)));
    if (operator === '&&=' || operator === '||=' || operator === '??=') return logicalName(ctx, node, target);
    return asExpression(
      storeName(ctx, target, operated(ctx, node, target, traceName(ctx, target), node.right)),
    );
  }
  return traceMemberAssignment(ctx, node, target as t.MemberExpression);
}

/** The same where the value is dropped. */
export function traceAssignmentStatement(ctx: Tracer, node: t.AssignmentExpression): t.Expression {
  const target = seeThrough(node.left);
  const { operator } = node;
  if (target.type === 'Identifier' && !/^(?:&&|\|\||\?\?)=$/.test(operator)) {
    const stored =
      operator === '='
        ? namedValue(ctx, node.right, target.name)
        : operated(ctx, node, target, traceName(ctx, target), node.right);
    const { effects } = storeName(ctx, target, stored);
    return effects.length === 1 ? effects[0]! : t.sequenceExpression(effects);
  }
  if (target.type === 'ArrayPattern') {
    const parallel = assignInParallel(ctx, target, node.right);
    if (parallel) return parallel;
  }
  return traceAssignment(ctx, node).value;
}

/** The new value of a compound assignment. */
function operated(
  ctx: Tracer,
  node: t.AssignmentExpression,
  target: t.Expression,
  before: Traced,
  right: t.Expression,
): Traced {
  const plain = node.operator.slice(0, -1);
  const name = arithmeticName(node, plain);
  if (name === undefined)
    return constantOf(
      withoutLane(
        ctx,
        plain as t.BinaryExpression['operator'],
        before.value,
        value(ctx, right),
        target,
        right,
      ),
    );
  if (before.lane === 'none' && ctx.stateOf(right) === 'primitive' && before.value.type === 'Identifier') {
    return constantOf(
      t.binaryExpression(plain as t.BinaryExpression['operator'], before.value, value(ctx, right)),
    );
  }
  return computed(ctx.call(name, ...ctx.pair(before), ...ctx.pair(trace(ctx, right))));
}

/** A value that gives an anonymous function the name of what it is assigned to. */
export function namedValue(ctx: Tracer, expression: t.Expression, name: string): Traced {
  const node = seeThrough(expression);
  if (!isAnonymousDefinition(node) || expression !== node) return trace(ctx, expression);
  if (node.type === 'ClassExpression') return constantOf(at(traceClassExpression(ctx, node, name), node));
  return constantOf(named(name, trace(ctx, node).value));
}

/**
 * A function or class with the name that it would get from where it stands: a call around it, which marks it as traced code, keeps
 * it from getting that.
 */
export function named(name: string, made: t.Expression): t.Expression {
  if (made.type !== 'CallExpression') return made;
  const [inner] = made.arguments;
  if (!inner || !isAnonymousDefinition(inner)) return made;
  const key = (): t.StringLiteral => t.stringLiteral(name);
  // A computed key, so that `__proto__` is a name like any other.
  const holder = t.objectExpression([t.objectProperty(key(), inner, true)]);
  made.arguments[0] = t.memberExpression(holder, key(), true);
  return made;
}

export function isAnonymousDefinition(
  node: t.Node,
): node is t.ArrowFunctionExpression | t.FunctionExpression | t.ClassExpression {
  return (
    node.type === 'ArrowFunctionExpression' ||
    ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id)
  );
}

function logicalName(ctx: Tracer, node: t.AssignmentExpression, target: t.Identifier): Traced {
  const operator = node.operator.slice(0, -1) as t.LogicalExpression['operator'];
  const before = traceName(ctx, target);
  const right =
    before.lane !== 'none' && givesZero(operator, node.right)
      ? computed(ctx.call('zeroOf', ...ctx.pair(before)))
      : namedValue(ctx, node.right, target.name);
  const store = asExpression(storeName(ctx, target, right));
  const whole = t.logicalExpression(operator, id(target.name), store.value);
  return { value: whole, lane: laneOfName(ctx, target) };
}

function traceMemberAssignment(
  ctx: Tracer,
  node: t.AssignmentExpression,
  target: t.MemberExpression,
): Traced {
  const operator = node.operator;
  if (target.object.type === 'Super') return assignSuper(ctx, node, target);
  if (target.property.type === 'PrivateName') return assignPrivate(ctx, node, target, target.property);
  const set = ctx.state.form.strict ? 'set' : 'put';
  if (operator === '=') {
    const object = value(ctx, target.object);
    const key = memberKey(ctx, target);
    return computed(ctx.call(set, object, key, ...ctx.pair(trace(ctx, node.right))));
  }
  const owner = ctx.temp();
  const object = assign(owner, value(ctx, target.object));
  const [first, again] = keyTwice(ctx, target, owner);
  const read = computed(ctx.call('get', object, first));
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    const logical = operator.slice(0, -1) as '&&' | '||' | '??';
    if (givesZero(logical, node.right)) {
      const name = ctx.temp();
      const zero = ctx.call('zeroOf', id(name), ctx.register());
      const store = ctx.call(set, id(owner), again, zero, ctx.register());
      return computed(t.logicalExpression('||', assign(name, read.value), store));
    }
    const store = ctx.call(set, id(owner), again, ...ctx.pair(trace(ctx, node.right)));
    return computed(t.logicalExpression(logical, read.value, store));
  }
  const stored = operated(ctx, node, target, read, node.right);
  // The object and key are evaluated where they are read first: the old value is an operand of the store.
  const kept = ctx.held(stored);
  const result = ctx.temp();
  return computed(
    t.sequenceExpression([
      assign(result, kept.value),
      ctx.call(set, id(owner), again, id(result), kept.lane ?? ctx.none()),
    ]),
  );
}

/**
 * The key of a member that is read and then written: converted once, and not before it is known that there is an object.
 *
 * @param owner  the variable that holds the object; null for `super`, which always has one
 */
export function keyTwice(
  ctx: Tracer,
  target: t.MemberExpression,
  owner: string | null,
): [first: t.Expression, again: t.Expression] {
  if (!target.computed) return [memberKey(ctx, target), memberKey(ctx, target)];
  const property = seeThrough(target.property);
  if (property.type === 'StringLiteral' || property.type === 'NumericLiteral')
    return [memberKey(ctx, target), memberKey(ctx, target)];
  const key = ctx.temp();
  const isNumber = ctx.stateOf(property) === 'primitive';
  const once = value(ctx, property);
  const converted = owner === null ? ctx.call('key', once) : ctx.call('keyOf', id(owner), once);
  return [assign(key, isNumber ? once : converted), id(key)];
}

function assignPrivate(
  ctx: Tracer,
  node: t.AssignmentExpression,
  target: t.MemberExpression,
  name: t.PrivateName,
): Traced {
  const owner = ctx.temp();
  const object = assign(owner, value(ctx, target.object));
  const { operator } = node;
  if (operator === '=') {
    return computed(
      t.sequenceExpression([
        object,
        writePrivate(ctx, owner, name, namedValue(ctx, node.right, `#${name.id.name}`)),
      ]),
    );
  }
  const read = readPrivate(ctx, id(owner), name);
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    const store = writePrivate(ctx, owner, name, namedValue(ctx, node.right, `#${name.id.name}`));
    return computed(
      t.sequenceExpression([
        object,
        t.logicalExpression(operator.slice(0, -1) as '&&', ctx.inRegister(read), store),
      ]),
    );
  }
  return computed(
    t.sequenceExpression([
      object,
      writePrivate(ctx, owner, name, operated(ctx, node, target, read, node.right)),
    ]),
  );
}

function assignSuper(ctx: Tracer, node: t.AssignmentExpression, target: t.MemberExpression): Traced {
  const { operator } = node;
  const home = homeOf(ctx, target);
  const strict = t.booleanLiteral(ctx.state.form.strict);
  const write = (key: t.Expression, stored: Traced): t.Expression => {
    const held = ctx.held(stored);
    return ctx.call(
      'superSet',
      t.cloneNode(home),
      key,
      t.thisExpression(),
      held.value,
      held.lane ?? ctx.none(),
      strict,
    );
  };
  if (operator === '=') {
    // `this` comes first, so that it is refused before `super(…)` has run; the key is converted behind the new value.
    const key = memberKey(ctx, target);
    const whole = target.computed ? t.sequenceExpression([t.thisExpression(), key]) : key;
    return computed(write(whole, trace(ctx, node.right)));
  }
  const [first, again] = keyTwice(ctx, target, null);
  const read = computed(ctx.call('superGet', t.cloneNode(home), first, t.thisExpression()));
  if (operator === '&&=' || operator === '||=' || operator === '??=')
    return computed(
      t.logicalExpression(operator.slice(0, -1) as '&&', read.value, write(again, trace(ctx, node.right))),
    );
  const result = ctx.temp();
  const held = ctx.held(operated(ctx, node, target, read, node.right));
  return computed(
    t.sequenceExpression([
      assign(result, held.value),
      ctx.call('superSet', home, again, t.thisExpression(), id(result), held.lane ?? ctx.none(), strict),
    ]),
  );
}

/** `x++` and its like. */
export function traceUpdate(ctx: Tracer, node: t.UpdateExpression, isWanted: boolean): Traced {
  const target = seeThrough(node.argument);
  const by = (): t.Expression =>
    node.operator === '++' ? t.numericLiteral(1) : t.unaryExpression('-', t.numericLiteral(1));
  const { prefix } = node;
  if (target.type === 'Identifier') {
    const binding = ctx.program.index.bindingOf(target);
    const isConstant = binding !== undefined && ctx.stateOf(target) === 'primitive';
    if (isConstant) return constantOf(t.updateExpression(node.operator, id(target.name), prefix));
    const before = traceName(ctx, target);
    if (prefix || !isWanted) {
      const store = storeName(ctx, target, computed(ctx.call('step', ...ctx.pair(before), by())));
      return isWanted ? asExpression(store) : constantOf(t.sequenceExpression(store.effects));
    }
    const old = ctx.temp();
    const lane = ctx.temp();
    const store = storeName(ctx, target, computed(ctx.call('step', id(old), id(lane), by())));
    return {
      value: t.sequenceExpression([
        assign(old, ctx.call('num', ...ctx.pair(before))),
        assign(lane, ctx.register()),
        ...store.effects,
        id(old),
      ]),
      lane: () => id(lane),
    };
  }
  const member = target as t.MemberExpression;
  if (member.object.type === 'Super') return updateSuper(ctx, node, member);
  if (member.property.type === 'PrivateName') return updatePrivate(ctx, node, member, member.property);
  return computed(
    ctx.call(
      'upd',
      value(ctx, member.object),
      memberKey(ctx, member),
      by(),
      t.booleanLiteral(prefix),
      t.booleanLiteral(ctx.state.form.strict),
    ),
  );
}

/** The steps of an update of what is read and written by expressions. */
function updateBy(
  ctx: Tracer,
  node: t.UpdateExpression,
  read: Traced,
  write: (stored: Traced) => t.Expression,
): t.Expression[] {
  const old = ctx.temp();
  const lane = ctx.temp();
  const by = node.operator === '++' ? t.numericLiteral(1) : t.unaryExpression('-', t.numericLiteral(1));
  const store = write(computed(ctx.call('step', id(old), id(lane), by)));
  return [
    assign(old, ctx.call('num', ...ctx.pair(read))),
    assign(lane, ctx.register()),
    store,
    ...(node.prefix ? [] : [ctx.call('v', id(old), id(lane))]),
  ];
}

function updatePrivate(
  ctx: Tracer,
  node: t.UpdateExpression,
  member: t.MemberExpression,
  name: t.PrivateName,
): Traced {
  const owner = ctx.temp();
  const object = assign(owner, value(ctx, member.object));
  const steps = updateBy(ctx, node, readPrivate(ctx, id(owner), name), (stored) =>
    writePrivate(ctx, owner, name, stored),
  );
  return computed(t.sequenceExpression([object, ...steps]));
}

function updateSuper(ctx: Tracer, node: t.UpdateExpression, member: t.MemberExpression): Traced {
  const key = ctx.temp();
  const home = homeOf(ctx, member);
  const first = assign(
    key,
    member.computed ? ctx.call('key', value(ctx, member.property)) : memberKey(ctx, member),
  );
  const read = computed(ctx.call('superGet', home, id(key), t.thisExpression()));
  const steps = updateBy(ctx, node, read, (stored) => {
    const held = ctx.held(stored);
    return ctx.call(
      'superSet',
      t.cloneNode(home),
      id(key),
      t.thisExpression(),
      held.value,
      held.lane ?? ctx.none(),
      t.booleanLiteral(ctx.state.form.strict),
    );
  });
  return computed(t.sequenceExpression([t.thisExpression(), first, ...steps]));
}
