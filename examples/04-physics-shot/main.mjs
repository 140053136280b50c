/**
 * A shot off a wall, aimed by the gradient of a physics engine.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { printTable, readOptions, runMain } from 'example-support';
import { aimShot } from './aimShot.mjs';
import { checkResults, compareGradients } from './checkResults.mjs';
import { drawFigure } from './drawFigure.mjs';
import { shootBall, squaredMiss } from './shootBall.mjs';

const usage = `Aims a ball at a target behind a fence, off a wall, by the gradient of the physics engine planck.

  node --import babel-plugin-diff/register main.mjs [option …]

  --angle A   angle of the first shot above the horizontal, in degrees (default 46)
  --speed V   its speed in m/s (default 13)
  --steps N   most iterations (default 30)
  --grid N    angles and half the speeds of the map of all shots (default 44)
  --out DIR   where the figure goes (default: out, beside this example)
  --help      this text`;

function main({ angle, speed, steps, grid, out }) {
  const start = { angle, speed };
  if (squaredMiss(start) === Infinity)
    throw new Error('the first shot does not come to the wall first: there is no gradient to follow');

  const slopes = compareGradients(start);
  console.log('Gradient of the squared miss at the first shot');
  printTable([
    ['', 'compiled', 'central differences'],
    ...slopes.map(({ name, compiled, difference }) => [
      `∂/∂${name}`,
      compiled.toFixed(6),
      difference.toFixed(6),
    ]),
  ]);

  const begun = performance.now();
  const { shots, evaluations } = aimShot(start, steps);
  const seconds = (performance.now() - begun) / 1000;
  console.log('\nAiming');
  printTable([
    ['iteration', 'angle (°)', 'speed (m/s)', 'miss (m)', 'touches'],
    ...shots.map(({ angle, speed, miss }, i) => [
      String(i),
      angle.toFixed(3),
      speed.toFixed(4),
      miss.toFixed(5),
      shootBall(angle, speed).touched.join(', '),
    ]),
  ]);
  console.log(`  ${evaluations} shots with their gradients in ${seconds.toFixed(1)} s`);

  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'shot'), shots, grid))
    console.log(`  ${path.relative('.', written)}`);
  checkResults(slopes, shots);
}

runMain(
  'physics-shot',
  usage,
  (args) =>
    readOptions(
      args,
      { angle: 46, speed: 13, steps: 30, grid: 44, out: path.join(import.meta.dirname, 'out') },
      { angle: [0, 90], speed: [1, 30], steps: [1, 1000], grid: [2, 200] },
      ['steps', 'grid'],
    ),
  main,
);
