import { type Lane, NO_LANES } from './Lane.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';
import { invoke } from './invoke.js';
import { get } from './members.js';
import { ON_ENTRY, stamp } from './stamps.js';

/** How the value of a settled promise gets its lanes: left in the register for a number, stored for what an array holds. */
export interface Outcome {
  deliver(trace: Trace, value: unknown): void;
}

const outcomes = new WeakMap<object, Outcome>();

export function setOutcome(promise: object, outcome: Outcome): void {
  outcomes.set(promise, outcome);
}

export function hasOutcome(promise: object): boolean {
  return outcomes.has(promise);
}

/** Leaves the lane of a promise's value in the register. */
export function deliver(trace: Trace, promise: unknown, value: unknown): void {
  r.m = undefined;
  if (typeof promise === 'object' && promise !== null) outcomes.get(promise)?.deliver(trace, value);
}

/** An outcome that is known by what the promise was resolved with: a number and its lane, or another promise. */
export class Resolution implements Outcome {
  private isSet = false;
  private value: unknown = undefined;
  private lane: Lane = undefined;

  /** Only the first resolution counts. */
  resolve(value: unknown, lane: Lane): void {
    if (this.isSet) return;
    this.isSet = true;
    this.value = value;
    this.lane = typeof value === 'number' ? lane : undefined;
  }

  deliver(trace: Trace, value: unknown): void {
    if (typeof this.value === 'number') r.m = this.lane;
    else deliver(trace, this.value, value);
  }
}

/** One activation of an async function (or async generator). */
export class Task extends Resolution {
  /** True until the function hands control back for the first time. */
  first = true;
  awaited: unknown = undefined;
  awaitedLane: Lane = undefined;
  /** For an async generator: what it yielded, in order, for the results of `next` still to come. */
  readonly yields: Outcome[] = [];

  constructor(
    readonly trace: Trace | null,
    /** Number of the call that it answers; 0 if it was not made by traced code. */
    readonly call: number,
  ) {
    super();
  }
}

/** Starts the activation of an async function. */
export function task(): Task {
  const started = new Task(r.trace, r.entered);
  r.started = started;
  return started;
}

/** The operand of `await`: control is about to go back to whoever runs the program. */
export function suspend(own: Task, v: unknown, lane: Lane): unknown {
  const operand = own.trace === null ? v : observed(own.trace, v);
  own.awaited = operand;
  own.awaitedLane = typeof v === 'number' ? lane : undefined;
  handBack(own);
  return operand;
}

/** An object with a method `then` of the program's own, in a form that tells the lane of what it hands over. */
function observed(trace: Trace, v: unknown): unknown {
  if (typeof v !== 'object' || v === null || v instanceof Promise) return v;
  const then = get(v, 'then');
  if (typeof then !== 'function') return v;
  const resolution = new Resolution();
  const handing = (settle: (x: unknown) => void): ((x: unknown) => void) =>
    stamp((x: unknown): void => {
      const lane = r.args[0];
      r.args = NO_LANES;
      resolution.resolve(x, lane);
      settle(x);
      r.m = undefined;
    }, ON_ENTRY);
  const thenable = {
    then: (ok: (x: unknown) => void, no: (x: unknown) => void): void => {
      within(trace, () => invoke(then, v, undefined, [handing(ok), handing(no)], NO_LANES, 'then'));
    },
  };
  outcomes.set(thenable, resolution);
  return thenable;
}

export function handBack(own: Task): void {
  if (own.first) {
    own.first = false;
    r.task = own;
  } else {
    r.trace = null;
  }
}

/** Control is back in the function, after `await` or in a handler. */
export function resume(own: Task): void {
  if (!own.first) r.trace = own.trace?.isLive === true ? own.trace : null;
  r.rejected = own.awaited;
}

/** The value of an `await` expression. */
export function awaited(own: Task, v: unknown): unknown {
  resume(own);
  r.rejected = undefined;
  const { trace, awaited: operand } = own;
  own.awaited = undefined;
  if (typeof operand === 'number') r.m = own.awaitedLane;
  else if (trace !== null) deliver(trace, operand, v);
  else r.m = undefined;
  return v;
}

/** What the function returns. */
export function settle(own: Task, v: unknown, lane: Lane): unknown {
  own.resolve(v, lane);
  return v;
}

/** The function has ended, or leaves by an exception. */
export function leave(own: Task): void {
  handBack(own);
}

/** Tells the promise that a call gave which activation will settle it. */
export function settleTask(call: number, promise: unknown): void {
  const own = r.task as Task;
  r.task = undefined;
  if (own.call === call && typeof promise === 'object' && promise !== null) outcomes.set(promise, own);
}

/** Runs a callback of a promise or timer within the trace in which it was handed over. */
export function within<T>(trace: Trace, run: () => T): T {
  const before = r.trace;
  r.trace = trace.isLive ? trace : null;
  r.args = NO_LANES;
  try {
    return run();
  } finally {
    r.trace = before;
  }
}

/** The operand of `yield` in an async generator, or what it returns: the lane goes to the result of the `next` that it answers. */
export function asyncYielding(own: Task, v: unknown, lane: Lane): unknown {
  const resolution = new Resolution();
  resolution.resolve(v, lane);
  own.yields.push(resolution);
  handBack(own);
  return v;
}

/** The value of a `yield` expression in an async generator. */
export function asyncResumed(own: Task, v: unknown): unknown {
  resume(own);
  r.m = undefined;
  return v;
}
