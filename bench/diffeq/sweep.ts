import type { Contender } from './contenders';
import { errorAtEnd, type BenchProblem } from './problems';
import { Worker, type Sample } from './Worker';

/** A solver at one tolerance. */
export interface Point {
  readonly rtol: number;
  /** Largest relative error of a component at the end; null where there is no reference. */
  readonly error: number | null;
  /** Least time of a solve over the rounds, in nanoseconds. */
  readonly ns: number;
  readonly nf: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** What a contender achieved on a problem, from loose to tight. */
export interface Curve {
  readonly contender: Contender;
  readonly points: Point[];
  /** Why it did not reach the tightest tolerance. */
  stopped?: string;
}

/** How long everything takes. */
export interface SweepOptions {
  readonly tolerances: readonly number[];
  readonly rounds: number;
  /** CPU time of a contender in one round, in milliseconds. */
  readonly roundMs: number;
  /** CPU time before it is measured, in milliseconds. */
  readonly warmMs: number;
  /** A solve that takes longer, in milliseconds, is the contender's last. */
  readonly longestMs: number;
}

interface Runner {
  readonly curve: Curve;
  readonly worker: Worker;
}

/**
 * Solves the problem at every tolerance by everyone; those of a group in turns, so that whatever else the machine does falls on all of
 * them. The solvers by hand run with every group, and keep their least times.
 */
export async function sweep(
  problem: BenchProblem,
  contenders: readonly Contender[],
  options: SweepOptions,
): Promise<Curve[]> {
  const byHand = contenders.filter(({ kind }) => kind === 'yardstick');
  const curves: Curve[] = [];
  for (const group of new Set(contenders.map((each) => each.group))) {
    const others = contenders.filter((each) => each.group === group && each.kind !== 'yardstick');
    console.error(`  ${problem.name}, ${group}: ${String(others.length + byHand.length)} solvers …`);
    for (const curve of await sweepGroup(problem, [...others, ...byHand], options)) {
      const earlier = curves.find(({ contender }) => contender === curve.contender);
      if (earlier === undefined) curves.push(curve);
      else keepLeast(earlier.points, curve.points);
    }
  }
  return curves;
}

function keepLeast(points: Point[], again: readonly Point[]): void {
  points.forEach((point, i) => {
    const other = again.find(({ rtol }) => rtol === point.rtol);
    if (other !== undefined && other.ns < point.ns) points[i] = other;
  });
}

async function sweepGroup(
  problem: BenchProblem,
  contenders: readonly Contender[],
  options: SweepOptions,
): Promise<Curve[]> {
  const patience = 20 * options.longestMs + 10 * options.warmMs;
  const runners = contenders.map((contender): Runner => {
    return { curve: { contender, points: [] }, worker: new Worker(contender.command, patience) };
  });
  try {
    for (const rtol of options.tolerances) await atTolerance(problem, runners, rtol, options);
  } finally {
    for (const { worker } of runners) worker.close();
  }
  return runners.map(({ curve }) => curve);
}

/** atol for rtol: the smaller components of stiff problems matter more. */
export function atolFor(problem: BenchProblem, rtol: number): number {
  return rtol * (problem.stiff ? 1e-4 : 1e-3);
}

async function atTolerance(
  problem: BenchProblem,
  runners: readonly Runner[],
  rtol: number,
  options: SweepOptions,
): Promise<void> {
  const measure = ({ curve, worker }: Runner, ms: number): Promise<Sample | string> =>
    worker.measure(curve.contender.method, problem.name, rtol, atolFor(problem, rtol), ms);
  const running: { readonly runner: Runner; best: Sample }[] = [];
  for (const runner of runners) {
    if (runner.curve.stopped !== undefined) continue;
    const best = await measure(runner, options.warmMs);
    if (typeof best === 'string') {
      // A loose tolerance may lead a solver astray, and a tight one end it.
      if (runner.curve.points.length > 0) runner.curve.stopped = `${best} at rtol ${String(rtol)}`;
      runner.worker.close();
    } else {
      running.push({ runner, best });
    }
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const each of running) {
      if (round > 1 && each.best.ns > 1e5 * options.longestMs) continue;
      const sample = await measure(each.runner, options.roundMs);
      if (typeof sample !== 'string' && sample.ns < each.best.ns) each.best = sample;
    }
  }
  for (const { runner, best } of running) {
    const { u, ...cost } = best;
    const error = problem.end === null ? null : errorAtEnd(u, problem.end);
    runner.curve.points.push({ rtol, error, ...cost });
    if (best.ns > 1e6 * options.longestMs)
      runner.curve.stopped = `took ${(best.ns / 1e9).toFixed(1)} s at rtol ${String(rtol)}`;
  }
}
