import { type Lane, NO_LANES } from './Lane.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';
import { invoke } from './invoke.js';
import { get } from './members.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { onNextRead } from './onNextRead.js';
import { ON_ENTRY, stamp } from './stamps.js';
import { findThrown } from './thrown.js';

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

/** Leaves the lane of a promise's value, or of the reason of its rejection, in the register. */
export function deliver(trace: Trace, promise: unknown, value: unknown): void {
  r.m = undefined;
  if (isObject(promise)) outcomes.get(promise)?.deliver(trace, value);
}

/** An outcome that is known by what the promise was resolved with: a number and its lane, or another promise. */
export class Resolution implements Outcome {
  isResolved = false;
  private value: unknown = undefined;
  private lane: Lane = undefined;

  /** Only the first resolution counts. */
  resolve(value: unknown, lane: Lane): void {
    if (this.isResolved) return;
    this.isResolved = true;
    this.value = value;
    this.lane = typeof value === 'number' ? lane : undefined;
  }

  /** Whether it was resolved with this very number. */
  protected isFor(value: unknown): boolean {
    return typeof this.value === 'number' && Object.is(this.value, value);
  }

  deliver(trace: Trace, value: unknown): void {
    if (typeof this.value !== 'number') deliver(trace, this.value, value);
    else r.m = this.isFor(value) ? this.lane : undefined;
  }
}

/** An exception that left an async function: a number that traced code threw, or what a promise was rejected with. */
class Failure implements Outcome {
  private readonly thrown = r.thrown;

  constructor(private readonly rejected: unknown) {}

  deliver(trace: Trace, value: unknown): void {
    const own = findThrown(this.thrown, value);
    if (own !== undefined) r.m = own.lane;
    else deliver(trace, this.rejected, value);
  }
}

/** One call of `next`, `throw` or `return` of an async generator; resolved with what it hands in. */
export class Request extends Resolution {
  /** Whether the generator's code has taken it up; if not, it is answered without. */
  isTaken = false;
  /** What the generator answers it with. */
  answer: Outcome | undefined = undefined;

  constructor(
    readonly kind: 'next' | 'throw' | 'return',
    value: unknown,
    lane: Lane,
  ) {
    super();
    this.resolve(value, lane);
    outcomes.set(this, this);
  }

  /** The lane of what it hands in. */
  laneOf(trace: Trace, value: unknown): Lane {
    this.deliver(trace, value);
    return r.m;
  }
}

/** The requests to an async generator, which it takes up one after the other. */
export class Requests {
  private readonly waiting: Request[] = [];
  current: Request | undefined = undefined;
  /** Set when its code has begun to run. */
  task: Task | undefined = undefined;

  add(request: Request): void {
    this.waiting.push(request);
  }

  take(): Request | undefined {
    this.current = this.waiting.shift();
    if (this.current !== undefined) this.current.isTaken = true;
    return this.current;
  }
}

/** One activation of an async function (or async generator). */
export class Task extends Resolution {
  /** True until the function hands control back for the first time. */
  first = true;
  awaited: unknown = undefined;
  awaitedLane: Lane = undefined;
  private failure: Failure | undefined = undefined;
  /** The promise whose rejection a handler was entered by, which may go on behind it. */
  private rejected: unknown = undefined;
  /** For an async generator: what calls of `next` ask of it. */
  readonly requests: Requests | undefined;
  /** Where it waits for a request. */
  private waits: 'no' | 'yield' = 'no';
  /** What it returns, if reading the property `then` of that runs code. */
  asked: object | undefined = undefined;
  /** What it returns, or was told to return, behind `finally` blocks. */
  returning: Outcome | undefined = undefined;
  /** Whether the operand of the last `yield` was rejected, so that nothing was yielded. */
  private readonly refused = { is: false };

  constructor(
    readonly trace: Trace | null,
    /** Whether traced code called the function, and asks for it right after. */
    readonly isAskedFor: boolean,
    requests: Requests | undefined,
  ) {
    super();
    this.requests = requests;
    if (requests === undefined) return;
    requests.task = this;
    requests.take();
  }

  override deliver(trace: Trace, value: unknown): void {
    r.m = undefined;
    if (this.isResolved) super.deliver(trace, value);
    // A `finally` may have thrown behind a `return`.
    const isOther =
      !this.isResolved || (typeof value === 'number' && r.m === undefined && !this.isFor(value));
    if (isOther) this.failure?.deliver(trace, value);
  }

  /** Leaves the lane of the exception that ended it. */
  deliverFailure(trace: Trace, reason: unknown): void {
    r.m = undefined;
    this.failure?.deliver(trace, reason);
  }

  /** A handler is entered: what was waited for was rejected, or (of a generator) it is told to throw or return. */
  interrupted(): unknown {
    let { awaited } = this;
    if (this.waits === 'yield' && !this.refused.is) awaited = this.takeUp();
    this.waits = 'no';
    this.awaited = undefined;
    if (awaited !== undefined) this.rejected = awaited;
    return this.rejected;
  }

  /** It ends. */
  end(): void {
    this.failure = new Failure(this.interrupted());
  }

  /** A generator that waited goes on with the next request. */
  takeUp(): Request | undefined {
    this.waits = 'no';
    this.awaited = undefined;
    const request = this.requests?.take();
    if (request?.kind === 'return') this.returning = request;
    return request;
  }

  /** The answer to the request that is dealt with. */
  answer(outcome: Outcome | undefined, isReturned = false): void {
    const current = this.requests?.current;
    if (current !== undefined) current.answer = outcome;
    if (isReturned) this.returning = outcome;
  }

  /** A generator is about to yield what it waits for first. */
  yielding(v: unknown): void {
    this.waits = 'yield';
    this.awaited = v;
    this.refused.is = false;
    const { refused } = this;
    if (isPlainPromise(v)) {
      then.call(v, undefined, () => {
        refused.is = true;
      });
    } else {
      whenSettled(v, (isRejected) => {
        refused.is = isRejected;
      });
    }
  }
}

const { then } = Promise.prototype;

/** Is it a promise of the language that `await` takes as it is? */
export function isPlainPromise(v: unknown): v is Promise<unknown> {
  return (
    typeof v === 'object' &&
    v !== null &&
    !(hasProxies() && proxyOf(v) !== undefined) &&
    v instanceof Promise &&
    Object.getPrototypeOf(v) === Promise.prototype &&
    !Object.hasOwn(v, 'constructor')
  );
}

/** Starts the activation of an async function. */
export function task(): Task {
  const { requests } = r;
  r.requests = undefined;
  return new Task(r.trace, r.wasTracedCall, requests as Requests | undefined);
}

/** The operand of `await`: control is about to go back to whoever runs the program. */
export function suspend(own: Task, v: unknown, lane: Lane): unknown {
  const operand = own.trace === null ? v : awaitable(own.trace, v);
  own.awaited = operand;
  own.awaitedLane = typeof v === 'number' ? lane : undefined;
  handBack(own);
  return operand;
}

type OnSettled = (isRejected: boolean, value: unknown) => void;

/** An object that the program's own method `then` settles, in a form that tells the lane of what it hands over. */
export class Thenable {
  /** Called when it is fulfilled or rejected. */
  onSettled: OnSettled | undefined = undefined;
  readonly resolution = new Resolution();

  constructor(
    private readonly trace: Trace,
    private readonly object: object,
    private readonly method: unknown,
  ) {
    outcomes.set(this, this.resolution);
  }

  then(ok: (x: unknown) => unknown, no: (x: unknown) => unknown): unknown {
    const { trace, object, method } = this;
    const handing = (settle: (x: unknown) => unknown, isRejection: boolean): ((x: unknown) => unknown) =>
      stamp((x: unknown): unknown => {
        const lane = r.args[0];
        r.args = NO_LANES;
        const given = isRejection ? x : observed(trace, x);
        this.resolution.resolve(given, lane);
        this.onSettled?.(isRejection, given);
        const answer = settle(given);
        r.m = undefined;
        return answer;
      }, ON_ENTRY);
    return within(trace, () =>
      invoke(method, object, undefined, [handing(ok, false), handing(no, true)], NO_LANES, 'then'),
    );
  }
}

/** An object whose `then` was read and is no function: the language must not read it again. */
class Settled {
  constructor(readonly value: unknown) {}
}

/** The property `then` where reading it runs no code; `unknown` if it does. */
function thenOf(v: object): { readonly method: unknown } | 'unknown' {
  for (let p: object | null = v; p !== null; p = Object.getPrototypeOf(p) as object | null) {
    if (hasProxies() && proxyOf(p) !== undefined) return 'unknown';
    const property = Object.getOwnPropertyDescriptor(p, 'then');
    if (property === undefined) continue;
    return property.get === undefined && property.set === undefined ? { method: property.value } : 'unknown';
  }
  return { method: undefined };
}

/** What a promise is about to be resolved with, in a form that tells its lanes: the language reads its `then` next, once. */
export function observed(trace: Trace, v: unknown): unknown {
  return isUnlikePromise(v) ? observedObject(trace, v) : v;
}

/** Is it an object other than a promise of the language as it was made? */
function isUnlikePromise(v: unknown): v is object {
  return isObject(v) && !(isPlainPromise(v) && !Object.hasOwn(v, 'then'));
}

/** The same for what is awaited: the language takes its own promises as they are. */
export function observedOperand(trace: Trace, v: unknown): unknown {
  return !isObject(v) || isPlainPromise(v) ? v : observedObject(trace, v);
}

/** How the language comes by the lanes of an object: by none, by what stands for it, or by asking for `then`, at the time when it does. */
function wayOf(v: object): { readonly method: unknown } | 'none' | 'asking' {
  const found = thenOf(v);
  if (found === 'unknown') return 'asking';
  if (typeof found.method !== 'function') return 'none';
  // A promise is not to be taken for anything else.
  return isPromise(v) ? (found.method === then ? 'none' : 'asking') : found;
}

function observedObject(trace: Trace, v: object, ask = followThen): unknown {
  const way = wayOf(v);
  if (way === 'asking') ask(trace, v);
  return typeof way === 'string' ? v : new Thenable(trace, v, way.method);
}

/** The lanes of an object that the language asks for its `then` itself, which may be any number of times. */
class Asked implements Outcome {
  onSettled: OnSettled | undefined = undefined;
  private readonly answers: Outcome[] = [];

  constructor(private readonly before: Outcome | undefined) {}

  /** An exception is what the promise is rejected with. */
  read(getter: () => unknown): unknown {
    try {
      return getter();
    } catch (error) {
      this.answers.push(new Failure(undefined));
      this.onSettled?.(true, error);
      throw error;
    }
  }

  answer(thenable: Thenable): void {
    thenable.onSettled = (isRejected, value) => this.onSettled?.(isRejected, value);
    this.answers.push(thenable.resolution);
  }

  deliver(trace: Trace, value: unknown): void {
    for (let i = this.answers.length - 1; i >= 0; i--) {
      this.answers[i].deliver(trace, value);
      if (r.m !== undefined) return;
    }
    this.before?.deliver(trace, value);
  }
}

/** Listens to an observed value that the program's own `then` settles; false if it is none. */
export function whenSettled(v: unknown, listen: OnSettled): boolean {
  if (!isObject(v)) return false;
  const listened = v instanceof Thenable ? v : outcomes.get(v);
  if (!(listened instanceof Thenable || listened instanceof Asked)) return false;
  listened.onSettled = listen;
  return true;
}

/** The next read of `then`, which runs code, is made as traced code; what it gives is called as a thenable is. */
function followThen(trace: Trace, v: object): void {
  const before = outcomes.get(v);
  const asked = before instanceof Asked ? before : new Asked(before);
  outcomes.set(v, asked);
  onNextRead(v, 'then', () =>
    within(trace, () => {
      const method = asked.read(() => get(v, 'then'));
      if (typeof method !== 'function' || (method === then && isPromise(v))) return method;
      const answer = new Thenable(trace, v, method);
      asked.answer(answer);
      return (ok: (x: unknown) => unknown, no: (x: unknown) => unknown) => answer.then(ok, no);
    }),
  );
}

/** The same for an operand of `await`, whose value comes back to us: `then` is read here where that runs code. */
function awaitable(trace: Trace, v: unknown): unknown {
  if (!isObject(v) || isPlainPromise(v)) return v;
  if (isPromise(v)) return observedObject(trace, v);
  const found = thenOf(v);
  let method: unknown;
  if (found === 'unknown') {
    try {
      method = get(v, 'then');
    } catch (error) {
      const rejected = Promise.reject(error as Error);
      outcomes.set(rejected, new Failure(undefined));
      return rejected;
    }
    if (typeof method !== 'function') return new Settled(v);
  } else ({ method } = found);
  return typeof method === 'function' ? new Thenable(trace, v, method) : v;
}

function isPromise(v: object): boolean {
  return !(hasProxies() && proxyOf(v) !== undefined) && v instanceof Promise;
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

export function handBack(own: Task): void {
  if (own.first) {
    own.first = false;
    r.task = own;
  } else {
    r.trace = null;
  }
}

/** Control is back in the function. */
function goOn(own: Task): void {
  if (!own.first) r.trace = own.trace?.isLive === true ? own.trace : null;
}

/** The same in a handler. */
export function resume(own: Task): void {
  goOn(own);
  r.rejected = own.interrupted();
}

/** The value of an `await` expression. */
export function awaited(own: Task, v: unknown): unknown {
  goOn(own);
  const { trace, awaited: operand } = own;
  own.awaited = undefined;
  if (typeof operand === 'number') r.m = own.awaitedLane;
  else if (trace !== null) deliver(trace, operand, v);
  else r.m = undefined;
  return v instanceof Settled ? v.value : v;
}

/** What the function returns. */
export function settle(own: Task, v: unknown, lane: Lane): unknown {
  const { trace } = own;
  // The language asks it for `then` when the function has ended, behind `finally` blocks.
  own.asked = undefined;
  const given =
    trace === null || !isUnlikePromise(v)
      ? v
      : observedObject(trace, v, () => {
          own.asked = v;
        });
  own.resolve(given, lane);
  return given;
}

/** The function has ended, or leaves by an exception. */
export function leave(own: Task): void {
  own.end();
  if (own.asked !== undefined && own.trace !== null) followThen(own.trace, own.asked);
  handBack(own);
}

/** Tells the promise that a call gave which activation will settle it. */
export function settleTask(promise: unknown): void {
  const own = r.task as Task;
  r.task = undefined;
  if (own.isAskedFor && typeof promise === 'object' && promise !== null) outcomes.set(promise, own);
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

/** The operand of `yield` in an async generator: the lane goes to the result of the request that it answers. */
export function asyncYielding(own: Task, v: unknown, lane: Lane): unknown {
  const given = own.trace === null ? v : observedOperand(own.trace, v);
  const resolution = new Resolution();
  resolution.resolve(given, lane);
  own.answer(resolution);
  own.yielding(given);
  handBack(own);
  return given;
}

/** The value of a `yield` expression in an async generator. */
export function asyncResumed(own: Task, v: unknown): unknown {
  goOn(own);
  const request = own.takeUp();
  r.m = r.trace === null || typeof v !== 'number' ? undefined : request?.laneOf(r.trace, v);
  return v;
}

/** What an async generator returns. */
export function asyncReturning(own: Task, v: unknown, lane: Lane): unknown {
  const given = own.trace === null ? v : observedOperand(own.trace, v);
  const resolution = new Resolution();
  resolution.resolve(given, lane);
  own.returning = resolution;
  own.awaited = given;
  handBack(own);
  return given;
}
