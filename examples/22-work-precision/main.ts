/**
 * Work and precision: which method gets how many digits for how many evaluations.
 *
 * Run it with `node -r ./scripts/register.cjs examples/22-work-precision/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type { Algorithm } from '@diffjs/diffeq';
import { Bosh3, DP8, Feagin14, Tsit5, VCABM, Vern7, Vern9, solve } from '@diffjs/diffeq';
import type * as support from 'example-support';
import { placesAtEnd, pleiades } from './problem.js';

const usage = `Draws a diagram of work and precision of seven methods on the problem Pleiades.

  node -r ./scripts/register.cjs examples/22-work-precision/main.ts [option …]

  --digits N   the tightest rtol is 10^-N, 6 to 13 (default 13)
  --out DIR    where the figure goes (default: out, beside this example)
  --help       this text`;

type Support = typeof support;

interface Point {
  readonly method: string;
  readonly rtol: number;
  /** Evaluations of the right-hand side, and milliseconds, of a solve. */
  readonly evaluations: number;
  readonly time: number;
  /** The greatest distance of a coordinate at the end from the reference. */
  readonly error: number;
}

const contenders: readonly [Algorithm, slowest: number][] = [
  [Bosh3(), 1e-6],
  [Tsit5(), 0],
  [Vern7(), 0],
  [DP8(), 0],
  [Vern9(), 0],
  [Feagin14(), 0],
  [VCABM(), 0],
];

/** The shortest of some solves: what else the machine does makes them longer only. */
function measure(algorithm: Algorithm, rtol: number): Point {
  const options = { rtol, atol: rtol, saveEverystep: false, dense: false };
  let time = Infinity;
  let sol = solve(pleiades, algorithm, options);
  for (let round = 0; round < 12; round++) {
    const begun = performance.now();
    sol = solve(pleiades, algorithm, options);
    time = Math.min(time, performance.now() - begun);
  }
  const end = sol.u[sol.u.length - 1];
  const error = Math.max(...placesAtEnd.map((x, i) => Math.abs(end[i] - x)));
  return { method: algorithm.name, rtol, evaluations: sol.stats.nf, time, error };
}

/** Work for an error, between two points on logarithmic scales; Infinity where it is not reached. */
function workFor(points: readonly Point[], goal: number, work: 'evaluations' | 'time'): number {
  const after = points.findIndex(({ error }) => error <= goal);
  if (after < 1) return after === 0 ? points[0][work] : Infinity;
  const [a, b] = [points[after - 1], points[after]];
  const share = Math.log(a.error / goal) / Math.log(a.error / b.error);
  return a[work] * (b[work] / a[work]) ** share;
}

interface Options {
  readonly digits: number;
  readonly out: string;
}

function main({ digits, out }: Options, support: Support): void {
  const { printFiles, printTable, requireAll } = support;
  const tolerances = Array.from({ length: digits - 2 }, (_, i) => 10 ** -(i + 3));
  const curves = contenders.map(([algorithm, slowest]) =>
    tolerances.filter((rtol) => rtol >= slowest).map((rtol) => measure(algorithm, rtol)),
  );
  const shown = (x: number, digits_: number): string => (x === Infinity ? '–' : x.toFixed(digits_));
  const row = (points: readonly Point[]): string[] => [
    points[0].method,
    ...[1e-3, 1e-6, 1e-9].flatMap((goal) => [
      shown(workFor(points, goal, 'evaluations'), 0),
      shown(workFor(points, goal, 'time'), 2),
    ]),
  ];
  console.log('Evaluations, and milliseconds, for an error of 1e-3, 1e-6 and 1e-9');
  printTable([['method', 'to 1e-3', 'ms', 'to 1e-6', 'ms', 'to 1e-9', 'ms'], ...curves.map(row)]);
  printFiles(draw(path.join(out, 'work-precision'), curves, support));

  const of = (name: string): Point[] => curves.find(([{ method }]) => method === name)!;
  const falls = (points: readonly Point[]): boolean =>
    points[points.length - 1].error < 1e-3 * points[0].error;
  const need = (name: string): number => workFor(of(name), 1e-4, 'evaluations');
  requireAll({
    'errors fall with the tolerance': curves.every(falls),
    'order 5 beats order 3 for four digits': need('Tsit5') < need('Bosh3'),
    'order 7 beats order 5 for four digits': need('Vern7') < need('Tsit5'),
    'the error of Vern9 is at most 1e4 tolerances': of('Vern9').every(
      ({ error, rtol }) => error < 1e4 * rtol,
    ),
  });
}

function draw(file: string, curves: readonly Point[][], { colours, plot, savePage }: Support): string[] {
  const { blue, vermilion, green, purple, orange, sky, ink } = colours;
  const palette = [sky, blue, green, purple, vermilion, orange, ink];
  const panel = (work: 'evaluations' | 'time', heading: string): Element =>
    plot({
      heading,
      width: 448,
      height: 440,
      marginBottom: 44,
      marginRight: 26,
      x: {
        type: 'log',
        reverse: true,
        label: 'error',
        labelAnchor: 'center',
        labelArrow: 'none',
        tickFormat: power,
        ticks: [1, 1e-3, 1e-6, 1e-9, 1e-12],
      },
      y: { type: 'log', label: null, ticks: 4, tickFormat: work === 'time' ? '~r' : '~s' },
      marks: [
        Plot.gridX([1, 1e-3, 1e-6, 1e-9, 1e-12], { stroke: ink, strokeOpacity: 0.1 }),
        Plot.gridY({ stroke: ink, strokeOpacity: 0.1, ticks: 4 }),
        ...curves.flatMap((points, k) => [
          Plot.line(points, { x: 'error', y: work, stroke: palette[k], strokeWidth: 1.8 }),
          Plot.dot(points, { x: 'error', y: work, r: 2.5, fill: palette[k] }),
        ]),
      ],
    });
  return savePage(file, {
    title: 'Work and precision on Pleiades',
    subtitle:
      'Each dot is a solve, each line a method at tolerances from 1e-3 on. Lower is less work, further to the right more digits.',
    legend: curves.map(([{ method }], k) => ({ text: method, colour: palette[k] })),
    rows: [[panel('evaluations', 'Evaluations'), panel('time', 'Milliseconds')]],
  });
}

const power = (x: number): string => (x === 1 ? '1' : `1e${Math.round(Math.log10(x))}`);

void import('example-support').then((support) =>
  support.runMain(
    'work-precision',
    usage,
    (args) =>
      support.readOptions(args, { digits: 13, out: path.join(__dirname, 'out') }, { digits: [6, 13] }, [
        'digits',
      ]),
    (options) => main(options, support),
  ),
);
