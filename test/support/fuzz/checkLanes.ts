import { jvp } from '@diffjs/runtime';
import { carriedRecord, LANES, laneSweep, Tape } from '@diffjs/runtime/compiled';
import type { Program } from './loadProgram.js';
import { firstDifference, getAt, mapNumbers } from './trees.js';

/** What a sweep for several tangents is seen to do. */
export interface LanesCheck {
  /** Whether the function has a lanes companion and it took the arguments. */
  readonly ran: boolean;
  /** How it differs from single tangents; null if it does not. */
  readonly detail: string | null;
}

/**
 * Compares a sweep for several tangents with as many for one, bit for bit: values, tangents, and errors.
 *
 * @param tangentOf  makes tangents of arguments
 */
export function checkLanes(
  program: Program,
  makeArgs: () => unknown[],
  tangentOf: (args: unknown[]) => unknown[],
): LanesCheck {
  const record = carriedRecord(program.f);
  if (record?.several === undefined) return { ran: false, detail: null };
  // The last lane has the tangent zero.
  const scales = Array.from({ length: LANES }, (_, k) => (k === LANES - 1 ? 0 : 1 + 0.3 * k * k));
  const tangents = scales.map((scale) => mapNumbers(tangentOf(makeArgs()), (x) => scale * x) as unknown[]);
  const single = tangents.map((each) =>
    outcome(() => {
      program.reset?.();
      return jvp(program.f, makeArgs() as never, each as never);
    }),
  );
  const t = new Tape();
  let ran = true;
  const several = outcome(() => {
    program.reset?.();
    const result = laneSweep(record, t, makeArgs(), tangents);
    if (result === undefined) ran = false;
    return result && scales.map((_, k) => [result.value, result.tangent(k)]);
  });
  if (!ran) return { ran, detail: null };
  if (several.error !== null || single.some(({ error }) => error !== null)) {
    const [first] = single as [Outcome];
    return {
      ran,
      detail: several.error === first.error ? null : `${String(several.error)}, not ${String(first.error)}`,
    };
  }
  for (let k = 0; k < LANES; k++) {
    const [expected, found] = [single[k]!.value, (several.value as unknown[])[k]];
    const at = firstDifference(expected, found);
    if (at)
      return {
        ran,
        detail: `lane ${k} at ${at.join('.')}: ${String(getAt(found, at))}, not ${String(getAt(expected, at))}`,
      };
  }
  return { ran, detail: null };
}

interface Outcome {
  readonly value: unknown;
  readonly error: string | null;
}

function outcome(run: () => unknown): Outcome {
  try {
    return { value: run(), error: null };
  } catch (error) {
    return { value: undefined, error: String(error) };
  }
}
