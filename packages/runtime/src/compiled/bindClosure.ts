import { attach } from '../records/attach.js';
import {
  PROTOCOL_VERSION,
  type CompanionFunctions,
  type EmittedCompanions,
  type TracedFunction,
} from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import type { Lane } from '../trace/Lane.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import { TangentTrace } from '../trace/TangentTrace.js';
import type { Trace } from '../trace/Trace.js';

/** Companions of a function whose captured variables are its leading parameters. */
export interface Lifted extends Omit<CompanionFunctions, 'traced'> {
  /** Gives the function as traced code, over the captured values and the lanes of those that are numbers. */
  readonly traced?: (...captures: unknown[]) => TracedFunction;
}

/**
 * Gives a closure made in a forward sweep its companions over what it captures. Cotangents of captured numbers collect in an
 * environment shadow, one slot each, which the reverse of the closure's creation reads and clears; it is left in `t.ret`.
 *
 * In another sweep than the one that made it (the closure was returned or stored) what it captures counts as captured from
 * outside: numbers are constants, objects have the shadow that they have there.
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
  const environment: number[] = captures.map(() => 0);
  const companions = companionsOver(t, lifted, count, captures, { shadows, environment });
  attach(fn, fn.name, PROTOCOL_VERSION, () => companions);
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
  const companions = companionsOver(t, lifted, count, captures, { tangents });
  attach(fn, fn.name, PROTOCOL_VERSION, () => companions);
  t.ret_ = undefined;
  return fn;
}

/** What the captured values carry in the sweep that makes the closure. */
export interface Carried {
  readonly shadows?: readonly unknown[];
  readonly environment?: number[];
  readonly tangents?: readonly unknown[];
}

/** The companions of a closure over what it captures. */
export function companionsOver(
  maker: Tape,
  lifted: Lifted,
  count: number,
  captures: readonly unknown[],
  { shadows, environment, tangents }: Carried,
): EmittedCompanions {
  const captured = captures.length;
  const arity = count - captured;
  const { sweep } = maker;
  const isOwn = (tape: Tape): boolean => tape === maker && tape.sweep === sweep;
  const withShadows = shadows && interleave(captures, shadows);
  const withTangents = tangents && interleave(captures, tangents);
  const outsideShadows = (tape: Tape): unknown[] =>
    captures.flatMap((value) => [value, tape.shadowOf(value)]);
  const outsideTangents = (tape: Tape): unknown[] =>
    captures.flatMap((value) => [value, typeof value === 'number' ? 0 : tape.mirrorOf(value)]);
  const { traced } = lifted;
  // Lanes are made for each call, so that entries of loads lie among those that are being recorded.
  const nest = (root: Trace): TracedFunction => {
    const carried = isOwn(root.tape) ? lanesOf(root, captures, { shadows, environment, tangents }) : [];
    return traced!(...captures, ...carried);
  };
  return {
    arity,
    nest: traced && nest,
    restartable: lifted.restartable === true,
    captured: captures,
    forward(tape, self, self$, ...pairs) {
      const leading = withShadows && isOwn(tape) ? withShadows : outsideShadows(tape);
      return lifted.forward(tape, self, self$, ...leading, ...pairs);
    },
    reverse(tape, d) {
      if (count > tape.r.length) tape.clearRegisters(count);
      const first = lifted.reverse(tape, d);
      if (captured === 0) return first;
      const { r } = tape;
      if (environment && isOwn(tape)) {
        environment[0] += first;
        for (let i = 1; i < captured; i++) environment[i] += r[i];
      }
      const result = arity > 0 ? r[captured] : 0;
      for (let i = 1; i < arity; i++) r[i] = r[captured + i];
      return result;
    },
    tangent(tape, self, self_, ...pairs) {
      const leading = withTangents && isOwn(tape) ? withTangents : outsideTangents(tape);
      return lifted.tangent(tape, self, self_, ...leading, ...pairs);
    },
  };
}

/** Lanes of the captured numbers; captured objects have the shadows that the companions gave them. */
function lanesOf(root: Trace, captures: readonly unknown[], carried: Carried): Lane[] {
  const { shadows, environment, tangents } = carried;
  return captures.map((value, i) => {
    if (typeof value === 'number') {
      if (root instanceof ReverseTrace && environment !== undefined)
        return root.load(environment as unknown as Record<number, unknown>, i);
      const tangent = tangents?.[i];
      return root instanceof TangentTrace && typeof tangent === 'number' ? root.lane(tangent) : undefined;
    }
    const slots = (shadows ?? tangents)?.[i];
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (isObject && typeof slots === 'object' && slots !== null) root.adopt(value, slots);
    return undefined;
  });
}

function interleave(values: readonly unknown[], companions: readonly unknown[]): unknown[] {
  return values.flatMap((value, i) => [value, companions[i]]);
}
