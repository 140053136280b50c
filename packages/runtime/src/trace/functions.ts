import { attach, carriedRecord } from '../records/attach.js';
import { type AnyFunction, PROTOCOL_VERSION } from '../records/Companions.js';
import { storeElements } from './elements.js';
import { type Lane, NO_LANES } from './Lane.js';
import { PRIMITIVE } from './Receiver.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';
import { ON_ENTRY, ON_RESUME, stamp } from './stamps.js';

/** Marks a function that traced code made as traced code itself. */
export function fn<F extends AnyFunction>(f: F, captures?: boolean): F {
  return stamp(f, ON_ENTRY, captures);
}

/** The same for a generator. */
export function gen<F extends AnyFunction>(f: F, captures?: boolean): F {
  return stamp(f, ON_RESUME, captures);
}

/** The same for a class: its constructor and what are methods and accessors when its body begins to run. */
export function cls<C extends AnyFunction>(C: C): C {
  stamp(C, ON_ENTRY);
  stampMembers(C);
  stampMembers(C.prototype as object);
  return C;
}

function stampMembers(o: object): void {
  const keys = Reflect.ownKeys(o);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === 'prototype' || key === 'constructor') continue;
    stampMember(o, key);
  }
}

/** Marks a method or accessor. */
export function stampMember(o: object, key: PropertyKey): void {
  const property = Object.getOwnPropertyDescriptor(o, key);
  stampFunction(property?.value);
  stampFunction(property?.get);
  stampFunction(property?.set);
}

function stampFunction(f: unknown): void {
  if (typeof f === 'function') stamp(f, isGenerator(f) ? ON_RESUME : ON_ENTRY);
}

const generatorFunctions: readonly object[] = [
  Object.getPrototypeOf(function* () {}) as object,
  Object.getPrototypeOf(async function* () {}) as object,
];

function isGenerator(f: AnyFunction): boolean {
  const prototype = Object.getPrototypeOf(f) as object;
  return prototype === generatorFunctions[0] || prototype === generatorFunctions[1];
}

/** A private method of an ordinary class, which knows its traced form from now on. */
export function privateMethod<F extends AnyFunction>(f: F, traced: AnyFunction): F {
  if (carriedRecord(f) === undefined) attach(f, f.name, PROTOCOL_VERSION, () => ({ traced }));
  return f;
}

/** The lanes of the arguments of the activation that begins. */
export function enter(): readonly Lane[] {
  const lanes = r.args;
  r.args = NO_LANES;
  r.wasTracedCall = r.isTracedCall;
  r.isTracedCall = false;
  return lanes;
}

/** Tells of variables from around a function, by turns what reads and what sets them, if somebody wants to know. */
export function sees(...access: ((value?: unknown) => unknown)[]): void {
  const variables = [];
  for (let i = 0; i < access.length; i += 2) variables.push({ get: access[i]!, set: access[i + 1]! });
  r.watch?.sees(variables);
}

/** Lane of `this` where it is a number; asked for right after `enter`. */
export function selfLane(): Lane {
  const lane = r.selfLane;
  r.selfLane = undefined;
  return lane;
}

/** The wrapper that sloppy code gets for `this` where it is called on a number keeps the number's lane. */
export function boxed(self: object): void {
  const lane = selfLane();
  const { trace } = r;
  if (trace?.owns(lane) === true && self instanceof Number) trace.keepAside(self, PRIMITIVE, lane);
}

/** A rest parameter or `arguments`, whose elements keep the lanes they came with. */
export function rest<L extends ArrayLike<unknown>>(list: L, lanes: readonly Lane[], start: number): L {
  const { trace } = r;
  if (trace === null || lanes === NO_LANES) return list;
  if (start === 0) storeElements(list as unknown as unknown[], lanes);
  else storeElements(list as unknown as unknown[], lanes.slice(start));
  return list;
}

/** Elements of lists of arguments that were deleted: they share their storage with the parameter no more, which keeps its lane. */
const parted = new WeakMap<object, Map<number, { readonly lane: Lane } | 'own'>>();
let partedLists = 0;

/** An element of a list of arguments is about to be deleted, or made into something else. */
export function partArgument(trace: Trace, list: object, k: PropertyKey): void {
  if (typeof k === 'symbol') return;
  const i = Number(k);
  if (!Object.hasOwn(list, k) || !Number.isInteger(i)) return;
  if (Symbol.toStringTag in list || Object.prototype.toString.call(list) !== '[object Arguments]') return;
  let own = parted.get(list);
  if (own === undefined) parted.set(list, (own = new Map<number, { readonly lane: Lane } | 'own'>()));
  if (own.has(i)) return;
  partedLists++;
  const slots = trace.slotsOf(list) as Record<number, unknown> | undefined;
  own.set(i, slots === undefined ? 'own' : { lane: trace.load(slots, i) });
}

/** Lane of a parameter that shares its storage with an element of `arguments`. */
export function argumentLane(list: object, i: number, own: Lane): Lane {
  const { trace } = r;
  if (partedLists > 0) {
    const kept = parted.get(list)?.get(i);
    if (kept !== undefined) return kept === 'own' ? own : kept.lane;
  }
  const slots = trace?.slotsOf(list) as Record<number, unknown> | undefined;
  return trace !== null && slots !== undefined && Object.hasOwn(list, i) ? trace.load(slots, i) : own;
}

/** The parameter was assigned, and the element of `arguments` with it. */
export function storeArgument(list: object, i: number, x: unknown, lane: Lane): void {
  const kept = partedLists > 0 ? parted.get(list) : undefined;
  if (kept?.has(i) === true) kept.set(i, { lane });
  else if (Object.hasOwn(list, i)) r.trace?.store(list, i, x, lane);
}

/** Hands the lanes of arguments to a call that the language itself makes (`super(…)`, a private setter). */
export function pass(...lanes: Lane[]): readonly never[] {
  r.args = lanes;
  return NOTHING;
}
const NOTHING: readonly never[] = [];

/** The value of a store that a private setter takes. */
export function passed(v: unknown, lane: Lane): unknown {
  r.args = [lane];
  return v;
}
