import type { SolveStats } from '../problem/System.js';
import { zeroStats } from '../problem/System.js';
import type { EnsembleSolution } from './EnsembleSolution.js';
import type { TrajectoryFailure, TrajectoryResults } from './runTrajectories.js';
import { addStats } from './runTrajectories.js';

type Reduction = (
  acc: unknown,
  batch: unknown[],
  indices: number[],
) => readonly [acc: unknown, done: boolean];

/** Takes in the results of batches, in order, and puts the solution of the ensemble together. */
export class EnsembleFold {
  private readonly begun = performance.now();
  private readonly failures: TrajectoryFailure[] = [];
  private readonly stats: SolveStats & Record<string, number> = { ...zeroStats() };
  private acc: unknown;
  private count = 0;
  /** Whether the reduction has enough. */
  done = false;

  constructor(
    private readonly reduction: Reduction | undefined,
    init: unknown,
  ) {
    this.acc = reduction === undefined ? [] : (init ?? []);
  }

  /** @param results  of the trajectories `indices`, in parts, in order */
  add(indices: readonly number[], results: readonly TrajectoryResults[]): void {
    const outputs = results.flatMap((part) => part.outputs);
    const lost = new Set<number>();
    for (const { failures, stats } of results) {
      addStats(this.stats, stats);
      for (const failure of failures) {
        this.failures.push(failure);
        if (failure.lost) lost.add(failure.index);
      }
    }
    this.count += indices.length;
    if (this.reduction === undefined) {
      for (const output of outputs) (this.acc as unknown[]).push(output);
      return;
    }
    const kept = indices.filter((index) => !lost.has(index));
    const batch = outputs.filter((_, k) => !lost.has(indices[k]));
    [this.acc, this.done] = this.reduction(this.acc, batch, kept);
  }

  solution(): EnsembleSolution<unknown> {
    return {
      u: this.acc,
      failures: this.failures,
      stats: this.stats,
      converged: this.reduction === undefined || this.done,
      trajectories: this.count,
      elapsed: (performance.now() - this.begun) / 1000,
    };
  }
}

/** The indices 0, 1, …, count − 1 in batches of a size. */
export function batchesOf(count: number, size: number): number[][] {
  const batches: number[][] = [];
  for (let from = 0; from < count; from += size) {
    batches.push(Array.from({ length: Math.min(size, count - from) }, (_, k) => from + k));
  }
  return batches;
}
