import type { AnyFunction } from '../records/Companions.js';
import { delegate } from './consume.js';
import { invoke } from './invoke.js';
import { open } from './iterators.js';
import { type Lane, NO_LANES } from './Lane.js';
import { get } from './members.js';
import { registers as r } from './registers.js';
import { deliverLanes } from './lateLanes.js';
import type { NativeEntry } from './natives/TracedNative.js';
import { deliver, handBack, setOutcome, type Task, within } from './tasks.js';
import type { Trace } from './Trace.js';

/**
 * What `for await (… of x)` of traced code runs over: the language awaits what `next` gives; the lane of the value of the step is
 * left in `lane`, where the body reads it.
 */
export class AsyncWalk implements AsyncIterableIterator<unknown> {
  lane: Lane = undefined;
  private readonly next_: unknown;

  constructor(
    private readonly iterator: object,
    private readonly own: Task,
    /** Iterates what is not async: values may be promises. */
    private readonly isSync: boolean,
  ) {
    this.next_ = get(iterator, 'next');
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<unknown>> {
    const { trace } = this.own;
    const promise = this.within(() => invoke(this.next_, this.iterator, undefined, [], NO_LANES, 'next'));
    handBack(this.own);
    const result: unknown = await promise;
    return this.within(() => {
      r.m = undefined;
      if (trace !== null) deliver(trace, promise, result);
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      if (get(result, 'done')) return { done: true, value: undefined };
      const value = get(result, 'value');
      this.lane = typeof value === 'number' ? r.m : undefined;
      return this.isSync && isObject(value) ? this.settled(value) : { done: false, value };
    });
  }

  async return(): Promise<IteratorResult<unknown>> {
    const finish = this.within(() => get(this.iterator, 'return'));
    handBack(this.own);
    if (finish === undefined || finish === null) return { done: true, value: undefined };
    const result: unknown = await this.within(() =>
      invoke(finish, this.iterator, undefined, [], NO_LANES, 'return'),
    );
    return result as IteratorResult<unknown>;
  }

  /** A step of something that is not async has its value awaited. */
  private async settled(promise: object): Promise<IteratorResult<unknown>> {
    const value: unknown = await promise;
    if (this.own.trace !== null) deliver(this.own.trace, promise, value);
    this.lane = typeof value === 'number' ? r.m : undefined;
    return { done: false, value };
  }

  private within<T>(run: () => T): T {
    return this.own.trace === null ? run() : within(this.own.trace, run);
  }
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** Opens an iterable for `for await` of traced code. */
export function asyncOf(own: Task, x: unknown, where: string): AsyncWalk {
  const make = x === undefined || x === null ? undefined : get(x, Symbol.asyncIterator);
  if (make === undefined || make === null) return new AsyncWalk(open(x, where).iterator, own, true);
  const iterator = invoke(make, x, undefined, [], NO_LANES, where);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
  return new AsyncWalk(iterator, own, false);
}

/**
 * What `yield*` of an async generator delegates to: an async iterator is handed on call by call, anything else is iterated as the
 * language makes it async.
 */
export function asyncDelegate(own: Task, x: unknown, where: string): unknown {
  if (r.trace === null) return x;
  const make = x === undefined || x === null ? undefined : get(x, Symbol.asyncIterator);
  if (make === undefined || make === null) return delegate(x, where);
  const iterator = invoke(make, x, undefined, [], NO_LANES, where);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
  const next = get(iterator, 'next');
  const resume = (f: unknown, v: unknown, name: string): unknown => {
    const run = (): unknown => invoke(f, iterator, undefined, [v], NO_LANES, name);
    const promise = own.trace === null ? run() : within(own.trace, run);
    own.yields.push({ deliver: (trace, value) => deliverValue(trace, promise, value) });
    handBack(own);
    return promise;
  };
  const resumer = (name: 'throw' | 'return'): unknown => {
    const f = get(iterator, name);
    return f === undefined || f === null ? undefined : (v: unknown) => resume(f, v, name);
  };
  return {
    [Symbol.asyncIterator]: () => ({
      next: (v: unknown) => resume(next, v, 'next'),
      get throw() {
        return resumer('throw');
      },
      get return() {
        return resumer('return');
      },
    }),
  };
}

/** The lane of the value of a result that a promise gave. */
function deliverValue(trace: Trace, promise: unknown, value: unknown): void {
  const result: unknown = isObject(promise) ? settledResults.get(promise) : undefined;
  r.m = undefined;
  if (!isObject(result)) return;
  deliver(trace, promise, result);
  if (typeof value === 'number') get(result, 'value');
}
const settledResults = new WeakMap<object, object>();

const asyncGeneratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf((async function* () {})()) as object,
) as AsyncGenerator;

/** The activations of async generators, and how often each was resumed. */
const activations = new WeakMap<object, { task: Task | undefined; requests: number }>();

/** `next`, `return` and `throw` of async generators: the k-th result carries the lane of what was yielded k-th. */
export function asyncIterationNatives(): NativeEntry[] {
  return (['next', 'return', 'throw'] as const).map((name): NativeEntry => {
    const resume = asyncGeneratorPrototype[name] as AnyFunction;
    return [
      resume,
      (trace, self, _l, args) => {
        if (!isObject(self)) return Reflect.apply(resume, self, args) as unknown;
        const activation = activations.get(self) ?? { task: undefined, requests: 0 };
        activations.set(self, activation);
        const request = activation.requests++;
        deliverLanes(self);
        r.task = undefined;
        r.started = undefined;
        const promise = Reflect.apply(resume, self, args) as object;
        activation.task ??= r.started as Task | undefined;
        r.args = NO_LANES;
        r.task = undefined;
        r.trace = trace;
        setOutcome(promise, {
          deliver(into, result) {
            if (!isObject(result)) return;
            settledResults.set(promise, result);
            const { value } = result as { value: unknown };
            r.m = undefined;
            activation.task?.yields[request]?.deliver(into, value);
            const lane = r.m;
            if (typeof value === 'number' && lane !== undefined) into.store(result, 'value', value, lane);
            r.m = undefined;
          },
        });
        r.m = undefined;
        return promise;
      },
    ];
  });
}
