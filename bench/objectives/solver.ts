import { ODEProblem, Tsit5, solve } from '@diffjs/diffeq';

/* @differentiable */
function lotkaVolterra(du: Float64Array, u: Float64Array, p: Float64Array, _t: number): void {
  du[0] = p[0]! * u[0]! - p[1]! * u[0]! * u[1]!;
  du[1] = -p[2]! * u[1]! + p[3]! * u[0]! * u[1]!;
}

/** |u(10)|² of Lotka–Volterra by the package's solver. */
/* @differentiable */
export function lotkaVolterraThroughSolver(u0: Float64Array, p: Float64Array): number {
  const problem = new ODEProblem(lotkaVolterra, u0, [0, 10], p);
  const solution = solve(problem, Tsit5(), { rtol: 1e-6, atol: 1e-9, saveat: [10] });
  const last = solution.u[solution.u.length - 1] as Float64Array;
  return last[0]! * last[0]! + last[1]! * last[1]!;
}
