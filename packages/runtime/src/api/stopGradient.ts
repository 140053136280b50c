import { attach } from '../records/attach.js';
import { PROTOCOL_VERSION } from '../records/Companions.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';
import { DiffError } from '../errors/DiffError.js';
import { isActive } from '../trace/opaque.js';
import { registers } from '../trace/registers.js';

/**
 * `x` itself, with the derivative stopped: what is computed from the result does not count as depending on `x`.
 *
 * An array or object is returned as it is, not copied: what is stored through the returned reference counts as constant too. Use
 * `constant(x)` for a copy with a life of its own.
 *
 * @param x  any value
 * @returns `x`
 * @example
 * const f = /* @differentiable *\/ (x) => x * stopGradient(x);
 * gradient(f, 3)   // [3]
 */
export const stopGradient: <T>(x: T) => T = /* @__PURE__ */ stopping(function stopGradient<T>(x: T): T {
  return x;
});

/**
 * The result gets a shadow of its own, into which cotangents run and are dropped; without one the object's true shadow would be
 * found again by its identity.
 */
function stopping(f: <T>(x: T) => T): <T>(x: T) => T {
  return attach(f, f.name, PROTOCOL_VERSION, () => ({
    arity: 0,
    inactive: true,
    forward(t: Tape, self: unknown, self$: unknown, x: unknown): unknown {
      refuseInTrace(x);
      t.ret = typeof x === 'number' ? undefined : sink(x, t.roots);
      return x;
    },
    reverse: () => 0,
    tangent(t: Tape, self: unknown, self_: unknown, x: unknown): unknown {
      refuseInTrace(x);
      t.ret_ = typeof x === 'number' ? 0 : sink(x, []);
      return x;
    },
  }));
}

/** In traced code derivatives are found by the object itself, which stays the same. */
function refuseInTrace(x: unknown): void {
  const { trace } = registers;
  if (trace === null || typeof x === 'number' || !isActive(trace, x, undefined)) return;
  throw new DiffError(
    'DIFF3105',
    'stopGradient of an object is not supported in a function that is compiled to traced code. ' +
      'Pass the numbers in it, or use constant(x), which gives a copy.',
  );
}

function sink(x: unknown, roots: unknown[]): unknown {
  const plan = new ShadowPlan({ objects: new Map(), buffers: new Map() }, 'the argument of stopGradient');
  const entry = plan.enter(x);
  for (const node of plan.nodes) roots.push(node.shadow);
  return shadowOfEntry(entry);
}
