import type { AnyFunction } from '../../records/Companions.js';
import { of } from '../consume.js';
import { invoke, isOpaque } from '../invoke.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import { ON_ENTRY, stamp } from '../stamps.js';
import {
  deliver,
  isPlainPromise,
  observed,
  observedOperand,
  type Outcome,
  Resolution,
  setOutcome,
  whenSettled,
  within,
} from '../tasks.js';
import { caught } from '../values.js';
import { asText } from '../toPrimitive.js';
import type { Trace } from '../Trace.js';
import {
  asItIs,
  type ConstructorEntry,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';

const { prototype } = Promise;

/** `resolve` or `reject` as an executor gets them: they take the lane of what they are given. */
function resolver(
  trace: Trace,
  resolve: (v: unknown) => void,
  resolution: Resolution,
  isRejection: boolean,
): (v: unknown) => void {
  return stamp((v: unknown): void => {
    const [lane] = r.args;
    r.args = NO_LANES;
    // Only the first resolution looks at what it is given.
    const given = isRejection || resolution.isResolved ? v : observed(trace, v);
    resolution.resolve(given, lane);
    resolve(given);
    r.m = undefined;
  }, ON_ENTRY);
}

/** What `new Promise` is given in place of an executor, which runs as traced code. */
export function tracedExecutor(
  trace: Trace,
  executor: AnyFunction,
  resolution: Resolution,
  where: string,
): (resolve: (v: unknown) => void, reject: (v: unknown) => void) => void {
  return (resolve, reject) => {
    // A reason has its lane as a value has.
    const functions = [
      resolver(trace, resolve, resolution, false),
      resolver(trace, reject, resolution, true),
    ];
    try {
      // The language's own, which makes a promise of a class of the program, is given to be resolved what traced code resolves later.
      if (isOpaque(executor)) Reflect.apply(executor, undefined, functions);
      else invoke(executor, undefined, undefined, functions, NO_LANES, where);
    } catch (error) {
      resolution.resolve(error, caught(error));
      throw error;
    }
  };
}

function constructing(trace: Trace, executor: unknown, newTarget: AnyFunction, where: string): object {
  if (typeof executor !== 'function') return Reflect.construct(Promise, [executor], newTarget) as object;
  const resolution = new Resolution();
  const run = tracedExecutor(trace, executor as AnyFunction, resolution, where);
  const promise = Reflect.construct(Promise, [run], newTarget) as object;
  setOutcome(promise, resolution);
  return promise;
}

/** Makes a call whose outcome settles a promise, which learns the lane of it. */
function followed(trace: Trace, resolution: Resolution, call: () => unknown): unknown {
  try {
    const y = call();
    const lane = r.m;
    const given = observed(trace, y);
    resolution.resolve(given, lane);
    return given;
  } catch (error) {
    resolution.resolve(error, caught(error));
    throw error;
  }
}

const then: TracedNative = (trace, self, _l, args, _lanes, where) => {
  if (!(self instanceof Promise)) return itself(prototype.then, self, args);
  const resolution = new Resolution();
  const wrap = (callback: unknown, isFulfilled: boolean): unknown => {
    if (typeof callback !== 'function') {
      return (v: unknown) => {
        deliver(trace, self, v);
        resolution.resolve(v, r.m);
        if (isFulfilled) return v;
        throw v;
      };
    }
    return (v: unknown) =>
      within(trace, () => {
        deliver(trace, self, v);
        return followed(trace, resolution, () => invoke(callback, undefined, undefined, [v], [r.m], where));
      });
  };
  const derived = prototype.then.call(self, wrap(args[0], true) as never, wrap(args[1], false) as never);
  setOutcome(derived, resolution);
  r.m = undefined;
  return derived;
};

const catching: TracedNative = (_trace, self, _l, args, _lanes, where) =>
  invoke(get(self, 'then'), self, undefined, [undefined, args[0]], NO_LANES, where);

/** How the callback of `finally` failed: it threw, or what it gave was rejected. */
class Failed extends Resolution {
  isThere = false;

  constructor(private readonly trace: Trace) {
    super();
  }

  of(callback: () => unknown): unknown {
    let given: unknown;
    try {
      given = observed(this.trace, callback());
    } catch (error) {
      this.isThere = true;
      this.resolve(error, caught(error));
      throw error;
    }
    const listen = (): void => {
      this.isThere = true;
      this.resolve(given, undefined);
    };
    if (isPlainPromise(given)) prototype.then.call(given, undefined, listen);
    else
      whenSettled(given, (isRejected) => {
        if (isRejected) listen();
      });
    return given;
  }
}

const finishing: TracedNative = (trace, self, _l, args, _lanes, where) => {
  if (!(self instanceof Promise)) return itself(prototype.finally, self, args);
  const callback = args[0];
  const failure = new Failed(trace);
  const derived = prototype.finally.call(
    self,
    typeof callback === 'function'
      ? () =>
          within(trace, () => failure.of(() => invoke(callback, undefined, undefined, [], NO_LANES, where)))
      : (callback as undefined),
  );
  setOutcome(derived, {
    deliver(into, v) {
      if (failure.isThere) failure.deliver(into, v);
      else deliver(into, self, v);
    },
  });
  r.m = undefined;
  return derived;
};

const rejecting: TracedNative = (_trace, self, _l, args, lanes) => {
  const promise = Reflect.apply(Promise.reject as AnyFunction, self, args) as object;
  const resolution = new Resolution();
  resolution.resolve(args[0], lanes[0]);
  setOutcome(promise, resolution);
  r.m = undefined;
  return promise;
};

const resolving: TracedNative = (trace, self, _l, args, lanes) => {
  const given = self === Promise ? observedOperand(trace, args[0]) : observed(trace, args[0]);
  const promise = Reflect.apply(Promise.resolve as AnyFunction, self, [given]) as object;
  if (promise !== args[0]) {
    const resolution = new Resolution();
    resolution.resolve(given, lanes[0]);
    setOutcome(promise, resolution);
  }
  r.m = undefined;
  return promise;
};

interface Item {
  readonly value: unknown;
  readonly lane: Lane;
}

function deliverItem(trace: Trace, { value, lane }: Item, settled: unknown): void {
  if (typeof value === 'number') r.m = Object.is(value, settled) ? lane : undefined;
  else deliver(trace, value, settled);
}

function storePart(trace: Trace, holder: object, k: PropertyKey, v: unknown): void {
  if (typeof v === 'number' && r.m !== undefined) trace.store(holder, k, v, r.m);
}

/** `all`, `allSettled`, `race` and `any`: the items are read with their lanes, and the native does the rest. */
const combining =
  (
    name: 'all' | 'allSettled' | 'race' | 'any',
    outcomeOf: (items: readonly Item[]) => Outcome,
  ): TracedNative =>
  (trace, self, _l, args) => {
    const items: Item[] = [];
    // An item is observed right before the native looks at it.
    const list = listing(args[0], (value, lane) => {
      const given = self === Promise ? observed(trace, value) : value;
      items.push({ value: given, lane });
      return given;
    });
    const promise = Reflect.apply(Promise[name] as AnyFunction, self, [list]) as object;
    setOutcome(promise, outcomeOf(items));
    r.m = undefined;
    return promise;
  };

/** An iterable that gives what `take` makes of each item, for a native that iterates once; lanes are found as in a loop. */
function listing(source: unknown, take: (value: unknown, lane: Lane) => unknown): unknown {
  return {
    [Symbol.iterator]() {
      const walk = of(source, 'the argument')[Symbol.iterator]();
      return {
        next() {
          const step = walk.next();
          const lane = r.m;
          if (step.done === true) return { value: undefined, done: true };
          return { value: take(step.value, lane), done: false };
        },
        return() {
          return walk.return?.() ?? {};
        },
      };
    },
  };
}

const outcomeOfAll = (items: readonly Item[]): Outcome => {
  const failed = settledFirst(items, 'rejected');
  return {
    deliver(trace, list) {
      if (Array.isArray(list)) deliverList(trace, items, list);
      else failed.deliver(trace, list);
    },
  };
};

function deliverList(trace: Trace, items: readonly Item[], list: readonly unknown[]): void {
  list.forEach((v: unknown, i) => {
    deliverItem(trace, items[i]!, v);
    storePart(trace, list, i, v);
  });
  r.m = undefined;
}

const outcomeOfSettled = (items: readonly Item[]): Outcome => ({
  deliver(trace, list) {
    if (!Array.isArray(list)) return;
    (list as PromiseSettledResult<unknown>[]).forEach((result, i) => {
      const isFulfilled = result.status === 'fulfilled';
      const settled: unknown = isFulfilled ? result.value : result.reason;
      deliverItem(trace, items[i], settled);
      storePart(trace, result, isFulfilled ? 'value' : 'reason', settled);
    });
    r.m = undefined;
  },
});

const outcomeOfAny = (items: readonly Item[]): Outcome => {
  const first = settledFirst(items, 'fulfilled');
  return {
    deliver(trace, v) {
      if (v instanceof AggregateError && Array.isArray(v.errors)) deliverList(trace, items, v.errors);
      else first.deliver(trace, v);
    },
  };
};

const outcomeOfRace = (items: readonly Item[]): Outcome => settledFirst(items, 'either');

/** The first to be settled in that way tells itself. */
function settledFirst(items: readonly Item[], how: 'fulfilled' | 'rejected' | 'either'): Outcome {
  let first: Item | undefined;
  for (const item of items) {
    const note = (isRejected: boolean): void => {
      if (how === 'either' || isRejected === (how === 'rejected')) first ??= item;
    };
    if (whenSettled(item.value, note)) continue;
    if (isPlainPromise(item.value)) {
      prototype.then.call(
        item.value,
        () => {
          note(false);
        },
        () => {
          note(true);
        },
      );
    } else if (!(item.value instanceof Promise)) note(false);
  }
  return {
    deliver(trace, v) {
      // Those of other classes cannot be watched without running code of theirs.
      for (const item of first === undefined ? items : [first]) {
        deliverItem(trace, item, v);
        if (r.m !== undefined) return;
      }
    },
  };
}

/** A function that hands callbacks to the event loop: they run in the trace that was being recorded. */
function scheduling(fn: AnyFunction): NativeEntry {
  return [
    fn,
    (trace, self, _l, args, lanes, where) => {
      const [callback, ...rest] = args;
      r.m = undefined;
      if (typeof callback !== 'function') return Reflect.apply(fn, self, args) as unknown;
      const isTimer = fn === (globalThis.setTimeout as unknown) || fn === (globalThis.setInterval as unknown);
      const own = lanes.slice(isTimer ? 2 : 1);
      const scheduled = Reflect.apply(fn, self, [
        (...given: unknown[]) =>
          within(trace, () => invoke(callback, undefined, undefined, given, own, where)),
        ...(isTimer ? [asText(rest[0]), ...rest.slice(1)] : rest),
      ]) as unknown;
      return scheduled;
    },
  ];
}

export function promiseNatives(): NativeEntry[] {
  const scope = globalThis as unknown as Record<string, unknown> & { process?: { nextTick?: unknown } };
  const schedulers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame']
    .map((name) => scope[name])
    .concat(scope.process?.nextTick)
    .filter((fn): fn is AnyFunction => typeof fn === 'function');
  return [
    [prototype.then, then],
    [prototype.catch, catching],
    [prototype.finally, finishing],
    [Promise.resolve, resolving],
    [Promise.reject, rejecting],
    [Promise.all, combining('all', outcomeOfAll)],
    [Promise.allSettled, combining('allSettled', outcomeOfSettled)],
    [Promise.race, combining('race', outcomeOfRace)],
    [Promise.any, combining('any', outcomeOfAny)],
    ...withResolvers(),
    ...promiseTry(),
    ...schedulers.map(scheduling),
    ...['clearTimeout', 'clearInterval', 'clearImmediate', 'cancelAnimationFrame'].flatMap((name) =>
      typeof scope[name] === 'function' ? [asItIs(scope[name])] : [],
    ),
  ];
}

function withResolvers(): NativeEntry[] {
  const fn = (Promise as { withResolvers?: unknown }).withResolvers;
  if (typeof fn !== 'function') return [];
  return [
    [
      fn,
      (trace, self, _l, args) => {
        const made = Reflect.apply(fn, self, args) as Record<'resolve' | 'reject', (v: unknown) => void> & {
          promise: object;
        };
        const resolution = new Resolution();
        setOutcome(made.promise, resolution);
        made.resolve = resolver(trace, made.resolve, resolution, false);
        made.reject = resolver(trace, made.reject, resolution, true);
        r.m = undefined;
        return made;
      },
    ],
  ];
}

function promiseTry(): NativeEntry[] {
  const fn = (Promise as { try?: unknown }).try;
  if (typeof fn !== 'function') return [];
  return [
    [
      fn,
      (trace, self, _l, args, lanes, where) => {
        const [callback, ...rest] = args;
        if (typeof callback !== 'function') return Reflect.apply(fn, self, args) as unknown;
        const resolution = new Resolution();
        const run = (): unknown =>
          followed(trace, resolution, () =>
            invoke(callback, undefined, undefined, rest, lanes.slice(1), where),
          );
        const promise = Reflect.apply(fn, self, [run]) as object;
        setOutcome(promise, resolution);
        r.m = undefined;
        return promise;
      },
    ],
  ];
}

export function promiseConstructors(): ConstructorEntry[] {
  return [
    [Promise, (trace, args, _lanes, newTarget, where) => constructing(trace, args[0], newTarget, where)],
  ];
}
