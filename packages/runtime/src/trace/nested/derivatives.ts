import {
  cotangentNeeded,
  listOfCotangents,
  notScalar,
  numberCotangentNeeded,
  numberTangentNeeded,
  unusableBack,
} from '../../api/derivativeErrors.js';
import { companionsOf } from '../../api/differentiable.js';
import { planArguments, type ArgumentPlan } from '../../api/forwardSweep.js';
import { DiffError } from '../../errors/DiffError.js';
import { functionName } from '../../errors/describe.js';
import type { AnyFunction } from '../../records/Companions.js';
import { type PlanEntry, ShadowPlan } from '../../shadow/ShadowPlan.js';
import type { Tape } from '../../tape/Tape.js';
import { acquireTape, releaseTape } from '../../tape/tapePool.js';
import { enter } from '../functions.js';
import { invoke, isOpaque } from '../invoke.js';
import type { Lane } from '../Lane.js';
import { registers as r } from '../registers.js';
import { ON_ENTRY, stamp } from '../stamps.js';
import type { Trace } from '../Trace.js';
import { callNested } from './callNested.js';
import { laneAt, type Lifted, noteAt, ONE, ZERO } from './Lifted.js';
import { NestedReverse } from './NestedReverse.js';
import { NestedTangent } from './NestedTangent.js';
import type { NestedTrace } from './NestedTrace.js';
import { addLifted, clearLifted, projectLifted } from './trees.js';

/*
 * `gradient`, `jvp` and the like as traced code: what they do where the code that calls them is differentiated itself.
 */

/**
 * Marks a function of the API as one that traced code may call with active numbers. It asks `isNested` first.
 */
export function nestable<F extends AnyFunction>(f: F): F {
  return stamp(f, ON_ENTRY);
}

/** Is the call under way one of traced code that is being differentiated? Else the lanes that were handed over are dropped. */
export function isNested(): boolean {
  const { trace, isTracedCall } = r;
  if (!isTracedCall || trace === null) return false;
  if (!trace.inert) return true;
  enter();
  return false;
}

/** The trace that stands below, and the lanes of the arguments behind the function. */
function entered(skipped: number): { readonly below: Trace; readonly lanes: readonly Lane[] } {
  const lanes = enter().slice(skipped);
  const below = r.trace;
  if (below === null) throw new TypeError('a nested derivative needs a trace');
  return { below, lanes };
}

/** Runs `f` in a trace that stands over the one that is recorded; leaves the lane of the value in the register. */
function runIn(
  trace: NestedTrace,
  f: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
  api: string,
): unknown {
  const { below } = trace;
  // A function of which nothing is known is an error of its own.
  if (typeof f !== 'function' || isOpaque(f)) companionsOf(f, api);
  r.trace = trace;
  try {
    const value = invoke(f, undefined, undefined, args, lanes, functionName(f as AnyFunction));
    trace.refuseToGoOn();
    if (value instanceof Promise) throw refuseAsync(f, api);
    return value;
  } finally {
    r.trace = below;
    if (trace.refusal !== undefined) below.refusal ??= trace.refusal;
  }
}

function refuseAsync(f: unknown, api: string): DiffError {
  return new DiffError(
    'DIFF3105',
    `${api} of the async function \`${functionName(f as AnyFunction)}\` is differentiated again, which is not supported. ` +
      'Await what it waits for first, and differentiate the function that computes with it.',
  );
}

/** A forward sweep in reverse mode whose reverse sweep can be differentiated. */
export class NestedSweep {
  readonly value: unknown;
  /** Lane of the value in the trace below. */
  readonly lane: Lane;
  readonly trace: NestedReverse;
  private readonly planned: ArgumentPlan;
  private readonly leaves: number[];
  private readonly resultEntry: number;
  private result: { readonly plan: ShadowPlan; readonly entry: PlanEntry } | undefined;

  constructor(
    private readonly tape: Tape,
    private readonly f: unknown,
    args: readonly unknown[],
    lanes: readonly Lane[],
    below: Trace,
    api: string,
  ) {
    const trace = new NestedReverse(tape, below);
    trace.callCompanions = callNested.bind(undefined, trace);
    this.trace = trace;
    tape.trace = trace;
    this.planned = planArguments(tape, args, functionName(f as AnyFunction));
    const inner = args.map((x, i) => (typeof x === 'number' ? trace.leaf(lanes[i]) : lanes[i]));
    this.leaves = inner.map((lane) => trace.entryOf(lane));
    this.value = runIn(trace, f, args, inner, api);
    const lane = typeof this.value === 'number' ? r.m : undefined;
    r.m = undefined;
    this.resultEntry = trace.entryOf(lane);
    this.lane = trace.outward(lane);
  }

  /** Reverses with the cotangent of a number. */
  seedNumber(d: Lifted): void {
    this.trace.seed(this.resultEntry, d);
  }

  /** Reverses with the cotangent of anything else. */
  seedTree(tree: unknown): void {
    const { trace, value } = this;
    if (this.result === undefined) {
      const plan = new ShadowPlan(undefined, `the result of ${functionName(this.f as AnyFunction)}`, (o) =>
        trace.slotsOf(o),
      );
      this.result = { plan, entry: plan.adopt(value, isReference(value) ? trace.slotsOf(value) : undefined) };
    }
    addLifted(r.trace, this.result.entry, tree, { what: 'the cotangent', code: 'DIFF3003' }, 'add');
  }

  /** The gradients of all arguments; the lanes of numbers are noted as those of elements of the array. */
  reverse(): unknown[] {
    const { trace, planned, leaves } = this;
    const now = r.trace;
    trace.sweep();
    const results = new Array<unknown>(leaves.length);
    projectLifted(now, planned.plan, planned.entries, results);
    for (let i = 0; i < leaves.length; i++) {
      if (leaves[i] === 0) continue;
      const { value, lane } = trace.take(leaves[i]);
      results[i] = value;
      noteAt(now, results, i, value, lane);
    }
    return results;
  }

  /** Makes ready for another reverse sweep. */
  clear(): void {
    const now = r.trace;
    for (const node of this.planned.plan.nodes) clearLifted(now, node.shadow);
    for (const root of this.tape.roots) clearLifted(now, root);
  }

  release(): void {
    releaseTape(this.tape);
  }
}

/** Runs a forward sweep and hands it, with the trace below, to whoever reverses it. */
export function sweepRepeatedly<T>(
  f: unknown,
  args: readonly unknown[],
  api: string,
  use: (sweep: NestedSweep, below: Trace) => T,
): T {
  const { below, lanes } = entered(1);
  const tape = acquireTape();
  try {
    return use(new NestedSweep(tape, f, args, lanes, below, api), below);
  } finally {
    releaseTape(tape);
  }
}

function sweepOnce(
  f: unknown,
  args: readonly unknown[],
  api: string,
): { readonly value: number; readonly lane: Lane; readonly gradient: unknown[]; readonly below: Trace } {
  return sweepRepeatedly(f, args, api, (sweep, below) => {
    const { value, lane } = sweep;
    if (typeof value !== 'number') throw notScalar(functionName(f as AnyFunction), value, api);
    sweep.seedNumber(ONE);
    return { value, lane, gradient: sweep.reverse(), below };
  });
}

export function nestedGradient(f: unknown, args: readonly unknown[]): unknown[] {
  const { gradient } = sweepOnce(f, args, 'gradient');
  r.m = undefined;
  return gradient;
}

export function nestedWithGradient(
  f: unknown,
  args: readonly unknown[],
): { value: number; gradient: unknown[] } {
  const { value, lane, gradient, below } = sweepOnce(f, args, 'withGradient');
  const result = { value, gradient };
  noteAt(below, result, 'value', value, lane);
  r.m = undefined;
  return result;
}

export function nestedPullback(f: unknown, args: readonly unknown[]): unknown[] {
  const { below, lanes } = entered(1);
  const tape = acquireTape();
  let isTaped = false;
  try {
    const sweep = new NestedSweep(tape, f, args, lanes, below, 'pullback');
    isTaped = true;
    const pair = [sweep.value, nestedBack(sweep, f)];
    if (typeof sweep.value === 'number') noteAt(below, pair, 0, sweep.value, sweep.lane);
    r.m = undefined;
    return pair;
  } finally {
    if (!isTaped) releaseTape(tape);
  }
}

/** `back`, which may be called by code that is differentiated or not. */
function nestedBack(sweep: NestedSweep, f: unknown): unknown {
  const name = functionName(f as AnyFunction);
  let fault: string | undefined;
  const reversed = (cotangent: unknown, lane: Lane): unknown[] => {
    if (fault !== undefined) throw unusableBack(name, fault);
    if (typeof sweep.value === 'number') {
      sweep.seedNumber(numberCotangent(name, cotangent, lane));
    } else {
      if (cotangent === undefined) throw cotangentNeeded(name, sweep.value);
      sweep.seedTree(cotangent);
    }
    fault = 'a call of it threw midway, and its shadows hold half a sweep';
    const results = sweep.reverse();
    sweep.clear();
    fault = undefined;
    r.m = undefined;
    return results;
  };
  const back = (...given: [unknown?]): unknown[] => {
    const lanes = enter();
    return reversed(given[0], lanes[0]);
  };
  back.many = nestable((cotangents: unknown): unknown[][] => {
    enter();
    const list = listOfCotangents(cotangents);
    return list.map((each, i) => reversed(each, laneAt(r.trace, list, i)));
  });
  back.release = nestable(() => {
    enter();
    if (fault !== undefined) return;
    fault = 'it was released';
    sweep.release();
  });
  return nestable(back);
}

function numberCotangent(name: string, cotangent: unknown, lane: Lane): Lifted {
  if (cotangent === undefined) return ONE;
  if (cotangent === null) return ZERO;
  if (typeof cotangent === 'number') return { value: cotangent, lane };
  throw numberCotangentNeeded(name, cotangent);
}

/** Value and tangent of a call in forward mode. */
function tangentOnce<T>(
  f: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
  tangents: readonly Lifted[],
  trees: readonly unknown[],
  api: string,
  finish: (trace: NestedTangent, value: unknown, lane: Lane) => T,
): T {
  const below = r.trace;
  if (below === null) throw new TypeError('a nested derivative needs a trace');
  const tape = acquireTape();
  try {
    const trace = new NestedTangent(tape, below);
    trace.callCompanions = callNested.bind(undefined, trace);
    tape.trace = trace;
    const plan = new ShadowPlan(tape.mirrorShadows, functionName(f as AnyFunction));
    const inner = args.map((x, i) => {
      if (typeof x === 'number') return trace.lane(tangents[i], lanes[i]);
      const entry = plan.enter(x, i);
      const tree = trees[i];
      if (tree !== null && tree !== undefined)
        addLifted(below, entry, tree, { what: `the tangent of argument ${i}`, code: 'DIFF3003' }, 'set');
      return lanes[i];
    });
    const value = runIn(trace, f, args, inner, api);
    return finish(trace, value, typeof value === 'number' ? r.m : undefined);
  } finally {
    releaseTape(tape);
  }
}

/** The tangent of a value that is no number. */
function tangentTree(trace: NestedTangent, value: unknown): unknown {
  const plan = new ShadowPlan(undefined, 'the value', (o) => trace.slotsOf(o));
  const results: unknown[] = [];
  const slots = isReference(value) ? trace.slotsOf(value) : undefined;
  projectLifted(trace.below, plan, [plan.adopt(value, slots)], results);
  return results[0];
}

export function nestedJvp(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown[] {
  const { below } = entered(3);
  const lanes = args.map((_, i) => laneAt(below, args, i));
  const numbers = args.map((_, i) => {
    const value = tangents[i];
    if (typeof value === 'number') return { value, lane: laneAt(below, tangents, i) };
    if (typeof args[i] !== 'number' || value === null || value === undefined) return ZERO;
    throw numberTangentNeeded('jvp', i, value);
  });
  return tangentOnce(f, args, lanes, numbers, tangents, 'jvp', (trace, value, lane) => {
    const pair: unknown[] = [value, undefined];
    if (typeof value === 'number') {
      const tangent = trace.tangentOf(lane);
      noteAt(below, pair, 0, value, trace.outward(lane));
      pair[1] = tangent.value;
      noteAt(below, pair, 1, tangent.value, tangent.lane);
    } else pair[1] = tangentTree(trace, value);
    r.m = undefined;
    return pair;
  });
}

export function nestedDerivative(f: unknown, x: number): unknown {
  const { lanes } = entered(1);
  return tangentOnce(f, [x], lanes, [ONE], [], 'derivative', (trace, value, lane) => {
    r.m = undefined;
    if (typeof value !== 'number') return tangentTree(trace, value);
    const tangent = trace.tangentOf(lane);
    r.m = tangent.lane;
    return tangent.value;
  });
}

function isReference(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}
