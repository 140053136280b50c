import type { types as t } from '@babel/core';
import { newValue } from '../hir/builder.js';
import type { Value } from '../hir/model.js';
import { FunctionLowering, locationOf } from './FunctionLowering.js';
import { complexCopy } from './lowerComplex.js';
import { assignPattern } from './lowerPattern.js';
import type { LoweredFunction, ProgramLowering } from './ProgramLowering.js';
import { lowerReturn, lowerStatements } from './lowerStatement.js';

/** Lowers the body of a function into `lowered.known.hir`; problems are reported to the program. */
export function lowerFunction(program: ProgramLowering, lowered: LoweredFunction): void {
  const { path, known } = lowered;
  const { node } = path;
  const nested = program.nestedIn((lowered.liftedFrom ?? lowered).path);
  const ctx = new FunctionLowering(program, lowered, nested);
  const entry = ctx.builder.block;
  if (rejectWhole(ctx, node)) return;
  const captures = lowered.liftedFrom ? nested.capturesOf(path) : [];
  const captured = captures.map(({ identifier }) => newValue(identifier.name));
  const hints = program.hints.ofParameters(path);
  const params = node.params.map((param, i) => {
    const value = newValue(parameterName(param));
    if (hints[i] && hints[i].kind !== 'unknown') value.hint = hints[i];
    if (!lowered.liftedFrom && program.kinds.ofParameter(param) === 'complex') value.isComplex = true;
    return value;
  });
  captures.forEach((binding, i) => ctx.store(ctx.declareBinding(binding), captured[i]!, null));
  lowerInto(
    ctx,
    node,
    params.map((param) => (param.isComplex ? complexCopy(ctx, param, null) : param)),
  );
  if (ctx.live) ctx.builder.block.terminal = { kind: 'return', value: null, loc: locationOf(node) };
  known.hir = {
    name: known.name,
    role: 'primal',
    params: [...captured, ...params],
    entry,
    loc: locationOf(node),
  };
}

/** Lowers parameters and body of a function with the given arguments. */
export function lowerInto(ctx: FunctionLowering, node: t.Function, args: readonly Value[]): void {
  declareHoisted(ctx, node);
  bindParameters(ctx, node.params, args);
  if (node.body.type === 'BlockStatement') lowerStatements(ctx, node.body.body);
  else lowerReturn(ctx, node.body, node.body);
}

/** Reports functions whose whole kind is not supported. */
export function rejectWhole(ctx: FunctionLowering, node: t.Function): boolean {
  if (ctx.program.isInactive(node)) ctx.leaveOut(node, 'a nested function without derivative');
  else if (node.async) ctx.leaveOut(node, 'async code');
  else if (node.generator) ctx.leaveOut(node, 'a generator');
  else if (node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod') {
    ctx.leaveOut(node, 'a class method');
  } else if (node.type === 'ObjectMethod') {
    ctx.leaveOut(node, node.kind === 'method' ? 'a method of an object' : `a ${node.kind}ter`);
  } else return false;
  return true;
}

/** Creates the `var` variables, which exist from the entry on. */
function declareHoisted(ctx: FunctionLowering, node: t.Function): void {
  const scope = ctx.program.index.scopeOf(node);
  for (const binding of Object.values(scope?.bindings ?? {})) {
    if (binding.kind !== 'var' || ctx.program.functionOf(binding)) continue;
    const loc = locationOf(binding.identifier);
    ctx.store(ctx.declareBinding(binding), ctx.constant(undefined, loc), loc);
  }
}

/** Binds values to parameters: plain names, defaults and patterns. */
function bindParameters(ctx: FunctionLowering, params: readonly t.Node[], values: readonly Value[]): void {
  params.forEach((param, i) => {
    const value = values[i] ?? ctx.constant(undefined);
    if (param.type === 'RestElement') {
      ctx.leaveOut(param, 'a rest parameter');
      assignPattern(ctx, param.argument, value, 'declare');
    } else assignPattern(ctx, param, value, 'declare');
  });
}

function parameterName(param: t.Node): string | null {
  if (param.type === 'Identifier') return param.name;
  return param.type === 'AssignmentPattern' && param.left.type === 'Identifier' ? param.left.name : null;
}
