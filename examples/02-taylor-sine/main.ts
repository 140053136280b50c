/**
 * The sine summed from its Taylor series by a loop that ends when a term is small, and its derivative, beside `Math.sin` and `Math.cos`.
 *
 * Run it with `node -r ./scripts/register.cjs examples/02-taylor-sine/main.ts`, and `--help` after it for the options.
 */
import path from 'node:path';
import type { Row } from './compareSine.js';
import { compareSine, worst } from './compareSine.js';
import { drawFigure } from './drawFigure.js';
import { UsageError, readOptions, usage } from './readOptions.js';
import type { Options } from './readOptions.js';

/** Places where something is particular: x = 0, small x, the ends and the middle of the reduced range, a zero, large x. */
const examples = [0, 1e-9, 0.001, 0.5, 1, Math.PI / 2, 2, Math.PI, 5, -7, 100, 12345.678];

/** Errors of the derivative up to this one are rounding, unless the series itself is cut off earlier. */
const precision = 1e-12;

async function main({ from, to, points, tolerance, out }: Options): Promise<void> {
  console.log(
    `sin x = x − x³/3! + x⁵/5! − …, up to the first term below ${tolerance.toPrecision(2)} of the sum\n`,
  );
  printTable(compareSine(examples, tolerance));

  const places = Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const rows = compareSine(places, tolerance);
  const [value, slope, difference] = (['valueError', 'slopeError', 'differenceError'] as const).map(
    (error) => worst(rows, error)[error],
  );
  console.log(`\nGreatest errors at ${points} points from ${from} to ${to}`);
  console.log(`  value                 ${value.toExponential(1)}`);
  console.log(`  compiled derivative   ${slope.toExponential(1)}`);
  console.log(`  central differences   ${difference.toExponential(1)}`);

  console.log('\nFigure');
  for (const written of await drawFigure(out, rows, tolerance))
    console.log(`  ${path.relative('.', written)}`);

  const limit = Math.max(precision, tolerance);
  const { x } = worst(rows, 'slopeError');
  if (!(slope <= limit)) {
    throw new CheckError(
      `at x = ${x} the derivative is off by ${slope.toExponential(1)}, more than ${limit.toExponential(0)}`,
    );
  }
}

function printTable(rows: readonly Row[]): void {
  console.log('          x   terms     series      derivative   error of value   error of derivative');
  for (const { x, terms, value, slope, valueError, slopeError } of rows) {
    console.log(
      [
        formatPlace(x).padStart(11),
        String(terms).padStart(8),
        value.toFixed(8).padStart(14),
        slope.toFixed(8).padStart(14),
        formatError(valueError).padStart(14),
        formatError(slopeError).padStart(19),
      ].join(''),
    );
  }
}

function formatPlace(x: number): string {
  if (x === Math.PI / 2) return 'π/2';
  if (x === Math.PI) return 'π';
  return String(x);
}

function formatError(error: number): string {
  return error === 0 ? '0' : error.toExponential(1);
}

/** A result that is not what it should be. */
class CheckError extends Error {}

void import('example-support').then(({ runMain }) =>
  runMain('taylor-sine', usage, readOptions, main, { mistaken: UsageError, known: [CheckError] }),
);
