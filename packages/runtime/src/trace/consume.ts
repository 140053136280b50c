import { invoke } from './invoke.js';
import { type Consumer, isPlainList, open } from './iterators.js';
import type { Lane } from './Lane.js';
import { get, set, setSloppy } from './members.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { registers as r } from './registers.js';

function isFastList(x: unknown): x is unknown[] {
  return !(hasProxies() && isObject(x) && proxyOf(x) !== undefined) && isPlainList(x);
}

/** The elements of a plain list for the language's own `for … of`; each step leaves the lane of its element. */
class ListWalk implements IterableIterator<unknown> {
  private i = 0;
  private readonly result = { value: undefined as unknown, done: false };

  constructor(private readonly list: readonly unknown[]) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<unknown> {
    const { result, list } = this;
    if (this.i < list.length) {
      result.value = get(list, this.i++);
    } else {
      this.i = Infinity;
      result.value = r.m = undefined;
      result.done = true;
    }
    return result;
  }
}

/** The same over any other iterable, which is closed as the language closes it. */
class IteratorWalk implements IterableIterator<unknown> {
  constructor(private readonly consumer: Consumer) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<unknown> {
    return this.consumer.step();
  }

  return(): IteratorResult<unknown> {
    return this.consumer.close() as IteratorResult<unknown>;
  }
}

/** What `for (… of x)` of traced code runs over. */
export function of(x: unknown, where: string): Iterable<unknown> {
  if (r.trace === null) return x as Iterable<unknown>;
  return isFastList(x) ? new ListWalk(x) : new IteratorWalk(open(x, where));
}

/**
 * The first `count` elements of an iterable with their lanes, for a pattern: value, lane, value, lane, …, and with `rest` the array of
 * what follows.
 */
export function take(x: unknown, count: number, rest: boolean, where: string): unknown[] {
  const taken = new Array<unknown>(2 * count + (rest ? 1 : 0));
  if (isFastList(x)) {
    for (let i = 0; i < count; i++) {
      taken[2 * i] = i < x.length ? get(x, i) : undefined;
      taken[2 * i + 1] = i < x.length ? r.m : undefined;
    }
    if (rest) taken[2 * count] = restOf(count, x.length, (i) => get(x, i));
    return taken;
  }
  const consumer = open(x, where);
  let done = false;
  for (let i = 0; i < count; i++) {
    if (done) continue;
    const step = consumer.step();
    const lane = r.m;
    done = Boolean(step.done);
    if (!done) {
      taken[2 * i] = step.value;
      taken[2 * i + 1] = lane;
    }
  }
  if (rest) {
    const left = new ListBuilder();
    while (!done) {
      const step = consumer.step();
      const lane = r.m;
      done = Boolean(step.done);
      if (!done) left.a(step.value, lane);
    }
    taken[2 * count] = left.array();
  } else if (!done && !isObject(consumer.close())) {
    throw new TypeError('the result of an iterator’s return is not an object');
  }
  return taken;
}

/** The elements of an iterable for a pattern that takes them one by one. */
class Steps implements IterableIterator<unknown> {
  private readonly walk: ListWalk | IteratorWalk;
  private isDone = false;
  /** Lanes of the steps so far. */
  private readonly lanes: Lane[] = [];

  constructor(x: unknown, where: string) {
    this.walk = isFastList(x) ? new ListWalk(x) : new IteratorWalk(open(x, where));
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<unknown> {
    const step = this.walk.next();
    const lane = r.m;
    const isDone = Boolean(step.done);
    this.isDone ||= isDone;
    if (!isDone) this.lanes.push(lane);
    const value = isDone ? undefined : step.value;
    r.m = isDone ? undefined : lane;
    return { value, done: isDone };
  }

  return(): IteratorResult<unknown> {
    if (!(this.walk instanceof IteratorWalk)) return { value: undefined, done: true };
    return this.walk.return();
  }

  /** The next value, undefined at the end. */
  step(): unknown {
    if (!this.isDone) return this.next().value;
    r.m = undefined;
    return undefined;
  }

  rest(): unknown[] {
    const left = new ListBuilder();
    while (!this.isDone) {
      const { value, done } = this.next();
      if (done !== true) left.a(value, r.m);
    }
    return left.array();
  }

  end(): void {
    if (!this.isDone && !isObject(this.return()))
      throw new TypeError('the result of an iterator’s return is not an object');
  }

  /** Notes the lanes of the last steps, which a list was made of. */
  lanedRest(list: unknown[]): unknown[] {
    const start = this.lanes.length - list.length;
    for (let i = 0; i < list.length; i++) {
      const lane = this.lanes[start + i];
      if (lane !== undefined && typeof list[i] === 'number') r.trace?.store(list, i, list[i], lane);
    }
    return list;
  }
}

export function steps(x: unknown, where: string): Steps {
  return new Steps(x, where);
}

export function stepOne(from: Steps): unknown {
  return from.step();
}

export function stepRest(from: Steps): unknown[] {
  return from.rest();
}

export function stepEnd(from: Steps): void {
  from.end();
}

export function lanedRest(from: Steps, list: unknown[]): unknown[] {
  return from.lanedRest(list);
}

/**
 * A place that is assigned by a pattern of the language: the value comes to the setter, its lane in the register.
 * @param restOf  the steps whose last ones made the list that is assigned
 */
export function place(o: unknown, k: unknown, strict: boolean, restOf?: Steps): { _: unknown } {
  return into((v, lane) => {
    restOf?.lanedRest(v as unknown[]);
    if (strict) set(o, k, v, lane);
    else setSloppy(o, k, v, lane);
  });
}

export function into(store: (v: unknown, lane: Lane) => void): { _: unknown } {
  return {
    get _(): unknown {
      return undefined;
    },
    set _(v: unknown) {
      store(v, r.m);
    },
  };
}

function restOf(start: number, end: number, element: (i: number) => unknown): unknown[] {
  const left = new ListBuilder();
  for (let i = start; i < end; i++) {
    const v = element(i);
    left.a(v, r.m);
  }
  return left.array();
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/**
 * Every element of an iterable with its lane.
 * @param make  the method that makes its iterator, if it has been read
 */
export function forEachOf(
  x: unknown,
  where: string,
  visit: (v: unknown, lane: Lane) => void,
  make?: unknown,
): void {
  if (isFastList(x)) {
    for (let i = 0; i < x.length; i++) {
      const v = get(x, i);
      visit(v, r.m);
    }
    return;
  }
  const consumer = open(x, where, make);
  for (;;) {
    const step = consumer.step();
    const lane = r.m;
    if (step.done) return;
    try {
      visit(step.value, lane);
    } catch (error) {
      try {
        consumer.close();
      } catch {
        // The first error counts.
      }
      throw error;
    }
  }
}

/** Builds the elements of an array literal, or the arguments of a call, where some are spread. */
export class ListBuilder {
  readonly values: unknown[] = [];
  readonly lanes: Lane[] = [];

  /** Appends a value. */
  a(v: unknown, lane: Lane): this {
    this.put(v, lane);
    return this;
  }

  /** Appends a hole. */
  h(): this {
    this.values.length++;
    this.lanes.length++;
    return this;
  }

  /** Appends what a spread iterable gives. */
  s(x: unknown, where: string): this {
    forEachOf(x, where, (v, lane) => {
      this.put(v, lane);
    });
    return this;
  }

  /** The array. */
  array(): unknown[] {
    const { values, lanes } = this;
    const { trace } = r;
    if (trace !== null)
      for (let i = 0; i < lanes.length; i++)
        if (lanes[i] !== undefined) trace.store(values, i, values[i], lanes[i]);
    r.m = undefined;
    return values;
  }

  private put(v: unknown, lane: Lane): void {
    const { values } = this;
    this.lanes[values.length] = typeof v === 'number' ? lane : undefined;
    Object.defineProperty(values, values.length, {
      value: v,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
}

export function list(): ListBuilder {
  return new ListBuilder();
}

/** What `yield*` of traced code delegates to: passes lanes both ways. */
class Delegate implements IterableIterator<unknown> {
  constructor(private readonly consumer: Consumer) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(v: unknown): IteratorResult<unknown> {
    const lane = r.sent;
    r.sent = undefined;
    return this.passOn(this.consumer.result([v], lane));
  }

  get throw(): ((error: unknown) => IteratorResult<unknown>) | undefined {
    return this.resumer('throw');
  }

  get return(): ((v: unknown) => IteratorResult<unknown>) | undefined {
    return this.resumer('return');
  }

  private resumer(name: 'throw' | 'return'): ((...given: unknown[]) => IteratorResult<unknown>) | undefined {
    const { iterator } = this.consumer;
    const resume = get(iterator, name);
    if (resume === undefined || resume === null) return undefined;
    // Without an argument where the language closes an iterator that has no `throw`.
    return (...given) => {
      const lane = r.sent;
      r.sent = undefined;
      const result = invoke(resume, iterator, undefined, given, [lane], name);
      return isObject(result) ? this.passOn({ own: false, result }) : (result as IteratorResult<unknown>);
    };
  }

  private passOn({ own, result }: { own: boolean; result: object }): IteratorResult<unknown> {
    const property = own ? undefined : Object.getOwnPropertyDescriptor(result, 'value');
    if (!own) r.m = undefined;
    if (property !== undefined && typeof property.value === 'number') get(result, 'value');
    r.yielded = r.m;
    return result as IteratorResult<unknown>;
  }
}

export function delegate(x: unknown, where: string): Iterable<unknown> {
  return r.trace === null ? (x as Iterable<unknown>) : new Delegate(open(x, where));
}
