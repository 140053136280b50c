import { hasProxies } from '../records/knownProxies.js';
import { isStable } from '../records/isStable.js';
import type { Companions } from '../records/Companions.js';
import { projectPlan } from '../shadow/projectPlan.js';
import { assertRewound, type Tape } from '../tape/Tape.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import type { Gradients } from './derivativeTypes.js';
import { notScalar } from './derivativeErrors.js';
import { companionsOf } from './differentiable.js';
import { isNested, nestable, nestedWithGradient } from '../trace/nested/derivatives.js';
import { AsyncPart, isPromise, withAsyncPart } from './asyncSweep.js';
import type { ArgumentPlan } from './forwardSweep.js';
import {
  allNumbers,
  forwardNumbers,
  forwardPlanned,
  planArguments,
  reverseNumbers,
  suited,
} from './forwardSweep.js';

/**
 * The value and the gradient of a number-valued function in one evaluation.
 *
 * @param f  a differentiable function whose result is a number
 * @param args  its arguments, of any kind
 * @returns (a promise of it, if `f` is async) `value`, bit for bit that of `f(...args)`, and `gradient`, an array with one entry per argument; each has the shape
 *   that its argument had on entry
 * @throws DIFF3001 if `f` was never compiled; DIFF3002 if the result is not a number; what `f` throws
 * @example
 * const area = /* @differentiable *\/ (w, h) => w * h;
 * withGradient(area, 3, 4)   // { value: 12, gradient: [4, 3] }
 */
export function withGradient<A extends readonly unknown[]>(
  f: (...args: A) => Promise<number>,
  ...args: A
): Promise<{ value: number; gradient: Gradients<A> }>;
export function withGradient<A extends readonly unknown[]>(
  f: (...args: A) => number,
  ...args: A
): { value: number; gradient: Gradients<A> };
export function withGradient<A extends readonly unknown[]>(f: (...args: A) => unknown, ...args: A): unknown {
  if (isNested()) return nestedWithGradient(f, args);
  const c = companionsOf(f, 'withGradient');
  const gradient = new Array<unknown>(args.length);
  const value = sweepBoth(c, args, gradient, 'withGradient');
  return typeof value === 'number' ? { value, gradient } : value.then((y) => ({ value: y, gradient }));
}

nestable(withGradient);

/**
 * Runs both sweeps on a tape of the pool; the gradients go into `results`, which may be `args` itself.
 * @returns the value; a promise of it, with the gradients in place then, if the function gave one
 */
export function sweepBoth(
  c: Companions,
  args: readonly unknown[],
  results: unknown[],
  api: string,
): number | Promise<number> {
  const t = acquireTape();
  let used: number | undefined;
  let isPending = false;
  try {
    if (allNumbers(args)) {
      t.isStable = isStable(c) && !hasProxies();
      const value = forwardNumbers(c, t, args);
      if (isPromise(value)) {
        isPending = true;
        return sweepLater(c, t, value, undefined, results, args.length, api);
      }
      const end = t.m;
      if (typeof value !== 'number') throw notScalar(c.name, value, api);
      reverseNumbers(c, t, 1, undefined, results, args.length);
      assertRewound(t, c.name);
      used = end;
      return value;
    }
    const planned = planArguments(t, args, c.name);
    const own = suited(c, planned.plan);
    t.isStable = own === c && isStable(c) && !hasProxies();
    const value = forwardPlanned(own, t, args, planned);
    if (isPromise(value)) {
      isPending = true;
      return sweepLater(own, t, value, planned, results, args.length, api);
    }
    const end = t.m;
    if (typeof value !== 'number') throw notScalar(c.name, value, api);
    reverseNumbers(own, t, 1, planned.entries, results, args.length);
    assertRewound(t, c.name);
    projectPlan(planned.plan, planned.entries, results, t.trace !== undefined);
    used = end;
    return value;
  } finally {
    if (!isPending) releaseTape(t, used);
  }
}

/** The reverse sweep of an async function, when it has ended. */
async function sweepLater(
  c: Companions,
  t: Tape,
  promise: Promise<unknown>,
  planned: ArgumentPlan | undefined,
  results: unknown[],
  count: number,
  api: string,
): Promise<number> {
  try {
    const part = new AsyncPart(t, promise);
    const value = await promise;
    part.settle(value);
    if (typeof value !== 'number') throw notScalar(c.name, value, api);
    reverseNumbers(withAsyncPart(c, part), t, 1, planned?.entries, results, count);
    assertRewound(t, c.name);
    if (planned !== undefined) projectPlan(planned.plan, planned.entries, results, t.trace !== undefined);
    return value;
  } finally {
    releaseTape(t);
  }
}
