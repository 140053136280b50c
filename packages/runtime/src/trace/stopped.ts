import { refuseToHandBack } from '../records/nondifferentiable.js';
import { isActive } from './opaque.js';
import { registers as r } from './registers.js';
import type { Trace } from './Trace.js';

/** A function marked `@nondifferentiable` begins: until it ends, operations do just what the language does. */
export function stopTrace(): Trace | null {
  const { trace } = r;
  r.trace = null;
  return trace;
}

/** It has ended. */
export function resumeTrace(trace: Trace | null): void {
  r.trace = trace;
  r.m = undefined;
}

/**
 * What it gives.
 * @throws DIFF3105 for something that is differentiated, whose derivative would not be stopped
 */
export function constantFrom(trace: Trace | null, value: unknown): unknown {
  if (trace !== null && typeof value === 'object' && isActive(trace, value, undefined)) {
    r.trace = trace;
    refuseToHandBack();
  }
  return value;
}
