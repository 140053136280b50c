import { leastSteps, split } from './revolve.js';

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

/** More snapshots than that are taken as they are. */
const MOST_TO_CHOOSE_FROM = 40;

/**
 * Which of the snapshots that a first run left are worth keeping: given up ones make room for those that the schedule takes in between.
 * Chosen so that the fewest steps are run again (dynamic programming).
 *
 * @param positions  of the snapshots, ascending, the beginning first
 * @param end  behind the last step
 * @param snapshots  how many there may be
 */
export function worthKeeping(
  positions: readonly number[],
  end: number,
  snapshots: number,
): readonly number[] {
  const count = positions.length;
  if (count > MOST_TO_CHOOSE_FROM) return positions;
  const known = new Map<string, number>();
  const costOf = (length: number, free: number): number => {
    const key = `${length} ${free}`;
    let cost = known.get(key);
    if (cost === undefined) known.set(key, (cost = leastSteps(length, Math.max(1, free))));
    return cost;
  };
  // By position and how many come before it: the least cost from there to the end, and the next one to keep.
  const best: { cost: number; next: number }[][] = positions.map(() => []);
  for (let j = count - 1; j >= 0; j--) {
    for (let before = 0; before <= j; before++) {
      let cost = costOf(end - positions[j]!, snapshots - before);
      let next = count;
      for (let k = j + 1; k < count; k++) {
        const other = costOf(positions[k]! - positions[j]!, snapshots - before) + best[k]![before + 1]!.cost;
        if (other < cost) {
          cost = other;
          next = k;
        }
      }
      best[j]![before] = { cost, next };
    }
  }
  const kept: number[] = [];
  for (let j = 0; j < count; j = best[j]![kept.length - 1]!.next) kept.push(positions[j]!);
  return kept;
}
