import { formatTime } from '../../support/measure';
import { printLine } from '../../support/printLine';
import { MAIN, type Kind } from '../contenders';
import type { BenchProblem } from '../problems';
import type { Curve } from '../sweep';
import { timeToError } from '../timeToError';

/** What ours are held against: the best of each kind. */
const judges: readonly (readonly [kind: Kind, heading: string])[] = [
  ['yardstick', '/ hand'],
  ['package', '/ npm'],
  ['C', '/ C'],
  ['SciPy', '/ SciPy'],
  ['CVODE', '/ CVODE'],
];

const LEVELS = [1e-6, 1e-10];

/** Times of everyone at one level: to a true error, or at a tolerance where there is no reference. */
export interface Level {
  readonly heading: string;
  readonly timeOf: (curve: Curve) => number | undefined;
}

/** The levels of a problem. */
export function levelsOf(problem: BenchProblem): Level[] {
  if (problem.end === null) {
    return LEVELS.map((rtol) => ({
      heading: `rtol ${rtol.toExponential()}`,
      timeOf: ({ points }) => points.find((point) => point.rtol === rtol)?.ns,
    }));
  }
  return LEVELS.map((error) => ({
    heading: `to ${error.toExponential()}`,
    timeOf: ({ points }) => timeToError(points, error),
  }));
}

/** The lines of the table: a heading, then one for each contender, ours first. */
export function tableOf(problem: BenchProblem, curves: readonly Curve[]): string[][] {
  const present = judges.filter(([kind]) => curves.some(({ contender }) => contender.kind === kind));
  const levels = levelsOf(problem);
  const best = levels.map(({ timeOf }) =>
    present.map(([kind]) => least(curves.filter(({ contender }) => contender.kind === kind).map(timeOf))),
  );
  const headings = present.map(([, heading]) => heading);
  const lines = [[problem.name, ...levels.flatMap(({ heading }) => [heading, ...headings])]];
  for (const [i, curve] of curves.entries()) {
    const { group } = curve.contender;
    if (group !== MAIN && group !== curves[i - 1]?.contender.group) lines.push([`— ${group}`]);
    const cells = levels.flatMap(({ timeOf }, level) => {
      const time = timeOf(curve);
      if (time === undefined) return ['—', ...present.map(() => '')];
      return [
        formatTime(time),
        ...best[level]!.map((other) => (other === undefined ? '—' : ratio(time / other))),
      ];
    });
    lines.push([curve.contender.name, ...cells]);
  }
  return lines;
}

export function printTable(problem: BenchProblem, curves: readonly Curve[]): void {
  console.log();
  for (const line of tableOf(problem, curves)) printLine(line, 24, 10);
  for (const { contender, stopped } of curves) {
    if (stopped !== undefined) console.log(`  ${contender.name} stopped: ${stopped}`);
  }
}

function least(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function ratio(x: number): string {
  return x < 0.1 ? x.toPrecision(1) : x < 10 ? x.toFixed(2) : x.toFixed(0);
}
