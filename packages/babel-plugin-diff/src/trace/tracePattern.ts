import { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';
import { namedValue, storeName } from './traceAssignment.js';
import { computed, constantOf, trace, value } from './traceExpression.js';
import { memberKey, writePrivate, homeOf } from './traceMember.js';
import { assign, id, type Traced, type Tracer } from './Tracer.js';

/** Where the parts of a pattern go. */
interface Sink {
  /** Are variables declared, so that only names can be stored into? */
  readonly declares: boolean;
  /** Takes an expression that is evaluated for its effects before what is stored next. */
  effect(expression: t.Expression): void;
  /** Stores into a variable, or whatever else can be assigned. */
  store(target: t.Node, stored: Traced): void;
}

/** Takes a value apart as a pattern says. `source` is evaluated first. */
export function takeApart(ctx: Tracer, pattern: t.Node, source: Traced, sink: Sink): void {
  const node = seeThrough(pattern);
  switch (node.type) {
    case 'ObjectPattern':
      takeObject(ctx, node, source.value, sink);
      return;
    case 'ArrayPattern':
      takeArray(ctx, node, source.value, sink);
      return;
    case 'AssignmentPattern':
      takeApart(ctx, node.left, withDefault(ctx, node, source), sink);
      return;
    default:
      sink.store(node, source);
  }
}

/** `source === undefined ? default : source` */
function withDefault(ctx: Tracer, { left, right }: t.AssignmentPattern, source: Traced): Traced {
  const given = ctx.temp();
  const lane = ctx.temp();
  const target = seeThrough(left);
  const fallback = target.type === 'Identifier' ? namedValue(ctx, right, target.name) : trace(ctx, right);
  const isAbsent = t.binaryExpression('===', id(given), ctx.none());
  const steps: t.Expression[] = [assign(given, source.value)];
  if (source.lane === 'none' && fallback.lane === 'none') {
    return constantOf(
      t.sequenceExpression([...steps, t.conditionalExpression(isAbsent, fallback.value, id(given))]),
    );
  }
  steps.push(assign(lane, ctx.laneOf(source)));
  return computed(
    t.sequenceExpression([
      ...steps,
      t.conditionalExpression(isAbsent, ctx.inRegister(fallback), ctx.call('v', id(given), id(lane))),
    ]),
  );
}

function takeObject(ctx: Tracer, node: t.ObjectPattern, source: t.Expression, sink: Sink): void {
  const object = ctx.temp();
  const text = t.stringLiteral(destructured(ctx, node) ?? `'${ctx.program.textOf(node)}'`);
  sink.effect(assign(object, ctx.call('coercible', source, text)));
  const hasRest = node.properties.at(-1)?.type === 'RestElement';
  const keys: t.Expression[] = [];
  for (const property of node.properties) {
    if (property.type === 'RestElement') {
      takeApart(ctx, property.argument, constantOf(ctx.call('restOf', id(object), ...keys)), sink);
      continue;
    }
    let key: t.Expression;
    if (!property.computed) {
      key = literalKey(property.key);
      keys.push(t.cloneNode(key));
    } else if (hasRest) {
      const name = ctx.temp();
      sink.effect(assign(name, ctx.call('key', value(ctx, property.key))));
      key = id(name);
      keys.push(id(name));
    } else key = value(ctx, property.key);
    takeApart(ctx, property.value, computed(ctx.call('get', id(object), key)), sink);
  }
}

function literalKey(key: t.Node): t.Expression {
  switch (key.type) {
    case 'Identifier':
      return t.stringLiteral(key.name);
    case 'BigIntLiteral':
      return t.stringLiteral(BigInt(key.value).toString());
    default:
      return t.cloneNode(key as t.StringLiteral | t.NumericLiteral, true, true);
  }
}

function takeArray(ctx: Tracer, node: t.ArrayPattern, source: t.Expression, sink: Sink): void {
  const { elements } = node;
  const last = elements.at(-1);
  const rest = last?.type === 'RestElement' ? last : null;
  const count = rest ? elements.length - 1 : elements.length;
  const where = ctx.where(node, sourceText(ctx) ?? ctx.program.textOf(node));
  if (hasEffects(ctx, node) && (sink.declares || !suspendsInside(node))) {
    if (sink.declares) takeStepwise(ctx, node, ctx.call('steps', source, where), sink);
    else sink.effect(takeInOrder(ctx, node, ctx.call('steps', source, where)));
    return;
  }
  const taken = ctx.temp();
  sink.effect(
    assign(taken, ctx.call('take', source, t.numericLiteral(count), t.booleanLiteral(rest !== null), where)),
  );
  const part = (i: number): t.Expression => t.memberExpression(id(taken), t.numericLiteral(i), true);
  for (let i = 0; i < count; i++) {
    const element = elements[i];
    if (element) takeApart(ctx, element, { value: part(2 * i), lane: () => part(2 * i + 1) }, sink);
  }
  if (rest) takeApart(ctx, rest.argument, constantOf(part(2 * count)), sink);
}

/** What the pattern takes apart, as the engine names it in messages; null if it would name the value. */
function sourceText(ctx: Tracer): string | null {
  const from = ctx.takenFrom;
  ctx.takenFrom = null;
  return from && printed(seeThrough(from));
}

function destructured(ctx: Tracer, node: t.ObjectPattern): string | null {
  const from = sourceText(ctx);
  const first = node.properties[0];
  if (from === null || first?.type !== 'ObjectProperty' || first.computed) return null;
  return first.key.type === 'Identifier' ? `property '${first.key.name}' of '${from}'` : null;
}

function printed(node: t.Node): string | null {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'NullLiteral':
      return 'null';
    case 'ThisExpression':
      return 'this';
    case 'NumericLiteral':
      return String(node.value);
    case 'ObjectExpression':
      return node.properties.length === 0 ? '{}' : null;
    case 'MemberExpression': {
      const object = printed(seeThrough(node.object));
      if (object === null || node.computed || node.property.type !== 'Identifier') return null;
      return `${object}.${node.property.name}`;
    }
    case 'CallExpression': {
      const callee = printed(seeThrough(node.callee));
      return callee && `${callee}(...)`;
    }
    default:
      return null;
  }
}

/**
 * Can it be seen when an element is taken: has the pattern members for targets, variables that a function (the iterator's own)
 * might read, or defaults that do something?
 */
function hasEffects(ctx: Tracer, node: t.ArrayPattern | t.ObjectPattern): boolean {
  if (node.type === 'ObjectPattern')
    return Object.values(t.getBindingIdentifiers(node, false)).some((each) => isShared(ctx, each));
  return node.elements.some((element) => {
    if (!element) return false;
    let target = seeThrough(element.type === 'RestElement' ? element.argument : element);
    if (target.type === 'AssignmentPattern') {
      if (!isInert(target.right)) return true;
      target = seeThrough(target.left);
    }
    if (target.type === 'ArrayPattern' || target.type === 'ObjectPattern') return hasEffects(ctx, target);
    return target.type !== 'Identifier' || isShared(ctx, target);
  });
}

/** Is there a `yield` or `await` in a pattern inside? What is stored one by one is taken apart by a function, which cannot wait. */
function suspendsInside({ elements }: t.ArrayPattern): boolean {
  return elements.some((element) => {
    if (!element) return false;
    const written = element.type === 'RestElement' ? element.argument : element;
    const target = seeThrough(written.type === 'AssignmentPattern' ? written.left : written);
    let suspends = false;
    if (target.type === 'ArrayPattern' || target.type === 'ObjectPattern')
      t.traverseFast(target, ({ type }) => {
        suspends ||= type === 'YieldExpression' || type === 'AwaitExpression';
      });
    return suspends;
  });
}

/** Is a variable used in another function than the one it belongs to? */
function isShared(ctx: Tracer, name: t.Identifier): boolean {
  const binding = ctx.program.index.bindingOf(name);
  if (!binding) return true;
  const owner = binding.scope.getFunctionParent() ?? binding.scope.getProgramParent();
  return [...binding.referencePaths, ...binding.constantViolations].some(
    ({ scope }) => (scope.getFunctionParent() ?? scope.getProgramParent()) !== owner,
  );
}

function isInert(written: t.Node): boolean {
  const node = seeThrough(written);
  switch (node.type) {
    case 'Identifier':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ThisExpression':
      return true;
    case 'UnaryExpression':
      return isInert(node.argument);
    case 'ArrayExpression':
      return node.elements.every((each) => each !== null && isInert(each));
    case 'ObjectExpression':
      return node.properties.every(
        (each) => each.type === 'ObjectProperty' && !each.computed && isInert(each.value),
      );
    default:
      return t.isLiteral(node) && node.type !== 'TemplateLiteral';
  }
}

/** Element by element, each taken when it is stored. */
function takeStepwise(ctx: Tracer, node: t.ArrayPattern, steps: t.Expression, sink: Sink): void {
  const taken = ctx.temp();
  sink.effect(assign(taken, steps));
  for (const element of node.elements) {
    if (element?.type === 'RestElement') {
      takeApart(ctx, element.argument, constantOf(ctx.call('stepRest', id(taken))), sink);
      return;
    }
    const step = ctx.call('stepOne', id(taken));
    if (element) takeApart(ctx, element, computed(step), sink);
    else sink.effect(step);
  }
  sink.effect(ctx.call('stepEnd', id(taken)));
}

/**
 * Leaves order and closing to a pattern of the language: `[place(o, k)._, into((v, v$) => …)._ = …] = steps`. What a step or a
 * default gives has its lane in the register when the setter `_` runs.
 */
function takeInOrder(ctx: Tracer, node: t.ArrayPattern, steps: t.Expression): t.Expression {
  const taken = ctx.temp();
  const elements = node.elements.map((element) => {
    if (!element) return null;
    if (element.type === 'RestElement') return t.restElement(slotFor(ctx, element.argument, taken));
    const target = seeThrough(element);
    if (target.type !== 'AssignmentPattern') return slotFor(ctx, target);
    const left = seeThrough(target.left);
    const fallback =
      left.type === 'Identifier' ? namedValue(ctx, target.right, left.name) : trace(ctx, target.right);
    return t.assignmentPattern(slotFor(ctx, left), ctx.inRegister(fallback));
  });
  return t.sequenceExpression([
    assign(taken, steps),
    t.assignmentExpression('=', t.arrayPattern(elements as t.ArrayPattern['elements']), id(taken)),
  ]);
}

/**
 * What is assigned in place of a target.
 * @param restOf  the steps whose last ones make the list that is assigned
 */
function slotFor(ctx: Tracer, target: t.Node, restOf: string | null = null): t.MemberExpression {
  const node = seeThrough(target);
  const slot = (call: t.Expression): t.MemberExpression => t.memberExpression(call, id('_'));
  if (
    node.type === 'MemberExpression' &&
    node.property.type !== 'PrivateName' &&
    node.object.type !== 'Super'
  ) {
    const strict = t.booleanLiteral(ctx.state.form.strict);
    const rest = restOf === null ? [] : [id(restOf)];
    return slot(ctx.call('place', value(ctx, node.object), memberKey(ctx, node), strict, ...rest));
  }
  const [v, lane] = [ctx.program.uniqueName(), ctx.program.uniqueName()];
  const given = restOf === null ? id(v) : ctx.call('lanedRest', id(restOf), id(v));
  const effects = effectsOf(ctx, node, { value: given, lane: () => id(lane) });
  const body = t.blockStatement(effects.map((each) => t.expressionStatement(each)));
  return slot(ctx.call('into', t.arrowFunctionExpression([id(v), id(lane)], body)));
}

/** Collects the effects of storing into what exists already. */
class Effects implements Sink {
  readonly declares = false;
  readonly list: t.Expression[] = [];

  constructor(private readonly ctx: Tracer) {}

  effect(expression: t.Expression): void {
    this.list.push(expression);
  }

  store(target: t.Node, stored: Traced): void {
    this.list.push(...storeInto(this.ctx, target, stored));
  }
}

/** Stores a value into a name or member. */
export function storeInto(ctx: Tracer, target: t.Node, stored: Traced): t.Expression[] {
  const node = seeThrough(target);
  if (node.type === 'Identifier') return storeName(ctx, node, stored).effects;
  const member = node as t.MemberExpression;
  const kept = ctx.temp();
  const lane = ctx.temp();
  const given: Traced = { value: id(kept), lane: stored.lane === 'none' ? 'none' : () => id(lane) };
  const steps: t.Expression[] = [assign(kept, stored.value)];
  if (stored.lane !== 'none') steps.push(assign(lane, ctx.laneOf(stored)));
  if (member.property.type === 'PrivateName') {
    const owner = ctx.temp();
    return [
      ...steps,
      assign(owner, value(ctx, member.object)),
      writePrivate(ctx, owner, member.property, given),
    ];
  }
  if (member.object.type === 'Super') {
    const strict = t.booleanLiteral(ctx.state.form.strict);
    const home = homeOf(ctx, member);
    return [
      ...steps,
      ctx.call('superSet', home, memberKey(ctx, member), t.thisExpression(), ...ctx.pair(given), strict),
    ];
  }
  const set = ctx.state.form.strict ? 'set' : 'put';
  return [...steps, ctx.call(set, value(ctx, member.object), memberKey(ctx, member), ...ctx.pair(given))];
}

/** `pattern = right` */
export function assignPattern(
  ctx: Tracer,
  pattern: t.ArrayPattern | t.ObjectPattern,
  right: t.Expression,
): Traced {
  const whole = ctx.temp();
  const effects = new Effects(ctx);
  const source = trace(ctx, right);
  effects.effect(assign(whole, source.value));
  let lane: string | null = null;
  if (source.lane !== 'none') {
    lane = ctx.temp();
    effects.effect(assign(lane, ctx.laneOf(source)));
  }
  ctx.takenFrom = right;
  takeApart(ctx, pattern, constantOf(id(whole)), effects);
  const kept = lane;
  return {
    value: t.sequenceExpression([...effects.list, id(whole)]),
    lane: kept === null ? 'none' : () => id(kept),
  };
}

/** `[a, b] = [b, a]` as a statement: nobody sees the array, so none is made. Null if it is something else. */
export function assignInParallel(ctx: Tracer, pattern: t.ArrayPattern, right: t.Node): t.Expression | null {
  const source = seeThrough(right);
  if (source.type !== 'ArrayExpression' || source.elements.length !== pattern.elements.length) return null;
  const isPlain = (each: t.Node | null): each is t.Expression =>
    each !== null && each.type !== 'SpreadElement';
  const isTarget = (each: t.Node | null): boolean => {
    const node = each && seeThrough(each);
    if (node?.type === 'Identifier') return true;
    return node?.type === 'MemberExpression' && node.object.type !== 'Super' && isSimple(node);
  };
  if (!source.elements.every(isPlain) || !pattern.elements.every(isTarget)) return null;
  const steps: t.Expression[] = [];
  const values = source.elements.map((each): Traced => {
    const traced = trace(ctx, each!);
    const kept = ctx.temp();
    steps.push(assign(kept, traced.value));
    if (traced.lane === 'none') return constantOf(id(kept));
    const lane = ctx.temp();
    steps.push(assign(lane, ctx.laneOf(traced)));
    return { value: id(kept), lane: () => id(lane) };
  });
  pattern.elements.forEach((target, i) => {
    steps.push(...storeInto(ctx, target!, values[i]!));
  });
  return t.sequenceExpression(steps);
}

/** Can evaluating the object and key of a member be moved behind the right side? */
function isSimple({ object, property, computed: isComputed }: t.MemberExpression): boolean {
  const isName = (node: t.Node): boolean => {
    const inner = seeThrough(node);
    if (inner.type === 'MemberExpression' && !inner.computed) return isName(inner.object);
    if (inner.type === 'BinaryExpression') return isName(inner.left) && isName(inner.right);
    return ['Identifier', 'ThisExpression', 'NumericLiteral', 'StringLiteral'].includes(inner.type);
  };
  return isName(object) && (!isComputed || isName(property));
}

/** Collects the declarators of a declaration: a variable, and its lane beside it. */
export class Declarators implements Sink {
  readonly declares = true;
  readonly list: t.VariableDeclarator[] = [];
  private pending: t.Expression[] = [];

  constructor(private readonly ctx: Tracer) {}

  effect(expression: t.Expression): void {
    this.pending.push(expression);
  }

  store(target: t.Node, stored: Traced): void {
    const { ctx } = this;
    const node = target as t.Identifier;
    const binding = ctx.program.index.bindingOf(node);
    const initial =
      this.pending.length > 0 ? t.sequenceExpression([...this.pending, stored.value]) : stored.value;
    this.pending = [];
    this.list.push(t.variableDeclarator(id(node.name), initial));
    if (!binding || !ctx.program.lanes.isActive(binding)) return;
    this.list.push(t.variableDeclarator(id(ctx.program.laneName(node.name)), ctx.laneOf(stored)));
    const mapped = ctx.mappedParameter(binding);
    if (mapped !== undefined) {
      this.effect(
        ctx.call(
          'storeArgument',
          id(mapped.list),
          t.numericLiteral(mapped.position),
          id(node.name),
          id(ctx.program.laneName(node.name)),
        ),
      );
    }
  }

  /** The declarators; effects that nothing follows stand in one of their own. */
  done(): t.VariableDeclarator[] {
    if (this.pending.length > 0) {
      const name = this.ctx.program.uniqueName();
      this.list.push(
        t.variableDeclarator(id(name), t.sequenceExpression([...this.pending, this.ctx.none()])),
      );
      this.pending = [];
    }
    return this.list;
  }
}

/** The effects of taking a value apart into what exists already (the head of a loop, a parameter). */
export function effectsOf(ctx: Tracer, target: t.Node, source: Traced): t.Expression[] {
  const effects = new Effects(ctx);
  takeApart(ctx, target, source, effects);
  return effects.list;
}

/** The declarators of taking a value apart into new variables. */
export function declaratorsOf(ctx: Tracer, target: t.Node, source: Traced): t.VariableDeclarator[] {
  const declarators = new Declarators(ctx);
  takeApart(ctx, target, source, declarators);
  return declarators.done();
}
