import { type Lane, NO_LANES } from './Lane.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';

/** Lanes of the arguments of generators that have not started. */
const waiting = new WeakMap<object, { readonly lanes: readonly Lane[]; readonly selfLane: Lane }>();

const traced = new WeakSet<object>();

/** Remembers that a generator runs traced code. */
export function rememberGenerator(generator: object): void {
  traced.add(generator);
}

export function isTracedGenerator(generator: object): boolean {
  return traced.has(generator);
}

/** Keeps the lanes of a generator's arguments until its body runs. */
export function keepLanes(trace: Trace, generator: object, lanes: readonly Lane[], selfLane: Lane): void {
  if (trace.owns(selfLane) || lanes.some((lane) => trace.owns(lane)))
    waiting.set(generator, { lanes, selfLane });
}

/** Hands the lanes over to the generator that is about to be resumed, if it starts now. */
export function deliverLanes(generator: object): void {
  const kept = waiting.get(generator);
  if (kept === undefined) {
    r.args = NO_LANES;
    return;
  }
  waiting.delete(generator);
  r.args = kept.lanes;
  r.selfLane = kept.selfLane;
}

export function hasWaitingLanes(generator: object): boolean {
  return waiting.has(generator);
}
