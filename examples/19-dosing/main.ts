/**
 * A drug twice a day: one dose for everybody, and a dose for each patient, found by derivatives through solves.
 *
 * Run it with `node -r ./scripts/register.cjs examples/19-dosing/main.ts`, `--help` for its options.
 */
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type { EnsembleSolution, Solution } from '@diffjs/diffeq';
import {
  EnsembleProblem,
  ODEProblem,
  PeriodicCallback,
  Tsit5,
  remake,
  solve,
  solveEnsemble,
  trajectoryRandom,
} from '@diffjs/diffeq';
import { plotEnsemble } from '@diffjs/diffeq/plot';
import { withGradient } from '@diffjs/runtime';
import type * as support from 'example-support';
import type { Patient } from './patients.js';
import { drawPatient, kinetics, typical } from './patients.js';

const usage = `Finds doses of a drug for patients who differ.

  node -r ./scripts/register.cjs examples/19-dosing/main.ts [option …]

  --patients N   10 to 2000 (default 80)
  --seed N       of who they are (default 1)
  --out DIR      where the figures go (default: out, beside this example)
  --help         this text`;

/** A month, and a dose every twelve hours. */
const [days, interval] = [30, 0.5];
/** The level before a dose that is wanted, in mg/l; from low to high is right. */
const [goal, low, high] = [15, 10, 20];
const tolerances = { rtol: 1e-6, atol: 1e-8 };

type Courses = EnsembleSolution<(Solution<Float64Array> | undefined)[]>;

/** A month of all patients, in one solve each: doses are events. */
function treat(patients: readonly Patient[], doses: readonly number[]): Courses {
  const dose = PeriodicCallback((integrator) => void (integrator.u[0] += integrator.p.dose), interval, {
    initialAffect: true,
  });
  const problem = new ODEProblem(kinetics, [0, 0], [0, days], { ...typical, dose: 0 });
  const ensemble = new EnsembleProblem(problem, {
    probFunc: (one, i) => remake(one, { p: { ...patients[i], dose: doses[i] } }),
  });
  return solveEnsemble(ensemble, Tsit5(), {
    ...tolerances,
    callback: dose,
    trajectories: patients.length,
  });
}

/** The level at the end of the month by the dose: a function to differentiate, which solves from dose to dose. */
function makeLevel(patient: Patient): (dose: number) => number {
  return /* @differentiable */ (dose: number): number => {
    let gut = 0;
    let level = 0;
    for (let k = 0; k < days / interval; k++) {
      const course = new ODEProblem(kinetics, [gut + dose, level], [0, interval], patient);
      const { u } = solve(course, Tsit5(), { ...tolerances, saveat: [interval] });
      gut = u[0][0];
      level = u[0][1];
    }
    return level;
  };
}

/** The dose that leads to the goal, by Newton's method; it starts where a steady level would be the goal. */
function findDose(patient: Patient): { dose: number; level: number; iterations: number } {
  const level = makeLevel(patient);
  let dose = (interval * patient.capacity * goal) / (patient.halfAt + goal);
  for (let iterations = 0; ; iterations++) {
    const { value, gradient } = withGradient(level, dose);
    if (Math.abs(value - goal) < 1e-4 || iterations === 20) return { dose, level: value, iterations };
    dose -= (value - goal) / gradient[0];
  }
}

const endLevels = (courses: Courses): number[] => courses.u.map((sol) => sol!.u[sol!.u.length - 1][1]);
const inRange = (levels: readonly number[]): number =>
  levels.filter((x) => x >= low && x <= high).length / levels.length;

interface Options {
  readonly patients: number;
  readonly seed: number;
  readonly out: string;
}

async function main(
  { patients: count, seed, out }: Options,
  { printTable, requireAll, saveDrawings }: typeof support,
) {
  const { dose, iterations } = findDose(typical);
  const level = makeLevel(typical);
  const slope = withGradient(level, dose).gradient[0];
  const step = 0.01;
  const difference = (level(dose + step) - level(dose - step)) / (2 * step);
  console.log(`A typical patient needs ${dose.toFixed(1)} mg twice a day (${iterations} Newton steps)`);
  console.log(`  10 mg more of each raise the level from ${goal} to ${level(dose + 10).toFixed(1)} mg/l`);
  console.log(
    `  its derivative by the dose is ${slope.toFixed(6)}, by differences ${difference.toFixed(6)}\n`,
  );

  const patients = Array.from({ length: count }, (_, i) => drawPatient(trajectoryRandom(seed, i)));
  const found = patients.map(findDose);
  const alike = treat(patients, new Array<number>(count).fill(dose));
  const own = treat(
    patients,
    found.map((each) => each.dose),
  );
  const groups = [alike, own].map(endLevels);
  const ordered = groups.map((levels) => [...levels].sort((a, b) => a - b));
  console.log(`${count} patients after ${days} days: levels in mg/l`);
  printTable([
    ['', 'lowest', 'median', 'highest', `${low} to ${high}`],
    ...ordered.map((levels, k) => [
      ['one dose', 'own doses'][k],
      ...[levels[0], levels[count >> 1], levels[count - 1]].map((x) => x.toFixed(1)),
      `${(100 * inRange(levels)).toFixed(0)} %`,
    ]),
  ]);
  const doses = found.map((each) => each.dose).sort((a, b) => a - b);
  console.log(`  own doses from ${doses[0].toFixed(0)} to ${doses[count - 1].toFixed(0)} mg`);

  const draw = (courses: Courses, subtitle: string) => (format: 'svg' | 'png') =>
    plotEnsemble(courses, {
      format,
      vars: [1],
      labels: ['level in the blood (mg/l)'],
      trajectories: 12,
      yDomain: [0, 45],
      xLabel: 'days',
      height: 400,
      title: 'Two doses a day',
      subtitle,
      marks: [Plot.ruleY([low, high], { stroke: '#22303c', strokeDasharray: '6 4' })],
    });
  await saveDrawings(out, {
    'one-dose': draw(
      alike,
      `${dose.toFixed(0)} mg for everybody: median, 90 % of the patients, twelve of them. Dashed: what is right.`,
    ),
    'own-doses': draw(
      own,
      'Each patient’s own dose: all are at 15 mg/l before a dose, at the end of the month.',
    ),
  });

  requireAll({
    'the derivative is that of differences': Math.abs(slope / difference - 1) < 1e-5,
    'Newton’s method finds each dose': found.every((each) => Math.abs(each.level - goal) < 1e-4),
    'events and solves from dose to dose agree': groups[1].every((x) => Math.abs(x - goal) < 1e-2),
    'one dose is wrong for many': inRange(groups[0]) < 0.9,
    'no course has failed': alike.failures.length + own.failures.length === 0,
  });
}

void import('example-support').then((support) =>
  support.runMain(
    'dosing',
    usage,
    (args) =>
      support.readOptions(
        args,
        { patients: 80, seed: 1, out: path.join(__dirname, 'out') },
        { patients: [10, 2000], seed: [0, 2 ** 31] },
        ['patients', 'seed'],
      ),
    (options) => main(options, support),
  ),
);
