import { type NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { outerNameOf } from '../lower/nameOfFunction.js';
import { containsSuper } from './traceLiteral.js';
import { bareFunction, functionParts } from './traceFunction.js';
import {
  ClassTracing,
  isConstructor,
  isDeclaredOnly,
  isInstanceField,
  privateMembers,
} from './traceClass.js';
import type { TraceProgram } from './TraceProgram.js';
import { at, type ClassContext, id, Tracer } from './Tracer.js';

/** The traced form of a function of ordinary code, as an expression. */
export function tracedFunction(program: TraceProgram, path: NodePath<t.Function>): t.Expression {
  const ctx = new Tracer(program, path);
  ctx.classContext = contextAround(ctx, path);
  if (path.isArrowFunctionExpression() && containsSuper(path.node)) ctx.home = homeAround(program, path);
  const { fn, mark } = bareFunction(ctx, path.node);
  // The function's own name means the ordinary function, which whoever attaches hands in.
  if (fn.type === 'FunctionExpression') fn.id = null;
  return ctx.call(mark, at(fn, path.node));
}

/** The traced form of a closure as a function of what it captures. */
export interface TracedClosure {
  /** The captured variables, then their lanes. */
  readonly params: readonly string[];
  readonly body: readonly t.Statement[];
}

/** The traced form of a function nested in one of ordinary code, which has companions of its own whatever it captures. */
export function tracedClosure(
  program: TraceProgram,
  path: NodePath<t.Function>,
  captures: readonly Binding[],
): TracedClosure {
  const ctx = new Tracer(program, path, captures);
  const { fn, mark } = bareFunction(ctx, path.node);
  const traced = ctx.call(mark, at(fn, path.node));
  const names = captures.map(({ identifier }) => identifier.name);
  const params = [...names, ...names.map((name) => program.laneName(name))];
  const own = outerNameOf(path);
  if (own === null) return { params, body: [t.returnStatement(traced)] };
  const declaration = t.variableDeclaration('const', [t.variableDeclarator(id(own), traced)]);
  return { params, body: [declaration, t.returnStatement(id(own))] };
}

/**
 * The home object of an arrow function that says `super` and stands in a method (or field, or static block) of ordinary code; null
 * if it has no variable that is the function's own.
 */
function homeAround(program: TraceProgram, path: NodePath<t.Function>): (() => t.Expression) | null {
  const holder = path.findParent(
    (each) =>
      (each.isFunction() && !each.isArrowFunctionExpression()) ||
      each.isClassProperty() ||
      each.isClassPrivateProperty() ||
      each.isStaticBlock(),
  );
  const owner = holder?.isObjectMethod() === true ? holder.parentPath : holder?.parentPath?.parentPath;
  if (!holder || !owner || !(owner.isClass() || owner.isObjectExpression())) return null;
  if (!program.attached.has(owner.node) || !hasOwnScope(owner)) return null;
  program.homes.set(path.node, owner.node);
  const self = program.selfOf(owner.node);
  const isStatic = holder.isStaticBlock() || ('static' in holder.node && holder.node.static === true);
  return owner.isObjectExpression() || isStatic
    ? () => id(self)
    : () => t.memberExpression(id(self), id('prototype'));
}

/** Is there a scope around a class or literal in which a variable can be declared that each evaluation has for itself? */
function hasOwnScope(path: NodePath): boolean {
  for (let each: NodePath | null = path; each && !each.isFunction(); each = each.parentPath)
    if (each.listKey === 'params') return false;
  let scope = path.isClass() ? path.scope.parent : path.scope;
  while (scope.path.isClass()) scope = scope.parent;
  return !scope.path.isLoop() && !isRepeated(path, scope.path);
}

/** Does a loop that has no scope of its own stand between? */
function isRepeated(path: NodePath, scope: NodePath): boolean {
  for (let each: NodePath | null = path; each && each.node !== scope.node; each = each.parentPath)
    if (each.isLoop()) return true;
  return false;
}

/** The classes of ordinary code around a function, whose private names it may use. */
function contextAround(ctx: Tracer, path: NodePath<t.Function>): ClassContext | null {
  const classes: t.Class[] = [];
  path.findParent((each) => {
    if (each.isClass()) classes.unshift(each.node);
    return false;
  });
  return classes.reduce<ClassContext | null>((parent, node) => {
    const self = ctx.program.selfOf(node);
    // Only around a class with private parts of its instances does the variable stand where functions within it see it.
    const companion = needsBranches(node)
      ? (name: string, isStatic: boolean, kind: 'value' | 'get' | 'set') =>
          privateCompanion(`${self}p`, name, isStatic, kind)
      : undefined;
    return { self: () => id(self), privates: privateMembers(ctx, node, false, companion), parent };
  }, null);
}

/**
 * The traced forms of the methods and accessors of an object literal, under the same keys.
 * @param home  variable that holds the object
 * @param keys  variables that hold computed keys, by property
 */
export function tracedMembers(
  program: TraceProgram,
  paths: readonly NodePath<t.Function>[],
  home: string,
  keys: ReadonlyMap<t.Node, string>,
): t.ObjectExpression {
  const methods = paths.map((each) => {
    const node = each.node as t.ObjectMethod;
    const ctx = new Tracer(program, each);
    ctx.home = containsSuper(node) ? () => id(home) : null;
    const { params, body } = functionParts(ctx, node);
    const variable = keys.get(node);
    const key = variable === undefined ? (t.cloneNode(node.key, true, true) as t.Expression) : id(variable);
    return at(
      t.objectMethod(node.kind, key, params, body, variable !== undefined, node.generator, node.async),
      node,
    );
  });
  return t.objectExpression(methods);
}

/** What a class of ordinary code gets: statements for its static block, and what its constructor and fields become. */
export interface ClassCompanions {
  /** Object literal for `attachClass`. */
  readonly parts: t.Expression;
  /** Set if instances can only be made by the class itself: its constructor and fields then hold both forms. */
  readonly branches: BranchingClass | null;
  /** Variable for the traced forms of private methods and accessors, and what it holds; null if there are none. */
  readonly hidden: { readonly name: string; readonly value: t.Expression } | null;
}

export interface BranchingClass {
  /** Traced constructor; null if the class needs none. */
  readonly constructor: t.ClassMethod | null;
  /** Traced initialisers by field. */
  readonly fields: ReadonlyMap<t.Node, t.Expression>;
  /** Takes the lanes of the arguments before the fields are initialised. */
  readonly lanesField: t.ClassPrivateProperty | null;
}

/**
 * The traced forms of a class of ordinary code. They stand in its own static block, where private names can be used.
 * @param self  variable that holds the class
 * @param keys  variables that hold computed keys, by member
 */
export function tracedClass(
  program: TraceProgram,
  path: NodePath<t.Class>,
  self: string,
  keys: ReadonlyMap<t.Node, string>,
): ClassCompanions {
  const { node } = path;
  const privateParts = `${self}p`;
  const ctx = new Tracer(program, path);
  const tracing = new ClassTracing(ctx, node, {
    isTraced: false,
    self: () => id(self),
    companion: (name, isStatic, kind) => privateCompanion(privateParts, name, isStatic, kind),
    keys,
  });
  return tracing.inside(() => {
    const proto: t.ObjectMethod[] = [];
    const own: t.ObjectMethod[] = [];
    const hidden: t.ObjectProperty[] = [];
    for (const each of node.body.body) {
      if (isDeclaredOnly(each) || isConstructor(each)) continue;
      if (each.type === 'ClassPrivateMethod') hidden.push(hiddenMember(tracing, each));
      else if (each.type === 'ClassMethod')
        (each.static ? own : proto).push(asObjectMethod(tracing, each, keys.get(each)));
    }
    const properties: t.ObjectProperty[] = [];
    if (proto.length > 0) properties.push(t.objectProperty(id('proto'), t.objectExpression(proto)));
    if (own.length > 0) properties.push(t.objectProperty(id('own'), t.objectExpression(own)));
    const branches = needsBranches(node) ? branching(tracing) : null;
    properties.push(
      branches
        ? t.objectProperty(id('branches'), t.booleanLiteral(true))
        : t.objectProperty(id('construct'), constructorClass(tracing)),
    );
    const literal = t.objectExpression(properties);
    const value = t.objectExpression(hidden);
    return { parts: literal, branches, hidden: hidden.length > 0 ? { name: privateParts, value } : null };
  });
}

/** The key under which the traced form of a private method or accessor stands. */
function hiddenKey(name: string, isStatic: boolean, kind: string): string {
  return `${isStatic ? 'static ' : ''}${kind} ${name}`;
}

function privateCompanion(
  parts: string,
  name: string,
  isStatic: boolean,
  kind: 'value' | 'get' | 'set',
): t.Expression {
  return t.memberExpression(id(parts), t.stringLiteral(hiddenKey(name, isStatic, kind)), true);
}

function hiddenMember(tracing: ClassTracing, each: t.ClassPrivateMethod): t.ObjectProperty {
  const { ctx } = tracing;
  const { params, body } = tracing.method(each) as t.ClassPrivateMethod;
  const fn = t.functionExpression(
    null,
    params as t.Identifier[],
    body,
    each.generator ?? false,
    each.async ?? false,
  );
  const kind = each.kind === 'method' ? 'value' : each.kind;
  return t.objectProperty(
    t.stringLiteral(hiddenKey(each.key.id.name, each.static ?? false, kind)),
    ctx.call(each.generator ? 'gen' : 'fn', fn),
  );
}

function asObjectMethod(
  tracing: ClassTracing,
  each: t.ClassMethod,
  variable: string | undefined,
): t.ObjectMethod {
  const made = tracing.method(each) as t.ClassMethod;
  const key = variable === undefined ? (made.key as t.Expression) : id(variable);
  const kind = each.kind === 'constructor' ? 'method' : each.kind;
  return at(
    t.objectMethod(
      kind,
      key,
      made.params as t.Identifier[],
      made.body,
      variable !== undefined,
      each.generator,
      each.async,
    ),
    each,
  );
}

/** Does the class have private parts that only its own constructor can give to an instance? */
function needsBranches(node: t.Class): boolean {
  return node.body.body.some(
    (each) =>
      (each.type === 'ClassPrivateProperty' || each.type === 'ClassPrivateMethod') && !(each.static ?? false),
  );
}

/** A class that makes instances of the ordinary one as traced code; its parent is found when it is first used. */
function constructorClass(tracing: ClassTracing): t.Expression {
  const { node } = tracing;
  const members: t.ClassBody['body'] = [];
  for (const each of node.body.body) {
    if (isConstructor(each)) members.push(tracing.constructorMember(each as t.ClassMethod));
    else if (isInstanceField(each) && !isDeclaredOnly(each)) members.push(tracing.field(each));
  }
  if (node.superClass && !node.body.body.some(isConstructor)) members.unshift(tracing.defaultConstructor());
  if (tracing.hasLanesField) members.unshift(tracing.lanesElement());
  return t.classExpression(null, node.superClass ? id('Object') : null, t.classBody(members));
}

function branching(tracing: ClassTracing): BranchingClass {
  const { node } = tracing;
  const own = node.body.body.find(isConstructor) as t.ClassMethod | undefined;
  const made = own ? tracing.constructorMember(own) : node.superClass ? tracing.defaultConstructor() : null;
  const fields = new Map<t.Node, t.Expression>();
  for (const each of node.body.body) {
    if (!isInstanceField(each) || isDeclaredOnly(each) || !each.value) continue;
    const traced = tracing.field(each).value;
    if (traced) fields.set(each, traced);
  }
  return { constructor: made, fields, lanesField: tracing.hasLanesField ? tracing.lanesElement() : null };
}
