import type { ListBuilder } from './consume.js';
import { begin, construct, finish, invoke, invokeForeign, tracedForm } from './invoke.js';
import { type Lane, NO_LANES } from './Lane.js';
import type { AnyFunction } from '../records/Companions.js';
import { calleeOf } from '../records/opaqueRecord.js';
import { Receiver } from './Receiver.js';
import { registers as r } from './registers.js';

/*
 * Calls of traced code. Arguments come in pairs, each value with its lane, so that a lane is read before anything else is computed.
 */

/*
 * `f(a, b)` is emitted as `got(k2(f, self, where, (t = a, lane of a), lane of b).call(self, t, b))`: what `k2` gives is called by the
 * emitted code itself, so that recursion takes one frame of the stack for each call.
 */

export function k0(f: unknown, self: unknown, where: string): AnyFunction {
  return handOver(f, self, where, NO_LANES);
}

export function k1(f: unknown, self: unknown, where: string, la: Lane): AnyFunction {
  return handOver(f, self, where, la === undefined ? NO_LANES : [la]);
}

export function k2(f: unknown, self: unknown, where: string, la: Lane, lb: Lane): AnyFunction {
  return handOver(f, self, where, la === undefined && lb === undefined ? NO_LANES : [la, lb]);
}

export function k3(f: unknown, self: unknown, where: string, la: Lane, lb: Lane, lc: Lane): AnyFunction {
  const isConstant = la === undefined && lb === undefined && lc === undefined;
  return handOver(f, self, where, isConstant ? NO_LANES : [la, lb, lc]);
}

export function kn(f: unknown, self: unknown, where: string, ...lanes: Lane[]): AnyFunction {
  return handOver(f, self, where, lanes);
}

function handOver(f: unknown, self: unknown, where: string, lanes: readonly Lane[]): AnyFunction {
  const traced = traceable(f, self);
  if (traced === null || traced === undefined) return adapted(f, where, lanes, traced);
  begin(lanes, undefined);
  return traced;
}

/** A call that anything but traced code answers: it is made at once by whatever calls the adapter. */
const called: { f: AnyFunction | undefined; where: string; lanes: readonly Lane[]; form: null | undefined } =
  {
    f: undefined,
    where: '',
    lanes: NO_LANES,
    form: undefined,
  };

/** Text or a BigInt that a native made of active numbers (`JSON.stringify`, `getBigInt64`), with its lane. */
let made: { readonly value: string | bigint; readonly lane: Lane } | undefined;

function adapted(f: unknown, where: string, lanes: readonly Lane[], form: null | undefined): AnyFunction {
  if (typeof f !== 'function') throw new TypeError(`${calleeOf(where)} is not a function`);
  called.f = f as AnyFunction;
  called.where = where;
  called.lanes = lanes;
  called.form = form;
  return adapter;
}

const adapter = function (this: unknown, ...args: unknown[]): unknown {
  const { f, where, lanes, form } = called;
  called.f = undefined;
  called.lanes = NO_LANES; // they would keep their trace
  const value = other(f, this, where, args, lanes, form);
  const hasLane = (typeof value === 'string' || typeof value === 'bigint') && r.trace !== null;
  if (hasLane && r.m !== undefined) made = { value, lane: r.m };
  return value;
};
// The program may put another method there.
Object.defineProperty(adapter, 'call', { value: Function.prototype.call });

/** What a call gave. */
export function got(value: unknown): unknown {
  if (typeof value === 'number') return value;
  finish(value);
  if (made !== undefined) {
    if (made.value === value) r.m = made.lane;
    made = undefined;
  }
  return value;
}

/*
 * With few arguments, and a callee that has a traced form, a call takes one small frame of the stack beside the callee's: recursion can be
 * nearly as deep as without lanes. What a call that threw has left in the registers is seen to where it is caught.
 */

export function c0(f: unknown, self: unknown, where: string): unknown {
  const traced = traceable(f, self);
  if (traced === null || traced === undefined) return other(f, self, where, [], NO_LANES, traced);
  begin(NO_LANES, undefined);
  return got(traced.call(self));
}

export function c1(f: unknown, self: unknown, where: string, a: unknown, la: Lane): unknown {
  const traced = traceable(f, self);
  if (traced === null || traced === undefined) return other(f, self, where, [a], [la], traced);
  begin(la === undefined ? NO_LANES : [la], undefined);
  return got(traced.call(self, a));
}

export function c2(
  f: unknown,
  self: unknown,
  where: string,
  a: unknown,
  la: Lane,
  b: unknown,
  lb: Lane,
): unknown {
  const traced = traceable(f, self);
  if (traced === null || traced === undefined) return other(f, self, where, [a, b], [la, lb], traced);
  begin(la === undefined && lb === undefined ? NO_LANES : [la, lb], undefined);
  return got(traced.call(self, a, b));
}

export function c3(
  f: unknown,
  self: unknown,
  where: string,
  a: unknown,
  la: Lane,
  b: unknown,
  lb: Lane,
  c: unknown,
  lc: Lane,
): unknown {
  const traced = traceable(f, self);
  if (traced === null || traced === undefined) return other(f, self, where, [a, b, c], [la, lb, lc], traced);
  begin(la === undefined && lb === undefined && lc === undefined ? NO_LANES : [la, lb, lc], undefined);
  return got(traced.call(self, a, b, c));
}

function traceable(f: unknown, self: unknown): AnyFunction | null | undefined {
  return r.trace === null || typeof f !== 'function' || Receiver.is(self) ? undefined : tracedForm(f);
}

/** @param form  null if the function is known to carry no companions */
function other(
  f: unknown,
  self: unknown,
  where: string,
  args: unknown[],
  lanes: readonly Lane[],
  form: null | undefined,
): unknown {
  const { trace } = r;
  if (trace === null && typeof f === 'function') return plain(f, self, args);
  if (form === null && trace !== null)
    return invokeForeign(trace, f as AnyFunction, self, undefined, args, lanes, where);
  return invoke(f, self, undefined, args, lanes, where);
}

/** A call with any number of arguments. */
export function cn(f: unknown, self: unknown, where: string, ...pairs: unknown[]): unknown {
  const { args, lanes } = unpair(pairs);
  if (r.trace === null && typeof f === 'function') return plain(f, self, args);
  return invoke(f, self, undefined, args, lanes, where);
}

/** A call with spread arguments. */
export function cs(f: unknown, self: unknown, where: string, { values, lanes }: ListBuilder): unknown {
  if (r.trace === null && typeof f === 'function') return plain(f, self, values);
  return invoke(f, self, undefined, values, lanes, where);
}

function plain(f: AnyFunction, self: unknown, args: unknown[]): unknown {
  r.m = undefined;
  return Reflect.apply(f, self, args);
}

function unpair(pairs: readonly unknown[]): { args: unknown[]; lanes: readonly Lane[] } {
  const count = pairs.length >> 1;
  const args = new Array<unknown>(count);
  const lanes = new Array<Lane>(count);
  for (let i = 0; i < count; i++) {
    args[i] = pairs[2 * i];
    lanes[i] = pairs[2 * i + 1] as Lane;
  }
  return { args, lanes };
}

/** `new F(…)` */
export function make(F: unknown, where: string, ...pairs: unknown[]): unknown {
  const { args, lanes } = unpair(pairs);
  return construct(F, args, lanes, where);
}

/** `new F(…)` with spread arguments. */
export function makeSpread(F: unknown, where: string, { values, lanes }: ListBuilder): unknown {
  return construct(F, values, lanes, where);
}
