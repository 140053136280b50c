import { types as t } from '@babel/core';
import { constructName } from '../lower/constructName.js';
import { seeThrough } from '../lower/seeThrough.js';
import { namedValue, traceAssignmentStatement, traceUpdate } from './traceAssignment.js';
import { traceClassDeclaration } from './traceClass.js';
import { trace, value } from './traceExpression.js';
import { captureFlag, traceFunctionDeclaration } from './traceFunction.js';
import { traceForIn, traceForOf } from './traceLoop.js';
import { declaratorsOf } from './tracePattern.js';
import { assign, at, id, type Tracer } from './Tracer.js';

/** Statements of a block, with what has to be done first: functions declared in it are marked as traced code. */
export function traceStatements(ctx: Tracer, statements: readonly t.Statement[]): t.Statement[] {
  return [...marks(ctx, statements), ...statements.flatMap((each) => traceStatement(ctx, each))];
}

/** Marks the functions declared in a list of statements, which exist from its beginning. */
export function marks(ctx: Tracer, statements: readonly t.Statement[]): t.Statement[] {
  const result: t.Statement[] = [];
  for (const each of statements) {
    if (each.type !== 'FunctionDeclaration' || !each.id) continue;
    const mark = each.generator ? 'gen' : 'fn';
    result.push(t.expressionStatement(ctx.call(mark, id(each.id.name), ...captureFlag(ctx, each))));
    const binding = ctx.program.index.bindingOf(each.id);
    if (binding && ctx.program.lanes.isActive(binding))
      result.push(
        t.variableDeclaration('var', [t.variableDeclarator(id(ctx.program.laneName(each.id.name)))]),
      );
  }
  return result;
}

export function traceBlock(ctx: Tracer, node: t.BlockStatement): t.BlockStatement {
  return at(t.blockStatement(traceStatements(ctx, node.body)), node);
}

/** A statement where only one may stand. */
export function traceSingle(ctx: Tracer, node: t.Statement): t.Statement {
  if (node.type === 'FunctionDeclaration') return t.blockStatement(traceStatements(ctx, [node]));
  const traced = traceStatement(ctx, node);
  return traced.length === 1 ? traced[0]! : t.blockStatement(traced);
}

/** The traced form of a statement. */
export function traceStatement(ctx: Tracer, node: t.Statement): t.Statement[] {
  const mark = ctx.state.mark();
  const traced = traceNode(ctx, node);
  if (ctx.program.checkpoints.has(node)) {
    const place = ctx.where(node, 'a loop');
    traced.unshift(t.expressionStatement(ctx.call('taped', place)));
  }
  ctx.state.release(mark);
  for (const each of traced) at(each, node);
  return traced;
}

function traceNode(ctx: Tracer, node: t.Statement): t.Statement[] {
  switch (node.type) {
    case 'ExpressionStatement':
      return [t.expressionStatement(effect(ctx, node.expression))];
    case 'VariableDeclaration': {
      const declaration = traceDeclaration(ctx, node);
      return declaration ? [declaration] : [];
    }
    case 'FunctionDeclaration':
      return [traceFunctionDeclaration(ctx, node)];
    case 'ClassDeclaration':
      return traceClassDeclaration(ctx, node);
    case 'ReturnStatement':
      return [traceReturn(ctx, node)];
    case 'IfStatement':
      return [
        t.ifStatement(
          value(ctx, node.test),
          traceSingle(ctx, node.consequent),
          node.alternate ? traceSingle(ctx, node.alternate) : null,
        ),
      ];
    case 'ForStatement':
      return [traceFor(ctx, node)];
    case 'ForInStatement':
      return traceForIn(ctx, node);
    case 'ForOfStatement':
      return traceForOf(ctx, node);
    case 'WhileStatement':
      return [t.whileStatement(value(ctx, node.test), traceSingle(ctx, node.body))];
    case 'DoWhileStatement':
      return [t.doWhileStatement(value(ctx, node.test), traceSingle(ctx, node.body))];
    case 'BlockStatement':
      return [traceBlock(ctx, node)];
    case 'SwitchStatement':
      return [traceSwitch(ctx, node)];
    case 'TryStatement':
      return [traceTry(ctx, node)];
    case 'ThrowStatement':
      return [t.throwStatement(ctx.call('thrown', ...ctx.pair(trace(ctx, node.argument))))];
    case 'LabeledStatement': {
      const inner = traceStatement(ctx, node.body);
      const awaiting = awaitingLoop(inner, node.body);
      if (awaiting) {
        awaiting.body[0] = t.labeledStatement(id(node.label.name), awaiting.body[0]!);
        return inner;
      }
      // The label stands before the loop itself.
      const loop = inner.findLastIndex((each) => t.isLoop(each) || each.type === 'LabeledStatement');
      const place = loop >= 0 ? loop : inner.length - 1;
      if (inner.length === 0) inner.push(t.emptyStatement());
      inner[Math.max(place, 0)] = t.labeledStatement(id(node.label.name), inner[Math.max(place, 0)]!);
      return inner;
    }
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'EmptyStatement':
    case 'DebuggerStatement':
      return [t.cloneNode(node, true, true)];
    case 'WithStatement':
      ctx.problem('DIFF1201', node);
      return [];
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSDeclareFunction':
      return [];
    case 'TSEnumDeclaration':
      return [t.cloneNode(node, true, true)];
    default:
      ctx.problem('DIFF1119', node, constructName(node));
      return [];
  }
}

/** The block around a `for await`, which stands in a statement of its own. */
function awaitingLoop(traced: t.Statement[], written: t.Statement): t.BlockStatement | null {
  let loop = written;
  while (loop.type === 'LabeledStatement') loop = loop.body;
  const [around] = traced;
  return loop.type === 'ForOfStatement' && loop.await && around?.type === 'TryStatement'
    ? around.block
    : null;
}

/** An expression whose value is dropped. */
export function effect(ctx: Tracer, expression: t.Expression): t.Expression {
  const node = seeThrough(expression);
  switch (node.type) {
    case 'AssignmentExpression':
      return at(traceAssignmentStatement(ctx, node), node);
    case 'UpdateExpression':
      return at(traceUpdate(ctx, node, false).value, node);
    case 'SequenceExpression':
      return at(t.sequenceExpression(node.expressions.map((each) => effect(ctx, each))), node);
    case 'LogicalExpression':
      return at(t.logicalExpression(node.operator, value(ctx, node.left), effect(ctx, node.right)), node);
    case 'ConditionalExpression':
      return at(
        t.conditionalExpression(
          value(ctx, node.test),
          effect(ctx, node.consequent),
          effect(ctx, node.alternate),
        ),
        node,
      );
    default:
      return value(ctx, node);
  }
}

/** A declaration; null for one that has no meaning at run time. */
export function traceDeclaration(ctx: Tracer, node: t.VariableDeclaration): t.VariableDeclaration | null {
  if (node.declare === true) return null;
  const { kind } = node;
  if (kind !== 'var' && kind !== 'let' && kind !== 'const') {
    ctx.problem('DIFF1119', node, `a ${kind} declaration`);
    return null;
  }
  const declarators = node.declarations.flatMap((each): t.VariableDeclarator[] => {
    const { id: target, init } = each;
    if (target.type !== 'Identifier') {
      const source = trace(ctx, init!);
      ctx.takenFrom = init!;
      return declaratorsOf(ctx, target, source);
    }
    if (init) return declaratorsOf(ctx, target, namedValue(ctx, init, target.name));
    const lane = ctx.program.index.bindingOf(target);
    const bare = [t.variableDeclarator(id(target.name))];
    if (lane && ctx.program.lanes.isActive(lane)) {
      const name = id(ctx.program.laneName(target.name));
      bare.push(t.variableDeclarator(name, kind === 'let' ? ctx.none() : null));
    }
    return bare;
  });
  return t.variableDeclaration(kind, declarators);
}

function traceReturn(ctx: Tracer, node: t.ReturnStatement): t.Statement {
  const { state } = ctx;
  const { isAsync, isGenerator, isConstructor } = state.form;
  if (!node.argument) {
    if (!isGenerator || !isAsync) return t.returnStatement();
    // Unlike `return undefined`, it waits for nothing.
    const returning = ctx.call('asyncReturning', id(state.task!), ctx.none(), ctx.none());
    return t.blockStatement([t.expressionStatement(returning), t.returnStatement()]);
  }
  if (isConstructor) return t.returnStatement(value(ctx, node.argument));
  const returned = trace(ctx, node.argument);
  if (state.stopped !== null)
    return t.returnStatement(ctx.call('constantFrom', id(state.stopped), returned.value));
  if (isGenerator && isAsync)
    return t.returnStatement(ctx.call('asyncReturning', id(state.task!), ...ctx.pair(returned)));
  if (isGenerator && state.finallyDepth > 0) {
    state.returned ??= state.variable('r');
    const lane = assign(state.returned, ctx.laneOf(returned));
    return t.returnStatement(ctx.call('yielding', returned.value, lane));
  }
  if (isGenerator) return t.returnStatement(ctx.call('yielding', ...ctx.pair(returned)));
  if (isAsync) return t.returnStatement(ctx.call('settle', id(state.task!), ...ctx.pair(returned)));
  if (state.finallyDepth > 0) {
    state.returned ??= state.variable('r');
    return t.returnStatement(ctx.call('n', returned.value, assign(state.returned, ctx.laneOf(returned))));
  }
  if (returned.lane === 'none' && ctx.stateOf(node.argument) === 'plain')
    return t.returnStatement(returned.value);
  return t.returnStatement(ctx.inRegister(returned));
}

function traceFor(ctx: Tracer, node: t.ForStatement): t.Statement {
  const init = node.init
    ? node.init.type === 'VariableDeclaration'
      ? traceDeclaration(ctx, node.init)
      : effect(ctx, node.init)
    : null;
  const test = node.test ? value(ctx, node.test) : null;
  const update = node.update ? effect(ctx, node.update) : null;
  return t.forStatement(init, test, update, traceSingle(ctx, node.body));
}

function traceSwitch(ctx: Tracer, node: t.SwitchStatement): t.Statement {
  // Functions declared in any case exist in all of them; whichever is entered first marks them.
  const declared = node.cases.flatMap((each) => each.consequent);
  return t.switchStatement(
    value(ctx, node.discriminant),
    node.cases.map((each) =>
      at(
        t.switchCase(each.test ? value(ctx, each.test) : null, [
          ...marks(ctx, declared),
          ...each.consequent.flatMap((statement) => traceStatement(ctx, statement)),
        ]),
        each,
      ),
    ),
  );
}

function traceTry(ctx: Tracer, node: t.TryStatement): t.Statement {
  const { state } = ctx;
  const { finalizer } = node;
  if (finalizer) state.finallyDepth++;
  const block = traceBlock(ctx, node.block);
  const handler = node.handler ? traceCatch(ctx, node.handler) : null;
  if (finalizer) state.finallyDepth--;
  let last: t.BlockStatement | null = null;
  if (finalizer) {
    last = traceBlock(ctx, finalizer);
    if (state.task !== null) last.body.unshift(resume(ctx));
    if (state.returned !== null && state.finallyDepth === 0) {
      // Code of the `finally` may have left other lanes.
      const register = ctx.register(state.form.isGenerator ? 'yielded' : 'm');
      last.body.push(t.expressionStatement(t.assignmentExpression('=', register, id(state.returned))));
    }
  }
  return t.tryStatement(block, handler, last);
}

/** Control may come back to a handler from the event loop. */
function resume(ctx: Tracer): t.Statement {
  return t.expressionStatement(ctx.call('resume', id(ctx.state.task!)));
}

function traceCatch(ctx: Tracer, node: t.CatchClause): t.CatchClause {
  const { param } = node;
  const body: t.Statement[] = ctx.state.task === null ? [] : [resume(ctx)];
  const binding = param?.type === 'Identifier' ? ctx.program.index.bindingOf(param) : undefined;
  const name = param?.type === 'Identifier' ? param.name : ctx.program.uniqueName();
  const caught = ctx.call('caught', id(name));
  if (binding && ctx.program.lanes.isActive(binding))
    body.push(t.variableDeclaration('let', [t.variableDeclarator(id(ctx.program.laneName(name)), caught)]));
  else body.push(t.expressionStatement(caught));
  const traced = traceStatements(ctx, node.body.body);
  if (param && param.type !== 'Identifier') {
    const declarators = declaratorsOf(ctx, param, { value: id(name), lane: 'none' });
    body.push(t.variableDeclaration('let', declarators), t.blockStatement(traced));
  } else body.push(...traced);
  return at(t.catchClause(id(name), t.blockStatement(body)), node);
}
