import type { SolveStats } from '../problem/System.js';

/** What is told of a solve that goes on. */
export interface Progress {
  /** Share of the time span that is done, 0 to 1. */
  readonly fraction: number;
  readonly t: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Seconds since the start. */
  readonly elapsed: number;
}

/** What takes it; the last call has the fraction where the integration ended. */
export type ProgressFunction = (progress: Progress) => void;

/** Milliseconds between reports. */
const EVERY = 500;
/** Steps between looks at the clock. */
const STEPS = 64;

/** Reports on a long solve, twice a second. */
export class ProgressReport {
  private readonly start = performance.now();
  private last = this.start;
  private steps = 0;
  private hasReported = false;

  constructor(
    private readonly report: ProgressFunction,
    private readonly t0: number,
    private readonly t1: number,
  ) {}

  step(t: number, stats: SolveStats): void {
    if (++this.steps % STEPS !== 0) return;
    const now = performance.now();
    if (now - this.last < EVERY) return;
    this.last = now;
    this.tell(t, stats, now);
  }

  /** A solve that was too short for a report has none. */
  end(t: number, stats: SolveStats): void {
    if (this.hasReported || performance.now() - this.start >= EVERY) this.tell(t, stats, performance.now());
  }

  private tell(t: number, { accepted, rejected }: SolveStats, now: number): void {
    const { t0, t1, start } = this;
    this.hasReported = true;
    const fraction = t1 === t0 ? 1 : (t - t0) / (t1 - t0);
    this.report({ fraction, t, accepted, rejected, elapsed: (now - start) / 1000 });
  }
}

/** Prints a line that is written over by the next, on a terminal; else a line each. */
export function printProgress({ fraction, t, accepted, elapsed }: Progress): void {
  const line = `solve: ${(100 * fraction).toFixed(1)} %  t = ${Number(t.toPrecision(6))}  ${accepted} steps  ${elapsed.toFixed(1)} s`;
  const output = (globalThis as { process?: { stderr?: { isTTY?: boolean; write(text: string): void } } })
    .process?.stderr;
  if (output?.isTTY === true) output.write(`\r${line.padEnd(78)}${fraction >= 1 ? '\n' : ''}`);
  else console.info(line); // eslint-disable-line no-console -- where there is no terminal, the console is what a user sees
}
