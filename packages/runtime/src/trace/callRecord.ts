import { DiffError } from '../errors/DiffError.js';
import { carriedRecord } from '../records/attach.js';
import type { AnyFunction, Companions } from '../records/Companions.js';
import { enterKnown } from '../shadow/enterKnown.js';
import type { Lane } from './Lane.js';
import { isActive } from './opaque.js';
import { registers as r } from './registers.js';
import { ReverseTrace } from './ReverseTrace.js';
import type { TangentTrace } from './TangentTrace.js';
import type { Watch } from '../tape/Tape.js';
import type { Trace } from './Trace.js';

/** Calls companions (compiled code, a rule) from traced code. */
export function callRecord(
  trace: Trace,
  companions: Companions,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  if (trace.callCompanions !== undefined) return trace.callCompanions(companions, self, args, lanes);
  trace.mixed = true;
  if (trace.watch !== undefined) reachAll(trace.watch, self, args);
  const value =
    trace instanceof ReverseTrace
      ? callForward(trace.recorder(), companions, self, args, lanes)
      : callTangent(trace as TangentTrace, companions, self, args, lanes);
  if (companions.isForeign === true && isLater(value)) refuseLater(trace, companions, self, args, lanes);
  return value;
}

/** What companions are given they may look at. */
function reachAll(watch: Watch, self: unknown, args: readonly unknown[]): void {
  if (isReference(self)) watch.reach(self);
  for (let i = 0; i < args.length; i++) if (isReference(args[i])) watch.reach(args[i]);
}

/** Is a value something whose numbers are computed when it is used? */
export function isLater(value: unknown): boolean {
  if (typeof value === 'function') return carriedRecord(value as AnyFunction) === undefined;
  if (typeof value !== 'object' || value === null) return false;
  return (
    value instanceof Promise ||
    iterators.some((prototype) => Object.prototype.isPrototypeOf.call(prototype, value))
  );
}

const iterators: readonly object[] = [
  Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object,
  Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()))) as object,
];

/** What another copy of the runtime computes later goes past the trace of this one. */
function refuseLater(
  trace: Trace,
  { name }: Companions,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): void {
  if (!isActive(trace, self, undefined) && !args.some((x, i) => isActive(trace, x, lanes[i]))) return;
  throw new DiffError(
    'DIFF3101',
    `the derivative is lost in what \`${name}\` gives, which is computed later: its code imports another copy of @diffjs/runtime. ` +
      'Install one copy (npm ls @diffjs/runtime shows them).',
  );
}

function callForward(
  trace: ReverseTrace,
  companions: Companions,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  const { tape } = trace;
  const pairs = new Array<unknown>(2 * args.length);
  const nodes = new Array<number>(args.length);
  for (let i = 0; i < args.length; i++) {
    const x = args[i];
    const lane = lanes[i];
    nodes[i] = typeof x === 'number' ? trace.indexOf(lane) : 0;
    const isActive = nodes[i] !== 0;
    pairs[2 * i] = x;
    // null says that a number is a constant.
    pairs[2 * i + 1] = typeof x === 'number' ? (isActive ? undefined : null) : slotsOf(trace, x);
  }
  const { n, m } = tape;
  const { trace: around } = r;
  const begin = trace.n;
  let value: unknown;
  try {
    value = companions.forward(tape, self, slotsOf(trace, self), ...pairs);
  } catch (error) {
    tape.n = n;
    tape.m = m;
    throw error;
  } finally {
    r.trace = around;
  }
  const result$ = tape.ret;
  if (tape.m === m && tape.n === n && trace.n === begin && typeof value !== 'number') {
    // Nothing was recorded, so there is nothing to reverse.
    adoptResult(trace, value, result$);
    return value;
  }
  const hasObjects = isReference(value) || isReference(self) || args.some(isReference);
  const result = trace.call({ companions, nodes, begin, hasObjects });
  adoptResult(trace, value, result$);
  // A closure may have recorded nothing, and have its derivative go to what it captured.
  if (typeof value === 'number' && companions.inactive !== true) r.m = result;
  return value;
}

function callTangent(
  trace: TangentTrace,
  companions: Companions,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  const { tape } = trace;
  const pairs = new Array<unknown>(2 * args.length);
  for (let i = 0; i < args.length; i++) {
    const x = args[i];
    pairs[2 * i] = x;
    pairs[2 * i + 1] = typeof x === 'number' ? trace.tangentOf(lanes[i]) : slotsOf(trace, x);
  }
  let value: unknown;
  try {
    value = companions.tangent(tape, self, slotsOf(trace, self), ...pairs);
  } finally {
    r.trace = trace;
  }
  const tangent = tape.ret_;
  adoptResult(trace, value, tangent);
  if (typeof value === 'number') r.m = typeof tangent === 'number' ? trace.lane(tangent) : undefined;
  return value;
}

function slotsOf(trace: Trace, x: unknown): unknown {
  return isReference(x) ? trace.slotsOf(x) : undefined;
}

function adoptResult(trace: Trace, value: unknown, slots: unknown): void {
  r.m = undefined;
  if (!isReference(value) || typeof slots !== 'object' || slots === null) return;
  // What the value holds is asked for without it.
  if (ArrayBuffer.isView(value)) trace.adopt(value, slots);
  else enterKnown(value, slots, trace.table);
}

function isReference(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}
