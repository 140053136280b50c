import { attach } from '../records/attach.js';
import { PROTOCOL_VERSION } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import { cloneTree } from '../tree/cloneTree.js';

/**
 * A copy of `x` that is constant: no derivative flows into it, and later changes of either do not reach the other.
 *
 * Numbers, text and functions are returned as they are; arrays, typed arrays, plain objects and Maps are copied deeply, with
 * ties and cycles. Costs one walk over `x`.
 *
 * @param x  a number, text, or a tree of arrays and plain objects
 * @returns the copy
 * @throws DIFF3105 for a class instance, whose private state cannot be copied
 * @example
 * const f = /* @differentiable *\/ (w) => constant(w)[0] * w[0];
 * gradient(f, [3])   // [[3]]   (only the second factor counts)
 */
export const constant: <T>(x: T) => T = /* @__PURE__ */ withoutDerivative(function constant<T>(x: T): T {
  return cloneTree(x, 'refuse', 'the argument of constant');
});

function withoutDerivative(f: <T>(x: T) => T): <T>(x: T) => T {
  return attach(f, f.name, PROTOCOL_VERSION, () => ({
    arity: 0,
    inactive: true,
    forward(t: Tape, self: unknown, self$: unknown, x: unknown): unknown {
      const copy = f(x);
      t.ret = undefined;
      return copy;
    },
    reverse: () => 0,
    tangent(t: Tape, self: unknown, self_: unknown, x: unknown): unknown {
      const copy = f(x);
      t.ret_ = undefined;
      return copy;
    },
  }));
}
