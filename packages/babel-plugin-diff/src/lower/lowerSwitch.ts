import type { types as t } from '@babel/core';
import { newVariable } from '../hir/builder.js';
import type { Value } from '../hir/model.js';
import { classifyValue } from './classifyTest.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerExpression } from './lowerExpression.js';
import { lowerStatements } from './lowerStatement.js';

/** Cases that share one body: `case 1: case 2: body`. */
interface CaseGroup {
  readonly tests: readonly t.Expression[];
  readonly isDefault: boolean;
  readonly body: readonly t.Statement[];
}

/**
 * Lowers `switch`. Where no body falls through into the next, it becomes a chain of `if`s; otherwise the position
 * of the matching case is found first, and every body from there on runs until one leaves.
 */
export function lowerSwitch(ctx: FunctionLowering, node: t.SwitchStatement, names: readonly string[]): void {
  const target = ctx.blockTarget(names, 'switch');
  const value = lowerExpression(ctx, node.discriminant);
  const groups = groupCases(node);
  ctx.targets.push(target);
  ctx.labelled(
    target.label,
    locationOf(node),
    () => target.breakUsed,
    () => (isChain(groups) ? lowerChain(ctx, groups, value) : lowerFallingThrough(ctx, node, value)),
  );
  ctx.targets.pop();
}

function groupCases(node: t.SwitchStatement): CaseGroup[] {
  const groups: CaseGroup[] = [];
  let tests: t.Expression[] = [];
  let isDefault = false;
  node.cases.forEach((each, i) => {
    if (each.test) tests.push(each.test);
    else isDefault = true;
    if (each.consequent.length === 0 && i < node.cases.length - 1) return;
    groups.push({ tests, isDefault, body: each.consequent });
    tests = [];
    isDefault = false;
  });
  return groups;
}

/** Does every body leave the switch, and does the default come last? */
function isChain(groups: readonly CaseGroup[]): boolean {
  return groups.every(
    (group, i) => i === groups.length - 1 || (!group.isDefault && leaves(group.body.at(-1))),
  );
}

function leaves(statement: t.Statement | undefined): boolean {
  switch (statement?.type) {
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return leaves(statement.body.at(-1));
    default:
      return false;
  }
}

function lowerChain(ctx: FunctionLowering, groups: readonly CaseGroup[], value: Value): void {
  const [group, ...rest] = groups;
  if (!group) return;
  if (group.isDefault) {
    // Tests that share the last body with the default are still evaluated where that can be noticed.
    for (const test of group.tests) if (classifyValue(ctx, test) !== 'pure') lowerExpression(ctx, test);
    lowerBody(ctx, group.body);
    return;
  }
  const loc = locationOf(group.tests[0]!);
  ctx.branch(
    matchesAny(ctx, group.tests, value),
    loc,
    () => lowerBody(ctx, group.body),
    () => lowerChain(ctx, rest, value),
  );
}

/** The body of a group, without the `break` that only says that it ends. */
function lowerBody(ctx: FunctionLowering, body: readonly t.Statement[]): void {
  const last = body.at(-1);
  if (last?.type === 'BlockStatement' && body.length === 1) lowerBody(ctx, last.body);
  else if (last?.type === 'BreakStatement' && !last.label) lowerStatements(ctx, body.slice(0, -1));
  else lowerStatements(ctx, body);
}

function matchesAny(ctx: FunctionLowering, tests: readonly t.Expression[], value: Value): Value {
  const matches = (test: t.Expression) =>
    ctx.binary('===', value, lowerExpression(ctx, test), locationOf(test));
  let matched = matches(tests[0]!);
  for (const test of tests.slice(1)) {
    const loc = locationOf(test);
    const left = matched;
    if (classifyValue(ctx, test) === 'pure') {
      matched = ctx.builder.value({ kind: 'logical', operator: '||', left, right: matches(test) }, loc);
    } else {
      matched = ctx.choose(
        left,
        loc,
        () => left,
        () => matches(test),
      );
    }
  }
  return matched;
}

function lowerFallingThrough(ctx: FunctionLowering, node: t.SwitchStatement, value: Value): void {
  const loc = locationOf(node);
  const start = newVariable('start');
  const defaultAt = node.cases.findIndex((each) => !each.test);
  const setStart = (position: number) =>
    ctx.builder.effect({ kind: 'storeLocal', variable: start, value: ctx.constant(position, loc) }, loc);
  const findFrom = (position: number): void => {
    const each = node.cases[position];
    if (!each) {
      setStart(defaultAt < 0 ? node.cases.length : defaultAt);
    } else if (!each.test) {
      findFrom(position + 1);
    } else {
      ctx.branch(
        matchesAny(ctx, [each.test], value),
        locationOf(each),
        () => setStart(position),
        () => findFrom(position + 1),
      );
    }
  };
  findFrom(0);
  node.cases.forEach((each, position) => {
    if (each.consequent.length === 0 || !ctx.live) return;
    ctx.branch(
      ctx.binary('<=', ctx.load(start, loc), ctx.constant(position, loc), loc),
      locationOf(each),
      () => lowerStatements(ctx, each.consequent),
      () => undefined,
    );
    forgetDeclarations(ctx, node, each.consequent);
  });
}

/** A variable of one case is not initialised in the others: using it there is reported. */
function forgetDeclarations(
  ctx: FunctionLowering,
  node: t.SwitchStatement,
  body: readonly t.Statement[],
): void {
  const scope = ctx.program.index.scopeOf(node);
  if (!scope || !body.some((each) => each.type === 'VariableDeclaration')) return;
  for (const binding of Object.values(scope.bindings)) {
    if (binding.scope === scope) ctx.variables.delete(binding);
  }
}
