/**
 * Robertson's reaction: why there are methods for stiff problems.
 *
 * Run it with `node -r ./scripts/register.cjs examples/15-rober/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import type { Algorithm, Solution, SolveOptions } from '@diffjs/diffeq';
import {
  AutoTsit5,
  FBDF,
  KenCarp4,
  ODEProblem,
  QNDF,
  RK4,
  RadauIIA5,
  Rodas5P,
  Rosenbrock23,
  Tsit5,
  VCABM,
  Vern9,
  solve,
} from '@diffjs/diffeq';
import { plotSolution } from '@diffjs/diffeq/plot';
import type * as support from 'example-support';
import { errorAgainstReference, reference } from './reference.js';

const usage = `Solves Robertson's reaction by explicit methods and by methods for stiff problems.

  node -r ./scripts/register.cjs examples/15-rober/main.ts [option …]

  --steps N   how many steps a method may try, 1000 to 1000000 (default 100000)
  --out DIR   where the figures go (default: out, beside this example)
  --help      this text`;

const rober = new ODEProblem(
  (du: Float64Array, u: Float64Array, p: readonly number[], _t: number) => {
    const [slow, fast, back] = [p[0] * u[0], p[1] * u[1] * u[1], p[2] * u[1] * u[2]];
    du[0] = back - slow;
    du[1] = slow - fast - back;
    du[2] = fast;
  },
  [1, 0, 0],
  [0, 1e11],
  [0.04, 3e7, 1e4],
);
const tolerances = { rtol: 1e-6, atol: [1e-14, 1e-18, 1e-14] };

const contenders: readonly [Algorithm, SolveOptions?][] = [
  [RK4(), { adaptive: false, dt: 1e-2 }],
  [RK4(), { adaptive: false, dt: 5e-4 }],
  [Tsit5()],
  [Vern9()],
  [VCABM()],
  [AutoTsit5(Rosenbrock23())],
  [Rosenbrock23()],
  [Rodas5P()],
  [KenCarp4()],
  [RadauIIA5()],
  [FBDF()],
  [QNDF()],
];

interface Run {
  readonly name: string;
  readonly stiff: boolean;
  readonly sol: Solution<Float64Array>;
  readonly seconds: number;
  readonly error: number;
}

function runOne([algorithm, options = {}]: (typeof contenders)[number], maxSteps: number): Run {
  const begun = performance.now();
  const sol = solve(rober, algorithm, { ...tolerances, maxSteps, ...options });
  const seconds = (performance.now() - begun) / 1000;
  const name = options.dt === undefined ? algorithm.name : `${algorithm.name}, dt = ${options.dt}`;
  return { name, stiff: algorithm.stiff, sol, seconds, error: errorAgainstReference(sol) };
}

/** How long the steps of a solution are, in the form of a solution; the last is cut off by the end. */
function stepSizes({ t }: Solution): { t: number[]; u: number[] } {
  const ends = t.slice(1, -1);
  return { t: ends, u: ends.map((end, i) => end - t[i]) };
}

interface Options {
  readonly steps: number;
  readonly out: string;
}

async function main({ steps, out }: Options, { printTable, requireAll, saveDrawings }: typeof support) {
  const runs = contenders.map((contender) => runOne(contender, steps));
  printTable([
    ['method', 'for stiff', 'code', 'reached t =', 'steps', 'evaluations', 'relative error', 'time'],
    ...runs.map(({ name, stiff, sol, seconds, error }) => [
      name,
      stiff ? 'yes' : 'no',
      sol.code,
      sol.t[sol.t.length - 1].toPrecision(3),
      String(sol.stats.accepted + sol.stats.rejected),
      String(sol.stats.nf),
      Number.isNaN(error) ? '–' : error.toExponential(0),
      `${seconds.toFixed(2)} s`,
    ]),
  ]);
  const of = (name: string): Solution<Float64Array> => runs.find((run) => run.name === name)!.sol;
  console.log(`\nWhat Tsit5 says: ${of('Tsit5').message}`);

  const look = { xScale: 'log', height: 380 } as const;
  await saveDrawings(out, {
    species: (format) =>
      plotSolution(of('Rodas5P'), {
        ...look,
        format,
        vars: [0, (u: Float64Array) => 2e4 * u[1], 2],
        labels: ['A', '20 000 B', 'C'],
        tspan: [1e-5, 1e11],
        xLabel: 'time (s)',
        yLabel: 'share of all molecules',
        title: 'Robertson’s reaction',
        subtitle: 'Rodas5P, sixteen powers of ten on one axis.',
      }),
    steps: (format) =>
      plotSolution([stepSizes(of('Tsit5')), stepSizes(of('Rodas5P'))], {
        ...look,
        format,
        labels: ['size of the step (s)'],
        series: ['Tsit5, explicit', 'Rodas5P, for stiff problems'],
        yScale: 'log',
        xLabel: 'time (s)',
        title: 'How long the steps are',
        subtitle: `Stability keeps those of Tsit5 below a millisecond, where they ended after ${steps} steps.`,
      }),
  });

  const isStiff = ({ stiff }: Run): boolean => stiff;
  requireAll({
    'explicit methods do not come to the end': runs.every((run) => run.stiff || run.sol.code !== 'Success'),
    'RK4 explodes with dt = 0.01': runs[0].sol.code === 'Unstable',
    'methods for stiff problems come to the end': runs
      .filter(isStiff)
      .every(({ sol }) => sol.code === 'Success'),
    'they take less than 10 000 steps': runs.filter(isStiff).every(({ sol }) => sol.stats.accepted < 10_000),
    'their errors are below 1e-3': runs.filter(isStiff).every(({ error }) => error < 1e-3),
    'the reference is that of this problem': reference.t[reference.t.length - 1] === 1e11,
  });
}

void import('example-support').then((support) =>
  support.runMain(
    'rober',
    usage,
    (args) =>
      support.readOptions(
        args,
        { steps: 100_000, out: path.join(__dirname, 'out') },
        { steps: [1000, 1e6] },
        ['steps'],
      ),
    (options) => main(options, support),
  ),
);
