/**
 * Smog: a stiff mechanism of twenty species, and rate constants found from measurements through a stiff solver.
 *
 * Run it with `node -r ./scripts/register.cjs examples/20-chemical-kinetics/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type { Algorithm } from '@diffjs/diffeq';
import {
  FBDF,
  InterpolatingAdjoint,
  KenCarp4,
  ODEProblem,
  RadauIIA5,
  Rodas5P,
  remake,
  solve,
} from '@diffjs/diffeq';
import { plotSolution } from '@diffjs/diffeq/plot';
import { LBFGS, lossAndGradient, minimize, seededRandom } from '@diffjs/flux-lite';
import { gradient } from '@diffjs/runtime';
import type * as support from 'example-support';
import { afterAnHour, nameOf, rates, react, species, startOfDay } from './mechanism.js';

const usage = `Integrates the chemistry of polluted air and fits rate constants to measurements.

  node -r ./scripts/register.cjs examples/20-chemical-kinetics/main.ts [option …]

  --iterations N   of the fit at most, 3 to 200 (default 40)
  --seed N         of the noise of the measurements (default 1)
  --out DIR        where the figures go (default: out, beside this example)
  --help           this text`;

const problem = new ODEProblem(react, startOfDay, [0, 60], rates);
const tight = { rtol: 1e-9, atol: 1e-14 };

/** Which reactions' constants are sought: what light does to NO2 and HCHO, and OH with NO2. */
const sought = [0, 3, 13];
/** Which species are measured, every four minutes, and with which relative noise. */
const measured = ['NO2', 'NO', 'O3', 'HNO3'].map((name) => species.indexOf(name));
const times = Array.from({ length: 15 }, (_, i) => 4 * (i + 1));
const noise = 0.01;

/** Factors by which the measured species are drawn. */
const scales = [1, 1, 10, 10];

/** Relative errors at the end, the largest one. */
function errorAtEnd(u: ArrayLike<number>): number {
  return Math.max(...afterAnHour.map((value, i) => Math.abs(u[i] / value - 1)));
}

/** Half the mean square of the relative differences from the measurements, by the logarithms of factors of the rate constants. */
function makeLoss(data: readonly number[][]): (q: Float64Array) => number {
  const options = { rtol: 1e-6, atol: 1e-11, saveat: times, sensitivity: InterpolatingAdjoint() };
  return /* @differentiable */ function loss(q: Float64Array): number {
    const k = Float64Array.from(rates);
    for (let j = 0; j < sought.length; j++) k[sought[j]] *= Math.exp(q[j]);
    const { u } = solve(new ODEProblem(react, startOfDay, [0, 60], k), Rodas5P(), options);
    let sum = 0;
    for (let i = 0; i < times.length; i++) {
      for (let m = 0; m < measured.length; m++) {
        const off = u[i][measured[m]] / data[i][m] - 1;
        sum += off * off;
      }
    }
    return sum / (2 * times.length * measured.length);
  };
}

/** The largest difference of the gradient from central differences, as a share of its length. */
function compareGradient(loss: (q: Float64Array) => number, q: Float64Array): number {
  const exact = gradient(loss, q)[0];
  const moved = (j: number, by: number): Float64Array => q.map((x, i) => (i === j ? x + by : x));
  const differences = q.map((_, j) => (loss(moved(j, 1e-4)) - loss(moved(j, -1e-4))) / 2e-4);
  return Math.hypot(...differences.map((x, j) => x - exact[j])) / Math.hypot(...exact);
}

interface Options {
  readonly iterations: number;
  readonly seed: number;
  readonly out: string;
}

async function main(
  { iterations, seed, out }: Options,
  { printTable, requireAll, saveDrawings }: typeof support,
) {
  const methods: Algorithm[] = [Rodas5P(), KenCarp4(), RadauIIA5(), FBDF()];
  const runs = methods.map((algorithm) => ({ name: algorithm.name, sol: solve(problem, algorithm, tight) }));
  console.log('An hour of smog, rtol = 1e-9, Jacobians by the compiler');
  printTable([
    ['method', 'steps', 'evaluations', 'Jacobians', 'factorisations', 'error'],
    ...runs.map(({ name, sol: { stats, u } }) => [
      name,
      ...[stats.accepted + stats.rejected, stats.nf, stats.njac, stats.nfactor].map(String),
      errorAtEnd(u[u.length - 1]).toExponential(0),
    ]),
  ]);

  const truth = runs[0].sol;
  const rng = seededRandom(seed);
  const data = times.map((t) => measured.map((s) => truth(t)[s] * (1 + noise * rng.normal())));
  const loss = makeLoss(data);
  const start = Float64Array.of(0.7, -0.7, 0.5);
  const off = compareGradient(loss, start);
  console.log(`\nGradient of the fit by InterpolatingAdjoint: within ${off.toExponential(0)} of differences`);
  const losses = [loss(start)];
  const fit = minimize(lossAndGradient(loss), start, LBFGS(), {
    maxIters: iterations,
    tolerance: 1e-9,
    callback: ({ value }) => void losses.push(value),
  });
  const factors = fit.params.map(Math.exp);
  console.log(
    `Rate constants over the true ones; the loss falls from ${losses[0].toExponential(1)} to ${fit.value.toExponential(1)}`,
  );
  printTable([
    ['reaction', 'first guess', 'found'],
    ...sought.map((r, j) => [nameOf(r), Math.exp(start[j]).toFixed(3), factors[j].toFixed(3)]),
  ]);

  const solveWith = (q: Float64Array) => {
    const k = rates.slice();
    sought.forEach((r, j) => (k[r] *= Math.exp(q[j])));
    return solve(remake(problem, { p: k }), Rodas5P(), tight);
  };
  const dots = times.flatMap((t, i) => measured.map((_, m) => ({ t, y: scales[m] * data[i][m] })));
  const vars = measured.map((s, m) => (u: Float64Array) => scales[m] * u[s]);
  await saveDrawings(out, {
    smog: (format) =>
      plotSolution([solveWith(fit.params), solveWith(start)], {
        format,
        yDomain: [0, 0.2],
        vars,
        labels: measured.map((s, m) => (scales[m] === 1 ? species[s] : `${scales[m]} ${species[s]}`)),
        series: ['found', 'first guess'],
        xLabel: 'minutes',
        yLabel: 'parts per million',
        title: 'An hour of smog',
        subtitle: 'Four of twenty species. Dots: measurements.',
        marks: [Plot.dot(dots, { x: 't', y: 'y', r: 2.5, fill: '#22303c' })],
      }),
  });

  requireAll({
    'the end is that of the test set': runs.every(({ sol: { u } }) => errorAtEnd(u[u.length - 1]) < 1e-4),
    'the gradient is that of differences': off < 1e-3,
    'the constants are found': factors.every((x) => Math.abs(x - 1) < 0.05),
    'only the noise is left': fit.value < noise ** 2,
  });
}

void import('example-support').then((support) =>
  support.runMain(
    'chemical-kinetics',
    usage,
    (args) =>
      support.readOptions(
        args,
        { iterations: 40, seed: 1, out: path.join(__dirname, 'out') },
        { iterations: [3, 200], seed: [0, 2 ** 31] },
        ['iterations', 'seed'],
      ),
    (options) => main(options, support),
  ),
);
