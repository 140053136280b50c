import { DiffError, SpeculationError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { attach, carriedRecord } from '../records/attach.js';
import { PROTOCOL_VERSION, type TracedFunction } from '../records/Companions.js';
import { isLater } from '../trace/callRecord.js';
import { enter } from '../trace/functions.js';
import { invoke } from '../trace/invoke.js';
import { JacobianTrace } from '../trace/JacobianTrace.js';
import { registers } from '../trace/registers.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import { ON_ENTRY, stamp } from '../trace/stamps.js';

/**
 * `f(...args)`, differentiated in forward mode within a reverse sweep: of the call nothing is kept but its Jacobian.
 *
 * While `f` runs, each number carries its derivatives with respect to everything active that `f` has read so far (arguments, what it captured, elements
 * of arrays, properties), as many as are not zero. What is kept for the reverse sweep is one number for each derivative of what `f` leaves (its result,
 * what it stored, variables that it assigned), however long it runs. `f` runs once. It is worth it for a long computation on few inputs; each operation
 * takes time in proportion to the inputs that it depends on.
 *
 * `f` runs as traced code, as does the function that calls `forwardMode` by that name. Calls of rules and of code without a traced form are kept as in
 * reverse mode. Outside of differentiation and within forward mode it is just `f(...args)`. Where partial derivatives are infinite, the products that
 * forward mode makes of them can give NaN where reverse mode gives none.
 *
 * @param f  a differentiable function, neither async nor a generator
 * @param args  its arguments, of any kind
 * @returns what `f` gives
 * @throws DIFF3003 if `f` is no function; DIFF3105 if its result is computed later, or `f` is a closure without a traced form; what `f` throws
 * @example
 * const orbit = /* @differentiable *\/ (c) => {
 *   let x = 0;
 *   for (let i = 0; i < 1000; i++) x = Math.cos(x) * c;
 *   return x;
 * };
 * const f = /* @differentiable *\/ (c) => forwardMode(orbit, c) * 2;
 * gradient(f, 0.5)[0] === 2 * derivative(orbit, 0.5)   // true
 */
export const forwardMode: <A extends readonly unknown[], R>(f: (...args: A) => R, ...args: A) => R =
  /* @__PURE__ */ withTracedForm(function forwardMode<A extends readonly unknown[], R>(
    f: (...args: A) => R,
    ...args: A
  ): R {
    return expectFunction(f)(...args);
  });

const PLACE = 'f, given to forwardMode';

function withTracedForm<F extends (...args: never[]) => unknown>(forwardMode: F): F {
  return attach(forwardMode, forwardMode.name, PROTOCOL_VERSION, () => ({
    traced: stamp(inTrace, ON_ENTRY),
  }));
}

function inTrace(f: unknown, ...args: unknown[]): unknown {
  const lanes = enter().slice(1);
  const callee = expectFunction(f);
  const run = (f: TracedFunction = callee): unknown => invoke(f, undefined, undefined, args, lanes, PLACE);
  const { trace } = registers;
  // Within another one it is forward mode already.
  if (!(trace instanceof ReverseTrace) || trace.recorder() !== trace || trace.inert || trace.tape.keepsAll)
    return run();
  const { captured, traced, nest } = carriedRecord(callee) ?? {};
  if (captured !== undefined && traced === undefined && nest === undefined)
    throw new SpeculationError(
      'DIFF3105',
      'forwardMode was given a closure without a traced form. Compile the file that makes it with the version of the plugin that belongs to this runtime.',
    );
  const own = new JacobianTrace(trace);
  registers.trace = own;
  let value: unknown;
  let isNumber = false;
  try {
    value = run(nest?.(own));
    isNumber = typeof value === 'number';
    own.refuseToGoOn();
  } finally {
    const lane = isNumber ? registers.m : undefined;
    registers.trace = trace;
    own.release();
    registers.m = trace.one(lane, 1);
  }
  if (isLater(value))
    throw new DiffError(
      'DIFF3105',
      `forwardMode was given a function whose result, ${describe(value)}, is computed later: an async function or a generator. ` +
        'Give it a function that computes its result at once.',
    );
  return value;
}

function expectFunction(f: unknown): (...args: readonly unknown[]) => never {
  if (typeof f === 'function') return f as (...args: readonly unknown[]) => never;
  throw new DiffError(
    'DIFF3003',
    `forwardMode needs a function and its arguments, and was given ${describe(f)}: forwardMode(f, x, y).`,
  );
}
