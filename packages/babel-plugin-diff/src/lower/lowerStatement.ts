import type { types as t } from '@babel/core';
import { constructName } from './constructName.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerAssignment } from './lowerAssignment.js';
import { lowerExpression, lowerTest } from './lowerExpression.js';
import { isPlainArray, lowerElements } from './lowerLiteral.js';
import { lowerLoop } from './lowerLoop.js';
import { closuresDeclaredIn, isNested } from './lowerNested.js';
import { assignPattern, bindElements } from './lowerPattern.js';
import { lowerSwitch } from './lowerSwitch.js';
import { seeThrough } from './seeThrough.js';
import { makesInstance } from './lowerCall.js';

/** Lowers statements until control leaves; what follows cannot run. */
export function lowerStatements(ctx: FunctionLowering, statements: readonly t.Statement[]): void {
  const declared = closuresDeclaredIn(ctx, statements);
  declared.filter(({ after }) => after < 0).forEach(({ create }) => create());
  statements.forEach((statement, i) => {
    if (!ctx.live) return;
    lowerStatement(ctx, statement);
    declared.filter(({ after }) => after === i).forEach(({ create }) => create());
  });
}

/** Lowers one statement; `names` are the labels that stand before it. */
export function lowerStatement(
  ctx: FunctionLowering,
  node: t.Statement,
  names: readonly string[] = [],
): void {
  const loc = locationOf(node);
  switch (node.type) {
    case 'ExpressionStatement':
      lowerEffect(ctx, node.expression);
      return;
    case 'VariableDeclaration':
      lowerDeclaration(ctx, node);
      return;
    case 'BlockStatement':
      lowerBlock(ctx, node, names);
      return;
    case 'IfStatement':
      lowerIf(ctx, node, names);
      return;
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
      lowerLoop(ctx, node, names);
      return;
    case 'SwitchStatement':
      lowerSwitch(ctx, node, names);
      return;
    case 'LabeledStatement':
      lowerStatement(ctx, node.body, [...names, node.label.name]);
      return;
    case 'ReturnStatement':
      lowerReturn(ctx, node.argument ?? null, node);
      return;
    case 'ThrowStatement':
      ctx.leave({ kind: 'throw', value: lowerExpression(ctx, node.argument), loc });
      return;
    case 'BreakStatement':
      lowerBreak(ctx, node);
      return;
    case 'ContinueStatement':
      lowerContinue(ctx, node);
      return;
    case 'EmptyStatement':
    case 'DebuggerStatement':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSDeclareFunction':
      return;
    case 'FunctionDeclaration':
      if (isSeenOutsideOfBlock(ctx, node)) ctx.leaveOut(node, 'a function that is declared in a block');
      return;
    case 'TryStatement':
      ctx.leaveOut(node, '`try`');
      return;
    case 'WithStatement':
      ctx.leaveOut(node, '`with`');
      return;
    case 'ClassDeclaration':
      ctx.leaveOut(node, 'a class');
      if (node.id) ctx.declare(node.id);
      return;
    default:
      ctx.leaveOut(node, constructName(node));
  }
}

/** Lowers an expression for its effect. */
export function lowerEffect(ctx: FunctionLowering, expression: t.Node): void {
  const node = seeThrough(expression);
  if (node.type === 'AssignmentExpression') lowerAssignment(ctx, node, false);
  else if (node.type === 'SequenceExpression') for (const each of node.expressions) lowerEffect(ctx, each);
  else lowerExpression(ctx, node);
}

/** Lowers `let`, `const` and `var` declarations with their initial values. */
/** Does the function read or write properties of what the variable holds, other than methods that it calls? */
function isLookedInto(ctx: FunctionLowering, id: t.Node): boolean {
  if (id.type !== 'Identifier') return true;
  const references = ctx.program.index.bindingOf(id)?.referencePaths ?? [];
  return references.some(({ key, parent, parentPath }) => {
    if (key !== 'object' || parent.type !== 'MemberExpression') return false;
    return !(parentPath?.key === 'callee' && parentPath.parent.type === 'CallExpression');
  });
}

/** In sloppy code a function that is declared in a block is a variable of the function around it too. */
function isSeenOutsideOfBlock(ctx: FunctionLowering, node: t.FunctionDeclaration): boolean {
  const path = ctx.program.index.pathOf(node);
  const isInBlock = !path.parentPath?.parentPath?.isFunction();
  return isInBlock && !path.isInStrictMode();
}

export function lowerDeclaration(ctx: FunctionLowering, node: t.VariableDeclaration): void {
  if (node.declare) return;
  if (node.kind === 'using' || node.kind === 'await using') {
    ctx.leaveOut(node, node.kind);
    return;
  }
  const mode = node.kind === 'var' ? 'assign' : 'declare';
  for (const { id, init } of node.declarations) {
    if (!init) {
      if (id.type === 'Identifier' && mode === 'declare') {
        ctx.store(ctx.declare(id), ctx.constant(undefined, locationOf(id)), locationOf(id));
      }
      continue;
    }
    const from = seeThrough(init);
    if (makesInstance(ctx, from) && isLookedInto(ctx, id)) ctx.leaveOut(from, 'an instance of a class');
    const fn = id.type === 'Identifier' ? ctx.functionNamed(id) : null;
    if (fn && isNested(ctx, fn) && ctx.nested.kindOf(fn) !== 'value') continue;
    if (id.type === 'ArrayPattern' && isPlainArray(from)) {
      bindElements(ctx, id, lowerElements(ctx, from.elements), mode);
    } else {
      assignPattern(ctx, id, lowerExpression(ctx, from), mode, from);
    }
  }
}

/** Lowers `return`: out of the function, or out of a body that stands in its caller. */
export function lowerReturn(ctx: FunctionLowering, argument: t.Expression | null, node: t.Node): void {
  const loc = locationOf(node);
  const value = argument ? lowerExpression(ctx, argument) : null;
  const target = ctx.returnTarget;
  if (!target) {
    ctx.leave({ kind: 'return', value, loc });
    return;
  }
  const result = value ?? ctx.constant(undefined, loc);
  ctx.builder.effect({ kind: 'storeLocal', variable: target.result, value: result }, loc);
  if (ctx.live) target.used = true;
  ctx.leave({ kind: 'jump', to: 'break', label: target.label, loc });
}

function lowerBlock(ctx: FunctionLowering, node: t.BlockStatement, names: readonly string[]): void {
  withNames(ctx, node, names, () => lowerStatements(ctx, node.body));
}

function lowerIf(ctx: FunctionLowering, node: t.IfStatement, names: readonly string[]): void {
  withNames(ctx, node, names, () =>
    ctx.branch(
      lowerTest(ctx, node.test),
      locationOf(node),
      () => lowerStatement(ctx, node.consequent),
      () => node.alternate && lowerStatement(ctx, node.alternate),
    ),
  );
}

/** Lowers a statement that labels may name in `break`. */
function withNames(
  ctx: FunctionLowering,
  node: t.Node,
  names: readonly string[],
  lowerBody: () => void,
): void {
  if (names.length === 0) {
    lowerBody();
    return;
  }
  const target = ctx.blockTarget(names, 'block');
  ctx.targets.push(target);
  ctx.labelled(target.label, locationOf(node), () => target.breakUsed, lowerBody);
  ctx.targets.pop();
}

function lowerBreak(ctx: FunctionLowering, node: t.BreakStatement): void {
  const name = node.label?.name;
  const target = ctx.targets.findLast((each) =>
    name === undefined ? each.kind !== 'block' : each.names.includes(name),
  );
  // A label before a statement that nothing can jump out of (such as an expression) has no target.
  if (target) ctx.breakTo(target, locationOf(node));
}

function lowerContinue(ctx: FunctionLowering, node: t.ContinueStatement): void {
  const name = node.label?.name;
  const target = ctx.targets.findLast(
    (each) => each.kind === 'loop' && (name === undefined || each.names.includes(name)),
  );
  if (target) ctx.continueAt(target, locationOf(node));
}
