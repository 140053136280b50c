import type { AnyFunction } from '../../records/Companions.js';
import { storeElements } from '../elements.js';
import { invoke } from '../invoke.js';
import { Consumer } from '../iterators.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { isObject, type NativeEntry, type TracedNative } from './TracedNative.js';

/*
 * Helpers of iterators (ECMAScript 2025), where the engine has them. They are lazy and close what they consume at certain moments, so
 * the engine's own do the work: they are handed the iterator and the callbacks in a form that runs as traced code and keeps lanes.
 */

type Methods = Partial<Record<string, AnyFunction>>;

/** What a helper knows of the value that is on its way through it. */
class Passing {
  /** Lane of the value that was taken last. */
  lane: Lane = undefined;
  /** Called with each value that is taken. */
  onStep: ((value: unknown) => void) | undefined = undefined;
}

/** An iterator as the engine's helpers are given it. */
class Source {
  constructor(
    protected readonly iterator: object,
    protected readonly passing: Passing,
  ) {}

  get next(): unknown {
    const { iterator, passing } = this;
    const consumer = new Consumer(iterator);
    if (typeof consumer.next !== 'function') return consumer.next;
    return () => {
      const step = consumer.step();
      passing.lane = step.done ? undefined : r.m;
      if (!step.done) passing.onStep?.(step.value);
      return step;
    };
  }

  get return(): unknown {
    const { iterator } = this;
    const finish = get(iterator, 'return');
    if (typeof finish !== 'function') return finish;
    return () => invoke(finish, iterator, undefined, [], NO_LANES, 'return');
  }
}

/** What the callback of `flatMap` gives: an iterable, or an iterator. */
class FlatSource extends Source {
  get [Symbol.iterator](): unknown {
    const { iterator, passing } = this;
    const make = get(iterator, Symbol.iterator);
    if (typeof make !== 'function') return make;
    return () => {
      const made = invoke(make, iterator, undefined, [], NO_LANES, 'Symbol.iterator');
      return isObject(made) ? new Source(made, passing) : made;
    };
  }
}

/** The helpers that were made by traced code. */
const passings = new WeakMap<object, Passing>();

/** A callback that gets the value that was taken last, and its position. */
function callback(f: unknown, passing: Passing): (v: unknown, i: number) => unknown {
  return (v, i) =>
    invoke(
      f,
      undefined,
      undefined,
      [v, i],
      [typeof v === 'number' ? passing.lane : undefined],
      'the callback',
    );
}

type Wrap = (f: unknown, passing: Passing) => unknown;

const mapping: Wrap = (f, passing) => {
  const call = callback(f, passing);
  return (v: unknown, i: number) => {
    const y = call(v, i);
    passing.lane = r.m;
    return y;
  };
};

const flattening: Wrap = (f, passing) => {
  const call = callback(f, passing);
  return (v: unknown, i: number) => {
    const y = call(v, i);
    return isObject(y) ? new FlatSource(y, passing) : y;
  };
};

/** A method that gives another iterator; `wrap` makes what its callback becomes, if it has one. */
const lazy =
  (method: AnyFunction, wrap: Wrap | null): TracedNative =>
  (_trace, self, _l, args) => {
    r.m = undefined;
    // What cannot be called, or iterated, is refused by the engine.
    if (!isObject(self) || (wrap !== null && typeof args[0] !== 'function'))
      return Reflect.apply(method, self, args) as unknown;
    const passing = new Passing();
    const given = wrap === null ? args : [wrap(args[0], passing)];
    const helper = Reflect.apply(method, new Source(self, passing), given) as object;
    passings.set(helper, passing);
    r.m = undefined;
    return helper;
  };

/** A method that consumes the iterator with a callback; `isElement` says that the result is the value taken last. */
const consuming =
  (method: AnyFunction, isElement: boolean): TracedNative =>
  (_trace, self, _l, args) => {
    r.m = undefined;
    if (!isObject(self) || typeof args[0] !== 'function') return Reflect.apply(method, self, args) as unknown;
    const passing = new Passing();
    const value: unknown = Reflect.apply(method, new Source(self, passing), [callback(args[0], passing)]);
    r.m = isElement && typeof value === 'number' ? passing.lane : undefined;
    return value;
  };

const reducing =
  (method: AnyFunction): TracedNative =>
  (_trace, self, _l, args, lanes) => {
    r.m = undefined;
    if (!isObject(self) || typeof args[0] !== 'function') return Reflect.apply(method, self, args) as unknown;
    const passing = new Passing();
    let lane = lanes[1];
    let isFirst = args.length < 2;
    passing.onStep = () => {
      if (isFirst) lane = passing.lane;
      isFirst = false;
    };
    const step = (before: unknown, v: unknown, i: number): unknown => {
      const given = [
        typeof before === 'number' ? lane : undefined,
        typeof v === 'number' ? passing.lane : undefined,
      ];
      const y = invoke(args[0], undefined, undefined, [before, v, i], given, 'the callback');
      lane = r.m;
      return y;
    };
    const value: unknown = Reflect.apply(method, new Source(self, passing), [step, ...args.slice(1)]);
    r.m = typeof value === 'number' ? lane : undefined;
    return value;
  };

const listing =
  (method: AnyFunction): TracedNative =>
  (_trace, self, _l, args) => {
    r.m = undefined;
    if (!isObject(self)) return Reflect.apply(method, self, args) as unknown;
    const passing = new Passing();
    const lanes: Lane[] = [];
    passing.onStep = () => {
      lanes.push(passing.lane);
    };
    const list = Reflect.apply(method, new Source(self, passing), []) as unknown[];
    storeElements(list, lanes);
    r.m = undefined;
    return list;
  };

/** `Iterator.from` */
const fromIterable =
  (method: AnyFunction, Iterator: AnyFunction): TracedNative =>
  (_trace, self, _l, args) => {
    r.m = undefined;
    const [x] = args;
    if (!isObject(x) && typeof x !== 'string') return Reflect.apply(method, self, args) as unknown;
    const make = get(x, Symbol.iterator);
    const iterator: unknown =
      make === undefined || make === null
        ? x
        : invoke(make, x, undefined, [], NO_LANES, 'the argument of Iterator.from');
    r.m = undefined;
    if (!isObject(iterator))
      return Reflect.apply(method, self, [{ [Symbol.iterator]: () => iterator }]) as unknown;
    if (Function.prototype[Symbol.hasInstance].call(Iterator, iterator)) return iterator;
    const passing = new Passing();
    const wrapper = Reflect.apply(method, self, [new Source(iterator, passing)]) as object;
    passings.set(wrapper, passing);
    return wrapper;
  };

/** `next` of what these give: the engine's own runs what was handed to it. */
function stepping(next: AnyFunction): TracedNative {
  return (trace: Trace, self, _l, args) => {
    const result = Reflect.apply(next, self, args) as unknown;
    const lane = isObject(self) ? passings.get(self)?.lane : undefined;
    r.m = undefined;
    if (!isObject(result) || !trace.owns(lane)) return result;
    const { value } = result as { value: unknown };
    if (typeof value === 'number') trace.store(result, 'value', value, lane);
    return result;
  };
}

function finishing(finish: AnyFunction): TracedNative {
  return (_trace, self, _l, args) => {
    const result = Reflect.apply(finish, self, args) as unknown;
    r.m = undefined;
    return result;
  };
}

export function iteratorHelperNatives(): NativeEntry[] {
  const { Iterator } = globalThis as unknown as { Iterator?: AnyFunction & { from?: AnyFunction } };
  if (typeof Iterator !== 'function') return [];
  const methods = Iterator.prototype as Methods;
  const entries: NativeEntry[] = [];
  const add = (name: string, make: (method: AnyFunction) => TracedNative): void => {
    const method = methods[name];
    if (typeof method === 'function') entries.push([method, make(method)]);
  };
  add('map', (method) => lazy(method, mapping));
  add('filter', (method) => lazy(method, callback));
  add('flatMap', (method) => lazy(method, flattening));
  add('take', (method) => lazy(method, null));
  add('drop', (method) => lazy(method, null));
  add('reduce', reducing);
  add('toArray', listing);
  for (const name of ['forEach', 'some', 'every']) add(name, (method) => consuming(method, false));
  add('find', (method) => consuming(method, true));
  const made: unknown[] = [];
  if (typeof methods['map'] === 'function')
    made.push(methods['map'].call([].values(), ((x: unknown) => x) as never));
  if (typeof Iterator.from === 'function') {
    entries.push([Iterator.from, fromIterable(Iterator.from, Iterator)]);
    made.push(Iterator.from.call(Iterator, { next: () => ({ done: true }) } as never));
  }
  for (const each of made) {
    const prototype = Object.getPrototypeOf(each) as Record<'next' | 'return', AnyFunction>;
    entries.push([prototype.next, stepping(prototype.next)], [prototype.return, finishing(prototype.return)]);
  }
  return entries;
}
