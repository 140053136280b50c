/**
 * Newton fractals and the Mandelbrot set, by derivatives of complex functions.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { printTable, readOptions, runMain } from 'example-support';
import { checkResults, compareSlopes } from './checkResults.mjs';
import { drawFigure } from './drawFigure.mjs';
import { equations } from './functions.mjs';
import { paintBasins, paintSet } from './paint.mjs';

const usage = `Paints basins of Newton's method in the complex plane, and the Mandelbrot set.

  node --import babel-plugin-diff/register main.mjs [option …]

  --width N   of each picture, in pixels, 40 to 1600 (default 400)
  --out DIR   where the figure goes (default: out, beside this example)
  --help      this text`;

function main({ width, out }) {
  const slopes = compareSlopes();
  console.log('Greatest errors of derivatives');
  printTable([['', 'relative error'], ...slopes.map(({ name, error }) => [name, error.toExponential(0)])]);

  const height = Math.round(0.75 * width);
  const paintings = equations.map((equation) => paintBasins(equation, width, height));
  console.log(`\nNewton’s method from ${width} × ${height} points`);
  printTable([
    ['', 'zeros found', 'steps', 'largest basin', 'without a zero'],
    ...paintings.map(({ roots, basins, lost, total }, k) => [
      equations[k].name,
      String(roots.length),
      (total / (width * height - lost)).toFixed(2),
      `${((100 * Math.max(...basins)) / (width * height)).toFixed(2)} %`,
      String(lost),
    ]),
  ]);

  const panels = paintings.map(({ picture }, k) => ({ heading: `Zeros of ${equations[k].name}`, picture }));
  panels.push({ heading: 'Distance from the Mandelbrot set', picture: paintSet(width, height) });
  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'fractals'), panels, height / width))
    console.log(`  ${path.relative('.', written)}`);
  checkResults(slopes, paintings, width * height);
}

runMain(
  'newton-fractal',
  usage,
  (args) =>
    readOptions(args, { width: 400, out: path.join(import.meta.dirname, 'out') }, { width: [40, 1600] }, [
      'width',
    ]),
  main,
);
