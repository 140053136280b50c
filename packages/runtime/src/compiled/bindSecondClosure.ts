import { attach } from '../records/attach.js';
import { PROTOCOL_VERSION, type SecondEntries } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import { companionsOver, type Lifted } from './bindClosure.js';

/**
 * `bindClosure` for a second-order sweep: what is captured carries its tangents, its shadows and the shadows of tangents along, and there are two
 * environment shadows, which are left in `ret` of both tapes.
 * @param mirrors  what stands beside the captured values: tangents of numbers, mirrors of objects
 * @param tangents  what stands beside their shadows
 */
export function bindSecondClosure<F extends (...args: never[]) => unknown>(
  t: Tape,
  fn: F,
  lifted: Lifted,
  count: number,
  captures: readonly unknown[],
  shadows: readonly unknown[],
  mirrors: readonly unknown[],
  tangents: readonly unknown[],
): F {
  const environment: number[] = captures.map(() => 0);
  const environmentTangents: number[] = captures.map(() => 0);
  const first = companionsOver(t, lifted, count, captures, { shadows, environment, tangents: mirrors });
  const entries = lifted.second;
  const leading = captures.flatMap((value, i) => [value, mirrors[i], shadows[i], tangents[i]]);
  const { sweep } = t;
  const isOwn = (tape: Tape): boolean => tape === t && tape.sweep === sweep;
  const second = entries && {
    forward: forwardOver(entries, captures, leading, isOwn),
    reverse: reverseOver(entries, captures.length, count, (tape, d0) => {
      if (!isOwn(tape)) return;
      const { r } = tape;
      const r_ = tape.lanes[1].r;
      environment[0] += d0;
      environmentTangents[0] += r_[0];
      for (let i = 1; i < captures.length; i++) {
        environment[i] += r[i];
        environmentTangents[i] += r_[i];
      }
    }),
  };
  attach(fn, fn.name, PROTOCOL_VERSION, () => ({ ...first, second }));
  t.ret = environment;
  t.lanes[1].ret = environmentTangents;
  return fn;
}

function forwardOver(
  entries: SecondEntries,
  captures: readonly unknown[],
  leading: readonly unknown[],
  isOwn: (tape: Tape) => boolean,
): SecondEntries['forward'] {
  const outside = (tape: Tape): unknown[] =>
    captures.flatMap((value) => [
      value,
      typeof value === 'number' ? 0 : tape.mirrorOf(value),
      tape.shadowOf(value),
      tape.lanes[1].shadowOf(value),
    ]);
  return (tape, self, self_, self$, self$_, ...given) =>
    entries.forward(tape, self, self_, self$, self$_, ...(isOwn(tape) ? leading : outside(tape)), ...given);
}

/** @param collect  takes the cotangents of what is captured, and their tangents: the first one as it is given, the others in registers */
function reverseOver(
  entries: SecondEntries,
  captured: number,
  count: number,
  collect: (tape: Tape, d0: number) => void,
): SecondEntries['reverse'] {
  const arity = count - captured;
  return (tape, d, d_) => {
    const tangents = tape.lanes[1];
    if (count > tape.r.length) tape.clearRegisters(count);
    if (count > tangents.r.length) tangents.clearRegisters(count);
    const d0 = entries.reverse(tape, d, d_);
    if (captured === 0) return d0;
    collect(tape, d0);
    const { r } = tape;
    const r_ = tangents.r;
    const result = arity > 0 ? r[captured] : 0;
    r_[0] = arity > 0 ? r_[captured] : 0;
    for (let i = 1; i < arity; i++) {
      r[i] = r[captured + i];
      r_[i] = r_[captured + i];
    }
    return result;
  };
}
