/**
 * `npm run bench:peers -- tapenade PATH`: our derivatives of ADBench's objectives beside those of its Tapenade module, C compiled with -O3.
 *
 * PATH is a checkout of microsoft/ADBench (MIT licence), of which `src/cpp/modules/tapenade` is compiled, in a temporary folder, with
 * the C compiler of $CC or `cc`.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AdjointColumn } from '../support/adjointSuite';
import type { Case } from '../support/Case';
import { formatTime, measure } from '../support/measure';
import { printLine, printMachine } from '../support/printLine';
import { adbenchSuite } from '../suites/adbench';

/** Our cases, by name, with the case and the file that tapenade.c knows them by. */
const CASES: readonly (readonly [name: string, kind: string, file: string])[] = [
  ['ADBench GMM, d = 2, K = 5, n = 1000', 'gmm', 'gmm/d2_K5.txt'],
  ['ADBench GMM, d = 10, K = 25, n = 1000', 'gmm', 'gmm/d10_K25.txt'],
  ['ADBench BA, 31 843 observations', 'ba', 'ba/ba1.txt'],
  ['ADBench LSTM, 2 layers, 1024 characters', 'lstm', 'lstm/l2_c1024.txt'],
  ['ADBench LSTM, 4 layers, 1024 characters', 'lstm', 'lstm/l4_c1024.txt'],
];

const SOURCES = [
  'gmm/gmm',
  'gmm/gmm_b',
  'ba/ba',
  'ba/ba_b',
  'lstm/lstm',
  'lstm/lstm_b',
  'utils/adBuffer',
  'utils/adStack',
];
const DATA = path.join(__dirname, '..', 'data', 'adbench');
const ROUNDS = 9;

interface Sample {
  /** The number that the case of our suite gives, too. */
  readonly result: number;
  readonly median: number;
}

async function main([checkout]: readonly string[]): Promise<void> {
  if (checkout === undefined) fail('tell the path of a checkout of https://github.com/microsoft/ADBench');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tapenade-'));
  try {
    const program = compile(path.resolve(checkout), folder);
    printMachine();
    printLine(['medians', 'C primal', 'C gradient', 'primal', 'gradient', '/ C']);
    const ours = await adbenchSuite.cases();
    for (const [name, kind, file] of CASES) {
      const each = ours.find((other) => other.name === name);
      if (each === undefined) fail(`bench/suites/adbench.ts has no case "${name}"`);
      compare(each, run(program, kind, path.join(DATA, file)));
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function compile(checkout: string, folder: string): string {
  const module = path.join(checkout, 'src/cpp/modules/tapenade');
  const sources = SOURCES.map((source) => path.join(module, `${source}.c`));
  const missing = sources.find((source) => !fs.existsSync(source));
  if (missing !== undefined) fail(`${checkout} is no checkout of microsoft/ADBench: it has no ${missing}`);
  const compiler = process.env.CC ?? 'cc';
  const program = path.join(folder, 'tapenade');
  const own = path.join(__dirname, 'tapenade.c');
  try {
    execFileSync(compiler, ['-O3', '-w', `-I${module}`, own, ...sources, '-lm', '-o', program], {
      stdio: 'inherit',
    });
  } catch (cause) {
    fail(`the C compiler ${compiler} is missing or failed: ${(cause as Error).message}`);
  }
  return program;
}

/** Runs the C program; its objective and its derivative. */
function run(program: string, kind: string, file: string): [Sample, Sample] {
  const lines = execFileSync(program, [kind, file, String(ROUNDS)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [result, ...times] = line.split(' ').slice(1).map(Number) as [number, ...number[]];
    return { result, median: times.sort((a, b) => a - b)[times.length >> 1]! };
  }) as [Sample, Sample];
}

function compare(
  { name, contenders: { primal, gradient } }: Case<AdjointColumn>,
  [objective, derivative]: [Sample, Sample],
): void {
  expectSame(`the value of ${name}`, primal(0), objective.result);
  expectSame(`the derivative of ${name}`, gradient(0), derivative.result);
  const timings = measure({ primal, gradient }, { rounds: ROUNDS });
  const [first, second] = timings.map(({ median }) => median) as [number, number];
  printLine([
    name,
    ...[objective.median, derivative.median, first, second].map(formatTime),
    (second / derivative.median).toFixed(2),
  ]);
}

function expectSame(what: string, ours: number, theirs: number): void {
  if (Math.abs(ours - theirs) > 1e-8 * Math.max(1, Math.abs(theirs)))
    fail(`${what} is ${String(ours)}, that of Tapenade ${String(theirs)}`);
}

function fail(why: string): never {
  console.error(`bench:peers tapenade: ${why}`);
  process.exit(1);
}

void main(process.argv.slice(2));
