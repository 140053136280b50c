import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { newLabel, newVariable } from '../hir/builder.js';
import type { Value } from '../hir/model.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerArguments } from './lowerArguments.js';
import { lowerInto, rejectWhole } from './lowerFunction.js';
import { isNativeCallback } from './nativeCallbacks.js';

/** Is the function nested in the compiled function that is lowered (or lifted from)? */
export function isNested(ctx: FunctionLowering, path: NodePath<t.Function>): boolean {
  return ctx.nested.has(path);
}

/** Calls a nested function of which only its code is needed: in place, or with what it captures as leading arguments. */
export function callNested(ctx: FunctionLowering, node: t.CallExpression, path: NodePath<t.Function>): Value {
  const args = lowerArguments(ctx, node.arguments);
  return ctx.nested.kindOf(path) === 'inline'
    ? callInline(ctx, node, path, args)
    : callLifted(ctx, node, path, args);
}

/** May the nested function be called by its code alone here? A closure may be known by its value only. */
export function canCallDirectly(ctx: FunctionLowering, path: NodePath<t.Function>): boolean {
  return (
    ctx.nested.kindOf(path) !== 'value' ||
    path === ctx.path ||
    ctx.nested.capturesOf(path).every((binding) => ctx.variables.has(binding))
  );
}

/** Lowers the body in place of the call, on the captured variables themselves. */
function callInline(
  ctx: FunctionLowering,
  node: t.CallExpression,
  path: NodePath<t.Function>,
  args: Value[],
): Value {
  if (rejectWhole(ctx, path.node)) return ctx.constant(undefined);
  const loc = locationOf(node);
  const { targets, returnTarget } = ctx;
  const result = newVariable(
    path.node.type === 'FunctionDeclaration' ? (path.node.id?.name ?? 'result') : 'result',
  );
  const target = { label: newLabel(), result, used: false };
  const none = ctx.builder.value({ kind: 'constant', value: undefined, absent: true }, loc);
  ctx.builder.effect({ kind: 'storeLocal', variable: result, value: none }, loc);
  ctx.targets = [];
  ctx.returnTarget = target;
  ctx.labelled(
    target.label,
    loc,
    () => target.used,
    () => {
      lowerInto(ctx, path.node, args);
      if (!ctx.live) return;
      ctx.builder.effect({ kind: 'storeLocal', variable: result, value: ctx.constant(undefined) }, loc);
    },
  );
  ctx.targets = targets;
  ctx.returnTarget = returnTarget;
  return ctx.load(result, loc);
}

function callLifted(
  ctx: FunctionLowering,
  node: t.CallExpression,
  path: NodePath<t.Function>,
  args: Value[],
): Value {
  const assigned = [...ctx.nested.assignedBy(path)];
  if (assigned.length > 0) reportAssigned(ctx, path, assigned[0]!);
  const captures = readCaptures(ctx, node, path);
  const target = ctx.program.lift(path, ctx.nested.capturesOf(path), ctx.root).known;
  const own = Array.from({ length: path.node.params.length }, (_, i) => args[i] ?? ctx.constant(undefined));
  return ctx.builder.value({ kind: 'callKnown', target, args: [...captures, ...own] }, locationOf(node));
}

/** Makes the closure of a nested function that is used as a value; what it captures must not change any more. */
export function closureOf(
  ctx: FunctionLowering,
  path: NodePath<t.Function>,
  created: t.Node = path.node,
): Value {
  for (const binding of ctx.nested.capturesOf(path)) {
    if (changesAfter(binding, path, created)) reportAssigned(ctx, path, binding);
  }
  const captures = readCaptures(ctx, path.node, path);
  const lifted = ctx.program.lift(path, ctx.nested.capturesOf(path), ctx.root);
  const sourceIndex = ctx.program.lowered.indexOf(lifted);
  if (!isNativeCallback(path) && !ctx.program.isExcluded(path)) ctx.program.want(path);
  return ctx.builder.value(
    { kind: 'closure', target: lifted.known, captures, sourceIndex },
    locationOf(path.node),
  );
}

/**
 * The closures that the function declarations in a list of statements become. Declarations count from the start of
 * the list, but a closure is made once the variables that it captures are there: `after` the statement of that index.
 */
export function closuresDeclaredIn(
  ctx: FunctionLowering,
  statements: readonly t.Statement[],
): { after: number; create: () => void }[] {
  return statements.flatMap((statement) => {
    if (statement.type !== 'FunctionDeclaration' || !statement.id) return [];
    const { id } = statement;
    const path = ctx.program.index.pathOf(statement);
    if (!isNested(ctx, path) || ctx.nested.kindOf(path) !== 'value') return [];
    const isCaptured = new Set<t.Node>(ctx.nested.capturesOf(path).map(({ identifier }) => identifier));
    const after = statements.findLastIndex((each) =>
      namesDeclaredBy(each).some((name) => isCaptured.has(name)),
    );
    const loc = locationOf(statement);
    const create = () => ctx.store(ctx.declare(id), closureOf(ctx, path, statements[after] ?? id), loc);
    return [{ after, create }];
  });
}

/** The names that a declaration of variables introduces. */
function namesDeclaredBy(statement: t.Statement): t.Node[] {
  if (statement.type !== 'VariableDeclaration') return [];
  const names: t.Node[] = [];
  const visit = (pattern: t.Node | null): void => {
    switch (pattern?.type) {
      case 'Identifier':
        names.push(pattern);
        return;
      case 'ArrayPattern':
        pattern.elements.forEach(visit);
        return;
      case 'ObjectPattern':
        for (const each of pattern.properties)
          visit(each.type === 'RestElement' ? each.argument : each.value);
        return;
      case 'AssignmentPattern':
        visit(pattern.left);
        return;
      case 'RestElement':
        visit(pattern.argument);
        return;
      default:
    }
  };
  for (const { id } of statement.declarations) visit(id);
  return names;
}

function readCaptures(ctx: FunctionLowering, node: t.Node, path: NodePath<t.Function>): Value[] {
  return ctx.nested.capturesOf(path).map((binding) => {
    const variable = ctx.variables.get(binding);
    if (variable) return ctx.load(variable, locationOf(node));
    return ctx.leaveOut(binding.identifier, `\`${binding.identifier.name}\` used before its declaration`);
  });
}

/** Is a captured variable assigned where the closure may exist already? */
function changesAfter(binding: Binding, path: NodePath<t.Function>, created: t.Node): boolean {
  const createdAt = created.end ?? 0;
  for (const violation of binding.constantViolations) {
    if ((violation.node.start ?? 0) >= createdAt) return true;
    const owner = violation.getFunctionParent();
    if (owner?.node !== binding.scope.getFunctionParent()?.block) return true;
    const loop = commonLoop(violation, path);
    if (loop && !isPerTurn(binding, loop)) return true;
  }
  return false;
}

/** The outermost loop around both places (inside the function that declares the variable is all that matters). */
function commonLoop(violation: NodePath, path: NodePath): t.Node | null {
  for (let at: NodePath | null = violation; at && !at.isFunction(); at = at.parentPath) {
    if (at.isLoop() && path.isDescendant(at)) return at.node;
  }
  return null;
}

/** Does every turn of the loop have a variable of its own? */
function isPerTurn(binding: Binding, loop: t.Node): boolean {
  if (binding.kind === 'var') return false;
  for (let at: NodePath | null = binding.scope.path; at; at = at.parentPath) {
    if (at.node === loop) return true;
  }
  return false;
}

function reportAssigned(ctx: FunctionLowering, path: NodePath<t.Function>, binding: Binding): void {
  const what = `a nested function captures \`${binding.identifier.name}\`, which changes after the function is made`;
  ctx.leaveOut(path.node, what);
}
