import { solveRodas4 } from '../../yardsticks/rodas4';
import { solveTsit5, type YardstickRhs } from '../../yardsticks/tsit5';
import type { BenchProblem } from '../problems';
import type { Solver } from './Solver';

/** A solver written by hand: `tsit5` or `rodas4`. */
export function yardstickOn(name: string, { rhs, u0, tspan, p }: BenchProblem): Solver | undefined {
  const [t0, t1] = tspan;
  const f: YardstickRhs = (t, u, du) => {
    rhs(du, u, p, t);
  };
  if (name === 'tsit5') return (rtol, atol) => solveTsit5(f, u0, t0, t1, rtol, atol);
  if (name === 'rodas4') return (rtol, atol) => solveRodas4(f, u0, t0, t1, rtol, atol);
  return undefined;
}
