import { CheckpointedLoop, type LoopReport } from '../checkpoints/CheckpointedLoop.js';
import { isReference } from '../checkpoints/isReference.js';
import type { SnapshotStore } from '../checkpoints/Snapshots.js';
import { type Step, stepsCode } from '../checkpoints/stepsCode.js';
import { checkOptions } from '../errors/checkOptions.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { attach } from '../records/attach.js';
import { PROTOCOL_VERSION } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';

/** Options of `checkpointSteps`. */
export interface CheckpointStepsOptions {
  /** How many snapshots may be kept at a time, the initial state included; as many as fit in 1 MiB, or 100 if these fit in 64 MiB, by default. */
  readonly snapshots?: number;
  /** How many steps are taped at a time; by default as many as push 65,536 numbers (512 KiB). */
  readonly stretch?: number;
  /** Where numbers of snapshots are kept: `diskSnapshots()` of `@diffjs/runtime/disk-snapshots`; memory by default. */
  readonly store?: SnapshotStore;
  /** Is told what the steps take: `checkpointReport()`. */
  readonly report?: CheckpointReport;
}

/** What a sequence of steps took. */
export type CheckpointReport = LoopReport;

/**
 * Counts for the option `report` of `checkpointSteps`, all zero.
 *
 * @returns `{ steps, stretch, recomputed, snapshots, lastSnapshot, peakBytes, peakStoredBytes }`
 * @example
 * const report = checkpointReport();
 * const f = /* @differentiable *\/ (x) => checkpointSteps((s) => s * 0.5, x, 100, { snapshots: 3, stretch: 10, report });
 * gradient(f, 1);
 * report.recomputed   // 80
 */
export function checkpointReport(): CheckpointReport {
  return {
    steps: 0,
    stretch: 0,
    recomputed: 0,
    snapshots: 0,
    lastSnapshot: 0,
    peakBytes: 0,
    peakStoredBytes: 0,
  };
}

/**
 * The state behind a sequence of steps, `state = step(state, i)` for i = 0, 1, …, of which a reverse sweep keeps a few snapshots only.
 *
 * The steps are made without a tape. The reverse sweep makes them again from the snapshots, a stretch at a time, on the schedule that makes the
 * fewest steps again (revolve) if their number is given, else from snapshots at distances that double whenever there are too many. With s snapshots
 * C(s + r, s) stretches are reversed if each is run again at most r times.
 *
 * A step may change its state in place or give a new one: a number, an array, a typed array, or an object of these. What it reads else must not change
 * until the reverse sweep has ended, and it must have no other effect and draw no random numbers.
 *
 * @param step  a differentiable function of the state and the number of the step
 * @param state  the initial state
 * @param count  how many steps there are; or `(state, i) => boolean`, asked before each step, which ends them
 * @param options  `{ snapshots, stretch, store, report }`
 * @returns the state behind the last step
 * @throws DIFF3003 for wrong arguments; DIFF3108, in the reverse sweep, if steps do not give the same again; what `step` throws
 * Reference: Griewank & Walther, Algorithm 799: revolve, ACM TOMS 26(1), 2000.
 * @example
 * const decay = /* @differentiable *\/ (x, k) => checkpointSteps((s) => s - k * s, x, 1000);
 * const [dx] = gradient(decay, 1, 0.001);
 * Math.abs(dx - 0.999 ** 1000) < 1e-12   // true
 */
export const checkpointSteps: <S>(
  step: (state: S, i: number) => S,
  state: S,
  count: number | ((state: S, i: number) => boolean),
  options?: CheckpointStepsOptions,
) => S = /* @__PURE__ */ withCompanions(function checkpointSteps<S>(
  step: (state: S, i: number) => S,
  state: S,
  count: number | ((state: S, i: number) => boolean),
  options?: CheckpointStepsOptions,
): S {
  checkArguments(step, count, options);
  const goesOn = conditionOf(count);
  for (let i = 0; goesOn(state, i); i++) state = step(state, i);
  return state;
});

const PLACE = 'step, given to checkpointSteps';

function withCompanions<F extends (...args: never[]) => unknown>(steps: F): F {
  return attach(steps, steps.name, PROTOCOL_VERSION, () => ({
    arity: 2,
    forward,
    reverse(t: Tape, dy: number) {
      const { loop, state$ } = t.o[--t.m] as Sequence;
      if (typeof state$[0] === 'number' || !isReference(state$[0])) state$[0] = dy;
      state$[1] = 0;
      loop.sweep();
      t.r[1] = typeof state$[0] === 'number' ? state$[0] : 0;
      return 0;
    },
    tangent,
  }));
}

/** What the tape of references keeps. */
interface Sequence {
  readonly loop: CheckpointedLoop;
  readonly state$: unknown[];
}

function forward(t: Tape, _self: unknown, _self$: unknown, ...pairs: unknown[]): unknown {
  const [step, , state, given$, count, , options] = pairs;
  const { snapshots, stretch, store, report } = checkArguments(step, count, options);
  const callee = t.resolve(step, PLACE);
  const captured: unknown[] = [];
  for (const o of callee.captured ?? []) if (isReference(o)) captured.push(o, t.map.get(o));
  const code = stepsCode(step as Step, callee, conditionOf(count), {
    snapshots: snapshots ?? null,
    stretch,
    store,
    report,
  });
  const work = [state, 0];
  const work$ = [isReference(state) ? t.late$(state, given$) : 0, 0];
  const loop = new CheckpointedLoop(t, code, work, work$, [], [], captured);
  loop.forward(typeof count === 'number' ? Math.ceil(count) : NaN);
  t.o[t.m++] = { loop, state$: work$ } satisfies Sequence;
  t.ret = isReference(work[0]) ? work$[0] : undefined;
  return work[0];
}

function tangent(t: Tape, _self: unknown, _self_: unknown, ...pairs: unknown[]): unknown {
  const [step, , first, first_, count, , options] = pairs;
  checkArguments(step, count, options);
  const callee = t.resolve(step, PLACE);
  const goesOn = conditionOf(count);
  let state = first;
  let state_ = first_;
  for (let i = 0; goesOn(state, i); i++) {
    state = callee.tangent(t, undefined, undefined, state, state_, i, 0);
    state_ = t.ret_;
  }
  t.ret_ = state_;
  return state;
}

function conditionOf(count: unknown): (state: unknown, i: number) => boolean {
  if (typeof count !== 'number') return count as (state: unknown, i: number) => boolean;
  return (_state, i) => i < count;
}

function checkArguments(step: unknown, count: unknown, options: unknown): CheckpointStepsOptions {
  if (typeof step !== 'function') throw wrong('a function for its steps', step);
  if (typeof count !== 'function' && (typeof count !== 'number' || Number.isNaN(count)))
    throw wrong('a number of steps, or a function that says whether another one follows,', count);
  if (options === undefined) return {};
  const known = { snapshots: 0, stretch: 0, store: 0, report: 0 };
  const given = checkOptions('checkpointSteps', options as CheckpointStepsOptions, known, () => undefined);
  for (const name of ['snapshots', 'stretch'] as const) {
    const value: unknown = given[name];
    if (value === undefined || (Number.isInteger(value) && (value as number) >= 1)) continue;
    throw wrong(`a whole number from 1 on for ${name}`, value);
  }
  return given;
}

function wrong(needed: string, given: unknown): DiffError {
  return new DiffError('DIFF3003', `checkpointSteps needs ${needed} and was given ${describe(given)}.`);
}
