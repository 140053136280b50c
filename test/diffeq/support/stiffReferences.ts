import fs from 'node:fs';
import path from 'node:path';
import type { Algorithm, InPlaceRightHandSide } from '@diffjs/diffeq';
import { ODEProblem, solve } from '@diffjs/diffeq';
import type { ReferenceSolution } from './reference';
import { stiffRightHandSides } from './stiffRightHandSides';

type Rhs = InPlaceRightHandSide<number[]>;

interface StiffReference extends ReferenceSolution {
  readonly massMatrix?: number[] | number[][];
}

export const stiffReferences = JSON.parse(
  fs.readFileSync(path.join(__dirname, '..', 'reference', 'stiff.json'), 'utf8'),
) as Record<string, StiffReference>;

/** What reference problems are called there whose right-hand sides have other names. */
const rightHandSideOf: Readonly<Record<string, Rhs>> = {
  pendulum_cartesian: stiffRightHandSides.pendulum,
  rober_mass_matrix(du, u, p, t) {
    stiffRightHandSides.rober(du, u, p, t);
    du[2] = u[0] + u[1] + u[2] - 1;
  },
};

/** Times up to which a problem is solved in tests; Robertson's problem is at rest long before its last reference time. */
const until: Record<string, number> = { rober: 1e5, rober_mass_matrix: 1e5, pendulum_cartesian: 5 };

/** Largest error over the reference times, relative to |u| plus the size below which components do not count. */
export function stiffError(name: string, algorithm: Algorithm, rtol: number): number {
  const { p, u0, t, u, massMatrix } = stiffReferences[name];
  const times = t.filter((time) => time <= (until[name] ?? Infinity));
  const least = name.startsWith('rober') ? 1e-4 : 1e-2;
  const problem = new ODEProblem(
    rightHandSideOf[name] ?? stiffRightHandSides[name],
    u0,
    [0, times[times.length - 1]],
    p,
    {
      massMatrix,
    },
  );
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
