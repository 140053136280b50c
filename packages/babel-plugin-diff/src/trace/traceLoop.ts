import { types as t } from '@babel/core';
import { seeThrough } from '../lower/seeThrough.js';
import { value } from './traceExpression.js';
import { declaratorsOf, effectsOf } from './tracePattern.js';
import { traceSingle } from './traceStatement.js';
import { id, type Traced, type Tracer } from './Tracer.js';

/** What each turn of a loop begins with: the head's variable or target takes the step's value. */
interface Head {
  readonly left: t.VariableDeclaration;
  readonly statements: t.Statement[];
}

function headOf(ctx: Tracer, left: t.ForXStatement['left'], lane: Traced['lane']): Head {
  if (left.type === 'VariableDeclaration') {
    const target = left.declarations[0]!.id;
    if (target.type === 'Identifier') return simpleHead(ctx, left, target, lane);
    const step = ctx.program.uniqueName();
    const declarators = declaratorsOf(ctx, target, { value: id(step), lane });
    const kind = left.kind === 'var' ? 'var' : left.kind === 'const' ? 'const' : 'let';
    return { left: constant(step), statements: [t.variableDeclaration(kind, declarators)] };
  }
  const step = ctx.program.uniqueName();
  const mark = ctx.state.mark();
  const effects = effectsOf(ctx, seeThrough(left), { value: id(step), lane });
  ctx.state.release(mark);
  return { left: constant(step), statements: effects.map((each) => t.expressionStatement(each)) };
}

/** A single name stays in the head: every turn has its own variable, and it cannot be read before. */
function simpleHead(
  ctx: Tracer,
  left: t.VariableDeclaration,
  target: t.Identifier,
  lane: Traced['lane'],
): Head {
  const binding = ctx.program.index.bindingOf(target);
  const kind = left.kind === 'var' ? 'var' : left.kind === 'const' ? 'const' : 'let';
  const head = t.variableDeclaration(kind, [t.variableDeclarator(id(target.name))]);
  if (!binding || !ctx.program.lanes.isActive(binding)) return { left: head, statements: [] };
  const taken = lane === 'none' ? ctx.none() : lane === 'register' ? ctx.register() : lane();
  const beside = t.variableDeclarator(id(ctx.program.laneName(target.name)), taken);
  return { left: head, statements: [t.variableDeclaration(kind === 'var' ? 'var' : 'let', [beside])] };
}

function constant(name: string): t.VariableDeclaration {
  return t.variableDeclaration('const', [t.variableDeclarator(id(name))]);
}

/** The body behind what the head needs; it keeps a scope of its own. */
function bodyWith(ctx: Tracer, statements: t.Statement[], body: t.Statement): t.Statement {
  const traced = traceSingle(ctx, body);
  return statements.length === 0 ? traced : t.blockStatement([...statements, traced]);
}

export function traceForIn(ctx: Tracer, node: t.ForInStatement): t.Statement[] {
  const object = value(ctx, node.right);
  const before: t.Statement[] = [];
  // `for (var x = 1 in o)` of old.
  const initial = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.init : null;
  if (initial && node.left.type === 'VariableDeclaration') {
    const declarators = declaratorsOf(ctx, node.left.declarations[0]!.id, {
      value: value(ctx, initial),
      lane: 'none',
    });
    before.push(t.variableDeclaration('var', declarators));
  }
  const { left, statements } = headOf(ctx, node.left, 'none');
  return [...before, t.forInStatement(left, object, bodyWith(ctx, statements, node.body))];
}

export function traceForOf(ctx: Tracer, node: t.ForOfStatement): t.Statement[] {
  if (node.left.type === 'VariableDeclaration' && /using$/.test(node.left.kind))
    ctx.problem('DIFF1119', node.left, `a ${node.left.kind} declaration`);
  const where = ctx.where(node.right, ctx.program.textOf(node.right));
  const source = value(ctx, node.right);
  if (node.await) return traceForAwait(ctx, node, source, where);
  const iterable = ctx.call('of', source, where);
  const { left, statements } = headOf(ctx, node.left, 'register');
  return [t.forOfStatement(left, iterable, bodyWith(ctx, statements, node.body))];
}

function traceForAwait(
  ctx: Tracer,
  node: t.ForOfStatement,
  source: t.Expression,
  where: t.Expression,
): t.Statement[] {
  const { task } = ctx.state;
  const walk = ctx.state.variable(ctx.program.uniqueName().slice(1));
  const iterable = t.assignmentExpression('=', id(walk), ctx.call('asyncOf', id(task!), source, where));
  const { left, statements } = headOf(ctx, node.left, 'register');
  const step = (left.declarations[0]!.id as t.Identifier).name;
  const arrived = t.expressionStatement(ctx.call('arrived', id(task!), id(walk), id(step)));
  const loop = t.forOfStatement(left, iterable, bodyWith(ctx, [arrived, ...statements], node.body), true);
  // However the loop is left, its iterator may have been waited for.
  const resume = t.blockStatement([t.expressionStatement(ctx.call('resume', id(task!)))]);
  return [t.tryStatement(t.blockStatement([loop]), null, resume)];
}
