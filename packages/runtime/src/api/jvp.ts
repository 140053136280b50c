import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { Companions } from '../records/Companions.js';
import { knownShadow } from '../shadow/knownShadow.js';
import type { SeenTrees } from '../shadow/addTree.js';
import { addTree } from '../shadow/addTree.js';
import { projectShadow } from '../shadow/projectShadow.js';
import type { PlanEntry } from '../shadow/ShadowPlan.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import type { Gradient, Tangents } from './derivativeTypes.js';
import { registers } from '../trace/registers.js';
import { TangentTrace } from '../trace/TangentTrace.js';
import { deliver } from '../trace/tasks.js';
import { isPromise, refuseForeign } from './asyncSweep.js';
import { isNested, nestable, nestedJvp } from '../trace/nested/derivatives.js';
import { numberTangentNeeded } from './derivativeErrors.js';
import { companionsOf } from './differentiable.js';
import { suited } from './forwardSweep.js';

/**
 * The value of `f(...args)` and its derivative in one direction, ẏ = J ẋ, by one forward-mode sweep.
 *
 * @param f  a differentiable function of any result
 * @param args  the array of its arguments
 * @param tangents  one tangent per argument, a tree of the argument's shape; null or missing parts stand for zero
 * @returns `[value, tangent]` (a promise of it, if `f` is async); the tangent mirrors the value as a gradient would
 * @throws DIFF3001 if `f` was never compiled; DIFF3003 for tangents of another shape; what `f` throws
 * @example
 * const product = /* @differentiable *\/ (x, y) => x * y;
 * jvp(product, [3, 4], [1, 0])   // [12, 4]
 */
export function jvp<A extends readonly unknown[], R>(
  f: (...args: A) => Promise<R>,
  args: A,
  tangents: Tangents<A>,
): Promise<[value: R, tangent: Gradient<R>]>;
export function jvp<A extends readonly unknown[], R>(
  f: (...args: A) => R,
  args: A,
  tangents: Tangents<A>,
): [value: R, tangent: Gradient<R>];
export function jvp<A extends readonly unknown[]>(
  f: (...args: A) => unknown,
  args: A,
  tangents: Tangents<A>,
): unknown {
  if (!Array.isArray(args)) throw notAList('arguments', args);
  if (!Array.isArray(tangents)) throw notAList('tangents', tangents);
  if (tangents.length > args.length) {
    throw new DiffError(
      'DIFF3003',
      `jvp was given ${tangents.length} tangents for ${args.length} arguments.`,
    );
  }
  if (isNested()) return nestedJvp(f, args, tangents);
  const c = companionsOf(f, 'jvp');
  const t = acquireTape();
  let isPending = false;
  try {
    const value = tangentSweep(c, t, args, tangents, 'jvp');
    if (isPromise(value)) {
      refuseForeign(t, TangentTrace);
      isPending = true;
      return settledTangent(t, value);
    }
    return [value, tangentOfResult(t, value)];
  } finally {
    if (!isPending) releaseTape(t, t.m);
  }
}

nestable(jvp);

/** Value and tangent of an async function, when it has ended. */
async function settledTangent(t: Tape, promise: Promise<unknown>): Promise<[unknown, unknown]> {
  try {
    const value = await promise;
    t.ret_ = undefined;
    if (t.trace instanceof TangentTrace) {
      t.trace.refuseToGoOn();
      deliver(t.trace, promise, value);
      if (typeof value === 'number') t.ret_ = t.trace.tangentOf(registers.m);
      registers.m = undefined;
    }
    return [value, tangentOfResult(t, value)];
  } finally {
    releaseTape(t);
  }
}

/** Runs the tangent companion; the tangent of the result is left in `t.ret_`. */
export function tangentSweep(
  c: Companions,
  t: Tape,
  args: readonly unknown[],
  tangents: readonly unknown[],
  api: string,
): unknown {
  const pairs = new Array<unknown>(2 * args.length);
  const entries = new Array<PlanEntry>(args.length);
  let plan: ShadowPlan | undefined;
  for (let i = 0; i < args.length; i++) {
    const x = args[i];
    const x_ = tangents[i];
    pairs[2 * i] = x;
    if (typeof x === 'number') {
      if (typeof x_ !== 'number' && x_ !== null && x_ !== undefined) {
        throw numberTangentNeeded(api, i, x_);
      }
      pairs[2 * i + 1] = x_ ?? 0;
      entries[i] = 'number';
    } else {
      plan ??= new ShadowPlan(t.mirrorShadows, c.name);
      entries[i] = plan.enter(x, i);
      pairs[2 * i + 1] = shadowOfEntry(entries[i]);
    }
  }
  if (plan !== undefined) {
    setTangents(entries, tangents);
    t.unusualKinds = plan.unusualKinds;
  }
  t.state = 'forward';
  return suited(c, plan).tangent(t, undefined, undefined, ...pairs);
}

/** One object is one variable: its tangent is set at the first place, and must be the same at the others. */
export function setTangents(entries: readonly PlanEntry[], tangents: readonly unknown[]): void {
  const set: SeenTrees = new Map();
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    const tree = tangents[i];
    if (entry === 'number' || tree === null || tree === undefined) continue;
    addTree(entry, tree, { what: `the tangent of argument ${i}`, code: 'DIFF3003', mode: 'set' }, set);
  }
}

/** The tangent tree of the result of the sweep on `t`. */
export function tangentOfResult(t: Tape, value: unknown): unknown {
  if (typeof value === 'number') return typeof t.ret_ === 'number' ? t.ret_ : 0;
  return projectShadow(value, t.late_(value, t.ret_), (o) => knownShadow(o, t.mirrorShadows));
}

function notAList(what: string, given: unknown): DiffError {
  return new DiffError(
    'DIFF3003',
    `jvp needs an array of ${what}, and was given ${describe(given)}: jvp(f, [x, y], [dx, dy]).`,
  );
}
