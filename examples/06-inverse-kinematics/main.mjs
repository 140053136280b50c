/**
 * Inverse kinematics on a scene graph of three.js.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { printTable, readOptions, runMain } from 'example-support';
import { joints } from './arm.mjs';
import { checkResults, compareJacobian } from './checkResults.mjs';
import { drawFigure } from './drawFigure.mjs';
import { followPath, makePath } from './followPath.mjs';

const usage = `Finds the joint angles with which an arm, a scene graph of three.js, draws a figure of eight.

  node --import babel-plugin-diff/register main.mjs [option …]

  --points N   points of the curve (default 32)
  --out DIR    where the figure goes (default: out, beside this example)
  --help       this text`;

const degree = Math.PI / 180;

function main({ points, out }) {
  const start = joints.map(({ limits: [low, high] }) => (low + high) / 2);
  const error = compareJacobian(start.map((angle, i) => angle + 0.1 * (i + 1)));
  console.log(`Jacobian of the tip: within ${error.toExponential(0)} of the one from geometry`);

  const curve = makePath(points);
  const begun = performance.now();
  const poses = followPath(curve, start, true);
  const seconds = (performance.now() - begun) / 1000;
  const total = poses.reduce((sum, { iterations }) => sum + iterations, 0);
  console.log('\nAngles of the joints in degrees, at every fourth point');
  printTable([
    ['point', ...joints.map(({ name }) => name), 'miss (µm)', 'iterations'],
    ...poses.flatMap(({ angles, miss, iterations }, i) =>
      i % 4 === 0
        ? [
            [
              String(i),
              ...angles.map((angle) => (angle / degree).toFixed(1).replace('-', '−')),
              (miss * 1e6).toFixed(1),
              String(iterations),
            ],
          ]
        : [],
    ),
  ]);
  console.log(`  ${total} iterations in ${seconds.toFixed(1)} s`);

  const free = followPath(curve, start, false);
  const most = (list) => Math.max(...list.map(({ beyond }) => beyond)) / degree;
  console.log('\nFarthest beyond a limit');
  printTable([
    ['', 'degrees'],
    ['with the limits in the loss', most(poses).toFixed(3)],
    ['without them', most(free).toFixed(3)],
  ]);

  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'arm'), poses, free))
    console.log(`  ${path.relative('.', written)}`);
  checkResults(error, poses);
}

runMain(
  'inverse-kinematics',
  usage,
  (args) =>
    readOptions(args, { points: 32, out: path.join(import.meta.dirname, 'out') }, { points: [8, 400] }, [
      'points',
    ]),
  main,
);
