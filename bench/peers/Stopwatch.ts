/** Times of a call in nanoseconds, over some milliseconds a round. */
export class Stopwatch {
  /** Least time of a call so far. */
  least = Infinity;
  #count = 1;

  /**
   * @param run  what is timed
   * @param roundMs  time of a round, in milliseconds. Default 20.
   * @param warmMs  time for V8 to optimise it before, in milliseconds. Default 200.
   */
  constructor(
    private readonly run: () => number | Promise<number>,
    private readonly roundMs = 20,
    private readonly warmMs = 200,
  ) {}

  async warm(): Promise<void> {
    const start = now();
    let calls = 0;
    while (now() - start < 1e6 * this.warmMs) {
      await this.run();
      calls++;
    }
    this.#count = Math.max(1, Math.round((1e6 * this.roundMs * calls) / (now() - start)));
  }

  async round(): Promise<void> {
    const start = now();
    for (let i = 0; i < this.#count; i++) {
      const result = this.run();
      if (typeof result !== 'number') await result;
    }
    this.least = Math.min(this.least, (now() - start) / this.#count);
  }
}

/** CPU time of the process: what else runs on the machine does not count. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return 1e3 * (user + system);
}
