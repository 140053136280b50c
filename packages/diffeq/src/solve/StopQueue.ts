/** Times at which steps must end, in the order of integration. */
export class StopQueue {
  private readonly times: number[] = [];
  private first = 0;

  /** @param direction  1 or −1 */
  constructor(private readonly direction: number) {}

  /** The next stop; undefined after the last. */
  get next(): number | undefined {
    return this.times[this.first];
  }

  /** Adds a time; one that is there already stays once. */
  add(t: number): void {
    const { times, direction } = this;
    let low = this.first;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[middle] - t) * direction < 0) low = middle + 1;
      else high = middle;
    }
    if (times[low] !== t) times.splice(low, 0, t);
  }

  /** Drops all stops up to t. */
  pass(t: number): void {
    const { times, direction } = this;
    while (this.first < times.length && (times[this.first] - t) * direction <= 0) this.first++;
    if (this.first > 64 && 2 * this.first > times.length) {
      times.splice(0, this.first);
      this.first = 0;
    }
  }

  /** Drops all stops. */
  clear(): void {
    this.times.length = 0;
    this.first = 0;
  }
}
