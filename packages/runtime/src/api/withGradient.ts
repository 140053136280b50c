import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { Companions } from '../records/Companions.js';
import { projectPlan } from '../shadow/projectPlan.js';
import { assertRewound } from '../tape/Tape.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import type { Gradients } from './derivativeTypes.js';
import { companionsOf } from './differentiable.js';
import { allNumbers, forwardNumbers, forwardPlanned, planArguments, reverseNumbers } from './forwardSweep.js';

/**
 * The value and the gradient of a number-valued function in one evaluation.
 *
 * @param f  a differentiable function whose result is a number
 * @param args  its arguments, of any kind
 * @returns `value`, bit for bit that of `f(...args)`, and `gradient`, an array with one entry per argument; each has the shape
 *   that its argument had on entry
 * @throws DIFF3001 if `f` was never compiled; DIFF3002 if the result is not a number; what `f` throws
 * @example
 * const area = /* @differentiable *\/ (w, h) => w * h;
 * withGradient(area, 3, 4)   // { value: 12, gradient: [4, 3] }
 */
export function withGradient<A extends readonly unknown[]>(
  f: (...args: A) => number,
  ...args: A
): { value: number; gradient: Gradients<A> } {
  const c = companionsOf(f, 'withGradient');
  const gradient = new Array<unknown>(args.length);
  const value = sweepBoth(c, args, gradient, 'withGradient');
  return { value, gradient: gradient as Gradients<A> };
}

/** Runs both sweeps on a tape of the pool; the gradients go into `results`, which may be `args` itself. */
export function sweepBoth(c: Companions, args: readonly unknown[], results: unknown[], api: string): number {
  const t = acquireTape();
  let used: number | undefined;
  try {
    if (allNumbers(args)) {
      const value = forwardNumbers(c, t, args);
      const end = t.m;
      if (typeof value !== 'number') throw notScalar(c, value, api);
      reverseNumbers(c, t, 1, undefined, results, args.length);
      assertRewound(t, c.name);
      used = end;
      return value;
    }
    const planned = planArguments(t, args, c.name);
    const value = forwardPlanned(c, t, args, planned);
    const end = t.m;
    if (typeof value !== 'number') throw notScalar(c, value, api);
    reverseNumbers(c, t, 1, planned.entries, results, args.length);
    assertRewound(t, c.name);
    projectPlan(planned.plan, planned.entries, results, false);
    used = end;
    return value;
  } finally {
    releaseTape(t, used);
  }
}

function notScalar(c: Companions, value: unknown, api: string): DiffError {
  return new DiffError(
    'DIFF3002',
    `${api} needs a number, and \`${c.name}\` gave ${describe(value)}. ` +
      `Use jacobian(${c.name}, x) for all derivatives of its entries, or pullback(${c.name}, …) with a cotangent of the result's shape.`,
  );
}
