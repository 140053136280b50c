import type { Accumulation, Solution } from '@diffjs/diffeq';
import { ContinuousCallback, ODEProblem, Tsit5, VectorContinuousCallback, solve } from '@diffjs/diffeq';

export const gravity = 9.81;
const tolerances = { rtol: 1e-9, atol: 1e-9 };
/** The share of its speed that each ball keeps when it bounces. */
export const restitutions = [0.9, 0.8, 0.65, 0.4];

/** A fall of several balls. */
export interface Fall {
  readonly sol: Solution<Float64Array>;
  /** When each ball bounces, */
  readonly bounces: readonly number[][];
  /** and when it comes to rest. */
  readonly rests: readonly number[];
}

/** All balls in one system, u = (heights, speeds); a ball at rest is no longer pulled. */
export function dropBalls(height: number, end: number): Fall {
  const n = restitutions.length;
  const pulls = restitutions.map(() => gravity);
  const start = [...restitutions.map(() => height), ...restitutions.map(() => 0)];
  const bounces: number[][] = restitutions.map(() => []);
  const rests = restitutions.map(() => NaN);
  const balls = new ODEProblem(
    (du: Float64Array, u: Float64Array, p: readonly number[], _t: number) => {
      for (let i = 0; i < n; i++) {
        du[i] = u[n + i];
        du[n + i] = -p[i];
      }
    },
    start,
    [0, end],
    pulls,
  );
  const floor = VectorContinuousCallback(
    (out, u: Float64Array) => out.set(u.subarray(0, n)),
    (integrator, i) => {
      bounces[i].push(integrator.t);
      integrator.u[n + i] *= -restitutions[i];
    },
    n,
    {
      direction: 'down',
      accumulation(integrator, i) {
        rests[i] = integrator.t;
        integrator.u[i] = integrator.u[n + i] = 0;
        pulls[i] = 0;
      },
    },
  );
  return { sol: solve(balls, Tsit5(), { ...tolerances, callback: floor }), bounces, rests };
}

/** One ball, told what to do where its bounces pile up. */
export function dropOne(height: number, end: number, accumulation: Accumulation): Solution<Float64Array> {
  const ball = new ODEProblem((u: Float64Array) => [u[1], -gravity], [height, 0], [0, end]);
  const affect = (integrator: { u: Float64Array }): void => void (integrator.u[1] *= -0.8);
  const bounce = ContinuousCallback((u) => u[0], affect, { direction: 'down', accumulation });
  return solve(ball, Tsit5(), { ...tolerances, callback: bounce });
}

/** How high the stairs are at x. */
export const stairs = (x: number): number => -0.5 * Math.floor(x);

/** A ball that hops down a staircase, u = (x, y, x', y'); the event function jumps where a step ends. */
export function hopDown(height: number): Solution<Float64Array> {
  const ball = new ODEProblem((u: Float64Array) => [u[2], u[3], 0, -gravity], [0.2, height, 1.1, 0], [0, 7]);
  const hop = ContinuousCallback(
    (u) => u[1] - stairs(u[0]),
    (integrator) => void (integrator.u[3] *= -0.85),
    { direction: 'down' },
  );
  return solve(ball, Tsit5(), { ...tolerances, callback: hop });
}
