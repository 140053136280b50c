import type { AnyFunction } from '../../records/Companions.js';
import { AsyncStep, syncStep } from '../asyncIteration.js';
import { invoke } from '../invoke.js';
import { Consumer } from '../iterators.js';
import { NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { opaqueCall } from '../opaque.js';
import { registers as r } from '../registers.js';
import { observedOperand, type Outcome, Resolution, setOutcome, within } from '../tasks.js';
import type { Trace } from '../Trace.js';
import { isObject, type NativeEntry, type TracedNative } from './TracedNative.js';

/** What `Array.fromAsync` is given in place of an iterable: its steps run as traced code, and their outcomes are kept. */
class AsyncSource {
  /** The outcome of each step. */
  readonly steps: Outcome[] = [];

  constructor(
    private readonly trace: Trace,
    private readonly x: unknown,
  ) {}

  get [Symbol.asyncIterator](): unknown {
    const { trace, x, steps } = this;
    const make = get(x, Symbol.asyncIterator);
    if (typeof make !== 'function') return make;
    return () => {
      const iterator = invoke(make, x, undefined, [], NO_LANES, 'Array.fromAsync');
      if (!isObject(iterator)) return iterator;
      const next = get(iterator, 'next');
      return {
        next: () => {
          const promise = within(trace, () => invoke(next, iterator, undefined, [], NO_LANES, 'next'));
          const step = new AsyncStep(trace, promise);
          steps.push(step);
          return step.operand;
        },
        get return(): unknown {
          return closing(trace, iterator);
        },
      };
    };
  }

  get [Symbol.iterator](): unknown {
    const { trace, x, steps } = this;
    const make = get(x, Symbol.iterator);
    if (typeof make !== 'function') return make;
    return () => {
      const iterator = invoke(make, x, undefined, [], NO_LANES, 'Array.fromAsync');
      if (!isObject(iterator)) return iterator;
      const consumer = new Consumer(iterator);
      return {
        next: () =>
          within(trace, () => {
            const { result, outcome } = syncStep(trace, consumer.result([], undefined));
            steps.push(outcome);
            return result;
          }),
        get return(): unknown {
          return closing(trace, iterator);
        },
      };
    };
  }
}

function closing(trace: Trace, iterator: object): unknown {
  const finish = within(trace, () => get(iterator, 'return'));
  if (typeof finish !== 'function') return finish;
  return () => within(trace, () => invoke(finish, iterator, undefined, [], NO_LANES, 'return'));
}

const fromAsync =
  (native: AnyFunction): TracedNative =>
  (trace, self, selfLane, args, lanes, where) => {
    const [x, f] = args;
    const isIterable = isObject(x) && (Symbol.asyncIterator in x || Symbol.iterator in x);
    if (!isIterable || (f !== undefined && typeof f !== 'function'))
      return opaqueCall(trace, native, self, selfLane, args, lanes, where);
    const source = new AsyncSource(trace, x);
    const outcomes = f === undefined ? source.steps : [];
    const mapped = (v: unknown, i: number): unknown =>
      within(trace, () => {
        r.m = undefined;
        source.steps[i]?.deliver(trace, v);
        const y = invoke(f, args[2], undefined, [v, i], [typeof v === 'number' ? r.m : undefined], where);
        const lane = r.m;
        const outcome = new Resolution();
        outcomes[i] = outcome;
        const given = observedOperand(trace, y);
        outcome.resolve(given, lane);
        return given;
      });
    const promise = Reflect.apply(native, self, f === undefined ? [source] : [source, mapped]) as object;
    setOutcome(promise, {
      deliver(into, list) {
        r.m = undefined;
        if (!Array.isArray(list)) {
          // What it was rejected with came from a step or a callback, the last one.
          for (const each of [outcomes.at(-1), source.steps.at(-1)])
            if (r.m === undefined) each?.deliver(into, list);
          return;
        }
        list.forEach((v: unknown, i) => {
          r.m = undefined;
          outcomes[i]?.deliver(into, v);
          if (typeof v === 'number' && r.m !== undefined) into.store(list, i, v, r.m);
        });
        r.m = undefined;
      },
    });
    r.m = undefined;
    return promise;
  };

export function arrayFromAsyncNatives(): NativeEntry[] {
  const { fromAsync: native } = Array as unknown as { fromAsync?: AnyFunction };
  return typeof native === 'function' ? [[native, fromAsync(native)]] : [];
}
