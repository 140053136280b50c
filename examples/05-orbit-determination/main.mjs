/**
 * An orbit determined from observations of a station, through the SGP4 model of satellite.js.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { fitLeastSquares, printTable, readOptions, runMain, signed } from 'example-support';
import { checkResults, compareJacobian } from './checkResults.mjs';
import { drawFigure } from './drawFigure.mjs';
import { makeObservations } from './makeObservations.mjs';
import { makeResiduals } from './makeResiduals.mjs';
import { names, readElements } from './readElements.mjs';

const usage = `Recovers the mean elements of an orbit from noisy ranges and directions, through SGP4 of satellite.js.

  node --import babel-plugin-diff/register main.mjs [option …]

  --days N    how long the station observes (default 2)
  --seed N    seed of the noise (default 1)
  --out DIR   where the figure goes (default: out, beside this example)
  --help      this text`;

/** A piece of the Delta rocket that launched TIROS 5: low, and slowed by the air. One of the test cases of SGP4. */
const lines = [
  '1 06251U 62025E   06176.82412014  .00008885  00000-0  12808-3 0  3985',
  '2 06251  58.0579  54.0425 0030035 139.1568 221.1854 15.56387291  6774',
];

/** How far the first guess is from the truth. */
const mistake = [0.3, -0.5, 0.002, 4, -3, 0.004, -1e-4];

function main({ days, seed, out }) {
  const truth = readElements(lines);
  const observations = makeObservations(truth, days, seed);
  const count = observations.seen.length;
  console.log(
    `${count} measurements at ${observations.minutes.length} times in the ${24 * days} hours from ${truth.epoch} on\n`,
  );

  const residuals = makeResiduals(truth.epoch, observations);
  const start = truth.orbit.map((value, i) => value + mistake[i]);
  const errors = compareJacobian(residuals, start);
  console.log(
    `Jacobian at the start, ${count} × ${start.length}: within ${Math.max(...errors).toExponential(0)} of central differences`,
  );

  const begun = performance.now();
  const fit = fitLeastSquares(residuals, start);
  const seconds = (performance.now() - begun) / 1000;
  const rms = fit.iterations.map(({ cost }) => Math.sqrt(cost / count));
  console.log('\nRoot mean square of the residuals, in standard deviations of the noise');
  printTable([['iteration', 'residuals'], ...rms.map((value, i) => [String(i), value.toPrecision(5)])]);
  console.log(`  ${fit.iterations.length - 1} iterations in ${seconds.toFixed(1)} s`);

  const covariance = fit.covariance();
  const sigma = covariance.map((row, i) => Math.sqrt(row[i]));
  const off = fit.x.map((value, i) => (value - truth.orbit[i]) / sigma[i]);
  console.log('\nMean elements');
  printTable([
    ['', '', 'start', 'recovered', 'standard error', 'true', 'off by (se)'],
    ...names.map(([name, unit, digits], i) => [
      name,
      unit,
      start[i].toFixed(digits),
      fit.x[i].toFixed(digits),
      `± ${sigma[i].toFixed(digits)}`,
      truth.orbit[i].toFixed(digits),
      signed(off[i], 2),
    ]),
  ]);

  console.log('\nFigure');
  const figure = { start, fitted: fit.x, rms, epoch: truth.epoch, observations, residuals };
  for (const written of drawFigure(path.join(out, 'orbit'), figure))
    console.log(`  ${path.relative('.', written)}`);
  checkResults(errors, fit.cost / (count - start.length), off);
}

runMain(
  'orbit-determination',
  usage,
  (args) =>
    readOptions(
      args,
      { days: 2, seed: 1, out: path.join(import.meta.dirname, 'out') },
      { days: [1, 10], seed: [0, 2 ** 31] },
      ['days', 'seed'],
    ),
  main,
);
