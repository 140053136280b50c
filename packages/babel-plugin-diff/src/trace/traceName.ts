import { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { id, type Lane, type Traced, type Tracer } from './Tracer.js';

/** Names of the language whose values carry no lane. */
const constants: ReadonlySet<string> = new Set([
  'undefined',
  'NaN',
  'Infinity',
  'globalThis',
  'arguments',
  'require',
  'module',
  'exports',
  'window',
  'document',
  'process',
  'console',
  ...Object.getOwnPropertyNames(globalThis).filter((name) =>
    /^[A-Z]|^(?:is|parse|encode|decode|escape|unescape)/.test(name),
  ),
]);

/** Reads a name. */
export function traceName(ctx: Tracer, node: t.Identifier): Traced {
  return { value: id(node.name), lane: laneOfName(ctx, node) };
}

/** Where the lane of a variable is. */
export function laneOfName(ctx: Tracer, node: t.Identifier): Lane {
  if (ctx.state.isStopped) return 'none';
  const binding = ctx.program.index.bindingOf(node);
  if (!binding) {
    if (constants.has(node.name)) return 'none';
    return () => ctx.call('globalLane', t.stringLiteral(node.name));
  }
  if (!ctx.program.lanes.isActive(binding)) return 'none';
  if (ctx.isOwn(binding)) return () => ownLane(ctx, binding);
  if (!isKept(ctx, binding)) return 'none';
  return () => ctx.call('kept', id(node.name), id(ctx.program.laneName(node.name)));
}

/** The lane of a variable of the traced code itself. */
function ownLane(ctx: Tracer, binding: Binding): t.Expression {
  const lane = id(ctx.program.laneName(binding.identifier.name));
  const mapped = ctx.mappedParameter(binding);
  return mapped === undefined
    ? lane
    : ctx.call('argumentLane', id(mapped.list), t.numericLiteral(mapped.position), lane);
}

/** Is it a variable of ordinary code that traced code assigns? Its lane then stands in a variable beside it. */
export function isKept(ctx: Tracer, binding: Binding): boolean {
  if (!ctx.program.mayBeKept(binding)) return false;
  ctx.program.kept.add(binding);
  return true;
}
