import type { Algorithm, Solution } from '@diffjs/diffeq';
import { HamiltonianProblem, solve } from '@diffjs/diffeq';
import { arenstorf, eightEnergy, eightMomenta, eightPeriod, eightPositions, period } from './orbits.js';

/** Once around. */
export interface Orbit {
  readonly sol: Solution<Float64Array>;
  readonly name: string;
  /** How far the body is from its start after a period. */
  readonly gap: number;
}

/** Once around Earth and Moon. */
export function followArenstorf(algorithm: Algorithm): Orbit {
  const sol = solve(arenstorf, algorithm, { rtol: 1e-11, atol: 1e-13 });
  const [x, y] = sol(period);
  return { sol, name: algorithm.name, gap: Math.hypot(x - 0.994, y) };
}

/** Many times around. */
export interface Drift {
  readonly name: string;
  readonly steps: number;
  /** |E/E₀ − 1|, with time in periods. */
  readonly drift: { t: number[]; u: number[] };
}

/** Many times around the eight, with steps such that all methods work equally: `work` stages a period. */
export function followEight(algorithm: Algorithm, stages: number, periods: number, work: number): Drift {
  const problem = new HamiltonianProblem(eightEnergy, eightMomenta, eightPositions, [
    0,
    periods * eightPeriod,
  ]);
  const dt = (eightPeriod * stages) / work;
  const saveat = dt * Math.ceil((0.381966 * eightPeriod) / dt); // ends of steps, and never the same place of the orbit again
  const sol = solve(problem, algorithm, { adaptive: false, dt, saveat, maxSteps: 1e8 });
  const start = eightEnergy(eightMomenta, eightPositions);
  const t = sol.t.map((time) => time / eightPeriod);
  const u = sol.u.map(({ p, q }) => Math.max(1e-16, Math.abs(eightEnergy(p, q) / start - 1)));
  return { name: algorithm.name, steps: sol.stats.accepted, drift: { t, u } };
}

/** The greatest value up to each time. */
export function greatestSoFar({ t, u }: Drift['drift']): Drift['drift'] {
  let most = 0;
  return { t: t.slice(1), u: u.slice(1).map((x) => (most = Math.max(most, x))) };
}

/** The way of one body of the eight, as a solution of two variables. */
export function wayOf(body: number, sol: Solution<{ q: Float64Array }>): { t: number[]; u: number[][] } {
  const t = Array.from({ length: 401 }, (_, i) => (i * eightPeriod) / 1200);
  return { t, u: t.map((time) => Array.from(sol(time).q.subarray(2 * body, 2 * body + 2))) };
}
