/**
 * `npm run bench`: gradient time over the primal's and over a hand-written adjoint's, measured in one run on this machine.
 * `npm run bench -- --only dense` runs the cases (or suites) whose names contain the text.
 * `npm run bench -- --smoke` runs everything once for a short time (for CI: it shows that the benchmarks work, not how fast they are).
 */
import os from 'node:os';
import type { Case, Suite } from './support/Case';
import { formatTime, measure, type MeasureOptions } from './support/measure';
import { arraySuite } from './suites/arrays';
import { jacobianSuite } from './suites/jacobian';
import { objectSuite } from './suites/objects';
import { scalarSuite } from './suites/scalar';
import { solverSuite } from './suites/solver';

const SUITES: readonly Suite[] = [scalarSuite, arraySuite, objectSuite, solverSuite, jacobianSuite];

const WIDTHS = [44, 12, 12, 12, 12, 12] as const;

/** The text behind an option. */
function optionAfter(option: string): string | null {
  const at = process.argv.indexOf(option);
  return at < 0 ? null : (process.argv[at + 1] ?? '');
}

async function main(): Promise<void> {
  const smoke = process.argv.includes('--smoke');
  const options = smoke ? { rounds: 1, roundMs: 2, warmMs: 5 } : {};
  const only = optionAfter('--only');
  console.log(
    `Node ${process.version}, V8 ${process.versions.v8}, ${os.cpus()[0]?.model ?? 'unknown processor'}`,
  );
  console.log('medians; operands rotate; yardsticks: bench/yardsticks');
  for (const suite of SUITES) {
    const cases = (await suite.cases()).filter(
      ({ name }) => only === null || name.includes(only) || suite.name.includes(only),
    );
    if (cases.length > 0) printSuite(suite.name, cases, options);
  }
}

function printSuite(name: string, cases: readonly Case[], options: MeasureOptions): void {
  console.log();
  printLine([name, 'primal', 'gradient', 'by hand', '/ primal', '/ by hand']);
  const ratios: [number, number][] = [];
  for (const each of cases) {
    const { primal, gradient, byHand, others } = each;
    const timings = measure({ primal, gradient, byHand, ...others }, options);
    const [first, second, third] = timings.map(({ median }) => median) as [number, number, number];
    ratios.push([second / first, second / third]);
    printLine([
      each.name,
      formatTime(first),
      formatTime(second),
      formatTime(third),
      ...inDigits(ratios.at(-1)!),
    ]);
    for (const { name: other, median } of timings.slice(3))
      printLine([`  ${other}`, '', formatTime(median), '', ...inDigits([median / first, median / third])]);
  }
  printLine([
    '  geometric mean',
    '',
    '',
    '',
    ...inDigits([geometricMean(ratios, 0), geometricMean(ratios, 1)]),
  ]);
}

function inDigits(ratios: readonly number[]): string[] {
  return ratios.map((ratio) => ratio.toFixed(2));
}

function geometricMean(ratios: readonly [number, number][], column: 0 | 1): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio[column]), 0) / ratios.length);
}

function printLine(cells: readonly string[]): void {
  console.log(
    cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i]!) : cell.padStart(WIDTHS[i]!))).join(''),
  );
}

void main();
