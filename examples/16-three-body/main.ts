/**
 * Periodic orbits of three bodies: high orders for one period, symplectic methods for thousands.
 *
 * Run it with `node -r ./scripts/register.cjs examples/16-three-body/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type { Algorithm } from '@diffjs/diffeq';
import {
  DP8,
  Feagin14,
  HamiltonianProblem,
  KahanLi8,
  RK4,
  Tsit5,
  VelocityVerlet,
  Vern7,
  Vern9,
  Yoshida6,
  solve,
} from '@diffjs/diffeq';
import { plotSolution } from '@diffjs/diffeq/plot';
import type * as support from 'example-support';
import type { Drift } from './follow.js';
import { followArenstorf, followEight, greatestSoFar, wayOf } from './follow.js';
import { eightEnergy, eightMomenta, eightPeriod, eightPositions } from './orbits.js';

const usage = `Follows Arenstorf's orbit by methods of high order, and the figure eight by symplectic ones.

  node -r ./scripts/register.cjs examples/16-three-body/main.ts [option …]

  --periods N   of the figure eight, 20 to 10000 (default 500)
  --out DIR     where the figures go (default: out, beside this example)
  --help        this text`;

interface Options {
  readonly periods: number;
  readonly out: string;
}

async function main({ periods, out }: Options, { printTable, requireAll, saveDrawings }: typeof support) {
  const orbits = [Tsit5(), Vern7(), DP8(), Vern9(), Feagin14()].map(followArenstorf);
  console.log('Arenstorf’s orbit, once around, rtol = 1e-11');
  printTable([
    ['method', 'steps', 'evaluations', 'does not close by'],
    ...orbits.map(({ sol: { stats }, name, gap }) => [
      name,
      String(stats.accepted + stats.rejected),
      String(stats.nf),
      gap.toExponential(0),
    ]),
  ]);

  const methods: [Algorithm, number][] = [
    [RK4(), 4],
    [VelocityVerlet(), 1],
    [Yoshida6(), 7],
    [KahanLi8(), 17],
  ];
  const drifts = methods.map(([algorithm, stages]) => followEight(algorithm, stages, periods, 680));
  const worst = ({ drift: { t, u } }: Drift, from: number, to: number): number =>
    Math.max(...u.filter((_, i) => t[i] >= from * periods && t[i] <= to * periods));
  console.log(`\nThe figure eight, ${periods} times around with 680 stages each: error of the energy`);
  printTable([
    ['method', 'steps', 'first tenth', 'last tenth'],
    ...drifts.map((drift) => [
      drift.name,
      String(drift.steps),
      worst(drift, 0, 0.1).toExponential(0),
      worst(drift, 0.9, 1).toExponential(0),
    ]),
  ]);

  const eight = new HamiltonianProblem(eightEnergy, eightMomenta, eightPositions, [0, eightPeriod]);
  const sol = solve(eight, Vern9(), { rtol: 1e-12, atol: 1e-12 });
  const bodies = [0, 1, 2].map((body) => wayOf(body, sol));
  const end = sol(eightPeriod).q;
  await saveDrawings(out, {
    arenstorf: (format) =>
      plotSolution(orbits[3].sol, {
        format,
        kind: 'phase',
        labels: ['x', 'y'],
        points: 4000,
        height: 640,
        xDomain: [-1.45, 1.45],
        yDomain: [-1.25, 1.25],
        title: 'Arenstorf’s orbit',
        subtitle: 'Earth and Moon rest, since the axes turn with them. Vern9, read by its dense output.',
        marks: [
          Plot.dot(
            [
              [0, 0],
              [1, 0],
            ],
            { r: [9, 4], fill: ['#56b4e9', '#6b7a87'] },
          ),
          Plot.text(
            [
              [0, 0],
              [1, 0],
            ],
            { text: ['Earth', 'Moon'], dy: 20, fill: '#22303c' },
          ),
        ],
      }),
    eight: (format) =>
      plotSolution(bodies, {
        format,
        kind: 'phase',
        labels: ['x', 'y'],
        series: ['first', 'second', 'third body'],
        height: 400,
        title: 'The figure eight',
        subtitle:
          'Three equal bodies chase one another. Each is drawn for a third of the period, where it takes the place of the next.',
      }),
    energy: (format) =>
      plotSolution(
        drifts.map(({ drift }) => greatestSoFar(drift)),
        {
          format,
          series: drifts.map(({ name }) => name),
          labels: ['greatest relative error so far'],
          xLabel: 'periods',
          xScale: 'log',
          yScale: 'log',
          title: 'The energy of the figure eight',
          subtitle: 'Equal work per period. RK4 drifts; the error of symplectic methods stays where it is.',
        },
      ),
  });

  const [rk4, ...symplectic] = drifts;
  requireAll({
    'the orbit closes to 1e-4 for all methods': orbits.every(({ gap }) => gap < 1e-4),
    'Vern9 needs less than a half of the evaluations of Tsit5':
      2 * orbits[3].sol.stats.nf < orbits[0].sol.stats.nf,
    'the eight closes': end.every((x, i) => Math.abs(x - eightPositions[i]) < 1e-6),
    'RK4 loses energy all the time': worst(rk4, 0.9, 1) > 5 * worst(rk4, 0, 0.1),
    'symplectic methods do not': symplectic.every(
      (drift) => worst(drift, 0.9, 1) < 3 * worst(drift, 0, 0.1) + 1e-12,
    ),
  });
}

void import('example-support').then((support) =>
  support.runMain(
    'three-body',
    usage,
    (args) =>
      support.readOptions(args, { periods: 500, out: path.join(__dirname, 'out') }, { periods: [20, 1e4] }, [
        'periods',
      ]),
    (options) => main(options, support),
  ),
);
