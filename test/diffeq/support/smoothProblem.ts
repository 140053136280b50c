import type { Algorithm, Solution } from '@diffjs/diffeq';
import { ODEProblem, solve, SplitODEProblem } from '@diffjs/diffeq';

type State = [number, number];
type Fixed = Solution<Float64Array>;

/** A nonlinear problem that depends on time, with u = 1/(1 + t²) and v = exp(sin t). */
export const exact = (t: number): State => [1 / (1 + t * t), Math.exp(Math.sin(t))];

function slopes(du: Float64Array, u: Float64Array, t: number): void {
  const [x, y] = exact(t);
  du[0] = -2 * t * u[0] * u[0] + (u[1] - y) * u[0];
  du[1] = u[1] * Math.cos(t) + 3 * (u[0] - x) - 2 * (u[1] - y) ** 3;
}

const END = 2;

/** The problem as du/dt = f. */
export const plain = (algorithm: Algorithm, dt: number): Fixed =>
  solve(
    new ODEProblem(
      (du: Float64Array, u: Float64Array, _p: unknown, t: number) => slopes(du, u, t),
      exact(0),
      [0, END],
    ),
    algorithm,
    {
      adaptive: false,
      dt,
    },
  );

/** The problem as M du/dt = M f. */
export const withMass = (algorithm: Algorithm, dt: number): Fixed =>
  solve(
    new ODEProblem(
      (du: Float64Array, u: Float64Array, _p: unknown, t: number) => {
        slopes(du, u, t);
        const [a, b] = du;
        du[0] = 2 * a + b;
        du[1] = a + 3 * b;
      },
      exact(0),
      [0, END],
      undefined,
      {
        massMatrix: [
          [2, 1],
          [1, 3],
        ],
      },
    ),
    algorithm,
    { adaptive: false, dt },
  );

/** The problem with the second equation as an algebraic one, 0 = v − u − (exp(sin t) − 1/(1 + t²)), and the first coupled to it. */
export const algebraic = (algorithm: Algorithm, dt: number): Fixed =>
  solve(
    new ODEProblem(
      (du: Float64Array, u: Float64Array, _p: unknown, t: number) => {
        const [x, y] = exact(t);
        du[0] = -2 * t * u[0] * u[0] + (u[1] - y) * u[0];
        du[1] = u[1] - u[0] - (y - x);
      },
      exact(0),
      [0, END],
      undefined,
      { massMatrix: [1, 0] },
    ),
    algorithm,
    { adaptive: false, dt },
  );

/** The problem in two parts, one of which writes and one of which returns. */
export const split = (algorithm: Algorithm, dt: number): Fixed =>
  solve(
    new SplitODEProblem(
      (du: Float64Array, u: Float64Array, _p: unknown, t: number) => {
        const [x, y] = exact(t);
        du[0] = -2 * t * u[0] * u[0] + (u[1] - y) * u[0];
        du[1] = 3 * (u[0] - x) - 2 * (u[1] - y) ** 3;
      },
      (u: Float64Array, _p: unknown, t: number) => {
        const [x, y] = exact(t);
        return [-(u[1] - y) * u[0], u[1] * Math.cos(t) - 3 * (u[0] * u[0] * (1 + t * t) - x)];
      },
      exact(0),
      [0, END],
    ),
    algorithm,
    { adaptive: false, dt },
  ) as Fixed;

/** Largest error at the ends of the steps. */
export function stepError({ t, u, code, message }: Fixed): number {
  if (code !== 'Success') throw new Error(message);
  return Math.max(...t.map((time, k) => distance(u[k], time)));
}

/** Largest error in between. */
export function denseError(solution: Fixed): number {
  if (solution.code !== 'Success') throw new Error(solution.message);
  let worst = 0;
  for (let time = 0.0037; time < END; time += 0.0117) worst = Math.max(worst, distance(solution(time), time));
  return worst;
}

function distance(u: ArrayLike<number>, t: number): number {
  return Math.max(...exact(t).map((value, i) => Math.abs(u[i] - value)));
}

/** Slope of log error over log Δt between both ends of a sweep. */
export function observedOrder(error: (dt: number) => number, coarse: number, halvings = 2): number {
  return Math.log2(error(coarse) / error(coarse / 2 ** halvings)) / halvings;
}
