/**
 * Lynx and hare: three models of one predator and one prey fitted to the pelts of 1900–1920 through an ODE solver.
 *
 * Run it with `npm start`, or `npm start -- --help`.
 */
import path from 'node:path';
import { seededRandom } from '@diffjs/flux-lite';
import { checkResults } from './checkResults.js';
import { drawFigures } from './drawFigures.js';
import type { Fit } from './fitModel.js';
import { fitModel } from './fitModel.js';
import type { ModelParams } from './models.js';
import { makeLotkaVolterra, makeNeural, makeUniversal } from './models.js';
import { printErrors, printRates } from './printTables.js';
import { UsageError, readOptions, usage } from './readOptions.js';
import type { Options } from './readOptions.js';
import { DataError, readPopulations } from './readPopulations.js';

/** How many years at the end of the data the models have to forecast: 1916–1920. */
const heldOut = 5;

async function main({ steps, seed, data: file, out }: Options): Promise<void> {
  const source = file ?? path.join(__dirname, 'data', 'lynx_hare.csv');
  const data = readPopulations(source, 12);
  const all = data.years.length;
  const count = all - heldOut;
  console.log(
    `${all} years of pelts, ${data.years[0]}–${data.years[all - 1]}, from ${path.relative('.', source)}\n`,
  );

  const whole = fitModel(makeLotkaVolterra(data), data, all, steps);
  printRates(whole, data, file === null);

  const past = { years: data.years.slice(0, count), logs: data.logs.slice(0, count) };
  console.log(`\nThree models, fitted to ${past.years[0]}–${past.years.at(-1)}\n`);
  const rng = seededRandom(seed);
  const fits = [
    fitModel(makeLotkaVolterra(past), past, count, steps),
    fitModel(makeUniversal(past, rng.split()), past, count, steps),
    fitModel(makeNeural(past, rng.split()), past, count, steps),
  ] as unknown as Fit<ModelParams>[];
  printErrors(fits, data, count);

  console.log('\nFigures');
  for (const written of await drawFigures(out, fits, data, count))
    console.log(`  ${path.relative('.', written)}`);
  checkResults(whole, fits, data, file === null);
}

void import('example-support').then(({ runMain }) =>
  runMain('lynx-hare', usage, readOptions, main, { mistaken: UsageError, known: [DataError] }),
);
