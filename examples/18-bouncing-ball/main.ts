/**
 * Balls that bounce, ever faster, until they rest: events, and what is done where infinitely many come in a finite time.
 *
 * Run it with `node -r ./scripts/register.cjs examples/18-bouncing-ball/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import { plotSolution } from '@diffjs/diffeq/plot';
import type * as support from 'example-support';
import { dropBalls, dropOne, gravity, hopDown, restitutions, stairs } from './balls.js';

const usage = `Lets balls bounce on the floor and down a staircase.

  node -r ./scripts/register.cjs examples/18-bouncing-ball/main.ts [option …]

  --height X   from which the balls fall, in metres, 0.1 to 100 (default 2)
  --out DIR    where the figures go (default: out, beside this example)
  --help       this text`;

interface Options {
  readonly height: number;
  readonly out: string;
}

async function main({ height, out }: Options, { printTable, requireAll, saveDrawings }: typeof support) {
  const first = Math.sqrt((2 * height) / gravity);
  const expected = restitutions.map((e) => (first * (1 + e)) / (1 - e));
  const end = 1.1 * Math.max(...expected);
  const { sol, bounces, rests } = dropBalls(height, end);
  console.log(`Four balls that fall from ${height} m, to t = ${end.toFixed(2)} s: ${sol.code}`);
  printTable([
    ['keeps', 'bounces', 'first at', 'second at', 'rests at', 'by the formula'],
    ...restitutions.map((e, i) => [
      `${100 * e} %`,
      String(bounces[i].length),
      ...[bounces[i][0], bounces[i][1], rests[i], expected[i]].map((t) => `${t.toFixed(6)} s`),
    ]),
  ]);

  const [stopped, held] = (['stop', 'hold'] as const).map((what) => dropOne(height, end, what));
  console.log('\nOne ball, and what the option accumulation makes of it');
  printTable([
    ['accumulation', 'code', 'ends at', 'height then'],
    ...[stopped, held].map(({ code, t, u }, k) => [
      ['stop', 'hold'][k],
      code,
      `${t[t.length - 1].toFixed(6)} s`,
      `${Math.abs(u[u.length - 1][0]).toExponential(0)} m`,
    ]),
  ]);
  console.log(`  ${stopped.message}`);

  const stairway = hopDown(height);
  const hops = stairway.u.filter((_, k) => k > 0 && stairway.t[k] === stairway.t[k - 1]);
  const edges = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((x) => [
    [x, stairs(x)],
    [x + 1, stairs(x)],
  ]);
  await saveDrawings(out, {
    balls: (format) =>
      plotSolution(sol, {
        format,
        vars: restitutions.map((_, i) => i),
        labels: restitutions.map((e) => `keeps ${100 * e} % of its speed`),
        points: 3000,
        showEvents: false,
        xLabel: 'time (s)',
        yLabel: 'height (m)',
        title: 'Balls that come to rest',
        subtitle: 'Each bounces infinitely often in a finite time.',
      }),
    stairs: (format) =>
      plotSolution(stairway, {
        format,
        kind: 'phase',
        labels: ['x (m)', 'y (m)'],
        xDomain: [0, 8],
        showEvents: false,
        title: 'Down the stairs',
        subtitle: 'The event is that y falls below the stairs at x, a function with jumps.',
        marks: [Plot.line(edges, { stroke: '#22303c', strokeWidth: 1.5 })],
      }),
  });

  const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) < tolerance;
  const second = (e: number): number => first * (1 + 2 * e);
  requireAll({
    'the solution comes to its end': sol.code === 'Success' && held.code === 'Success',
    'balls bounce when they should': restitutions.every(
      (e, i) => near(bounces[i][0], first, 1e-9) && near(bounces[i][1], second(e), 1e-8),
    ),
    'balls rest when they should': rests.every((t, i) => near(t, expected[i], 1e-5)),
    'no ball falls through the floor': [...sol.u, ...held.u].every((u) => u[0] > -1e-9),
    'the ball that is not held stops':
      stopped.code === 'EventAccumulation' && near(stopped.t[stopped.t.length - 1], expected[1], 1e-5),
    'hops are on the stairs': hops.length > 2 && hops.every(([x, y]) => near(y, stairs(x), 1e-9)),
  });
}

void import('example-support').then((support) =>
  support.runMain(
    'bouncing-ball',
    usage,
    (args) =>
      support.readOptions(args, { height: 2, out: path.join(__dirname, 'out') }, { height: [0.1, 100] }),
    (options) => main(options, support),
  ),
);
