/**
 * A soap film by Newton's method with conjugate gradients.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { printTable, readOptions, runMain } from 'example-support';
import { drawFigure } from './drawFigure.mjs';
import { area, freePoints, scherk } from './film.mjs';
import { descend, newtonCG, runLBFGS } from './minimise.mjs';

const usage = `Finds the film of least area in a frame, by products with the Hessian.

  node --import babel-plugin-diff/register main.mjs [option …]

  --cells N   of the grid, in each direction, 16 to 64 (default 32)
  --most N    most gradients for gradient descent (default 4000)
  --out DIR   where the figure goes (default: out, beside this example)
  --help      this text`;

/** Where the gradient is as short as this, a film counts as found. */
const tolerance = 1e-9;

function main({ cells, most, out }) {
  const half = Math.floor(cells / 2);
  const { u: film, run } = solve(cells, most);
  const error = distance(film, cells);
  const rough = distance(newtonCG(area, frame(half), freePoints(half + 1), tolerance).u, half);
  console.log(
    `${(cells - 1) ** 2} heights; the area falls from ${area(frame(cells)).toFixed(6)} to ${area(film).toFixed(6)}\n`,
  );
  printTable([
    ['', 'iterations', 'cost in gradients', 'norm of the gradient'],
    ...run.map(({ name, history }) => [
      name,
      String(history.length - 1),
      String(history.at(-1).cost),
      history.at(-1).norm.toExponential(0),
    ]),
  ]);
  console.log(
    `\nFrom the surface of Scherk the film is off by ${error.toExponential(2)}, with half the cells by ${rough.toExponential(2)}`,
  );
  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'film'), film, run))
    console.log(`  ${path.relative('.', written)}`);
  checkResults(run, error, rough);
}

/** The frame, with heights of zero within. */
function frame(cells) {
  const free = freePoints(cells + 1);
  return scherk(cells + 1).map((height, k) => height * (1 - free[k]));
}

function solve(cells, most) {
  const start = frame(cells);
  const free = freePoints(cells + 1);
  const newton = newtonCG(area, start, free, tolerance);
  const run = [
    { name: 'Newton with conjugate gradients', ...newton },
    { name: 'L-BFGS', ...runLBFGS(area, start, free, tolerance) },
    { name: 'gradient descent', ...descend(area, start, free, tolerance, most) },
  ];
  return { u: newton.u, run };
}

function distance(film, cells) {
  const exact = scherk(cells + 1);
  return Math.max(...film.map((height, k) => Math.abs(height - exact[k])));
}

/**
 * Checks that Newton's method and L-BFGS came to the same film, the first one in few iterations, and that its distance from the surface of
 * Scherk falls as the square of the cells.
 *
 * @throws an Error that lists what is not so
 */
function checkResults([newton, lbfgs], error, rough) {
  const problems = [];
  const apart = Math.max(...newton.u.map((height, k) => Math.abs(height - lbfgs.u[k])));
  if (!(newton.history.at(-1).norm <= tolerance)) problems.push("Newton's method has not come to a minimum");
  if (newton.history.length > 20)
    problems.push(`Newton's method took ${newton.history.length - 1} iterations`);
  if (!(apart < 1e-6)) problems.push(`the films of two methods are ${apart} apart`);
  if (!(error < rough / 3)) problems.push(`the film is off by ${error}, and with half the cells by ${rough}`);
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}

runMain(
  'soap-film',
  usage,
  (args) =>
    readOptions(
      args,
      { cells: 32, most: 4000, out: path.join(import.meta.dirname, 'out') },
      { cells: [16, 64], most: [100, 100000] },
      ['cells', 'most'],
    ),
  main,
);
