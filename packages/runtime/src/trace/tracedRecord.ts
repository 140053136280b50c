import {
  type AnyFunction,
  type CompanionFunctions,
  type Companions,
  PROTOCOL_VERSION,
} from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import { abandonConstructions } from './classes.js';
import { boundOf } from './bound.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { construct, invoke } from './invoke.js';
import { type Lane, NO_LANES } from './Lane.js';
import { countingEffects, countingEffectsOfNew } from '../natives/effectFree.js';
import { nativeRecord } from '../natives/nativeRecord.js';
import { tracedNative, tracedNativeConstructor } from './natives/tracedNatives.js';
import { registers as r } from './registers.js';
import { ReverseTrace } from './ReverseTrace.js';
import { TangentTrace } from './TangentTrace.js';
import type { Trace } from './Trace.js';
import { stampOf } from './stamps.js';

/** A call of traced code from outside, as the tape of references keeps it. */
interface TracedCall {
  readonly trace: ReverseTrace;
  /** The entries that the call recorded. */
  readonly begin: number;
  readonly end: number;
  /** Entry of each argument, in order; 0 for what is no active number. */
  readonly leaves: readonly number[];
  /** Entry of the result, 0 if it is no active number. */
  readonly result: number;
}

/** The companions of a traced function for callers that do not trace: the API, compiled code. */
export function tracedCompanions(f: AnyFunction, name: string): Sweeps {
  return companionsOf((self, args, lanes) => invoke(f, self, undefined, args, lanes, name));
}

/** The record that stands for `new C(…)` in code that does not trace; its results are made as traced code. */
export function tracedConstruction(C: AnyFunction, where: string): Companions {
  const companions = countingEffectsOfNew(
    C,
    companionsOf((_self, args, lanes) => construct(C, args, lanes, where)) as CompanionFunctions,
  );
  return { version: PROTOCOL_VERSION, fn: C, name: C.name, constructs: true, ...companions };
}

/** The record that stands for a native which only traced code knows, in code that does not trace; undefined if that does not either. */
export function tracedNativeRecord(f: AnyFunction, where: string): Companions | undefined {
  if (tracedNative(f) === undefined) return undefined;
  const companions = countingEffects(
    f,
    companionsOf((self, args, lanes) => invoke(f, self, undefined, args, lanes, where)) as CompanionFunctions,
  );
  return { version: PROTOCOL_VERSION, fn: f, name: f.name, ...companions };
}

/** Whether instances can be made as traced code. */
export function isTraced({ traced, construct: K, branches }: Companions): boolean {
  return traced !== undefined || K !== undefined || branches === true;
}

const records = new WeakMap<AnyFunction, Companions>();

/**
 * The record of a bound function or proxy whose making was seen, which stands for calls of what it is made of, or of a function that
 * traced code made.
 */
export function recordThrough(f: unknown): Companions | undefined {
  if (typeof f !== 'function') return undefined;
  const made = records.get(f);
  if (made !== undefined) return made;
  const isProxy = hasProxies() && proxyOf(f) !== undefined;
  if (stampOf(f) === 0 && boundOf(f) === undefined && !isProxy) return undefined;
  // A proxy is not asked for its name.
  const own = recordOf(f, isProxy ? 'a proxy' : f.name);
  records.set(f, own);
  return own;
}

function recordOf(f: AnyFunction, name: string): Companions {
  return { version: PROTOCOL_VERSION, fn: f, name, traced: f, ...tracedCompanions(f, name) };
}

type Sweeps = Pick<CompanionFunctions, 'forward' | 'reverse' | 'tangent'>;
type Run = (self: unknown, args: readonly unknown[], lanes: readonly Lane[]) => unknown;

function companionsOf(callee: Run): Sweeps {
  return {
    forward(t, self, self$, ...pairs) {
      const trace = reverseTraceOf(t);
      trace.mixed ||= t.mixed;
      const begin = trace.n;
      const count = pairs.length >> 1;
      const args = new Array<unknown>(count);
      const lanes = new Array<Lane>(count);
      const leaves = new Array<number>(count);
      for (let i = 0; i < count; i++) {
        const x = (args[i] = pairs[2 * i]);
        const isActive = typeof x === 'number' && pairs[2 * i + 1] !== null;
        const leaf = isActive ? trace.leaf() : undefined;
        lanes[i] = leaf;
        leaves[i] = leaf?.index ?? 0;
        adopt(trace, x, pairs[2 * i + 1]);
      }
      adopt(trace, self, self$);
      trace.inert = trace.n === 1 && t.map.size === 0 && t.n === 0 && t.m === 0;
      const value = run(trace, callee, self, args, lanes);
      const lane = r.m;
      const call: TracedCall = {
        trace,
        begin,
        end: trace.n,
        leaves,
        result: typeof value === 'number' ? trace.indexOf(lane) : 0,
      };
      t.o[t.m++] = call;
      t.ret = isReference(value) ? trace.slotsOf(value) : undefined;
      return value;
    },
    reverse(t, dy) {
      const { trace, begin, end, leaves, result } = t.o[--t.m] as TracedCall;
      if (result !== 0) trace.seed(result, dy);
      trace.sweep(begin, end);
      const { length } = leaves;
      if (length > t.r.length) t.clearRegisters(length);
      for (let i = 1; i < length; i++) t.r[i] = leaves[i] === 0 ? 0 : trace.take(leaves[i]);
      return length > 0 && leaves[0] !== 0 ? trace.take(leaves[0]) : 0;
    },
    tangent(t, self, self_, ...pairs) {
      const trace = tangentTraceOf(t);
      trace.mixed ||= t.mixed;
      const count = pairs.length >> 1;
      const args = new Array<unknown>(count);
      const lanes = new Array<Lane>(count);
      for (let i = 0; i < count; i++) {
        const x = (args[i] = pairs[2 * i]);
        const x_ = pairs[2 * i + 1];
        lanes[i] = typeof x === 'number' && typeof x_ === 'number' ? trace.lane(x_) : undefined;
        adopt(trace, x, x_);
      }
      adopt(trace, self, self_);
      trace.inert =
        count === 0 && self_ === undefined && t.mirrors.size === 0 && t.state === 'forward' && !trace.mixed;
      const value = run(trace, callee, self, args, lanes);
      t.ret_ =
        typeof value === 'number'
          ? trace.tangentOf(r.m)
          : isReference(value)
            ? trace.slotsOf(value)
            : undefined;
      return value;
    },
  };
}

function run(
  trace: Trace,
  callee: Run,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  const before = r.trace;
  r.trace = trace;
  try {
    const value = callee(self, args, lanes);
    // A promise is asked when it is settled.
    if (!(value instanceof Promise)) trace.refuseToGoOn();
    return value;
  } finally {
    r.trace = before;
    if (before === null) {
      r.args = NO_LANES;
      r.task = undefined;
      r.thrown = undefined;
      abandonConstructions();
    }
  }
}

/** The tables of natives are made before the program runs, which may change what they are made with. */
export function makeTables(): void {
  tracedNative(undefined);
  tracedNativeConstructor(undefined);
  nativeRecord(makeTables);
}

/** The trace of a tape's forward sweep; made at the first call of traced code. */
export function reverseTraceOf(t: Tape): ReverseTrace {
  if (t.trace instanceof ReverseTrace) return t.trace;
  return openTrace(t.makeTrace === undefined ? new ReverseTrace(t) : (t.makeTrace() as ReverseTrace));
}

/** Makes a trace that of its tape. */
export function openTrace<T extends ReverseTrace>(trace: T): T {
  const { tape } = trace;
  makeTables();
  tape.trace = trace;
  // Whoever goes on with what traced code has touched looks shadows up by the objects themselves.
  tape.late++;
  return trace;
}

export function tangentTraceOf(t: Tape): TangentTrace {
  if (t.trace instanceof TangentTrace) return t.trace;
  makeTables();
  const trace = new TangentTrace(t);
  t.trace = trace;
  t.late++;
  return trace;
}

/** Tells the trace the shadow of what companions hand over. */
function adopt(trace: Trace, x: unknown, slots: unknown): void {
  if (!isReference(x) || typeof slots !== 'object' || slots === null) return;
  // What was there before a checkpoint made its call, that has met by now; any other object companions made in the call.
  if (trace.watch !== undefined && typeof x === 'object' && !trace.tape.map.has(x)) trace.watch.made(x);
  trace.adopt(x, slots);
}

function isReference(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}
