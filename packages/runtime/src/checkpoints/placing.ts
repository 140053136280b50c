import { split } from './revolve.js';

/**
 * Where a first run through a chain leaves snapshots: where the binomial schedule wants them as long as the number of steps is known,
 * else at equal distances that double whenever there are too many.
 */
export class Placing {
  /** Positions of the snapshots, the beginning first. */
  readonly positions: number[] = [0];
  private planned: number[] = [];
  private distance = 1;

  /**
   * @param snapshots  how many there may be
   * @param expected  how many steps there will be; NaN if that is not known
   */
  constructor(
    private readonly snapshots: number,
    private readonly expected: number,
  ) {
    let start = 0;
    for (let left = snapshots; left > 1 && expected - start > 1; left--) {
      start += split(expected - start, left);
      this.planned.push(start);
    }
    this.planned.reverse();
  }

  /** Where to stop next, behind a position. */
  next(position: number): number {
    const planned = this.planned.at(-1);
    if (planned !== undefined) return planned;
    if (this.snapshots === 1) return Infinity;
    // The steps end there; one at their end would take the place of another.
    if (position <= this.expected) return this.expected + 1;
    return (Math.floor(position / this.distance) + 1) * this.distance;
  }

  /** Notes a snapshot at a position; gives those that are given up for it. */
  add(position: number): number[] {
    this.planned.pop();
    const dropped: number[] = [];
    const { positions } = this;
    while (positions.length >= this.snapshots) {
      this.distance *= 2;
      // What is still to come stays possible; the beginning always stays.
      for (let i = positions.length - 1; i > 0; i--)
        if (positions[i]! % this.distance !== 0) dropped.push(...positions.splice(i, 1));
    }
    if (position % this.distance !== 0 && this.distance > 1) return [...dropped, position];
    positions.push(position);
    return dropped;
  }
}
