import { DynamicalODEProblem, SecondOrderODEProblem } from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { solve } from '@diffjs/diffeq';

/** Where the problems below end. */
export const END = 3.2;

/** u = (sin t, cos t): a nonlinear second-order problem that depends on time but not on the velocity. */
export const secondOrder = new SecondOrderODEProblem(
  (_v: Float64Array, u: Float64Array, _p: unknown, t: number) => [
    -(u[0]! ** 3) - Math.sin(t) + Math.sin(t) ** 3,
    -u[0]! * u[1]! - Math.cos(t) + Math.sin(t) * Math.cos(t),
  ],
  [1, 0],
  [0, 1],
  [0, END],
);

/** The same solution of a problem that depends on the velocity, too. */
export const withVelocity = new SecondOrderODEProblem(
  (v: Float64Array, u: Float64Array, _p: unknown, t: number) => {
    const [sin, cos] = [Math.sin(t), Math.cos(t)];
    return [
      -sin - (v[0]! ** 3 - cos ** 3) + u[0]! * v[1]! + sin * sin,
      -cos + v[0]! * v[1]! * u[0]! + cos * sin * sin,
    ];
  },
  [1, 0],
  [0, 1],
  [0, END],
);

/** v = cos t, u = sin t: both derivatives nonlinear in the other half, and dependent on time. */
export const halves = new DynamicalODEProblem(
  (_v: number, u: number, _p: unknown, t: number) => -(u ** 3) - Math.sin(t) + Math.sin(t) ** 3,
  (v: number, _u: number, _p: unknown, t: number) => v ** 3 + Math.cos(t) - Math.cos(t) ** 3,
  1,
  0,
  [0, END],
);

type State = { v: number | ArrayLike<number>; u: number | ArrayLike<number> };

/** The largest error of a state of one of the problems at time t. */
export function stateError(state: unknown, t: number): number {
  const { v, u } = state as State;
  if (typeof u === 'number')
    return Math.max(Math.abs(u - Math.sin(t)), Math.abs((v as number) - Math.cos(t)));
  const [x, y] = [u, v as ArrayLike<number>];
  return Math.max(
    Math.abs(x[0]! - Math.sin(t)),
    Math.abs(x[1]! - Math.cos(t)),
    Math.abs(y[0]! - Math.cos(t)),
    Math.abs(y[1]! + Math.sin(t)),
  );
}

type HalvesProblem = typeof secondOrder | typeof halves;

/** Error at the end, in fixed steps. */
export function endError(problem: HalvesProblem, algorithm: Algorithm, steps: number): number {
  const options = { adaptive: false, dt: END / steps, dense: false };
  return stateError(solve(problem as never, algorithm, options).u.at(-1), END);
}

/** Largest error of the dense output over points inside the steps. */
export function denseError(problem: HalvesProblem, algorithm: Algorithm, steps: number): number {
  const solution = solve(problem as never, algorithm, { adaptive: false, dt: END / steps });
  let worst = 0;
  for (let t = 0.0123; t < END; t += 0.0177) worst = Math.max(worst, stateError(solution(t), t));
  return worst;
}
