/** Median CPU time of each contender, in nanoseconds a call. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly min: number;
}

export interface MeasureOptions {
  /** Rounds in which the contenders take turns. Default 9. */
  readonly rounds?: number;
  /** Time of one contender in one round, in milliseconds. Default 15. */
  readonly roundMs?: number;
  /** Time for V8 to optimise a contender before it is measured, in milliseconds. Default 400. */
  readonly warmMs?: number;
}

/** What a contender computes is added up here, so that V8 cannot leave it out. */
let sink = 0;

/**
 * Times contenders in turns, so that whatever else the machine does falls on all of them.
 * @param contenders  each a function of the round's number that returns a number made of its result
 */
export function measure(
  contenders: Readonly<Record<string, (turn: number) => number>>,
  { rounds = 9, roundMs = 15, warmMs = 400 }: MeasureOptions = {},
): Timing[] {
  const names = Object.keys(contenders);
  const samples = new Map<string, number[]>();
  const repeats = new Map<string, number>();
  for (const name of names) {
    repeats.set(name, repeatsOf(contenders[name]!, roundMs, warmMs));
    samples.set(name, []);
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const run = contenders[name]!;
      const count = repeats.get(name)!;
      const start = now();
      for (let i = 0; i < count; i++) sink += run(i);
      samples.get(name)!.push((now() - start) / count);
    }
  }
  if (Number.isNaN(sink)) console.log('a contender returned NaN');
  return names.map((name) => {
    const sorted = samples.get(name)!.sort((a, b) => a - b);
    return { name, median: sorted[sorted.length >> 1]!, min: sorted[0]! };
  });
}

/** Warms a contender up, and says how often it runs in a round. */
function repeatsOf(run: (turn: number) => number, roundMs: number, warmMs: number): number {
  const start = now();
  let calls = 0;
  let elapsed = 0;
  for (let batch = 1; elapsed < warmMs * 1e6; batch *= 2) {
    for (let i = 0; i < batch; i++) sink += run(calls++);
    elapsed = now() - start;
    if (elapsed > warmMs * 2.5e5) batch = Math.max(1, batch >> 2);
  }
  return Math.max(1, Math.ceil((roundMs * 1e6 * calls) / elapsed));
}

/** CPU time of the process in nanoseconds: what else runs on the machine does not count. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return 1e3 * (user + system);
}

/** A time with its unit, for tables. */
export function formatTime(ns: number): string {
  if (ns < 1e3) return `${ns.toFixed(1)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toFixed(2)} µs`;
  return `${(ns / 1e6).toFixed(2)} ms`;
}
