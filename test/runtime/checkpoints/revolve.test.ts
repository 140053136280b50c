import { expect } from 'chai';
import { Placing } from '../../../packages/runtime/dist/cjs/checkpoints/placing.cjs';
import {
  leastSteps,
  reach,
  repeats,
  reverseChain,
  split,
} from '../../../packages/runtime/dist/cjs/checkpoints/revolve.cjs';

/** Fewest steps that are run again, by going through all schedules. */
function fewest(length: number, snapshots: number, known = new Map<string, number>()): number {
  if (length <= 1) return 0;
  if (snapshots === 1) return (length * (length - 1)) / 2;
  const key = `${length} ${snapshots}`;
  let least = known.get(key);
  if (least !== undefined) return least;
  least = Infinity;
  for (let m = 1; m < length; m++)
    least = Math.min(least, m + fewest(length - m, snapshots - 1, known) + fewest(m, snapshots, known));
  known.set(key, least);
  return least;
}

/** A chain that knows where its state is, and refuses what cannot be done. */
class Counted {
  steps = 0;
  most = 0;
  readonly reversed: number[] = [];
  private at = -1;

  constructor(readonly kept = new Set([0])) {}

  keep(position: number): void {
    expect(this.at).to.equal(position);
    this.kept.add(position);
    this.most = Math.max(this.most, this.kept.size);
  }

  drop(position: number): void {
    expect(this.kept.delete(position)).to.equal(true);
  }

  advance(from: number, to: number): void {
    expect(this.kept.has(from)).to.equal(true);
    this.steps += to - from;
    this.at = to;
  }

  reverse(position: number): void {
    expect(this.at === position || this.kept.has(position)).to.equal(true);
    this.at = -1;
    this.reversed.push(position);
  }
}

describe('binomial checkpointing', () => {
  it('runs as few steps again as any schedule can', () => {
    for (let snapshots = 1; snapshots <= 7; snapshots++) {
      for (let length = 1; length <= 70; length++) {
        const chain = new Counted();
        reverseChain(chain, 0, length, snapshots);
        const what = `${length} steps, ${snapshots} snapshots`;
        expect(chain.steps, what).to.equal(fewest(length, snapshots));
        expect(chain.steps, what).to.equal(leastSteps(length, snapshots));
        expect(chain.most, what).to.be.at.most(snapshots);
        expect(chain.reversed, what).to.deep.equal([...Array(length).keys()].reverse());
      }
    }
  });

  it('knows how far snapshots reach', () => {
    expect(reach(3, 2)).to.equal(10);
    expect(reach(100, 2)).to.equal(5151);
    expect(repeats(5151, 100)).to.equal(2);
    expect(repeats(5152, 100)).to.equal(3);
    expect(split(2, 2)).to.equal(1);
  });

  it('places snapshots in the first run where the schedule wants them', () => {
    for (const [length, snapshots] of [
      [10, 3],
      [100, 5],
      [1000, 10],
      [7, 20],
    ] as const) {
      const placing = new Placing(snapshots, length);
      for (
        let position = placing.next(0);
        position < length && placing.positions.length < snapshots;
        position = placing.next(position)
      )
        expect(placing.add(position)).to.deep.equal([]);
      const chain = new Counted(new Set(placing.positions));
      reverseFrom(chain, length, snapshots);
      // The first run has gone through all steps but the last one, and is counted by `leastSteps`.
      const saved = Math.max(...placing.positions);
      expect(chain.steps + saved).to.equal(leastSteps(length, snapshots));
    }
  });

  it('keeps its distances when the number of steps is not known', () => {
    for (const snapshots of [1, 2, 3, 10]) {
      const placing = new Placing(snapshots, NaN);
      const kept = new Set([0]);
      for (let position = placing.next(0); position < 1000; position = placing.next(position)) {
        const dropped = placing.add(position);
        kept.add(position);
        for (const each of dropped) kept.delete(each);
        expect(kept.size).to.be.at.most(snapshots);
        expect([...kept].sort((a, b) => a - b)).to.deep.equal(placing.positions);
      }
      const chain = new Counted(kept);
      reverseFrom(chain, 1000, snapshots);
      expect(chain.reversed.length).to.equal(1000);
    }
  });
});

/** What a loop does with the snapshots of its first run. */
function reverseFrom(chain: Counted, length: number, snapshots: number): void {
  for (let to = length; to > 0;) {
    const below = [...chain.kept].filter((position) => position < to);
    const start = Math.max(...below);
    reverseChain(chain, start, to, snapshots - below.length + 1);
    if (start > 0) chain.drop(start);
    to = start;
  }
}
