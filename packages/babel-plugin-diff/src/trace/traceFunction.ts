import { types as t } from '@babel/core';
import type { Scope } from '@babel/traverse';
import { inRegister, trace } from './traceExpression.js';
import { seenVariables } from './seenVariables.js';
import { ambiguousFunction } from './parameterScope.js';
import { declaratorsOf } from './tracePattern.js';
import { hasUseStrict } from '../lower/hasUseStrict.js';
import { traceStatements } from './traceStatement.js';
import { at, type FunctionForm, id, type Tracer } from './Tracer.js';

/** Parameters and body of a function as traced code. */
export interface FunctionParts {
  readonly params: (t.Identifier | t.RestElement)[];
  readonly body: t.BlockStatement;
}

/** A nested function as an expression, marked as traced code. */
export function traceFunctionExpression(
  ctx: Tracer,
  node: t.FunctionExpression | t.ArrowFunctionExpression,
): t.Expression {
  const { fn, mark } = bareFunction(ctx, node);
  return ctx.call(mark, at(fn, node), ...captureFlag(ctx, node));
}

/** What tells the runtime that a function uses variables of one around it: `true`, or nothing. */
export function captureFlag(ctx: Tracer, node: t.Function): t.Expression[] {
  let captures = false;
  t.traverseFast(node, (inner) => {
    if (captures || inner.type !== 'Identifier') return;
    const scope = ctx.program.index.bindingOf(inner)?.scope;
    captures = scope !== undefined && !scope.path.isProgram() && !isWithin(scope, node);
  });
  return captures ? [t.booleanLiteral(true)] : [];
}

/** Does the scope lie in a node? */
export function isWithin(scope: Scope, node: t.Node): boolean {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.block === node) return true;
  return false;
}

/** The function itself, and the name of what marks it. */
export function bareFunction(
  ctx: Tracer,
  node: t.Function,
): { fn: t.FunctionExpression | t.ArrowFunctionExpression; mark: 'fn' | 'gen' } {
  const { params, body } = functionParts(ctx, node);
  const mark = node.generator ? 'gen' : 'fn';
  if (node.type === 'ArrowFunctionExpression')
    return { fn: t.arrowFunctionExpression(params, body, node.async), mark };
  const name = node.type === 'FunctionExpression' && node.id ? id(node.id.name) : null;
  return { fn: t.functionExpression(name, params, body, node.generator ?? false, node.async ?? false), mark };
}

export function traceFunctionDeclaration(ctx: Tracer, node: t.FunctionDeclaration): t.Statement {
  const { params, body } = functionParts(ctx, node);
  return t.functionDeclaration(id(node.id!.name), params, body, node.generator ?? false, node.async ?? false);
}

/** What a constructor does differently. */
export interface ConstructorForm {
  /** Where its lanes are, if field initialisers have run before it. */
  readonly lanes: t.Expression | null;
}

/** Traces parameters and body of any kind of function. */
export function functionParts(
  ctx: Tracer,
  node: t.Function,
  asConstructor: ConstructorForm | null = null,
): FunctionParts {
  const strict = ctx.state.form.strict || hasUseStrict(node);
  const form: FunctionForm = {
    strict,
    isAsync: node.async ?? false,
    isGenerator: node.generator ?? false,
    isConstructor: asConstructor !== null,
    isArrow: node.type === 'ArrowFunctionExpression',
  };
  const state = ctx.newState(form);
  return ctx.within(state, () => new FunctionTracing(ctx, node, asConstructor).parts());
}

class FunctionTracing {
  private readonly params: (t.Identifier | t.RestElement)[] = [];
  private readonly prologue: t.Statement[] = [];
  private readonly lanes: string;
  private lanesUsed = false;
  /** How many statements stand behind the prologue. */
  private bodyLength = 0;
  /** Does it see a wrapper for `this` where it is called on a number? */
  private boxesSelf = false;

  constructor(
    private readonly ctx: Tracer,
    private readonly node: t.Function,
    private readonly asConstructor: ConstructorForm | null,
  ) {
    this.lanes = ctx.state.nameFor('in');
  }

  parts(): FunctionParts {
    const { ctx, node } = this;
    const { state } = ctx;
    if (state.form.isAsync) state.task = state.nameFor('task');
    if (ctx.program.nondifferentiable.has(node) || state.isStopped) this.stop();
    const isSimple = node.params.every(isSimpleParameter);
    if (node.type !== 'ArrowFunctionExpression' && !this.asConstructor) {
      if (!state.form.strict) this.boxesSelf = usesSelf(node, false);
      else if (usesSelf(node, true)) state.selfLane = state.nameFor('self');
    }
    if (isSimple) this.bindSimple();
    else this.bindComplex();
    const splits = !isSimple && state.form.isGenerator;
    return splits ? this.split() : { params: this.params, body: this.wholeBody(isSimple) };
  }

  /** The function runs without a trace, so that what it computes is constant. */
  private stop(): void {
    const { ctx, node } = this;
    if (ctx.state.form.isAsync || ctx.state.form.isGenerator) {
      ctx.problem(
        'DIFF1119',
        node,
        '`@nondifferentiable` before an async function or generator in traced code',
      );
    } else if (!this.asConstructor) {
      ctx.state.stopped = ctx.state.nameFor('stopped');
    }
  }

  /** Names and a rest of a name: the language binds them, their lanes are taken beside. */
  private bindSimple(): void {
    const { ctx, node } = this;
    const isMapped =
      this.usesArguments() &&
      !ctx.state.form.strict &&
      node.params.every((each) => each.type === 'Identifier');
    const list = isMapped ? ctx.state.nameFor('list') : '';
    node.params.forEach((param, i) => {
      if (param.type === 'Identifier') {
        this.params.push(at(id(param.name), param));
        const binding = ctx.program.index.bindingOf(param);
        if (!binding || !ctx.program.lanes.isActive(binding)) return;
        if (isMapped) ctx.state.mapped.set(binding, { list, position: i });
        this.prologue.push(declare(ctx.program.laneName(param.name), this.laneAt(i)));
      } else if (param.type === 'RestElement') {
        const name = (param.argument as t.Identifier).name;
        this.params.push(at(t.restElement(id(name)), param));
        this.prologue.push(
          t.expressionStatement(ctx.call('rest', id(name), this.allLanes(), t.numericLiteral(i))),
        );
        const binding = ctx.program.index.bindingOf(param.argument as t.Identifier);
        if (binding && ctx.program.lanes.isActive(binding))
          this.prologue.push(declare(ctx.program.laneName(name), ctx.none()));
      }
    });
  }

  /** Defaults and patterns: the function takes what it is given, and its code binds the parameters. */
  private bindComplex(): void {
    const { ctx, node } = this;
    const ambiguous = ambiguousFunction(node);
    if (ambiguous !== null)
      ctx.problem(
        'DIFF1119',
        node,
        `\`${ambiguous}\` as a variable of the body and a name in the parameters`,
      );
    const expected = node.params.findIndex(
      (each) => each.type === 'AssignmentPattern' || each.type === 'RestElement',
    );
    const count = expected < 0 ? node.params.length : expected;
    const given = Array.from({ length: count }, (_, i) => ctx.state.nameFor(`p${i}`));
    const rest = ctx.state.nameFor('rest');
    // A setter takes one parameter and no list; with a default it has length 0, as here.
    const isSetter = 'kind' in node && node.kind === 'set';
    if (isSetter && count === 0) {
      const only = ctx.state.nameFor('p0');
      given.push(only);
      const itself = t.assignmentPattern(id(only), t.unaryExpression('void', t.numericLiteral(0)));
      this.params.push(itself as unknown as t.Identifier);
    } else this.params.push(...given.map(id), ...(isSetter ? [] : [t.restElement(id(rest))]));
    node.params.forEach((param, i) => {
      const isRest = param.type === 'RestElement';
      const mark = ctx.state.mark();
      const source = isRest
        ? ctx.call('rest', this.restFrom(rest, i - count), this.allLanes(), t.numericLiteral(i))
        : i < given.length
          ? id(given[i]!)
          : t.memberExpression(id(rest), t.numericLiteral(i - count), true);
      const declarators = declaratorsOf(ctx, isRest ? param.argument : param, {
        value: source,
        lane: isRest ? 'none' : () => this.laneAt(i),
      });
      ctx.state.release(mark);
      if (declarators.length > 0) this.prologue.push(t.variableDeclaration('let', declarators));
    });
  }

  private restFrom(rest: string, start: number): t.Expression {
    return start <= 0
      ? id(rest)
      : t.callExpression(t.memberExpression(id(rest), id('slice')), [t.numericLiteral(start)]);
  }

  private laneAt(i: number): t.Expression {
    if (this.ctx.state.isStopped) return this.ctx.none();
    return t.memberExpression(this.allLanes(), t.numericLiteral(i), true);
  }

  private allLanes(): t.Expression {
    this.lanesUsed = true;
    return id(this.lanes);
  }

  private usesArguments(): boolean {
    return this.node.type !== 'ArrowFunctionExpression' && mentionsArguments(this.node);
  }

  /** The body behind the prologue. */
  private wholeBody(isSimple: boolean): t.BlockStatement {
    const { ctx, node } = this;
    const usesArguments = this.usesArguments();
    const traced = this.tracedBody();
    const own = isSimple ? traced : [separate(traced, parameterNames(node))];
    if (usesArguments) {
      const noted = ctx.call('rest', id('arguments'), this.allLanes(), t.numericLiteral(0));
      const [mapped] = ctx.state.mapped.values();
      this.prologue.unshift(mapped ? declare(mapped.list, noted) : t.expressionStatement(noted));
    }
    this.bodyLength = own.length;
    return this.finish([...this.entry(), ...this.selfLane(), ...this.prologue, ...own]);
  }

  private tracedBody(): t.Statement[] {
    const { ctx, node } = this;
    const mark = ctx.state.mark();
    const { body } = node;
    const traced =
      body.type === 'BlockStatement'
        ? traceStatements(ctx, body.body)
        : [at(t.returnStatement(returned(ctx, body)), body)];
    ctx.state.release(mark);
    return traced;
  }

  private entry(): t.Statement[] {
    const { ctx } = this;
    const taken = this.asConstructor?.lanes ?? ctx.call('enter');
    const statements: t.Statement[] = this.lanesUsed
      ? [t.variableDeclaration('const', [t.variableDeclarator(id(this.lanes), taken)])]
      : [t.expressionStatement(taken)];
    const { task } = ctx.state;
    if (task !== null)
      statements.push(t.variableDeclaration('const', [t.variableDeclarator(id(task), ctx.call('task'))]));
    const seen = seenVariables(ctx, this.node);
    if (seen.length > 0) {
      const telling = t.logicalExpression('&&', ctx.register('watch'), ctx.call('sees', ...seen));
      statements.push(t.expressionStatement(telling));
    }
    return statements;
  }

  private selfLane(): t.Statement[] {
    const { ctx } = this;
    const { selfLane } = ctx.state;
    if (this.boxesSelf) {
      const boxing = ctx.call('boxed', t.thisExpression());
      return [t.expressionStatement(t.logicalExpression('&&', ctx.register('selfLane'), boxing))];
    }
    return selfLane === null ? [] : [declare(selfLane, ctx.call('selfLane'))];
  }

  /** Declares temporaries, keeps directives, and ends the activation of async functions. */
  private finish(statements: t.Statement[]): t.BlockStatement {
    const { ctx, node } = this;
    const { state } = ctx;
    const { task } = state;
    let own = statements;
    if (task !== null) {
      const start = own.findIndex(
        (each) => each.type === 'VariableDeclaration' && isNamed(each.declarations[0]?.id, task),
      );
      const leave = t.blockStatement([t.expressionStatement(ctx.call('leave', id(task)))]);
      const inner = own.slice(start + 1);
      // Variables of the parameters stay visible to functions declared in the body.
      own = [...own.slice(0, start + 1), t.tryStatement(t.blockStatement(inner), null, leave)];
    }
    if (state.stopped !== null) {
      const start = own.length - this.bodyLength;
      const resume = t.expressionStatement(ctx.call('resumeTrace', id(state.stopped)));
      own = [
        ...own.slice(0, start),
        declare(state.stopped, ctx.call('stopTrace')),
        t.tryStatement(t.blockStatement(own.slice(start)), null, t.blockStatement([resume])),
      ];
    }
    own.unshift(...this.declared());
    const directives = node.body.type === 'BlockStatement' ? node.body.directives : [];
    const kept = directives.filter(({ value }) => value.value === 'use strict');
    return t.blockStatement(
      own,
      kept.map((each) => t.cloneNode(each, true, true)),
    );
  }

  /**
   * A generator whose parameters run code: that happens when it is called, in the initialiser of a last parameter that nobody can
   * give. The body takes over what is bound there; if functions in the parameters use that too, the body is a generator of its own
   * within that initialiser, to which the function delegates.
   */
  private split(): FunctionParts {
    const { ctx, node } = this;
    const bound = ctx.state.nameFor('body');
    const own = mentionsArguments(node) ? ctx.state.nameFor('arguments') : null;
    if (own !== null) this.lanesUsed = true;
    const traced = renameArguments(this.tracedBody(), own);
    const body = this.activation([separate(traced, parameterNames(node))]);
    const isShared = node.params.some(holdsFunction);
    const names = isShared ? [] : this.boundNames(own);
    const result = isShared
      ? t.callExpression(t.memberExpression(this.ownGenerator(body), id('call')), [t.thisExpression()])
      : t.arrayExpression(names.map(id));
    const bind = t.arrowFunctionExpression([], t.blockStatement(this.bindingStatements(own, result)));
    const rest = this.params.pop() as t.RestElement;
    const restName = rest.argument as t.Identifier;
    // A property of the list that does not exist has its initialiser run.
    const last = t.objectPattern([
      t.objectProperty(id(bound), t.assignmentPattern(id(bound), t.callExpression(bind, [])), false, true),
    ]);
    const params = [...this.params, t.restElement(last as unknown as t.Identifier)];
    bind.body = prependRest(bind.body as t.BlockStatement, restName.name, this.params.length);
    if (isShared)
      return { params, body: t.blockStatement([t.returnStatement(t.yieldExpression(id(bound), true))]) };
    const taken = names.map((name, i) =>
      t.variableDeclarator(id(name), t.memberExpression(id(bound), t.numericLiteral(i), true)),
    );
    const declarations = taken.length > 0 ? [t.variableDeclaration('let', taken)] : [];
    return { params, body: t.blockStatement([...this.declared(), ...declarations, ...body]) };
  }

  /** What the parameters bind, for the body. */
  private boundNames(own: string | null): string[] {
    const { ctx, node } = this;
    const names: string[] = [];
    for (const param of node.params) {
      for (const each of Object.values(t.getBindingIdentifiers(param, false, true))) {
        names.push(each.name);
        const binding = ctx.program.index.bindingOf(each);
        if (binding && ctx.program.lanes.isActive(binding)) names.push(ctx.program.laneName(each.name));
      }
    }
    if (own !== null) names.push(own);
    if (ctx.state.selfLane !== null) names.push(ctx.state.selfLane);
    return names;
  }

  private ownGenerator(body: t.Statement[]): t.FunctionExpression {
    return t.functionExpression(null, [], t.blockStatement(body), true, this.ctx.state.form.isAsync);
  }

  private bindingStatements(own: string | null, result: t.Expression): t.Statement[] {
    const { ctx } = this;
    const taken = ctx.call('enter');
    const constant = (name: string, value: t.Expression): t.Statement =>
      t.variableDeclaration('const', [t.variableDeclarator(id(name), value)]);
    return [
      ...this.declared(),
      this.lanesUsed ? constant(this.lanes, taken) : t.expressionStatement(taken),
      ...(own === null
        ? []
        : [constant(own, ctx.call('rest', id('arguments'), id(this.lanes), t.numericLiteral(0)))]),
      ...this.selfLane(),
      ...this.prologue,
      t.returnStatement(result),
    ];
  }

  /** Temporaries. */
  private declared(): t.Statement[] {
    const { declared } = this.ctx.state;
    if (declared.length === 0) return [];
    return [
      t.variableDeclaration(
        'let',
        declared.map((name) => t.variableDeclarator(id(name))),
      ),
    ];
  }

  /** Statements within the activation of an async generator. */
  private activation(statements: t.Statement[]): t.Statement[] {
    const { ctx } = this;
    const { task } = ctx.state;
    if (task === null) return statements;
    return [
      t.variableDeclaration('const', [t.variableDeclarator(id(task), ctx.call('task'))]),
      t.tryStatement(
        t.blockStatement(statements),
        null,
        t.blockStatement([t.expressionStatement(ctx.call('leave', id(task)))]),
      ),
    ];
  }
}

/** Is there a function or class in a parameter, which may keep the variables that it uses? */
function holdsFunction(node: t.Node): boolean {
  let found = false;
  t.traverseFast(node, (each) => {
    found ||= t.isFunction(each) || t.isClass(each);
  });
  return found;
}

/** The list of further arguments, from `arguments`: a pattern cannot name it and take it apart at once. */
function prependRest(body: t.BlockStatement, rest: string, start: number): t.BlockStatement {
  const list = t.callExpression(
    t.memberExpression(t.memberExpression(t.arrayExpression([]), id('slice')), id('call')),
    [id('arguments'), t.numericLiteral(start)],
  );
  body.body.unshift(t.variableDeclaration('const', [t.variableDeclarator(id(rest), list)]));
  return body;
}

function declare(name: string, initial: t.Expression): t.Statement {
  return t.variableDeclaration('var', [t.variableDeclarator(id(name), initial)]);
}

function isNamed(node: t.Node | null | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name;
}

/** The value of an arrow function whose body is an expression. */
function returned(ctx: Tracer, body: t.Expression): t.Expression {
  const { stopped, form } = ctx.state;
  if (stopped !== null) return ctx.call('constantFrom', id(stopped), trace(ctx, body).value);
  const { isAsync } = form;
  if (isAsync) return ctx.call('settle', id(ctx.state.task!), ...ctx.pair(trace(ctx, body)));
  return inRegister(ctx, body);
}

function isSimpleParameter(param: t.Node): boolean {
  return (
    param.type === 'Identifier' || (param.type === 'RestElement' && param.argument.type === 'Identifier')
  );
}

function parameterNames(node: t.Function): Set<string> {
  return new Set(node.params.flatMap((param) => Object.keys(t.getBindingIdentifiers(param, false, true))));
}

/**
 * The body of a function with defaults or patterns, in a block of its own behind the parameters. A `var` of a parameter's name is
 * the parameter.
 */
function separate(body: t.Statement[], params: ReadonlySet<string>): t.BlockStatement {
  const visit = (node: t.Node): void => {
    if (t.isFunction(node) || t.isClass(node)) return;
    const holder = node as unknown as Record<string, unknown>;
    for (const field of t.VISITOR_KEYS[node.type] ?? []) {
      const child = holder[field];
      if (Array.isArray(child)) {
        holder[field] = (child as (t.Node | null)[]).map((each) => (each ? replaced(each) : each));
      } else if (child) holder[field] = replaced(child as t.Node, field);
    }
  };
  const replaced = (node: t.Node, field = ''): t.Node => {
    visit(node);
    if (node.type !== 'VariableDeclaration' || node.kind !== 'var') return node;
    const isParameter = ({ id: target }: t.VariableDeclarator): boolean =>
      target.type === 'Identifier' && (params.has(target.name) || isLaneOf(target.name, params));
    if (!node.declarations.some(isParameter)) return node;
    if (field === 'left') return node.declarations[0]!.id;
    const effects = node.declarations.flatMap((each) =>
      each.init ? [t.assignmentExpression('=', each.id as t.Identifier, each.init)] : [],
    );
    const all = effects.length === 0 ? t.numericLiteral(0) : t.sequenceExpression(effects);
    return field === 'init' ? all : t.expressionStatement(all);
  };
  return t.blockStatement(body.map((each) => replaced(each) as t.Statement));
}

function isLaneOf(name: string, params: ReadonlySet<string>): boolean {
  for (const param of params)
    if (name.startsWith(param) && /^\$(?:l|lane)?$/.test(name.slice(param.length))) return true;
  return false;
}

/** Does a function mention its own `arguments`? */
export function mentionsArguments(fn: t.Function): boolean {
  let found = false;
  const visit = (node: t.Node, parent: t.Node): void => {
    if (found || (node !== fn && t.isFunction(node) && node.type !== 'ArrowFunctionExpression')) return;
    if (node.type === 'Identifier' && node.name === 'arguments' && t.isReferenced(node, parent)) {
      found = true;
      return;
    }
    if (t.isClass(node) && node.superClass) visit(node.superClass, node);
    if (t.isClass(node)) return;
    eachChild(node, (child) => {
      visit(child, node);
    });
  };
  visit(fn, fn);
  return found;
}

function renameArguments(body: t.Statement[], name: string | null): t.Statement[] {
  if (name === null) return body;
  const visit = (node: t.Node, parent: t.Node): void => {
    if (t.isFunction(node) && node.type !== 'ArrowFunctionExpression') return;
    if (node.type === 'Identifier' && node.name === 'arguments' && t.isReferenced(node, parent))
      node.name = name;
    eachChild(node, (child) => {
      visit(child, node);
    });
  };
  for (const each of body) visit(each, each);
  return body;
}

/** Is `this` used, and (`asValue`) for more than its members? Where it is a number, that has a lane. */
function usesSelf(fn: t.Function, asValue: boolean): boolean {
  let found = false;
  const visit = (node: t.Node, parent: t.Node): void => {
    if (found || (node !== fn && t.isFunction(node) && node.type !== 'ArrowFunctionExpression')) return;
    if (node.type === 'ThisExpression') {
      const isObject =
        (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') &&
        parent.object === node;
      if (!isObject || !asValue) found = true;
      return;
    }
    if (t.isClass(node)) return;
    eachChild(node, (child) => {
      visit(child, node);
    });
  };
  visit(fn, fn);
  return found;
}

export function eachChild(node: t.Node, visit: (child: t.Node) => void): void {
  for (const field of t.VISITOR_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>)[field];
    if (Array.isArray(child)) {
      for (const each of child) if (each) visit(each);
    } else if (child) visit(child);
  }
}
