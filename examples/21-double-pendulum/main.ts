/**
 * The double pendulum: chaos, Poincaré sections by events, and who keeps the energy.
 *
 * Run it with `node -r ./scripts/register.cjs examples/21-double-pendulum/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import type { Solution } from '@diffjs/diffeq';
import { Vern9, solve } from '@diffjs/diffeq';
import { plotSolution } from '@diffjs/diffeq/plot';
import type * as support from 'example-support';
import { angles, atStart, energyError, keepers, span } from './keepers.js';
import type { Swing } from './pendulum.js';
import { leastEnergy, release } from './pendulum.js';
import type { Passage } from './sections.js';
import { drawSections, section } from './sections.js';

const usage = `Swings double pendulums.

  node -r ./scripts/register.cjs examples/21-double-pendulum/main.ts [option …]

  --passages N   through the section for each of its starts, 20 to 5000 (default 150)
  --out DIR      where the figures go (default: out, beside this example)
  --help         this text`;

type Support = typeof support;

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
