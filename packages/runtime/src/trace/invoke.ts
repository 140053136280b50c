import type { AnyFunction, Companions } from '../records/Companions.js';
import { carriedRecord } from '../records/attach.js';
import { nativeRecord } from '../natives/nativeRecord.js';
import { calleeOf } from '../records/opaqueRecord.js';
import { boundOf } from './bound.js';
import { callRecord } from './callRecord.js';
import type { Lane } from './Lane.js';
import { NO_LANES } from './Lane.js';
import { keepLanes, rememberGenerator } from './lateLanes.js';
import { tracedNative, tracedNativeConstructor } from './natives/tracedNatives.js';
import { opaqueCall, opaqueConstruct } from './opaque.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { proxyApply, proxyConstruct } from './proxyCalls.js';
import { Receiver } from './Receiver.js';
import { registers as r } from './registers.js';
import { ON_RESUME, type Stamp, stampOf } from './stamps.js';
import { settleTask } from './tasks.js';
import type { Trace } from './Trace.js';

/**
 * Calls a function of any kind from traced code; leaves the lane of a number.
 *
 * @param lanes  those of the arguments; may be shorter than `args`
 * @param where  callee and place, for messages: `'f (model.ts:12:5)'`
 */
export function invoke(
  f: unknown,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  if (typeof f !== 'function') throw new TypeError(`${calleeOf(where)} is not a function`);
  const { trace } = r;
  if (trace === null) {
    r.m = undefined;
    return Reflect.apply(f, self, args);
  }
  if (Receiver.is(self)) {
    selfLane = self.lane;
    self = self.value;
  }
  const stamp = stampOf(f);
  if (stamp !== 0) return run(trace, f, stamp, self, selfLane, args, lanes);
  return invokeOther(trace, f, self, selfLane, args, lanes, where);
}

function invokeOther(
  trace: Trace,
  f: AnyFunction,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  const record = carriedRecord(f);
  if (record !== undefined) {
    const { traced } = record;
    return traced === undefined
      ? callRecord(trace, record, self, args, lanes)
      : run(trace, traced, stampOf(traced), self, selfLane, args, lanes);
  }
  return invokeForeign(trace, f, self, selfLane, args, lanes, where);
}

/** The same for a function that is known to carry no companions. */
export function invokeForeign(
  trace: Trace,
  f: AnyFunction,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  if (trace.watch !== undefined || trace.tape.draws !== undefined)
    return invokeWatched(trace, f, self, selfLane, args, lanes, where);
  return invokeKnown(trace, f, self, selfLane, args, lanes, where);
}

/** The same while a checkpoint makes its call: what the callee may look at or change is known before, and what it gives can be given again. */
function invokeWatched(
  trace: Trace,
  f: AnyFunction,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  const { watch, tape } = trace;
  if (watch !== undefined) {
    if (isObject(self)) watch.meet(self);
    for (let i = 0; i < args.length; i++) if (isObject(args[i])) watch.meet(args[i] as object);
  }
  const call = (): unknown => invokeKnown(trace, f, self, selfLane, args, lanes, where);
  const { draws } = tape;
  const isDrawn = draws?.isDrawn(f) === true;
  if (draws !== undefined && (isDrawn || isOpaque(f))) {
    const value = draws.draw(self, args, isDrawn ? () => Reflect.apply(f, self, args) as unknown : call);
    r.m = undefined;
    return value;
  }
  const value = call();
  if (watch !== undefined && isObject(value) && makers().has(f)) watch.made(value);
  return value;
}

let makingFunctions: Set<unknown> | undefined;

/** Natives that give a new object. */
function makers(): Set<unknown> {
  if (makingFunctions !== undefined) return makingFunctions;
  const names = 'map filter slice concat flat flatMap splice toSorted toReversed toSpliced with'.split(' ');
  const typed = Object.getPrototypeOf(Float64Array.prototype) as Record<string, unknown>;
  const plain = Array.prototype as unknown as Record<string, unknown>;
  makingFunctions = new Set<unknown>([Array.from, Array.of, typed.constructor]);
  for (let i = 0; i < names.length; i++) makingFunctions.add(plain[names[i]]).add(typed[names[i]]);
  makingFunctions.delete(undefined);
  return makingFunctions;
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

function invokeKnown(
  trace: Trace,
  f: AnyFunction,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  const native = tracedNative(f);
  if (native !== undefined) return native(trace, self, selfLane, args, lanes, where);
  const inactive = nativeRecord(f);
  if (inactive !== undefined) return callRecord(trace, inactive, self, args, lanes);
  const bound = boundOf(f);
  if (bound !== undefined) {
    return invoke(
      bound.target,
      bound.self,
      bound.selfLane,
      [...bound.args, ...args],
      [...padded(bound.lanes, bound.args.length), ...lanes],
      where,
    );
  }
  if (hasProxies()) {
    const proxy = proxyOf(f);
    if (proxy !== undefined) return proxyApply(trace, proxy, self, args, lanes, where);
  }
  return opaqueCall(trace, f, self, selfLane, args, lanes, where);
}

/** Is nothing known of a function? */
export function isOpaque(f: AnyFunction): boolean {
  return (
    stampOf(f) === 0 &&
    carriedRecord(f) === undefined &&
    tracedNative(f) === undefined &&
    nativeRecord(f) === undefined &&
    boundOf(f) === undefined &&
    !(hasProxies() && proxyOf(f) !== undefined)
  );
}

/** Runs traced code. */
function run(
  trace: Trace,
  f: AnyFunction,
  stamp: Stamp,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  if (stamp === ON_RESUME) return runGenerator(trace, f, self, selfLane, args, lanes);
  begin(lanes, selfLane);
  let value: unknown;
  try {
    value = Reflect.apply(f, self, args);
  } catch (error) {
    failed();
    throw error;
  }
  if (typeof value !== 'number') finish(value);
  return value;
}

/** Calls a generator: one whose parameters run code takes its lanes now, any other when its body begins to run. */
function runGenerator(
  trace: Trace,
  f: AnyFunction,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  const given = [...lanes];
  begin(given, selfLane);
  let generator: object;
  try {
    generator = Reflect.apply(f, self, args) as object;
  } catch (error) {
    failed();
    throw error;
  }
  rememberGenerator(generator);
  if (r.args === given) {
    r.args = NO_LANES;
    keepLanes(trace, generator, given, selfLane);
  }
  r.m = undefined;
  return generator;
}

/** Hands the lanes of a call over. */
export function begin(lanes: readonly Lane[], selfLane: Lane): void {
  r.args = lanes;
  r.selfLane = selfLane;
  r.isTracedCall = true;
}

/** Puts the registers back after a call that threw. */
export function failed(): void {
  r.args = NO_LANES;
  r.isTracedCall = false;
  r.task = undefined;
}

/** What is left to do when a call gave something other than a number. */
export function finish(value: unknown): void {
  r.m = undefined;
  if (r.task !== undefined) settleTask(value);
}

const nativeCall = Function.prototype.call;

/**
 * The traced form of an ordinary function, for calls with nothing special about them; null for a function of which no compiled code is known
 * (a native, nearly always), undefined for everything else.
 */
export function tracedForm(f: AnyFunction): AnyFunction | null | undefined {
  let stamp = stampOf(f);
  let traced: AnyFunction | undefined = f;
  if (stamp === 0) {
    const record = carriedRecord(f);
    if (record === undefined) return null;
    ({ traced } = record);
    if (traced === undefined) return undefined;
    stamp = stampOf(traced);
  }
  if (stamp === ON_RESUME) return undefined;
  // It is called by its own method, which a program may have changed.
  return traced.call === nativeCall ? traced : undefined;
}

function padded(lanes: readonly Lane[], length: number): readonly Lane[] {
  return lanes.length >= length ? lanes.slice(0, length) : Array.from({ length }, (_, i) => lanes[i]);
}

/** `new F(…)`; the result is an object, which carries no lane. */
export function construct(
  F: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
  newTarget: unknown = F,
): unknown {
  if (typeof F !== 'function') throw new TypeError(`${calleeOf(where)} is not a constructor`);
  const { trace } = r;
  const target = newTarget as AnyFunction;
  if (trace === null) {
    r.m = undefined;
    return Reflect.construct(F, args, target);
  }
  const value = constructIn(trace, F, args, lanes, where, target);
  r.m = undefined;
  return value;
}

function constructIn(
  trace: Trace,
  F: AnyFunction,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
  newTarget: AnyFunction,
): unknown {
  if (stampOf(F) !== 0) return runNew(F, args, lanes, newTarget);
  const record = carriedRecord(F);
  if (record !== undefined) {
    const K = constructorOf(record);
    if (K !== undefined) return runNew(K, args, lanes, newTarget);
    if (record.constructs === true) return callRecord(trace, record, undefined, args, lanes);
  }
  const native = tracedNativeConstructor(F);
  if (native !== undefined) {
    const { draws } = trace.tape;
    if (F === Date && args.length === 0 && draws !== undefined)
      args = [draws.draw(undefined, args, Date.now)];
    if (trace.watch === undefined) return native(trace, args, lanes, newTarget, where);
    for (let i = 0; i < args.length; i++) if (isObject(args[i])) trace.watch.meet(args[i] as object);
    const value = native(trace, args, lanes, newTarget, where);
    if (isObject(value)) trace.watch.made(value);
    return value;
  }
  const bound = boundOf(F);
  if (bound !== undefined) {
    return construct(
      bound.target,
      [...bound.args, ...args],
      [...padded(bound.lanes, bound.args.length), ...lanes],
      where,
      newTarget === F ? bound.target : newTarget,
    );
  }
  if (hasProxies()) {
    const proxy = proxyOf(F);
    if (proxy !== undefined) return proxyConstruct(proxy, args, lanes, newTarget, where);
  }
  return opaqueConstruct(trace, F, args, lanes, newTarget, where);
}

/** What makes instances as traced code: the function's own companion, the class that stands for it, or a class that has both forms. */
function constructorOf({ traced, construct: K, branches, fn }: Companions): AnyFunction | undefined {
  return K ?? traced ?? (branches === true ? fn : undefined);
}

function runNew(
  K: AnyFunction,
  args: readonly unknown[],
  lanes: readonly Lane[],
  newTarget: AnyFunction,
): unknown {
  r.args = lanes;
  r.selfLane = undefined;
  try {
    return Reflect.construct(K, args, newTarget);
  } finally {
    r.args = NO_LANES;
  }
}

/** The constructor that `super(…)` of traced code calls for a parent: the one that makes instances as traced code. */
export function tracedParent(parent: unknown): unknown {
  if (typeof parent !== 'function' || stampOf(parent) !== 0) return parent;
  const record = carriedRecord(parent);
  return record === undefined ? parent : (constructorOf(record) ?? parent);
}
