import { CheckpointedCall } from '../checkpoints/CheckpointedCall.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { attach } from '../records/attach.js';
import { PROTOCOL_VERSION } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import { enter } from '../trace/functions.js';
import { invoke } from '../trace/invoke.js';
import { registers } from '../trace/registers.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import { reverseTraceOf } from '../trace/tracedRecord.js';
import { ON_ENTRY, stamp } from '../trace/stamps.js';

/**
 * `f(...args)`, of which a reverse sweep keeps nothing but what went in: it calls `f` once more to reverse it.
 *
 * Memory for time: the tape of a call lives only while the call is made, and while it is reversed. Calls nest. Outside of differentiation, and in
 * forward mode, it is just `f(...args)`.
 *
 * What the call met (arguments, what it captured, objects of modules) is given back what it held for the second call, and has what it holds now
 * afterwards, so that `f` may change it. Results of clocks, of `Math.random` and `crypto`, and of functions that are not compiled are kept and given
 * again; neither these functions nor `console` are called twice. Variables that change are set back too, in files that name `checkpoint`; private fields
 * of objects from before the call are not: the reverse sweep throws DIFF3110 if the second call does other than the first.
 *
 * Reference: Griewank & Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 12.
 *
 * @param f  a differentiable function, neither async nor a generator
 * @param args  its arguments, of any kind
 * @returns what `f` gives
 * @throws DIFF3003 if `f` is no function; DIFF3105 if its result is computed later; DIFF3110, in the reverse sweep, if the second call went another
 *   way; what `f` throws
 * @example
 * const layer = /* @differentiable *\/ (w, x) => Math.tanh(w * x);
 * const deep = /* @differentiable *\/ (w, x) => checkpoint(layer, w, checkpoint(layer, w, x));
 * gradient(deep, 0, 1)   // [0, 0]
 */
export const checkpoint: <A extends readonly unknown[], R>(f: (...args: A) => R, ...args: A) => R =
  /* @__PURE__ */ withCompanions(function checkpoint<A extends readonly unknown[], R>(
    f: (...args: A) => R,
    ...args: A
  ): R {
    return expectFunction(f)(...args);
  });

const PLACE = 'f, given to checkpoint';

function withCompanions<F extends (...args: never[]) => unknown>(checkpoint: F): F {
  return attach(checkpoint, checkpoint.name, PROTOCOL_VERSION, () => ({
    restartable: true,
    forward: callFromCompiled,
    reverse(t: Tape, dy: number) {
      const { call, count } = t.o[--t.m] as CompiledCall;
      const first = call.reverse(dy, count);
      // The first argument of all is the function.
      if (count + 1 > t.r.length) t.clearRegisters(count + 1);
      for (let i = count; i > 1; i--) t.r[i] = t.r[i - 1]!;
      t.r[1] = first;
      return 0;
    },
    tangent(t: Tape, _self: unknown, _self_: unknown, f?: unknown, _f_?: unknown, ...pairs: unknown[]) {
      return t.resolve(expectFunction(f), PLACE).tangent(t, undefined, undefined, ...pairs);
    },
    traced: stamp(callFromTraced, ON_ENTRY),
  }));
}

/** What the tape of references keeps of a call from compiled code. */
interface CompiledCall {
  readonly call: CheckpointedCall;
  /** Number of arguments of the function called. */
  readonly count: number;
}

function callFromCompiled(
  t: Tape,
  _self: unknown,
  _self$: unknown,
  f?: unknown,
  _f$?: unknown,
  ...pairs: unknown[]
): unknown {
  const callee = t.resolve(expectFunction(f), PLACE);
  const count = pairs.length >> 1;
  const call = new CheckpointedCall(t, {
    given(met) {
      met.reach(f);
      for (let i = 0; i < pairs.length; i += 2) met.reach(pairs[i], pairs[i + 1]);
    },
    run: (tape) => {
      const value = callee.forward(tape, undefined, undefined, ...pairs);
      return { value, value$: typeof value === 'number' ? undefined : tape.ret };
    },
    reverse(tape, dy) {
      tape.clearRegisters(count);
      const first = callee.reverse(tape, dy);
      const written = callee.arity ?? count;
      for (let i = Math.max(1, written); i < count; i++) tape.r[i] = 0;
      return written > 0 ? first : 0;
    },
  });
  call.first();
  // Compiled code catches nothing.
  if (call.threw) throw call.value;
  t.o[t.m++] = { call, count } satisfies CompiledCall;
  t.ret = call.value$;
  return call.value;
}

/** The same in traced code, where numbers come with their lanes. */
function callFromTraced(f: unknown, ...args: unknown[]): unknown {
  const lanes = enter().slice(1);
  const { trace } = registers;
  const run = (): unknown => invoke(expectFunction(f), undefined, undefined, args, lanes, PLACE);
  if (!(trace instanceof ReverseTrace) || trace.recorder() !== trace || trace.inert || trace.tape.keepsAll)
    return run();
  let result = 0;
  const call = new CheckpointedCall(trace.tape, {
    given: (met) => {
      if (typeof f === 'function') met.meet(f);
    },
    run: (tape) => {
      const own = (registers.trace = reverseTraceOf(tape));
      const value = run();
      own.refuseToGoOn();
      result = typeof value === 'number' ? own.indexOf(registers.m) : 0;
      const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
      return { value, value$: isObject ? own.slotsOf(value) : undefined };
    },
    reverse(_tape, dy, own) {
      if (own === undefined) return 0;
      if (result !== 0) own.seed(result, dy);
      own.sweep(1, own.n);
      return 0;
    },
  });
  call.first();
  registers.m = undefined;
  const entry = trace.custom({ reverse: (_trace, d) => void call.reverse(d, 0) });
  if (call.threw) throw call.value;
  if (typeof call.value === 'number' && result !== 0) registers.m = entry;
  return call.value;
}

function expectFunction(f: unknown): (...args: readonly unknown[]) => never {
  if (typeof f === 'function') return f as (...args: readonly unknown[]) => never;
  throw new DiffError(
    'DIFF3003',
    `checkpoint needs a function and its arguments, and was given ${describe(f)}: checkpoint(f, x, y).`,
  );
}
