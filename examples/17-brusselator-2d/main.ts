/**
 * Patterns of a reaction that spreads in the plane: a partial differential equation by the method of lines.
 *
 * Run it with `node -r ./scripts/register.cjs examples/17-brusselator-2d/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import type { Algorithm } from '@diffjs/diffeq';
import { FBDF, KenCarp4, RKC, ROCK4, Rodas5P, Tsit5, solve } from '@diffjs/diffeq';
import type * as support from 'example-support';
import { brusselator } from './brusselator.js';
import { drawFilm, drawStates } from './paint.js';

type Support = typeof support;

const usage = `Solves the Brusselator in the plane by methods that differ, and draws how its patterns grow.

  node -r ./scripts/register.cjs examples/17-brusselator-2d/main.ts [option …]

  --size N    cells along a side where methods are compared, 12 to 100 (default 32)
  --film N    cells along a side of the pictures, 24 to 200 (default 96)
  --out DIR   where the figures go (default: out, beside this example)
  --help      this text`;

/** How long a cell is; how fine the mesh is then decides how stiff the equations are. */
const [mesh, end] = [0.5, 30];
const ends = { saveEverystep: false, dense: false };

interface Options {
  readonly size: number;
  readonly film: number;
  readonly out: string;
}

/** The greatest difference of two states. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}

function compare(size: number) {
  const problem = brusselator(size, mesh * size, end);
  const exact = solve(problem, ROCK4(), { rtol: 1e-9, atol: 1e-9, ...ends }).u[1];
  const methods: Algorithm[] = [Tsit5(), RKC(), ROCK4(), Rodas5P(), FBDF(), KenCarp4()];
  const runs = methods.map((algorithm) => {
    const begun = performance.now();
    const { code, stats, u } = solve(problem, algorithm, { rtol: 1e-5, atol: 1e-5, ...ends });
    const seconds = (performance.now() - begun) / 1000;
    return { name: algorithm.name, code, stats, seconds, error: distance(u[u.length - 1], exact) };
  });
  return { runs, places: problem.options.jacPattern!.length };
}

function main({ size, film, out }: Options, support: Support): void {
  const { printFiles, printTable, requireAll } = support;
  const { runs, places } = compare(size);
  const n = 2 * size * size;
  console.log(
    `${n} equations; the Jacobian has ${places} places of ${n ** 2}, one in ${Math.round(n ** 2 / places)}`,
  );
  printTable([
    ['method', 'steps', 'evaluations', 'factorisations', 'error', 'time'],
    ...runs.map(({ name, stats, error, seconds }) => [
      name,
      ...[stats.accepted + stats.rejected, stats.nf, stats.nfactor].map(String),
      error.toExponential(0),
      `${seconds.toFixed(2)} s`,
    ]),
  ]);

  const [frames, last] = [50, 75];
  const times = Array.from({ length: frames + 1 }, (_, i) => last * (i / frames) ** 2);
  const sol = solve(brusselator(film, mesh * film, last), ROCK4(), { rtol: 1e-4, atol: 1e-4, saveat: times });
  const scale = { size: film, low: 1.5, high: 7 };
  const states = [0, 10, 15, 20, 30, 50].map((k) => ({ time: Number(times[k].toFixed(1)), state: sol.u[k] }));
  printFiles([
    ...drawStates(path.join(out, 'patterns'), states, scale, support),
    drawFilm(path.join(out, 'film.svg'), sol.u, scale, 8),
  ]);

  const spread = (state: Float64Array): number =>
    Math.max(...state.subarray(0, film * film)) - Math.min(...state.subarray(0, film * film));
  requireAll({
    'all methods come to the end': runs.every(({ code }) => code === 'Success'),
    'all find the same': runs.every(({ error }) => error < 0.1),
    'implicit methods take fewer evaluations than Tsit5': runs
      .slice(3)
      .every(({ stats }) => 10 * stats.nf < runs[0].stats.nf),
    'stabilised methods do, too': runs.slice(1, 3).every(({ stats }) => 5 * stats.nf < runs[0].stats.nf),
    'a pattern grows out of noise': spread(sol.u[frames]) > 3 && spread(sol.u[10]) < 2,
  });
}

void import('example-support').then((support) =>
  support.runMain(
    'brusselator-2d',
    usage,
    (args) =>
      support.readOptions(
        args,
        { size: 32, film: 96, out: path.join(__dirname, 'out') },
        { size: [12, 100], film: [24, 200] },
        ['size', 'film'],
      ),
    (options) => main(options, support),
  ),
);
