import { isFlat } from '../api/ColumnSweep.js';
import { companionsOf } from '../api/differentiable.js';
import { planArguments } from '../api/forwardSweep.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import type { Companions } from '../records/Companions.js';
import { shadowOfEntry } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import { openTrace } from '../trace/tracedRecord.js';
import { PatternTrace } from './PatternTrace.js';
import type { SparsityPattern } from './SparsityPattern.js';

/** What a run of a function has left. */
export interface PatternRun {
  readonly c: Companions;
  readonly tape: Tape;
  readonly trace: PatternTrace;
  /** The shadow of the argument. */
  readonly slots: object;
  readonly value: unknown;
  /** The entry of the value, if it is a number. */
  readonly result: number;
}

/** Runs a function on a copy of `x` as traced code, and has `read` look at the trace. */
export function tracePattern<T>(f: unknown, x: unknown, api: string, read: (run: PatternRun) => T): T {
  const c = companionsOf(f, api);
  if (!isFlat(x)) {
    throw new DiffError(
      'DIFF3003',
      `${api} was given ${describe(x)}, where a float array or an array of numbers is needed.`,
    );
  }
  const { forward } = c.slow ?? c;
  if (c.traced === undefined) throw noPattern(c.name);
  const copy: object = x.slice();
  const tape = acquireTape();
  try {
    const trace = openTrace(new PatternTrace(tape));
    const planned = planArguments(tape, [copy], c.name);
    const slots = shadowOfEntry(planned.entries[0]) as object;
    tape.state = 'forward';
    tape.keepsAll = true;
    const value = forward(tape, undefined, undefined, copy, slots);
    const { result } = tape.o[tape.m - 1] as { readonly result: number };
    return read({ c, tape, trace, slots, value, result });
  } finally {
    releaseTape(tape);
  }
}

/** The pattern with these columns in each row. */
export function patternOf(rows: readonly (readonly number[])[]): SparsityPattern {
  const rowPointers = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (rowPointers[i + 1] = rowPointers[i] + row.length));
  return { rowPointers, columns: Int32Array.from(rows.flat()) };
}

export function noPattern(name: string): DiffError {
  return new DiffError(
    'DIFF3006',
    `the sparsity pattern cannot be found through \`${name}\`, of which only derivatives are known. Give the pattern: { sparsity: { rowPointers, columns } }.`,
  );
}
