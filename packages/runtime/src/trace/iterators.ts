import type { AnyFunction } from '../records/Companions.js';
import { invoke } from './invoke.js';
import { type Lane, NO_LANES } from './Lane.js';
import { deliverLanes, isTracedGenerator } from './lateLanes.js';
import { get, isUnusual, method } from './members.js';
import { lengthOf } from './natives/lists.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { registers as r } from './registers.js';
import { noteThrown } from './thrown.js';
import type { Trace } from './Trace.js';
import { calleeOf } from '../records/opaqueRecord.js';
import { refuseActive } from './opaque.js';

type Kind = 'keys' | 'values' | 'entries';

/** What the language's own iterators walk along, which they do not tell. */
interface Walk {
  readonly kind: Kind;
  readonly source: object;
  /** Position of the next element of a list. */
  index: number;
  /** For Maps and Sets: an iterator over the keys that goes along. */
  readonly along: Iterator<unknown> | undefined;
}

const walks = new WeakMap<object, Walk>();

const iteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
) as Iterable<unknown>;
const asyncIteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())),
) as AsyncIterable<unknown>;
const arrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]()) as Iterator<unknown>;
const mapIteratorPrototype = Object.getPrototypeOf(new Map()[Symbol.iterator]()) as Iterator<unknown>;
const setIteratorPrototype = Object.getPrototypeOf(new Set()[Symbol.iterator]()) as Iterator<unknown>;
const generatorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf((function* () {})()) as object,
) as Generator;

const arrayNext = arrayIteratorPrototype.next as AnyFunction;
const mapNext = mapIteratorPrototype.next as AnyFunction;
const setNext = setIteratorPrototype.next as AnyFunction;
const generatorNext = generatorPrototype.next as AnyFunction;
const generatorReturn = generatorPrototype.return as AnyFunction;
const generatorThrow = generatorPrototype.throw as AnyFunction;
const arrayValues = Array.prototype.values;
const mapKeys = Map.prototype.keys;
const setKeys = Set.prototype.keys;

/** An iterator of the language over a list, Map or Set, remembered with what it walks along. */
export function iteratorOf(source: unknown, kind: Kind, make: AnyFunction): unknown {
  const iterator = Reflect.apply(make, source, []) as object;
  const along =
    source instanceof Map ? mapKeys.call(source) : source instanceof Set ? setKeys.call(source) : undefined;
  walks.set(iterator, { kind, source: Object(source) as object, index: 0, along });
  return iterator;
}

/** `next` of the language's own iterators; leaves the lane of the value. */
function nativeStep(trace: Trace, iterator: object, next: AnyFunction): IteratorResult<unknown> {
  const own = walks.get(iterator);
  if (own !== undefined && next === arrayNext && !isList(own.source)) return stepByHand(trace, own);
  const result = Reflect.apply(next, iterator, []) as IteratorResult<unknown>;
  r.m = undefined;
  const walk = walks.get(iterator);
  if (walk === undefined) return result;
  const key: unknown = walk.along === undefined ? walk.index++ : walk.along.next().value;
  if (result.done === true || walk.kind === 'keys') {
    if (result.done !== true && walk.along !== undefined) r.m = keyLane(trace, walk.source, key);
    return result;
  }
  const { source } = walk;
  const value: unknown = result.value;
  if (walk.kind === 'values') {
    r.m = laneIn(trace, source, key, value);
    return result;
  }
  const pair = value as unknown[];
  const lane = laneIn(trace, source, key, pair[1]);
  if (lane !== undefined) trace.store(pair, 1, pair[1], lane);
  const first = walk.along === undefined ? undefined : keyLane(trace, source, key);
  if (first !== undefined) trace.store(pair, 0, pair[0], first);
  r.m = undefined;
  return result;
}

/** Is it a list whose length and elements are read without running code? */
function isList(x: object): boolean {
  return (Array.isArray(x) || ArrayBuffer.isView(x)) && !isUnusual(x);
}

/** The same over a proxy, a list with accessors or what is no list, whose code runs once, as traced code. */
function stepByHand(trace: Trace, walk: Walk): IteratorResult<unknown> {
  const { source, kind } = walk;
  const length = walk.index === Infinity ? 0 : lengthOf(source);
  r.m = undefined;
  if (!(walk.index < length)) {
    walk.index = Infinity;
    return { value: undefined, done: true };
  }
  const i = walk.index++;
  if (kind === 'keys') return { value: i, done: false };
  const value = get(source, i);
  if (kind === 'values') return { value, done: false };
  const pair = [i, value];
  if (trace.owns(r.m)) trace.store(pair, 1, value, r.m);
  r.m = undefined;
  return { value: pair, done: false };
}

function laneIn(trace: Trace, source: object, key: unknown, value: unknown): Lane {
  if (typeof value !== 'number') return undefined;
  if (source instanceof Map) return trace.loadEntry(source, key);
  if (source instanceof Set) return keyLane(trace, source, key);
  get(source, key);
  return r.m;
}

/** Lane of a number that is a key of a Map or an element of a Set. */
export function keyLane(trace: Trace, collection: object, key: unknown): Lane {
  return typeof key === 'number' ? trace.asideOf(collection, key) : undefined;
}

/** Numbers that generators were told to return. */
const returning = new WeakMap<object, { readonly value: unknown; readonly lane: Lane }>();

/** `next(v)` of a generator: hands the lane of `v` in, and that of the value out. */
function generatorStep(
  generator: object,
  resume: AnyFunction,
  args: readonly unknown[],
  lane: Lane,
): IteratorResult<unknown> {
  const { trace } = r;
  // A generator that was made before runs as it was written.
  if (trace !== null && args.length > 0 && !isTracedGenerator(generator))
    refuseActive(trace, resume, undefined, undefined, args, [lane], `the generator's ${resume.name}`);
  deliverLanes(generator);
  r.sent = lane;
  if (resume === generatorThrow) noteThrown(args[0], lane);
  r.yielded = undefined;
  try {
    const result = Reflect.apply(resume, generator, args) as IteratorResult<unknown>;
    // What is handed to `return` comes out as it is, at once or when `finally` blocks of the generator have ended.
    if (resume === generatorReturn && trace?.owns(lane) === true)
      returning.set(generator, { value: args[0], lane });
    if (r.yielded === undefined) {
      const returned = returning.get(generator);
      if (returned !== undefined && Object.is(result.value, returned.value)) r.yielded = returned.lane;
    }
    return result;
  } finally {
    r.args = NO_LANES;
    r.sent = undefined;
    r.m = r.yielded;
    r.yielded = undefined;
  }
}

/** The records of `next`, `return` and `throw`, for programs that call them by hand. */
export function iteratorNatives(): (readonly [AnyFunction, (...args: never[]) => unknown])[] {
  const withLane = (trace: Trace, result: IteratorResult<unknown>): unknown => {
    const lane = r.m;
    // The result of a generator that delegates is whatever object it was given.
    if (trace.owns(lane) && typeof result.value === 'number')
      trace.store(result, 'value', result.value, lane);
    r.m = undefined;
    return result;
  };
  const stepOf =
    (next: AnyFunction) =>
    (trace: Trace, self: object): unknown =>
      withLane(trace, nativeStep(trace, self, next));
  const resumeOf =
    (resume: AnyFunction) =>
    (trace: Trace, self: object, _l: Lane, args: readonly unknown[], lanes: readonly Lane[]): unknown =>
      withLane(trace, generatorStep(self, resume, args, lanes[0]));
  const itself = (_trace: Trace, self: object): unknown => {
    r.m = undefined;
    return self;
  };
  return [
    [iteratorPrototype[Symbol.iterator], itself],
    [asyncIteratorPrototype[Symbol.asyncIterator], itself],
    [arrayNext, stepOf(arrayNext)],
    [mapNext, stepOf(mapNext)],
    [setNext, stepOf(setNext)],
    [generatorNext, resumeOf(generatorNext)],
    [generatorReturn, resumeOf(generatorReturn)],
    [generatorThrow, resumeOf(generatorThrow)],
  ];
}

/** An iterator that is being consumed by traced code. */
export class Consumer {
  readonly next: unknown;

  constructor(readonly iterator: object) {
    this.next = get(iterator, 'next');
  }

  /** The next result as the iterator gives it; the register holds the lane of its value, if the iterator is the language's own. */
  result(args: readonly unknown[], lane: Lane): { readonly own: boolean; readonly result: object } {
    const { iterator, next } = this;
    const { trace } = r;
    if (trace !== null && typeof next === 'function') {
      if (next === generatorNext && !(hasProxies() && proxyOf(iterator)))
        return { own: true, result: generatorStep(iterator, next, args, lane) };
      if (next === arrayNext || next === mapNext || next === setNext)
        return { own: true, result: nativeStep(trace, iterator, next) };
    }
    const result = invoke(next, iterator, undefined, args, [lane], 'next');
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    return { own: false, result };
  }

  /** The next step; the register holds the value's lane. The value is read only if there is one. */
  step(): { readonly done: boolean; readonly value: unknown } {
    const { own, result } = this.result([], undefined);
    if (own) return result as { done: boolean; value: unknown };
    if (get(result, 'done')) return { done: true, value: undefined };
    return { done: false, value: get(result, 'value') };
  }

  /** Tells the iterator that no more is wanted; its lanes are not looked at. */
  close(): unknown {
    const lane = r.m;
    const finish = get(this.iterator, 'return');
    const result =
      finish === undefined || finish === null
        ? {}
        : invoke(finish, this.iterator, undefined, [], NO_LANES, 'return');
    r.m = lane;
    return result;
  }
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** The engine's own error, which names what stands in the program, or the value where that is not what is iterated. */
function notIterable(x: unknown, text: string): TypeError {
  if (text.startsWith('...'))
    return new TypeError('Spread syntax requires ...iterable[Symbol.iterator] to be a function');
  if (!/^\[|^the (?:first )?argument/.test(text)) return new TypeError(`${text} is not iterable`);
  const kind = x === null ? 'object ' : x === undefined || isObject(x) ? '' : `${typeof x} `;
  const value = isObject(x) ? typeof x : String(x);
  return new TypeError(`${kind}${value} is not iterable (cannot read property Symbol(Symbol.iterator))`);
}

/** Opens an iterable for traced code. */
export function open(
  x: unknown,
  where: string,
  make = x === undefined || x === null ? undefined : method(x, undefined, Symbol.iterator),
): Consumer {
  if (typeof make !== 'function') throw notIterable(x, calleeOf(where));
  const iterator = invoke(make, x, undefined, [], NO_LANES, where);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object');
  return new Consumer(iterator);
}

/** Whether iterating a value means reading its elements by position. */
export function isPlainList(x: unknown): x is unknown[] {
  return (
    Array.isArray(x) &&
    x[Symbol.iterator] === arrayValues &&
    arrayIteratorPrototype.next === (arrayNext as unknown)
  );
}
