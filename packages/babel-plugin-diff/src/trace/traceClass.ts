import { types as t } from '@babel/core';
import { constructName } from '../lower/constructName.js';
import { seeThrough } from '../lower/seeThrough.js';
import { isAnonymousDefinition, namedValue } from './traceAssignment.js';
import { trace, value } from './traceExpression.js';
import { functionParts } from './traceFunction.js';
import { containsSuper, propertyKey } from './traceLiteral.js';
import { traceStatements } from './traceStatement.js';
import { at, type ClassContext, id, type PrivateMember, type Tracer } from './Tracer.js';

type Member = t.ClassBody['body'][number];
type Field = t.ClassProperty | t.ClassPrivateProperty;

/** A class declared in traced code; its own variable, if it needs one, is declared before it. */
export function traceClassDeclaration(ctx: Tracer, node: t.ClassDeclaration): t.Statement[] {
  if (node.declare === true) return [];
  const traced = classOf(ctx, node);
  const name = id(node.id!.name);
  const declaration = t.classDeclaration(name, traced.superClass, traced.body);
  const binding = ctx.program.index.bindingOf(node.id!);
  const lane = binding && ctx.program.lanes.isActive(binding) ? [ctx.program.laneName(node.id!.name)] : [];
  const names = [...traced.variables, ...lane];
  if (names.length === 0) return [declaration];
  return [
    t.variableDeclaration(
      'let',
      names.map((each) => t.variableDeclarator(id(each))),
    ),
    declaration,
  ];
}

export function traceClassExpression(
  ctx: Tracer,
  node: t.ClassExpression,
  name: string | null = null,
): t.Expression {
  if (suspends(node)) return traceWaitingClass(ctx, node, name);
  const traced = classOf(ctx, node);
  const made = t.classExpression(node.id ? id(node.id.name) : null, traced.superClass, traced.body);
  const result = name === null || node.id ? made : underName(name, made);
  if (traced.variables.length === 0) return result;
  return t.callExpression(makerOf([], traced.variables, result), []);
}

/** A function whose variables are those of one evaluation of a class. */
function makerOf(
  parameters: readonly string[],
  variables: readonly string[],
  made: t.Expression,
): t.ArrowFunctionExpression {
  const body: t.Statement[] = [t.returnStatement(made)];
  if (variables.length > 0)
    body.unshift(
      t.variableDeclaration(
        'let',
        variables.map((each) => t.variableDeclarator(id(each))),
      ),
    );
  return t.arrowFunctionExpression(parameters.map(id), t.blockStatement(body));
}

/**
 * A class with a `yield` or `await` in its heritage or a key: a function around it could not wait, so these are evaluated before, and handed
 * to it.
 */
function traceWaitingClass(ctx: Tracer, node: t.ClassExpression, name: string | null): t.Expression {
  const computed = node.body.body.filter((each) => hasComputedKey(each) && !isDeclaredOnly(each));
  const parts = computed.map((each) => (each as t.ClassMethod).key);
  for (const each of node.superClass ? [node.superClass, ...parts] : parts) reportNames(ctx, node, each);
  const keys = new Map<t.Node, string>(computed.map((each) => [each, ctx.program.uniqueName()]));
  const parent = node.superClass ? ctx.program.uniqueName() : null;
  const tracing = new ClassTracing(ctx, node, {
    isTraced: true,
    keys,
    ...(parent === null ? {} : { superClass: () => id(parent) }),
  });
  const args = tracing.inside(() => {
    const heritage = node.superClass ? [value(ctx, node.superClass)] : [];
    return [...heritage, ...parts.map((key) => ctx.call('key', value(ctx, key)))];
  });
  const { superClass, body, variables } = tracing.whole();
  const made = t.classExpression(node.id ? id(node.id.name) : null, superClass, body);
  const result = name === null || node.id ? made : underName(name, made);
  const parameters = [...(parent === null ? [] : [parent]), ...keys.values()];
  return t.callExpression(makerOf(parameters, variables, result), args);
}

/** The name of the class, and its private names, mean something else outside of it. */
function reportNames(ctx: Tracer, { id: own }: t.ClassExpression, part: t.Node): void {
  t.traverseFast(part, (each) => {
    const isOwn = own && each.type === 'Identifier' && each.name === own.name;
    if (isOwn || each.type === 'PrivateName')
      ctx.problem('DIFF1119', each, 'a name of the class itself beside `yield` or `await` in its keys');
  });
}

function hasComputedKey(each: Member): boolean {
  return 'computed' in each && each.computed === true;
}

/** Is there a `yield` or `await` among what is evaluated when a class is made? */
function suspends({ superClass, body }: t.Class): boolean {
  const keys = body.body.filter(hasComputedKey).map((each) => (each as t.ClassMethod).key);
  let found = false;
  for (const each of superClass ? [superClass, ...keys] : keys)
    t.traverseFast(each, ({ type }) => {
      found ||= type === 'YieldExpression' || type === 'AwaitExpression';
    });
  return found;
}

function underName(name: string, made: t.Expression): t.Expression {
  const key = (): t.StringLiteral => t.stringLiteral(name);
  // A key written out, since V8 names a class under a computed key even if it has a static `name`.
  const property = t.objectProperty(key(), made, name === '__proto__');
  return t.memberExpression(t.objectExpression([property]), key(), true);
}

interface TracedClass {
  readonly superClass: t.Expression | null;
  readonly body: t.ClassBody;
  /** Variables of each evaluation of the class. */
  readonly variables: string[];
}

function classOf(ctx: Tracer, node: t.Class): TracedClass {
  const tracing = new ClassTracing(ctx, node, { isTraced: true });
  return tracing.whole();
}

/** Keys under which the lanes of private members are kept, and what kinds they are. */
export function privateMembers(
  ctx: Tracer,
  node: t.Class,
  isTraced: boolean,
  companion?: (name: string, isStatic: boolean, kind: 'value' | 'get' | 'set') => t.Expression,
): Map<string, PrivateMember> {
  const members = new Map<string, PrivateMember>();
  const place = ctx.program.where(node, '');
  for (const each of node.body.body) {
    if (each.type !== 'ClassPrivateMethod' && each.type !== 'ClassPrivateProperty') continue;
    const name = each.key.id.name;
    const kind =
      each.type === 'ClassPrivateProperty' ? 'field' : each.kind === 'method' ? 'method' : 'accessor';
    const isStatic = each.static ?? false;
    members.set(name, {
      kind,
      isGenerator: each.type === 'ClassPrivateMethod' && (each.generator ?? false),
      key: `#${name}${place}`,
      isTraced,
      ...(companion && kind !== 'field' ? { companion: (part) => companion(name, isStatic, part) } : {}),
    });
  }
  return members;
}

/** Does a member have code that runs when an instance is made? */
export function isInstanceField(member: Member): member is Field {
  return (
    (member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty') && !(member.static ?? false)
  );
}

export function isDeclaredOnly(member: Member): boolean {
  return (
    member.type === 'TSDeclareMethod' ||
    member.type === 'TSIndexSignature' ||
    (member.type === 'ClassProperty' && (member.declare === true || member.abstract === true)) ||
    (member.type === 'ClassMethod' && member.abstract === true)
  );
}

/** Reports what classes may hold and traced code does not cover. */
function reportUncovered(ctx: Tracer, node: t.Class): void {
  for (const each of [node, ...node.body.body]) {
    if ('decorators' in each && (each.decorators ?? []).length > 0)
      ctx.problem('DIFF1119', each, 'a decorator');
    if (each.type === 'ClassAccessorProperty') ctx.problem('DIFF1119', each, constructName(each));
  }
}

/** Traces the members of a class; used for classes of traced code and for the companions of ordinary ones. */
export class ClassTracing {
  private readonly variables: string[] = [];
  private selfVariable: string | null = null;
  private lanesField: string | null = null;
  private readonly keys: ReadonlyMap<t.Node, string>;
  private readonly superClass: (() => t.Expression) | undefined;
  readonly context: ClassContext;

  constructor(
    readonly ctx: Tracer,
    readonly node: t.Class,
    options: {
      readonly isTraced: boolean;
      readonly self?: () => t.Expression;
      readonly companion?: (name: string, isStatic: boolean, kind: 'value' | 'get' | 'set') => t.Expression;
      /** Variables that hold computed keys evaluated before, by member. */
      readonly keys?: ReadonlyMap<t.Node, string>;
      /** What holds the parent, if that was evaluated before. */
      readonly superClass?: () => t.Expression;
    },
  ) {
    reportUncovered(ctx, node);
    this.keys = options.keys ?? new Map<t.Node, string>();
    this.superClass = options.superClass;
    this.context = {
      self: options.self ?? (() => id(this.ownVariable())),
      privates: privateMembers(ctx, node, options.isTraced, options.companion),
      parent: ctx.classContext,
    };
  }

  whole(): TracedClass {
    const { ctx, node } = this;
    return this.inside(() => {
      const superClass = this.superClass?.() ?? (node.superClass ? value(ctx, node.superClass) : null);
      const members = node.body.body.flatMap((each) => this.member(each));
      if (node.superClass && !node.body.body.some(isConstructor)) members.unshift(this.defaultConstructor());
      if (this.lanesField !== null) members.unshift(this.lanesElement());
      const begin: t.Expression[] = [ctx.call('cls', t.thisExpression())];
      if (this.selfVariable !== null)
        begin.push(t.assignmentExpression('=', id(this.selfVariable), t.thisExpression()));
      members.unshift(t.staticBlock(begin.map((each) => t.expressionStatement(each))));
      return { superClass, body: t.classBody(members), variables: this.variables };
    });
  }

  /** Runs with the class around, in strict code. */
  inside<T>(run: () => T): T {
    const { ctx } = this;
    const { classContext, home } = ctx;
    ctx.classContext = this.context;
    const state = ctx.newState({ ...ctx.state.form, strict: true, isArrow: true });
    try {
      return ctx.within(withTemps(state, ctx), run);
    } finally {
      ctx.classContext = classContext;
      ctx.home = home;
    }
  }

  private ownVariable(): string {
    if (this.selfVariable === null) {
      this.selfVariable = this.ctx.program.uniqueName();
      this.variables.push(this.selfVariable);
    }
    return this.selfVariable;
  }

  private home(isStatic: boolean): () => t.Expression {
    const { self } = this.context;
    return isStatic ? self : () => t.memberExpression(self(), id('prototype'));
  }

  private member(each: Member): Member[] {
    if (isDeclaredOnly(each)) return [];
    switch (each.type) {
      case 'ClassMethod':
        return [at(isConstructor(each) ? this.constructorMember(each) : this.method(each), each)];
      case 'ClassPrivateMethod':
        return [at(this.method(each), each)];
      case 'ClassProperty':
      case 'ClassPrivateProperty':
        return [at(this.field(each), each)];
      case 'StaticBlock':
        return [at(this.staticBlock(each), each)];
      default:
        return [];
    }
  }

  method(each: t.ClassMethod | t.ClassPrivateMethod): t.ClassMethod | t.ClassPrivateMethod {
    const { ctx } = this;
    ctx.home = containsSuper(each) ? this.home(each.static ?? false) : null;
    const { params, body } = functionParts(ctx, each);
    if (each.type === 'ClassPrivateMethod') {
      const made = t.classPrivateMethod(
        each.kind,
        t.privateName(id(each.key.id.name)),
        params,
        body,
        each.static ?? false,
      );
      made.async = each.async ?? false;
      made.generator = each.generator ?? false;
      return made;
    }
    const known = this.keys.get(each);
    let key: t.Expression;
    if (known !== undefined) key = id(known);
    else key = each.computed ? value(ctx, each.key) : (t.cloneNode(each.key, true, true) as t.Expression);
    return t.classMethod(
      each.kind,
      key,
      params,
      body,
      each.computed,
      each.static ?? false,
      each.generator,
      each.async,
    );
  }

  constructorMember(each: t.ClassMethod): t.ClassMethod {
    const { ctx, node } = this;
    ctx.home = this.home(false);
    // Fields of a class without parent are initialised before its constructor runs.
    const fieldsFirst =
      !node.superClass && node.body.body.some((one) => isInstanceField(one) && !isDeclaredOnly(one));
    if (fieldsFirst) this.lanesField = ctx.program.uniqueName();
    const lanes =
      this.lanesField === null
        ? null
        : t.memberExpression(t.thisExpression(), t.privateName(id(this.lanesField)));
    const { params, body } = functionParts(ctx, each, { lanes });
    return t.classMethod('constructor', id('constructor'), params, body);
  }

  /** `constructor(...args) { super(...args); }`, with lanes. */
  defaultConstructor(): t.ClassMethod {
    const { ctx } = this;
    const [lanes, given] = [ctx.state.nameFor('in'), ctx.state.nameFor('rest')];
    const list = t.objectExpression([
      t.objectProperty(id('values'), id(given)),
      t.objectProperty(id('lanes'), id(lanes)),
    ]);
    const self = this.context.self();
    const where = ctx.where(this.node, 'super');
    const call = t.callExpression(t.super(), [t.spreadElement(ctx.call('supSpread', self, where, list))]);
    const body = t.blockStatement([
      t.variableDeclaration('const', [t.variableDeclarator(id(lanes), ctx.call('enter'))]),
      t.expressionStatement(ctx.call('built', this.context.self(), call)),
    ]);
    return t.classMethod('constructor', id('constructor'), [t.restElement(id(given))], body);
  }

  /** The first field of all takes the lanes of the constructor's arguments. */
  lanesElement(): t.ClassPrivateProperty {
    return t.classPrivateProperty(t.privateName(id(this.lanesField!)), this.ctx.call('enter'));
  }

  get hasLanesField(): boolean {
    return this.lanesField !== null;
  }

  field(each: Field): Field {
    const { ctx } = this;
    const isStatic = each.static ?? false;
    ctx.home = this.home(isStatic);
    if (each.type === 'ClassPrivateProperty') {
      const name = each.key.id.name;
      const initial = each.value
        ? this.initial(each.value, `#${name}`, (v, lane) =>
            ctx.call(
              'ps',
              t.thisExpression(),
              t.stringLiteral(this.context.privates.get(name)!.key),
              v,
              lane,
            ),
          )
        : null;
      const made = t.classPrivateProperty(t.privateName(id(name)), initial, [], isStatic);
      return made;
    }
    const isActive = each.value ? ctx.stateOf(each.value) === 'active' : false;
    const key = this.keys.has(each)
      ? { node: each.key, computed: true, again: () => ctx.none() }
      : propertyKey(ctx, each.key, each.computed ?? false, false);
    let keyNode = key.node as t.Expression;
    let again: (() => t.Expression) | null = each.computed ? null : key.again;
    const known = this.keys.get(each);
    if (known !== undefined) {
      keyNode = id(known);
      again = () => id(known);
    } else if (each.computed && (isActive || isAnonymous(each.value))) {
      const variable = ctx.program.uniqueName();
      this.variables.push(variable);
      keyNode = t.assignmentExpression('=', id(variable), ctx.call('key', value(ctx, each.key)));
      again = () => id(variable);
    }
    const name = each.computed === true ? null : nameOf(again!());
    const initial = each.value
      ? this.initial(each.value, name, (v, lane) => ctx.call('field', t.thisExpression(), again!(), v, lane))
      : null;
    return t.classProperty(keyNode, initial, null, null, each.computed ?? false, isStatic);
  }

  /** The initialiser of a field, in a function of its own if it needs variables. */
  private initial(
    expression: t.Expression,
    name: string | null,
    note: (v: t.Expression, lane: t.Expression) => t.Expression,
  ): t.Expression {
    const { ctx } = this;
    const state = ctx.newState({
      strict: true,
      isAsync: false,
      isGenerator: false,
      isConstructor: false,
      isArrow: true,
    });
    const made = ctx.within(state, () => {
      const traced = name === null ? trace(ctx, expression) : namedValue(ctx, expression, name);
      if (traced.lane === 'none') return traced.value;
      return note(...ctx.pair(traced));
    });
    if (state.declared.length === 0) return made;
    const body = t.blockStatement([
      t.variableDeclaration(
        'let',
        state.declared.map((each) => t.variableDeclarator(id(each))),
      ),
      t.returnStatement(made),
    ]);
    return t.callExpression(t.arrowFunctionExpression([], body), []);
  }

  private staticBlock(each: t.StaticBlock): t.StaticBlock {
    const { ctx } = this;
    ctx.home = this.home(true);
    const state = ctx.newState({
      strict: true,
      isAsync: false,
      isGenerator: false,
      isConstructor: false,
      isArrow: false,
    });
    return ctx.within(state, () => {
      const body = traceStatements(ctx, each.body);
      if (state.declared.length > 0)
        body.unshift(
          t.variableDeclaration(
            'let',
            state.declared.map((name) => t.variableDeclarator(id(name))),
          ),
        );
      return t.staticBlock(body);
    });
  }
}

/** Heritage and keys are evaluated in the function around: their temporaries are its. */
function withTemps(state: Tracer['state'], ctx: Tracer): Tracer['state'] {
  const outer = ctx.state;
  state.temp = () => outer.temp();
  state.variable = (name) => outer.variable(name);
  state.task = outer.task;
  state.selfLane = outer.selfLane;
  return state;
}

export function isConstructor(member: Member): boolean {
  return member.type === 'ClassMethod' && member.kind === 'constructor' && !isDeclaredOnly(member);
}

function isAnonymous(node: t.Node | null | undefined): boolean {
  return node != null && isAnonymousDefinition(seeThrough(node));
}

function nameOf(key: t.Expression): string {
  return key.type === 'StringLiteral' ? key.value : String((key as t.NumericLiteral).value);
}
