import { DiffError } from '../../errors/DiffError.js';
import type { Companions } from '../../records/Companions.js';
import type { Lane } from '../Lane.js';
import { isActive } from '../opaque.js';
import { invoke } from '../invoke.js';
import { callRule } from './callRule.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import type { NestedTrace } from './NestedTrace.js';

/** Calls what has companions and no traced form where a derivative is differentiated again. */
export function callNested(
  trace: NestedTrace,
  companions: Companions,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  const { rule, nest, name } = companions;
  if (rule !== undefined) return callRule(trace, { ...companions, rule }, self, args, lanes);
  if (companions.inactive === true || !mayBeActive(trace, companions, self, args, lanes))
    return callInactive(trace, companions, self, args);
  if (nest !== undefined) return invoke(nest(trace.root), self, undefined, args, lanes, name);
  throw new DiffError(
    'DIFF3112',
    `a derivative of \`${name}\` is differentiated again, and it has derivatives of first order only. ` +
      'Compile its file with the plugin, for one copy of @diffjs/runtime (npm ls @diffjs/runtime shows them), and pass it as it was imported.',
  );
}

/** Its companions say what it gives, and look at what they are given. */
export function callInactive(
  { tape }: Trace,
  companions: Companions,
  self: unknown,
  args: readonly unknown[],
): unknown {
  const { n, m } = tape;
  const { trace } = r;
  const pairs: unknown[] = [];
  // null says that a number is a constant.
  for (const x of args) pairs.push(x, typeof x === 'number' ? null : undefined);
  try {
    return companions.forward(tape, self, undefined, ...pairs);
  } finally {
    r.trace = trace;
    r.m = undefined;
    tape.n = n;
    tape.m = m;
  }
}

/** What a rule or a native is given is all that it has; a compiled function may have captured something active. */
export function mayBeActive(
  trace: Trace,
  { repeatable }: Companions,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): boolean {
  return (
    repeatable !== true ||
    isActive(trace, self, undefined) ||
    args.some((x, i) => isActive(trace, x, lanes[i]))
  );
}
