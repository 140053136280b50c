import { DiffError } from '../errors/DiffError.js';
import type { Companions } from '../records/Companions.js';
import { wrongResult } from '../records/ruleErrors.js';
import { callInactive, mayBeActive } from './nested/callNested.js';
import { laneAt, type Lifted, noteAt, ZERO } from './nested/Lifted.js';
import { invoke } from './invoke.js';
import type { Lane } from './Lane.js';
import { registers as r } from './registers.js';
import type { TaylorTrace } from './TaylorTrace.js';

/** Calls what has companions and no traced form where Taylor series are computed. */
export function callTaylor(
  trace: TaylorTrace,
  companions: Companions,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  const { rule, name, fn } = companions;
  if (companions.inactive === true || !mayBeActive(trace, companions, self, args, lanes))
    return callInactive(trace, companions, self, args);
  if (rule?.nested !== undefined) return rule.nested(trace, args, lanes);
  const { partials } = rule ?? {};
  if (partials === undefined || rule?.surrogate === true || !args.every((x) => typeof x === 'number')) {
    throw new DiffError(
      'DIFF3112',
      `taylor has met \`${name}\`, of which it knows no partial derivatives. Give it a rule { partials } or compile its file; derivatives of ` +
        'derivatives (derivative, jvp) go through other rules as well.',
    );
  }
  const out: unknown = Reflect.apply(fn, self, args);
  if (typeof out !== 'number') throw wrongResult(name, 'it has partials, which are those of a number');
  r.m = trace.solved(args, lanes, out, (xs, y) => {
    const list = xs.map(({ value }) => value);
    xs.forEach(({ value, lane }, i) => {
      noteAt(trace, list, i, value, lane);
    });
    const all = invoke(partials, self, undefined, [list, out], [undefined, y.lane], `the rule for ${name}`);
    return xs.map((_, i) => partialAt(trace, all as readonly unknown[], i));
  });
  return out;
}

function partialAt(trace: TaylorTrace, all: readonly unknown[], i: number): Lifted {
  let p = all[i];
  let lane = laneAt(trace, all, i);
  if (typeof p === 'function') {
    p = invoke(p, undefined, undefined, [], [], 'a partial derivative');
    lane = r.m;
  }
  return typeof p === 'number' ? { value: p, lane } : ZERO;
}
