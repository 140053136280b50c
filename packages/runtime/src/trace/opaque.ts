import { carriedRecord } from '../records/attach.js';
import type { AnyFunction } from '../records/Companions.js';
import { type ActiveState, holdsActive } from '../records/holdsActive.js';
import { lostIn } from '../records/opaqueRecord.js';
import type { Lane } from './Lane.js';
import { hasBits } from './bits.js';
import { hasWaitingLanes } from './lateLanes.js';
import { isRevoke } from './proxies.js';
import { registers as r } from './registers.js';
import { stampOf } from './stamps.js';
import type { Trace } from './Trace.js';

/** Calls a function of which nothing is known, if no derivative can be lost in it. */
export function opaqueCall(
  trace: Trace,
  f: AnyFunction,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  refuseActive(trace, f, self, selfLane, args, lanes, where);
  r.m = undefined;
  const value: unknown = Reflect.apply(f, self, args);
  r.m = undefined;
  return value;
}

/** The same for `new F(…)`. */
export function opaqueConstruct(
  trace: Trace,
  F: AnyFunction,
  args: readonly unknown[],
  lanes: readonly Lane[],
  newTarget: AnyFunction,
  where: string,
): unknown {
  refuseActive(trace, F, undefined, undefined, args, lanes, where);
  return Reflect.construct(F, args, newTarget);
}

/** @throws DIFF3101 if a derivative would be lost in the call */
export function refuseActive(
  trace: Trace,
  f: AnyFunction,
  self: unknown,
  selfLane: Lane,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): void {
  if (trace.inert || isRevoke(f)) return;
  const state = stateOf(trace);
  if (trace.owns(selfLane) || holdsActive(self, state)) throw lostIn(f, where, 'the object it is called on');
  for (let i = 0; i < args.length; i++) {
    const x = args[i];
    if (typeof x === 'number' ? trace.owns(lanes[i]) : holdsActive(x, state))
      throw lostIn(f, where, `argument ${i}`);
  }
}

function stateOf(trace: Trace): ActiveState {
  return {
    hasShadow: (o) => trace.slotsOf(o) !== undefined || hasBits(trace, o as ArrayBuffer),
    isCompiled: (f) => stampOf(f) !== 0 || carriedRecord(f) !== undefined,
    hasAside: (o) => trace.hasAside(o) || hasWaitingLanes(o),
  };
}

/** Whether a value is a number with a lane of this trace, or holds something active. */
export function isActive(trace: Trace, x: unknown, lane: Lane): boolean {
  return typeof x === 'number' ? trace.owns(lane) : holdsActive(x, stateOf(trace));
}
