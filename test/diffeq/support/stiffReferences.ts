import fs from 'node:fs';
import path from 'node:path';
import type { Algorithm, InPlaceRightHandSide } from '@diffjs/diffeq';
import { ODEProblem, solve } from '@diffjs/diffeq';
import type { ReferenceSolution } from './reference';

type Rhs = InPlaceRightHandSide<number[]>;

interface StiffReference extends ReferenceSolution {
  readonly massMatrix?: number[] | number[][];
}

export const stiffReferences = JSON.parse(
  fs.readFileSync(path.join(__dirname, '..', 'reference', 'stiff.json'), 'utf8'),
) as Record<string, StiffReference>;

/** The right-hand sides of the stiff reference problems, by the problem's name. */
export const stiffRightHandSides: Record<string, Rhs> = {
  vdp_1e6_scaled(du, u, p, _t) {
    du[0] = u[1];
    du[1] = ((1 - u[0] ** 2) * u[1] - u[0]) * p[0];
  },
  rober(du, u, p, _t) {
    du[0] = -p[0] * u[0] + p[2] * u[1] * u[2];
    du[2] = p[1] * u[1] ** 2;
    du[1] = -du[0] - du[2];
  },
  hires(du, u, p, _t) {
    du[0] = -p[0] * u[0] + p[1] * u[1] + p[2] * u[2] + p[3];
    du[1] = p[0] * u[0] - p[4] * u[1];
    du[2] = -p[5] * u[2] + p[1] * u[3] + p[6] * u[4];
    du[3] = p[2] * u[1] + p[0] * u[2] - p[7] * u[3];
    du[4] = -p[8] * u[4] + p[1] * u[5] + p[1] * u[6];
    du[5] = -p[9] * u[5] * u[7] + p[10] * u[3] + p[0] * u[4] - p[1] * u[5] + p[10] * u[6];
    du[6] = p[9] * u[5] * u[7] - p[11] * u[6];
    du[7] = -du[6];
  },
  rober_mass_matrix(du, u, p, _t) {
    du[0] = -p[0] * u[0] + p[2] * u[1] * u[2];
    du[1] = p[0] * u[0] - p[1] * u[1] ** 2 - p[2] * u[1] * u[2];
    du[2] = u[0] + u[1] + u[2] - 1;
  },
  pendulum_cartesian(du, u, p, _t) {
    du[0] = u[2];
    du[1] = u[3];
    du[2] = -u[4] * u[0];
    du[3] = -u[4] * u[1] - p[0];
    du[4] = u[2] ** 2 + u[3] ** 2 - u[4] * (u[0] ** 2 + u[1] ** 2) - p[0] * u[1];
  },
};

/** Times up to which a problem is solved in tests; Robertson's problem is at rest long before its last reference time. */
const until: Record<string, number> = { rober: 1e5, rober_mass_matrix: 1e5, pendulum_cartesian: 5 };

/** Largest error over the reference times, relative to |u| plus the size below which components do not count. */
export function stiffError(name: string, algorithm: Algorithm, rtol: number): number {
  const { p, u0, t, u, massMatrix } = stiffReferences[name];
  const times = t.filter((time) => time <= (until[name] ?? Infinity));
  const least = name.startsWith('rober') ? 1e-4 : 1e-2;
  const problem = new ODEProblem(stiffRightHandSides[name], u0, [0, times[times.length - 1]], p, {
    massMatrix,
  });
  const solution = solve(problem, algorithm, { rtol, atol: rtol * least, saveat: times });
  if (solution.code !== 'Success') throw new Error(`${algorithm.name} on ${name}: ${solution.message}`);
  let worst = 0;
  times.forEach((_, k) => {
    u[k].forEach((value, i) => {
      worst = Math.max(worst, Math.abs(solution.u[k][i] - value) / (least + Math.abs(value)));
    });
  });
  return worst;
}
