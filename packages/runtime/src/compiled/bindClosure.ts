import { attach } from '../records/attach.js';
import { PROTOCOL_VERSION, type CompanionFunctions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';

/** Companions of a function whose captured variables are its leading parameters. */
type Lifted = CompanionFunctions;

/**
 * Gives a closure made in a forward sweep its companions over what it captures. Cotangents of captured numbers collect in an
 * environment shadow, one slot each, which the reverse of the closure's creation reads and clears; it is left in `t.ret`.
 * @param count  parameters of the lifted function, captures included
 */
export function bindClosure<F extends (...args: never[]) => unknown>(
  t: Tape,
  fn: F,
  lifted: Lifted,
  count: number,
  captures: readonly unknown[],
  shadows: readonly unknown[],
): F {
  const leading = interleave(captures, shadows);
  const environment: number[] = captures.map(() => 0);
  const own = count - captures.length;
  attach(fn, fn.name, PROTOCOL_VERSION, () => ({
    arity: own,
    forward: (tape, self, self$, ...pairs) => lifted.forward(tape, self, self$, ...leading, ...pairs),
    reverse(tape, d) {
      const first = lifted.reverse(tape, d);
      const { r } = tape;
      if (captures.length === 0) return first;
      environment[0]! += first;
      for (let i = 1; i < captures.length; i++) environment[i]! += r[i]!;
      const result = r[captures.length]!;
      for (let i = 1; i < own; i++) r[i] = r[captures.length + i]!;
      return result;
    },
    tangent: lifted.tangent,
  }));
  t.ret = environment;
  return fn;
}

/** The same for the tangent sweep: captured values carry their tangents along. */
export function bindTangentClosure<F extends (...args: never[]) => unknown>(
  t: Tape,
  fn: F,
  lifted: Lifted,
  count: number,
  captures: readonly unknown[],
  tangents: readonly unknown[],
): F {
  const leading = interleave(captures, tangents);
  attach(fn, fn.name, PROTOCOL_VERSION, () => ({
    arity: count - captures.length,
    forward: lifted.forward,
    reverse: lifted.reverse,
    tangent: (tape, self, self_, ...pairs) => lifted.tangent(tape, self, self_, ...leading, ...pairs),
  }));
  t.ret_ = undefined;
  return fn;
}

function interleave(values: readonly unknown[], companions: readonly unknown[]): unknown[] {
  return values.flatMap((value, i) => [value, companions[i]]);
}
