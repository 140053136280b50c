import { ODEProblem, solve } from '@diffjs/diffeq';
import type { BenchProblem } from '../problems';
import { exportedMethods } from '../methods';
import type { Attempt, Solver } from './Solver';

/** A method of @diffjs/diffeq; the solution is saved at the end only, as the others give it. */
export function oursOn(name: string, { rhs, u0, tspan, p }: BenchProblem): Solver | undefined {
  const make = exportedMethods().get(name);
  if (make === undefined) return undefined;
  const algorithm = make();
  const problem = new ODEProblem(rhs, u0, tspan, p);
  const saveat = [tspan[1]];
  return (rtol, atol): Attempt => {
    const { code, u, stats } = solve(problem, algorithm, { rtol, atol, saveat, maxSteps: 10_000_000 });
    if (code !== 'Success') return { failed: code };
    return { u: u[0]!, nf: stats.nf, accepted: stats.accepted, rejected: stats.rejected };
  };
}
