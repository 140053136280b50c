import type { AnyFunction } from '../records/Companions.js';
import { DiffError } from '../errors/DiffError.js';
import { invoke } from './invoke.js';
import { type Consumer, open } from './iterators.js';
import { type Lane, NO_LANES } from './Lane.js';
import { get } from './members.js';
import { registers as r } from './registers.js';
import { deliverLanes, isTracedGenerator } from './lateLanes.js';
import type { NativeEntry } from './natives/TracedNative.js';
import { refuseActive } from './opaque.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import {
  deliver,
  handBack,
  isPlainPromise,
  observedOperand,
  type Outcome,
  Request,
  Requests,
  Resolution,
  resume,
  setOutcome,
  type Task,
  whenSettled,
  within,
} from './tasks.js';
import type { Trace } from './Trace.js';

const { then } = Promise.prototype;

/** What a call of `next` and the like of an async iterator gave: a promise of a result, whose value has a lane. */
export class AsyncStep implements Outcome {
  /** What the language is to await. */
  readonly operand: unknown;
  private result: unknown = undefined;

  constructor(
    trace: Trace | null,
    private readonly promise: unknown,
  ) {
    this.operand = trace === null ? promise : observedOperand(trace, promise);
    // The language awaits the promise; the result is noted before it goes on.
    if (trace === null) return;
    if (isPlainPromise(promise)) {
      then.call(
        promise,
        (result) => {
          this.result = result;
        },
        () => undefined,
      );
      return;
    }
    const isListening = whenSettled(this.operand, (isRejected, result) => {
      if (!isRejected) this.result = result;
    });
    if (!isListening) this.result = promise;
  }

  /** Leaves the lane of the result's value, which the language has read. */
  deliver(trace: Trace, value: unknown): void {
    const { result } = this;
    r.m = undefined;
    if (!isObject(result)) {
      deliver(trace, this.operand, value);
      return;
    }
    deliver(trace, this.operand, result);
    r.m = undefined;
    if (typeof value !== 'number') return;
    if (!isPlain(result, 'value'))
      throw new DiffError(
        'DIFF3101',
        'the derivative of what an async iterator gives is lost: `value` is a getter of the result, which the language itself runs. ' +
          'Give the result a plain property.',
      );
    get(result, 'value');
  }
}

/** Can a property of a result be read once more without running code? */
function isPlain(result: object, key: 'value' | 'done'): boolean {
  for (let p: object | null = result; p !== null; p = Object.getPrototypeOf(p) as object | null) {
    if (hasProxies() && proxyOf(p) !== undefined) return false;
    const property = Object.getOwnPropertyDescriptor(p, key);
    if (property !== undefined) return property.get === undefined && property.set === undefined;
  }
  return true;
}

/** A step of an iterator that is not async, whose value the language awaits. */
export interface SyncStep {
  readonly result: object;
  readonly operand: unknown;
  readonly outcome: Outcome;
}

export function syncStep(
  trace: Trace | null,
  given: { readonly own: boolean; readonly result: object },
): SyncStep {
  const { own, result } = given;
  let lane = r.m;
  const isRead = isPlain(result, 'done') && isPlain(result, 'value');
  // The language would run getters as they were written.
  const done: unknown = isRead ? undefined : Boolean(get(result, 'done'));
  let { value } = isRead ? (result as { value: unknown }) : { value: undefined };
  if (!own || !isRead) {
    value = get(result, 'value');
    lane = r.m;
  }
  const operand = trace === null ? value : observedOperand(trace, value);
  const outcome = new Resolution();
  outcome.resolve(operand, lane);
  const isAsGiven = isRead && operand === value;
  return {
    result: isAsGiven ? result : { value: operand, done: isRead ? (result as { done: unknown }).done : done },
    operand,
    outcome,
  };
}

/** What `for await (… of x)` of traced code runs over; the language awaits what `next` gives. */
export class AsyncWalk {
  private last: Outcome | undefined = undefined;
  private readonly next_: unknown;

  constructor(
    private readonly iterator: object,
    private readonly own: Task,
  ) {
    this.next_ = get(iterator, 'next');
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): unknown {
    const { own } = this;
    const step = new AsyncStep(
      own.trace,
      inTask(own, () => invoke(this.next_, this.iterator, undefined, [], NO_LANES, 'next')),
    );
    this.last = step;
    own.awaited = step.operand;
    handBack(own);
    return step.operand;
  }

  get return(): (() => unknown) | undefined {
    const { own } = this;
    const finish = inTask(own, () => get(this.iterator, 'return'));
    if (finish === undefined || finish === null) return undefined;
    return () => {
      const promise = inTask(own, () => invoke(finish, this.iterator, undefined, [], NO_LANES, 'return'));
      handBack(own);
      return own.trace === null ? promise : observedOperand(own.trace, promise);
    };
  }

  /** Leaves the lane of the value of the step that was awaited. */
  deliver(value: unknown): void {
    r.m = undefined;
    if (r.trace !== null) this.last?.deliver(r.trace, value);
  }
}

/** The same over what is not async. */
export class SyncWalk {
  private last: Outcome | undefined = undefined;

  constructor(
    private readonly consumer: Consumer,
    private readonly own: Task,
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): unknown {
    const { own } = this;
    return inTask(own, () => {
      const { result, operand, outcome } = syncStep(own.trace, this.consumer.result([], undefined));
      this.last = outcome;
      own.awaited = operand;
      handBack(own);
      return result;
    });
  }

  get return(): (() => unknown) | undefined {
    const { own, consumer } = this;
    const finish = inTask(own, () => get(consumer.iterator, 'return'));
    if (finish === undefined || finish === null) return undefined;
    return () => {
      const result = inTask(own, () => invoke(finish, consumer.iterator, undefined, [], NO_LANES, 'return'));
      handBack(own);
      return result;
    };
  }

  deliver(value: unknown): void {
    r.m = undefined;
    if (r.trace !== null) this.last?.deliver(r.trace, value);
  }
}

/** Runs a step within the trace of the activation that asks for it. */
function inTask<T>(own: Task, run: () => T): T {
  const { trace } = own;
  if (trace === null || r.trace === trace) return run();
  return within(trace, run);
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** Opens an iterable for `for await` of traced code. */
export function asyncOf(own: Task, x: unknown, where: string): AsyncWalk | SyncWalk {
  const make = x === undefined || x === null ? undefined : get(x, Symbol.asyncIterator);
  if (make === undefined || make === null) return new SyncWalk(open(x, where), own);
  const iterator = invoke(make, x, undefined, [], NO_LANES, where);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
  return new AsyncWalk(iterator, own);
}

/** A turn of `for await` begins with a value, whose lane is left in the register. */
export function arrived(own: Task, walk: AsyncWalk | SyncWalk, value: unknown): void {
  own.awaited = undefined;
  resume(own);
  walk.deliver(value);
}

/** What `yield*` of an async generator delegates to: passes requests on, with their lanes, and notes the lanes of their answers. */
abstract class AsyncDelegate {
  private isFirst = true;
  /** A request to throw was taken up, for which the iterator has no method: it is closed. */
  private closes = false;

  constructor(
    protected readonly iterator: object,
    protected readonly own: Task,
  ) {}

  protected abstract pass(f: unknown, args: readonly unknown[], lane: Lane, name: string): unknown;

  protected request(v: unknown): Lane {
    const { own } = this;
    const request = this.isFirst ? undefined : own.takeUp();
    this.isFirst = false;
    const { trace } = own;
    if (request === undefined || trace === null || typeof v !== 'number') return undefined;
    return request.laneOf(trace, v);
  }

  protected resumer(name: 'throw' | 'return'): ((v: unknown) => unknown) | undefined {
    const { own } = this;
    const request = this.closes ? undefined : own.takeUp();
    const f = inTask(own, () => get(this.iterator, name));
    if (f === undefined || f === null) {
      this.closes = true;
      if (request !== undefined) own.awaited = request;
      handBack(own);
      return undefined;
    }
    return (...args: unknown[]) => {
      const { trace } = own;
      const lane =
        request === undefined || trace === null || typeof args[0] !== 'number'
          ? undefined
          : request.laneOf(trace, args[0]);
      return this.pass(f, args, lane, name);
    };
  }
}

class ToAsync extends AsyncDelegate {
  private readonly next_: unknown;

  constructor(iterator: object, own: Task) {
    super(iterator, own);
    this.next_ = get(iterator, 'next');
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(v: unknown): unknown {
    return this.pass(this.next_, [v], this.request(v), 'next');
  }

  get throw(): ((v: unknown) => unknown) | undefined {
    return this.resumer('throw');
  }

  get return(): ((v: unknown) => unknown) | undefined {
    return this.resumer('return');
  }

  protected pass(f: unknown, args: readonly unknown[], lane: Lane, name: string): unknown {
    const { own, iterator } = this;
    const step = new AsyncStep(
      own.trace,
      inTask(own, () => invoke(f, iterator, undefined, args, [lane], name)),
    );
    own.answer(step, name === 'return');
    own.awaited = step.operand;
    handBack(own);
    return step.operand;
  }
}

class ToSync extends AsyncDelegate {
  constructor(
    private readonly consumer: Consumer,
    own: Task,
  ) {
    super(consumer.iterator, own);
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(v: unknown): unknown {
    const lane = this.request(v);
    return this.answered(false, () => this.consumer.result([v], lane));
  }

  get throw(): ((v: unknown) => unknown) | undefined {
    return this.resumer('throw');
  }

  get return(): ((v: unknown) => unknown) | undefined {
    return this.resumer('return');
  }

  protected pass(f: unknown, args: readonly unknown[], lane: Lane, name: string): unknown {
    return this.answered(name === 'return', () => {
      const result = invoke(f, this.iterator, undefined, args, [lane], name);
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      return { own: false, result };
    });
  }

  private answered(isReturn: boolean, step: () => { own: boolean; result: object }): unknown {
    const { own } = this;
    return inTask(own, () => {
      const { result, operand, outcome } = syncStep(own.trace, step());
      own.answer(outcome, isReturn);
      own.awaited = operand;
      handBack(own);
      return result;
    });
  }
}

/**
 * What `yield*` of an async generator delegates to: an async iterator is handed on call by call, anything else is iterated as the
 * language makes it async.
 */
export function asyncDelegate(own: Task, x: unknown, where: string): unknown {
  if (r.trace === null) return x;
  const make = x === undefined || x === null ? undefined : get(x, Symbol.asyncIterator);
  if (make === undefined || make === null) return new ToSync(open(x, where), own);
  const iterator = invoke(make, x, undefined, [], NO_LANES, where);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
  return new ToAsync(iterator, own);
}

/** The value of a `yield*` expression: that of the last result, which answers no request. */
export function asyncDelegated(own: Task, v: unknown): unknown {
  const last = own.requests?.current?.answer;
  own.answer(undefined);
  own.awaited = undefined;
  resume(own);
  r.m = undefined;
  if (r.trace !== null) last?.deliver(r.trace, v);
  return v;
}

const asyncGeneratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf((async function* () {})()) as object,
) as AsyncGenerator;

const requestsTo = new WeakMap<object, Requests>();

/** `next`, `return` and `throw` of async generators: each result carries the lane of what its request is answered with. */
export function asyncIterationNatives(): NativeEntry[] {
  return (['next', 'return', 'throw'] as const).map((name): NativeEntry => {
    const ask = asyncGeneratorPrototype[name] as AnyFunction;
    return [
      ask,
      (trace, self, _l, args, lanes) => {
        if (!isObject(self)) return Reflect.apply(ask, self, args) as unknown;
        // A generator that was made before runs as it was written.
        if (args.length > 0 && !isTracedGenerator(self))
          refuseActive(trace, ask, undefined, undefined, args, lanes, `the generator's ${name}`);
        let requests = requestsTo.get(self);
        if (requests === undefined) requestsTo.set(self, (requests = new Requests()));
        const given = name === 'return' ? observedOperand(trace, args[0]) : args[0];
        const request = new Request(name, given, lanes[0]);
        requests.add(request);
        deliverLanes(self);
        r.task = undefined;
        r.requests = requests.task === undefined ? requests : undefined;
        let promise: object;
        try {
          promise = Reflect.apply(ask, self, args.length === 0 ? [] : [given]) as object;
        } finally {
          r.requests = undefined;
          r.args = NO_LANES;
          r.task = undefined;
          r.trace = trace;
        }
        setOutcome(promise, answerTo(request, requests));
        r.m = undefined;
        return promise;
      },
    ];
  });
}

function answerTo(request: Request, requests: Requests): Outcome {
  return {
    deliver(into, result) {
      const { task } = requests;
      const isOwn = request.isTaken && task !== undefined;
      r.m = undefined;
      if (!isObject(result)) {
        if (isOwn) task.deliverFailure(into, result);
        else request.deliver(into, result);
        return;
      }
      const { value } = result as { value: unknown };
      const outcome = request.answer ?? (isOwn ? task.returning : request);
      outcome?.deliver(into, value);
      const lane = r.m;
      if (typeof value === 'number' && lane !== undefined) into.store(result, 'value', value, lane);
      r.m = undefined;
    },
  };
}
