/**
 * `npm run bench`: derivatives against the primal and against adjoints written by hand, measured in one run on this machine.
 * `npm run bench -- --only dense` runs the cases (or suites) whose names contain the text.
 * `npm run bench -- --smoke` runs everything once for a short time (for CI: it shows that the benchmarks work, not how fast they are).
 * `npm run bench -- --sizes` prints how long the emitted code is and how long the compiler takes, in place of times.
 */
import { formatTime, measure, type MeasureOptions } from './support/measure';
import type { Case, Suite } from './support/Case';
import { printLine, printMachine } from './support/printLine';
import { printSizes } from './support/sizes';
import { suites } from './suites';

/** The text behind an option. */
function optionAfter(option: string): string | null {
  const at = process.argv.indexOf(option);
  return at < 0 ? null : (process.argv[at + 1] ?? '');
}

function main(): void {
  printMachine();
  const smoke = process.argv.includes('--smoke');
  const options = smoke ? { rounds: 1, roundMs: 2, warmMs: 5 } : {};
  const only = optionAfter('--only');
  if (process.argv.includes('--sizes')) {
    printSizes(only);
    return;
  }
  console.log('medians; operands rotate; yardsticks: bench/yardsticks');
  for (const suite of suites) {
    const cases = suite
      .cases()
      .filter(({ name }) => only === null || name.includes(only) || suite.name.includes(only));
    if (cases.length > 0) printSuite(suite, cases, options);
  }
}

function printSuite(suite: Suite, cases: readonly Case[], options: MeasureOptions): void {
  console.log();
  printLine([suite.name, ...suite.columns, ...suite.ratios.map(({ heading }) => heading)]);
  const table: number[][] = [];
  for (const { name, contenders, operations } of cases) {
    const timed = Object.fromEntries(suite.columns.map((column) => [column, contenders[column]!]));
    const times = new Map(
      measure(timed, { ...(suite.warmMs === undefined ? {} : { warmMs: suite.warmMs }), ...options }).map(
        (timing) => [timing.name, timing.median],
      ),
    );
    const ratios = suite.ratios.map(({ of, over }) => times.get(of)! / times.get(over)!);
    table.push(ratios);
    printLine([
      name,
      ...suite.columns.map((column) => formatTime(times.get(column)!)),
      ...ratios.map((ratio) => ratio.toFixed(2)),
    ]);
    if (operations !== undefined) {
      printLine([
        `  for each of ${operations} scalar operations`,
        ...suite.columns.map((column) => formatTime(times.get(column)! / operations)),
      ]);
    }
  }
  if (suite.ratios.length > 0) {
    printLine([
      '  geometric mean',
      ...suite.columns.map(() => ''),
      ...suite.ratios.map((_, i) => geometricMean(table.map((ratios) => ratios[i]!)).toFixed(2)),
    ]);
  }
}

function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

main();
