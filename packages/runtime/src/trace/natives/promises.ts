import type { AnyFunction } from '../../records/Companions.js';
import { forEachOf } from '../consume.js';
import { invoke } from '../invoke.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import { ON_ENTRY, stamp } from '../stamps.js';
import { deliver, type Outcome, Resolution, setOutcome, within } from '../tasks.js';
import { caught } from '../values.js';
import type { Trace } from '../Trace.js';
import {
  asItIs,
  type ConstructorEntry,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';

const { prototype } = Promise;

/** `resolve` as an executor gets it: it takes the lane of what it is given. */
function resolver(resolve: (v: unknown) => void, resolution: Resolution): (v: unknown) => void {
  return stamp((v: unknown): void => {
    const [lane] = r.args;
    r.args = NO_LANES;
    resolution.resolve(v, lane);
    resolve(v);
    r.m = undefined;
  }, ON_ENTRY);
}

function constructing(executor: unknown, newTarget: AnyFunction, where: string): object {
  if (typeof executor !== 'function') return Reflect.construct(Promise, [executor], newTarget) as object;
  const resolution = new Resolution();
  const promise = Reflect.construct(
    Promise,
    [
      (resolve: (v: unknown) => void, reject: (v: unknown) => void) => {
        // A reason has its lane as a value has.
        const functions = [resolver(resolve, resolution), resolver(reject, resolution)];
        invoke(executor, undefined, undefined, functions, NO_LANES, where);
      },
    ],
    newTarget,
  ) as object;
  setOutcome(promise, resolution);
  return promise;
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
        try {
          const y = invoke(callback, undefined, undefined, [v], [r.m], where);
          resolution.resolve(y, r.m);
          return y;
        } catch (error) {
          resolution.resolve(error, caught(error));
          throw error;
        }
      });
  };
  const derived = prototype.then.call(self, wrap(args[0], true) as never, wrap(args[1], false) as never);
  setOutcome(derived, resolution);
  r.m = undefined;
  return derived;
};

const catching: TracedNative = (_trace, self, _l, args, _lanes, where) =>
  invoke(get(self, 'then'), self, undefined, [undefined, args[0]], NO_LANES, where);

const finishing: TracedNative = (trace, self, _l, args, _lanes, where) => {
  if (!(self instanceof Promise)) return itself(prototype.finally, self, args);
  const callback = args[0];
  const derived = prototype.finally.call(
    self,
    typeof callback === 'function'
      ? () => within(trace, () => invoke(callback, undefined, undefined, [], NO_LANES, where))
      : (callback as undefined),
  );
  setOutcome(derived, { deliver: (into, v) => deliver(into, self, v) });
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

const resolving: TracedNative = (_trace, self, _l, args, lanes) => {
  const promise = Reflect.apply(Promise.resolve as AnyFunction, self, args) as object;
  if (promise !== args[0]) {
    const resolution = new Resolution();
    resolution.resolve(args[0], lanes[0]);
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
  if (typeof value === 'number') r.m = lane;
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
  (_trace, self, _l, args) => {
    const items: Item[] = [];
    try {
      forEachOf(args[0], 'the argument', (value, lane) => items.push({ value, lane }));
    } catch (error) {
      r.m = undefined;
      return Reflect.apply(Promise.reject as AnyFunction, self, [error]) as unknown;
    }
    const outcome = outcomeOf(items);
    const promise = Reflect.apply(Promise[name] as AnyFunction, self, [
      items.map(({ value }) => value),
    ]) as object;
    setOutcome(promise, outcome);
    r.m = undefined;
    return promise;
  };

const outcomeOfAll = (items: readonly Item[]): Outcome => ({
  deliver(trace, list) {
    if (!Array.isArray(list)) return;
    list.forEach((v: unknown, i) => {
      deliverItem(trace, items[i], v);
      storePart(trace, list, i, v);
    });
    r.m = undefined;
  },
});

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

/** The first to be fulfilled tells itself. */
const outcomeOfFirst = (items: readonly Item[]): Outcome => {
  let first: Item | undefined;
  for (const item of items) {
    if (item.value instanceof Promise) {
      prototype.then.call(
        item.value,
        () => {
          first ??= item;
        },
        () => undefined,
      );
    } else first ??= item;
  }
  return {
    deliver(trace, v) {
      if (first !== undefined) deliverItem(trace, first, v);
    },
  };
};

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
        ...rest,
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
    [Promise.race, combining('race', outcomeOfFirst)],
    [Promise.any, combining('any', outcomeOfFirst)],
    ...withResolvers(),
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
      (_trace, self, _l, args) => {
        const made = Reflect.apply(fn, self, args) as { promise: object; resolve: (v: unknown) => void };
        const resolution = new Resolution();
        setOutcome(made.promise, resolution);
        made.resolve = resolver(made.resolve, resolution);
        r.m = undefined;
        return made;
      },
    ],
  ];
}

export function promiseConstructors(): ConstructorEntry[] {
  return [[Promise, (_trace, args, _lanes, newTarget, where) => constructing(args[0], newTarget, where)]];
}
