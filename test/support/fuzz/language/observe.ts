import vm from 'node:vm';
import { describeMemory } from './describeMemory.js';

/** What can be seen of a call. */
export type Observed = {
  /** The result, or what was thrown, as text. */
  readonly summary: string;
  /** The memory after it, as text. */
  readonly memory: string;
} & ({ readonly value: unknown } | { readonly thrown: unknown });

/** In milliseconds; no program that was generated needs a hundredth of it. */
const TIME_LIMIT = 5_000;

/** Runs something, waits for it if it is a promise, and looks at the memory then. */
export async function observe(run: () => unknown, memory: () => readonly unknown[]): Promise<Observed> {
  let value: unknown;
  try {
    value = await settled(withinTime(run));
  } catch (thrown) {
    return { thrown, summary: `throws ${textOf(thrown)}`, memory: describeMemory(memory()) };
  }
  return { value, summary: `returns ${textOf(value)}`, memory: describeMemory([value, ...memory()]) };
}

/** What a promise gives; one that nobody fulfils is given up. */
export async function settled(value: unknown): Promise<unknown> {
  if (!(value instanceof Promise)) return value;
  let timer: NodeJS.Timeout | undefined;
  const given = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('it takes too long')), TIME_LIMIT);
  });
  try {
    return await Promise.race([value, given]);
  } finally {
    clearTimeout(timer);
  }
}

function textOf(value: unknown): string {
  return describeMemory([value]);
}

/** A part of a program, or a program that was compiled wrongly, may not end. */
function withinTime(run: () => unknown): unknown {
  const host = globalThis as { fuzzedRun?: () => unknown };
  host.fuzzedRun = run;
  return vm.runInThisContext('fuzzedRun()', { timeout: TIME_LIMIT }) as unknown;
}
