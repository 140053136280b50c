import { countParams } from '@diffjs/flux-lite';
import type { Fit } from './fitModel.js';
import { errorOver } from './fitModel.js';
import type { LotkaVolterraParams, ModelParams } from './models.js';
import type { Populations } from './readPopulations.js';

/** A rate with the published posterior mean and standard deviation of the same model on the same data. */
interface Rate {
  readonly name: string;
  readonly meaning: string;
  readonly published: number;
  readonly deviation: number;
}

/** In the order of `LotkaVolterraParams`. */
export const rates: readonly Rate[] = [
  { name: 'α', meaning: 'growth of the hare', published: 0.545, deviation: 0.064 },
  { name: 'β', meaning: 'loss of hare per lynx', published: 0.028, deviation: 0.004 },
  { name: 'γ', meaning: 'decline of the lynx', published: 0.803, deviation: 0.092 },
  { name: 'δ', meaning: 'gain of lynx per hare', published: 0.024, deviation: 0.004 },
];

/** How many published standard deviations each fitted rate lies from the published mean. */
export function deviations(fit: Fit<LotkaVolterraParams>): number[] {
  return rates.map(
    ({ published, deviation }, i) => (Math.exp(fit.params.p.logRates[i]) - published) / deviation,
  );
}

/** Prints the fitted rates, beside the published ones where the data are the same. */
export function printRates(fit: Fit<LotkaVolterraParams>, data: Populations, comparable: boolean): void {
  const off = deviations(fit);
  console.log(`\nLotka–Volterra, fitted to ${data.years[0]}–${data.years.at(-1)}; rates per year`);
  const rows = rates.map(({ name, meaning, published, deviation }, i) => {
    const fitted = Math.exp(fit.params.p.logRates[i]).toFixed(4);
    const beside = [
      `${published.toFixed(3)} ± ${deviation.toFixed(3)}`,
      `${off[i] >= 0 ? '+' : '−'}${Math.abs(off[i]).toFixed(2)}`,
    ];
    return [name, meaning, fitted, ...(comparable ? beside : [])];
  });
  printTable([['', '', 'fitted', ...(comparable ? ['published', 'off by (sd)'] : [])], ...rows]);
  const [hare, lynx] = fit.params.u0;
  console.log(
    `  at the start: ${Math.exp(hare).toFixed(1)} thousand hare, ${Math.exp(lynx).toFixed(1)} thousand lynx`,
  );
}

/** Prints how well each model fits the years that it was given and forecasts those that it was not. */
export function printErrors(fits: readonly Fit<ModelParams>[], data: Populations, count: number): void {
  const { years } = data;
  console.log(`\nRoot mean squared error of the logarithms (0.1 is about 10 %)`);
  printTable([
    [
      '',
      'parameters',
      `fit ${years[0]}–${years[count - 1]}`,
      `forecast ${years[count]}–${years.at(-1)}`,
      'fitted in',
    ],
    ...fits.map((fit) => [
      fit.model.name,
      String(countParams(fit.params)),
      errorOver(fit, data, 0, count).toFixed(3),
      errorOver(fit, data, count, years.length).toFixed(3),
      `${fit.seconds.toFixed(1)} s`,
    ]),
  ]);
}

/** Prints rows in columns: the first two texts to the left where they are words, numbers to the right. */
function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => row[j].length)));
  for (const row of rows) {
    const cells = row.map((cell, j) => (isText(rows, j) ? cell.padEnd(widths[j]) : cell.padStart(widths[j])));
    console.log(`  ${cells.join('   ')}`.trimEnd());
  }
}

function isText(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.slice(1).every((row) => !/\d/.test(row[column]));
}
