/**
 * The double pendulum: chaos, Poincaré sections by events, and who keeps the energy.
 *
 * Run it with `node -r ./scripts/register.cjs examples/21-double-pendulum/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type { Algorithm, Solution, SolveOptions } from '@diffjs/diffeq';
import {
  ContinuousCallback,
  ImplicitMidpoint,
  ManifoldProjection,
  RK4,
  Tsit5,
  Vern9,
  solve,
} from '@diffjs/diffeq';
import { plotSolution } from '@diffjs/diffeq/plot';
import type * as support from 'example-support';
import { energy, leastEnergy, passBottom, release } from './pendulum.js';

const usage = `Swings double pendulums.

  node -r ./scripts/register.cjs examples/21-double-pendulum/main.ts [option …]

  --passages N   through the section for each of its starts, 20 to 5000 (default 150)
  --out DIR      where the figures go (default: out, beside this example)
  --help         this text`;

type Support = typeof support;

interface Swing {
  readonly p: Float64Array;
  readonly q: Float64Array;
}

const seconds = 20;
const accurate = { rtol: 1e-11, atol: 1e-11 };

/** How far two solutions are from one another over time, in radians. */
function distance(a: Solution<Swing>, b: Solution<Swing>): { t: number[]; u: number[] } {
  const t = Array.from({ length: 800 }, (_, i) => ((i + 1) * seconds) / 800);
  return { t, u: t.map((time) => Math.hypot(...a(time).q.map((x, i) => x - b(time).q[i]))) };
}

/** Doublings a second between two distances, by a line through the logarithms. */
function growth({ t, u }: { t: number[]; u: number[] }): number {
  const points = t.map((time, i) => [time, Math.log(u[i])]).filter(([, y]) => y < Math.log(0.1));
  const mean = (k: number): number => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = (over: (point: number[]) => number): number =>
    points.reduce((sum, point) => sum + over(point), 0);
  return slope((point) => (point[0] - x) * (point[1] - y)) / slope((point) => (point[0] - x) ** 2);
}

interface Passage {
  readonly angle: number;
  readonly momentum: number;
  /** The energy above that at rest. */
  readonly off: number;
  readonly start: number;
}

/** Where the lower rod is each time the upper one swings through the bottom to the right. */
function section(above: number, passages: number): Passage[] {
  const found: Passage[] = [];
  const angles = [-1.6, -1.2, -0.8, -0.4, 0, 0.3, 0.6, 0.9, 1.2];
  const starts = angles.flatMap((angle) =>
    [-2.5, 0, 2.5].map((momentum): [number, number] => [angle, momentum]),
  );
  starts.forEach((from, start) => {
    const problem = passBottom(from, above, 1e4);
    if (problem === undefined) return;
    let count = 0;
    const note = ContinuousCallback(
      (u: Swing) => u.q[0],
      (integrator) => {
        const { p, q } = integrator.u as Swing;
        found.push({ angle: q[1], momentum: p[1], off: energy(p, q) - leastEnergy, start });
        if (++count === passages) integrator.terminate();
      },
      { direction: 'up', savePositions: [false, false] },
    );
    solve(problem, Vern9(), { rtol: 1e-9, atol: 1e-9, callback: note, saveEverystep: false, dense: false });
  });
  return found;
}

const [angles, span] = [[2, 2.5] as const, 100];
const atStart = energy(Float64Array.of(0, 0), Float64Array.from(angles));
const keepEnergy = ManifoldProjection((out, { p, q }: Swing) => (out[0] = energy(p, q) - atStart), 1);

const keepers: readonly [string, Algorithm, SolveOptions][] = [
  ['RK4, dt = 0.01', RK4(), { adaptive: false, dt: 0.01 }],
  [
    'ImplicitMidpoint, dt = 0.005',
    ImplicitMidpoint(),
    { adaptive: false, dt: 0.005, rtol: 1e-10, atol: 1e-10 },
  ],
  ['Tsit5, rtol = 1e-6', Tsit5(), { rtol: 1e-6, atol: 1e-6 }],
  ['Tsit5, projected', Tsit5(), { rtol: 1e-6, atol: 1e-6, callback: keepEnergy }],
  ['Vern9, rtol = 1e-11', Vern9(), accurate],
];

/** How far the energy was off up to each time, in joules. */
function energyError([name, algorithm, options]: (typeof keepers)[number]) {
  const sol = solve(release(angles, span), algorithm, options);
  let most = 1e-15;
  const u = sol.u.map(({ p, q }) => (most = Math.max(most, Math.abs(energy(p, q) - atStart))));
  return { name, t: sol.t.slice(1), u: u.slice(1), evaluations: sol.stats.nf, code: sol.code };
}

interface Options {
  readonly passages: number;
  readonly out: string;
}

async function main({ passages, out }: Options, support: Support): Promise<void> {
  const { printTable, requireAll, saveDrawings } = support;
  const swings = [0, 1e-9].map((more) =>
    solve(release([angles[0] + more, angles[1]], seconds), Vern9(), accurate),
  );
  const apart = distance(swings[0], swings[1]);
  const rate = growth(apart);
  console.log(
    `Two pendulums that start 1e-9 apart drift apart by a factor of ${Math.exp(rate).toFixed(1)} each second\n`,
  );

  const errors = keepers.map(energyError);
  console.log(
    `The energy is ${(atStart - leastEnergy).toFixed(1)} J above that at rest. How far it was off in ${span} s`,
  );
  printTable([
    ['method', 'evaluations', 'in a tenth', 'in all'],
    ...errors.map(({ name, t, u, evaluations }) => [
      name,
      String(evaluations),
      ...[t.findIndex((time) => time >= span / 10), u.length - 1].map((i) => `${u[i].toExponential(0)} J`),
    ]),
  ]);

  const sections = [3, 8, 13].map((above) => ({ above, found: section(above, passages) }));
  console.log('\nPassages of the upper rod through the bottom');
  printTable([
    ['above rest', 'starts', 'passages'],
    ...sections.map(({ above, found }) => [
      `${above} J`,
      String(new Set(found.map(({ start }) => start)).size),
      String(found.length),
    ]),
  ]);
  await saveDrawings(out, {
    apart: (format) =>
      plotSolution(apart, {
        format,
        yScale: 'log',
        xLabel: 'seconds',
        yLabel: 'distance of the angles',
        title: 'Two starts, 1e-9 apart',
        height: 380,
      }),
    energy: (format) =>
      plotSolution(errors, {
        format,
        series: keepers.map(([name]) => name),
        labels: ['greatest error of the energy so far (J)'],
        xScale: 'log',
        yScale: 'log',
        xDomain: [0.1, span],
        yDomain: [1e-14, 1],
        xLabel: 'seconds',
        title: 'Who keeps the energy',
      }),
  });
  drawSections(path.join(out, 'sections'), sections, support);

  const end = ({ u }: { u: number[] }): number => u[u.length - 1];
  const level = ({ found }: { found: Passage[] }, above: number): number =>
    Math.max(...found.map(({ off }) => Math.abs(off - above)));
  requireAll({
    'all methods come to the end': errors.every(({ code }) => code === 'Success'),
    'a small distance grows': rate > 1 && rate < 5,
    'projection keeps the energy': end(errors[3]) < 1e-10 && end(errors[2]) > 1e-5,
    'the midpoint rule keeps it near': end(errors[1]) < 0.2,
    'Vern9 keeps it at tight tolerances': end(errors[4]) < 1e-7,
    'every start passes as often as it should': sections.every(
      ({ found }) => found.length % passages === 0 && found.length > 0,
    ),
    'passages have the energy of their start': sections.every((one) => level(one, one.above) < 1e-3),
  });
}

/** The sections beside one another, a colour for each start. */
function drawSections(
  file: string,
  sections: readonly { above: number; found: Passage[] }[],
  support: Support,
): void {
  const { colours, plot, printFiles, savePage } = support;
  const { blue, vermilion, green, purple, orange, sky, ink } = colours;
  const palette = [blue, vermilion, green, purple, orange, sky, ink];
  const panels = sections.map(({ above, found }) =>
    plot({
      heading: `${above} J above rest`,
      width: 300,
      height: 330,
      marginLeft: 44,
      marginRight: 8,
      marginBottom: 40,
      x: { label: 'lower angle', labelAnchor: 'center', labelArrow: 'none', ticks: 4 },
      y: { label: null, ticks: 5 },
      marks: [
        Plot.dot(found, {
          x: 'angle',
          y: 'momentum',
          r: 0.8,
          fill: (d: Passage) => palette[d.start % palette.length],
        }),
      ],
    }),
  );
  const files = savePage(file, {
    title: 'Poincaré sections of the double pendulum',
    subtitle:
      'Angle and momentum of the lower rod whenever the upper one passes the bottom to the right. Curves are regular motion, clouds are chaos.',
    rows: [panels],
  });
  printFiles(files);
}

void import('example-support').then((support) =>
  support.runMain(
    'double-pendulum',
    usage,
    (args) =>
      support.readOptions(
        args,
        { passages: 150, out: path.join(__dirname, 'out') },
        { passages: [20, 5000] },
        ['passages'],
      ),
    (options) => main(options, support),
  ),
);
