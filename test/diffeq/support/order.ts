import { ODEProblem, solve } from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';

/** u' = −2 t u² has u = 1 / (1 + t²) from u(0) = 1: nonlinear and not autonomous. */
export const rational = new ODEProblem((u: number, _p: unknown, t: number) => -2 * t * u * u, 1, [0, 2]);
export const rationalExact = (t: number): number => 1 / (1 + t * t);

type Problem = Parameters<typeof solve>[0];

/** Slope of log error over log Δt between the ends of a sweep. */
export function observedOrder(errorAt: (dt: number) => number, coarse: number, halvings: number): number {
  return Math.log2(errorAt(coarse) / errorAt(coarse / 2 ** halvings)) / halvings;
}

/** First component of a state. */
function first(state: unknown): number {
  return typeof state === 'number' ? state : (state as Float64Array)[0];
}

/** Largest error at the ends of fixed steps, of problems whose first component is 1 / (1 + t²). */
export function gridError(algorithm: Algorithm, problem: Problem = rational): (dt: number) => number {
  return (dt) => {
    const { t, u } = solve(problem, algorithm, { adaptive: false, dt });
    return Math.max(...u.map((state, k) => Math.abs(first(state) - rationalExact(t[k]))));
  };
}

/** Largest error over points inside the steps. */
export function denseError(algorithm: Algorithm, problem: Problem = rational): (dt: number) => number {
  return (dt) => {
    const solution = solve(problem, algorithm, { adaptive: false, dt });
    let worst = 0;
    for (let t = 0.013; t < 2; t += 0.0217)
      worst = Math.max(worst, Math.abs(first(solution(t)) - rationalExact(t)));
    return worst;
  };
}
