import { attach, carriedRecord } from '../records/attach.js';
import { type AnyFunction, PROTOCOL_VERSION } from '../records/Companions.js';
import { storeElements } from './elements.js';
import { type Lane, NO_LANES } from './Lane.js';
import { registers as r } from './registers.js';
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
  r.entered = r.call;
  r.call = 0;
  return lanes;
}

/** Lane of `this` where it is a number; asked for right after `enter`. */
export function selfLane(): Lane {
  const lane = r.selfLane;
  r.selfLane = undefined;
  return lane;
}

/** A rest parameter or `arguments`, whose elements keep the lanes they came with. */
export function rest<L extends ArrayLike<unknown>>(list: L, lanes: readonly Lane[], start: number): L {
  const { trace } = r;
  if (trace === null || lanes === NO_LANES) return list;
  if (start === 0) storeElements(list as unknown as unknown[], lanes);
  else storeElements(list as unknown as unknown[], lanes.slice(start));
  return list;
}

/** Lane of a parameter that shares its storage with an element of `arguments`. */
export function argumentLane(list: object, i: number, own: Lane): Lane {
  const { trace } = r;
  const slots = trace?.slotsOf(list) as Record<number, unknown> | undefined;
  return trace !== null && slots !== undefined && Object.hasOwn(list, i) ? trace.load(slots, i) : own;
}

/** The parameter was assigned, and the element of `arguments` with it. */
export function storeArgument(list: object, i: number, x: unknown, lane: Lane): void {
  if (Object.hasOwn(list, i)) r.trace?.store(list, i, x, lane);
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
