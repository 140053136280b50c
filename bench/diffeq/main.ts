/**
 * `npm run bench:diffeq`: work and precision of the solvers beside solvers written by hand, other packages, SciPy and SUNDIALS.
 * `npm run bench:diffeq -- --only rober` runs the problems whose names contain the text.
 * `npm run bench:diffeq -- --methods Tsit5` leaves out those of our methods whose names do not contain the text.
 * `npm run bench:diffeq -- --first` keeps of ours the first choices of each family.
 * `npm run bench:diffeq -- --no-peers` compares with the solvers written by hand only.
 * `npm run bench:diffeq -- --smoke` solves two problems loosely, without peers: it shows that the benchmark works.
 * The table is printed; bench/out gets diffeq.json and diffeq.html, the diagrams.
 */
import fs from 'node:fs';
import path from 'node:path';
import { printMachine } from '../support/printLine';
import { contendersFor, MAIN, missingPeers, type Contender } from './contenders';
import { exportedMethods } from './methods';
import { benchProblem } from './problems';
import { writePage } from './report/page';
import { printTable } from './report/table';
import { sweep, type Curve, type SweepOptions } from './sweep';
import { versions } from './versions';

const PROBLEMS = [
  'lotka_volterra',
  'pleiades',
  'lorenz',
  'brusselator',
  'rober',
  'hires',
  'orego',
  'vdp_1e6',
] as const;
const SMOKE_PROBLEMS = ['lotka_volterra', 'rober'];
const OUT = path.join(__dirname, '..', 'out');

const tenTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => Number(`1e-${String(from + i)}`));

const thorough: SweepOptions = {
  tolerances: tenTo(3, 13),
  rounds: 5,
  roundMs: 20,
  warmMs: 150,
  longestMs: 1000,
};
const smoke: SweepOptions = { tolerances: [1e-6, 1e-8], rounds: 1, roundMs: 1, warmMs: 1, longestMs: 200 };

/** What is written to diffeq.json. */
export interface Results {
  readonly machine: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
  readonly curves: Record<string, Curve[]>;
}

async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--smoke');
  const peers = !quick && !args.includes('--no-peers');
  const only = after(args, '--only');
  const results: Results = {
    machine: versions(peers),
    missing: peers ? missingPeers() : [],
    curves: {},
  };
  printMachine();
  for (const [name, version] of Object.entries(results.machine)) console.log(`${name}: ${version}`);
  for (const what of results.missing) console.error(`bench:diffeq: LEFT OUT: ${what}`);
  console.log(`methods found: ${[...exportedMethods().keys()].join(', ')}`);
  for (const name of quick ? SMOKE_PROBLEMS : PROBLEMS) {
    if (!name.includes(only)) continue;
    const problem = benchProblem(name);
    const chosen = contendersFor(problem, peers).filter(selection(args));
    const curves = await sweep(problem, chosen, quick ? smoke : thorough);
    results.curves[name] = curves;
    printTable(problem, curves);
    if (quick) continue;
    fs.mkdirSync(OUT, { recursive: true });
    fs.writeFileSync(path.join(OUT, 'diffeq.json'), JSON.stringify(results, stripped, 1));
    writePage(path.join(OUT, 'diffeq.html'), results);
  }
}

/** The text behind an option, or ''. */
function after(args: readonly string[], option: string): string {
  const at = args.indexOf(option);
  return at < 0 ? '' : (args[at + 1] ?? '');
}

/** Of ours, those asked for; in a smoke test the first of each group. */
function selection(args: readonly string[]): (contender: Contender) => boolean {
  const text = after(args, '--methods');
  const [quick, first] = [args.includes('--smoke'), args.includes('--first')];
  const seen = new Set<string>();
  return ({ kind, name, group }) => {
    if (kind !== 'ours') return true;
    if (!name.includes(text) || (first && group !== MAIN) || (quick && seen.has(group))) return false;
    seen.add(group);
    return true;
  };
}

/** Paths of this machine are nobody's business. */
function stripped(key: string, value: unknown): unknown {
  return key === 'command' ? undefined : value;
}

void main(process.argv.slice(2));
