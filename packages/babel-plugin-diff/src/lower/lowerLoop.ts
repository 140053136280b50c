import { types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { classifyTest } from './classifyTest.js';
import { type FunctionLowering, type JumpTarget, locationOf } from './FunctionLowering.js';
import { lowerExpression, lowerTest } from './lowerExpression.js';
import { lowerIterable } from './lowerIterable.js';
import { assignPattern } from './lowerPattern.js';
import { lowerDeclaration, lowerEffect, lowerStatement } from './lowerStatement.js';
import { seeThrough } from './seeThrough.js';

/** Lowers a loop of any form. */
export function lowerLoop(ctx: FunctionLowering, node: t.Loop, names: readonly string[]): void {
  switch (node.type) {
    case 'ForStatement':
      lowerFor(ctx, node, names);
      return;
    case 'WhileStatement':
      lowerTestedLoop(ctx, 'while', node.test, node, names, () => undefined);
      return;
    case 'DoWhileStatement':
      lowerDoWhile(ctx, node, names);
      return;
    case 'ForOfStatement':
      lowerForOf(ctx, node, names);
      return;
    case 'ForInStatement':
      lowerForIn(ctx, node, names);
  }
}

function lowerFor(ctx: FunctionLowering, node: t.ForStatement, names: readonly string[]): void {
  const { init, update } = node;
  if (init?.type === 'VariableDeclaration') lowerDeclaration(ctx, init);
  else if (init) lowerEffect(ctx, init);
  lowerTestedLoop(ctx, 'for', node.test ?? null, node, names, () => update && lowerEffect(ctx, update));
}

/** A loop whose test comes first: in the header if it needs no control flow, else at the top of the body. */
function lowerTestedLoop(
  ctx: FunctionLowering,
  form: 'for' | 'while',
  test: t.Expression | null,
  node: t.ForStatement | t.WhileStatement,
  names: readonly string[],
  update: () => void,
): void {
  const target = ctx.loopTarget(names, 'update', ctx.program.checkpointOf(node));
  const always = test === null || isTrue(test);
  const inHeader = !always && classifyTest(ctx, test) !== 'effectful';
  ctx.loop(form, target, locationOf(node), {
    header: () => (inHeader ? lowerTest(ctx, test) : null),
    body: () => {
      if (!always && !inHeader) leaveUnless(ctx, test, target);
      lowerStatement(ctx, node.body);
    },
    update,
  });
}

function lowerDoWhile(ctx: FunctionLowering, node: t.DoWhileStatement, names: readonly string[]): void {
  const loc = locationOf(node);
  const target = ctx.loopTarget(names, 'test', ctx.program.checkpointOf(node));
  ctx.loop('doWhile', target, loc, {
    header: () => null,
    body: () => {
      const label = target.continueTo?.label ?? target.label;
      ctx.labelled(
        label,
        loc,
        () => target.continueUsed,
        () => lowerStatement(ctx, node.body),
      );
      if (ctx.live && !isTrue(node.test)) leaveUnless(ctx, node.test, target);
    },
    update: () => undefined,
  });
}

function leaveUnless(ctx: FunctionLowering, test: t.Expression, target: JumpTarget): void {
  const loc = locationOf(test);
  ctx.branch(
    lowerTest(ctx, test),
    loc,
    () => undefined,
    () => ctx.breakTo(target, loc),
  );
}

function lowerForOf(ctx: FunctionLowering, node: t.ForOfStatement, names: readonly string[]): void {
  if (node.await) {
    ctx.leaveOut(node, 'async code');
    return;
  }
  const iterable = lowerExpression(ctx, node.right);
  const array = lowerIterable(ctx, iterable, node.right);
  lowerTurns(ctx, node, names, array);
}

function lowerForIn(ctx: FunctionLowering, node: t.ForInStatement, names: readonly string[]): void {
  if (deletes(node.body)) ctx.leaveOut(node, '`delete` in a `for … in`');
  const keys = ctx.helper('forInKeys', [lowerExpression(ctx, node.right)], locationOf(node.right));
  lowerTurns(ctx, node, names, keys);
}

/** A key that is deleted before its turn is left out. */
function deletes(body: t.Node): boolean {
  let found = false;
  t.traverseFast(body, (node) => {
    found ||= node.type === 'UnaryExpression' && node.operator === 'delete';
  });
  return found;
}

function lowerTurns(
  ctx: FunctionLowering,
  node: t.ForOfStatement | t.ForInStatement,
  names: readonly string[],
  array: Value,
): void {
  ctx.countedLoop(
    names,
    array,
    0,
    locationOf(node),
    (element) => {
      bindTurn(ctx, node.left, element);
      lowerStatement(ctx, node.body);
    },
    ctx.program.checkpointOf(node),
  );
}

function bindTurn(ctx: FunctionLowering, left: t.ForXStatement['left'], element: Value): void {
  if (left.type !== 'VariableDeclaration') {
    assignPattern(ctx, left, element, 'assign');
    return;
  }
  const declarator = left.declarations[0];
  if (left.kind === 'using' || left.kind === 'await using') ctx.leaveOut(left, left.kind);
  // Only a type says that elements are complex numbers.
  if (declarator && ctx.program.kinds.ofParameter(declarator.id) === 'complex')
    ctx.helper('expectComplex', [element, ctx.where(declarator.id)], locationOf(declarator.id));
  if (declarator) assignPattern(ctx, declarator.id, element, left.kind === 'var' ? 'assign' : 'declare');
}

function isTrue(test: t.Expression): boolean {
  const node = seeThrough(test);
  return (
    (node.type === 'BooleanLiteral' && node.value) || (node.type === 'NumericLiteral' && node.value !== 0)
  );
}
