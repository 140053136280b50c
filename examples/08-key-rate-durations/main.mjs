/**
 * Key rate durations and convexity of a bond, by derivatives through the bootstrap of a yield curve.
 *
 * Run it with `node --import babel-plugin-diff/register main.mjs`, `--help` for its options.
 */
import path from 'node:path';
import { printTable, readOptions, runMain, signed } from 'example-support';
import { checkResults, tryParBonds } from './checkResults.mjs';
import { bootstrap, makePrice, parRates, tenors } from './curve.mjs';
import { drawFigure } from './drawFigure.mjs';
import { bump, differentiate, findKeyRates } from './measureRisk.mjs';

const usage = `Finds by which par rates a bond is moved, through the yield curve that they give.

  node --import babel-plugin-diff/register main.mjs [option …]

  --years N    of the bond, 1 to 30 (default 12)
  --coupon C   a year, in per cent of the face value (default 5)
  --out DIR    where the figure goes (default: out, beside this example)
  --help       this text`;

function main({ years, coupon, out }) {
  const zeros = bootstrap(parRates);
  const price = makePrice(coupon / 100, years);
  const exact = differentiate(price, parRates);
  const bumped = bump(price, parRates);
  console.log(`A bond of ${years} years and ${coupon} % costs ${(100 * price(parRates)).toFixed(4)} %\n`);
  printTable([
    ['years', 'par rate', 'zero rate', 'key rate duration', 'by bump', 'difference'],
    ...tenors.map((tenor, i) => [
      String(tenor),
      `${(100 * parRates[i]).toFixed(2)} %`,
      `${(100 * zeros[i]).toFixed(4)} %`,
      ...compare(exact.keyRates[i], bumped.keyRates[i]),
    ]),
  ]);
  console.log('\nWhen all par rates move together');
  printTable([
    ['', 'by derivatives', 'by bump', 'difference'],
    ['duration', ...compare(exact.duration, bumped.duration)],
    ['convexity', ...compare(exact.convexity, bumped.convexity)],
  ]);

  const par = tryParBonds(parRates);
  console.log(
    `\nPar bonds cost 1 to ${par.prices.toExponential(0)}; their derivatives are those of the annuities to ${par.slopes.toExponential(0)}`,
  );

  const others = [
    [0, years],
    [coupon, 25],
  ].map(([rate, time]) => ({
    name: rate === 0 ? `${time} years, no coupon` : `${time} years, ${rate} %`,
    keyRates: findKeyRates(makePrice(rate / 100, time), parRates),
  }));
  const bonds = [{ name: `${years} years, ${coupon} %`, keyRates: exact.keyRates }, ...others];
  console.log('\nFigure');
  for (const written of drawFigure(path.join(out, 'durations'), bonds, zeros))
    console.log(`  ${path.relative('.', written)}`);
  checkResults(par, exact, bumped);
}

function compare(exact, bumped) {
  return [signed(exact, 7), signed(bumped, 7), Math.abs(exact - bumped).toExponential(0)];
}

runMain(
  'key-rate-durations',
  usage,
  (args) =>
    readOptions(
      args,
      { years: 12, coupon: 5, out: path.join(import.meta.dirname, 'out') },
      { years: [1, 30], coupon: [0, 20] },
      ['years'],
    ),
  main,
);
