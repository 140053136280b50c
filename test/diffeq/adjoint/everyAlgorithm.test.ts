import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import type { Algorithm, SolveOptions } from '@diffjs/diffeq';
import { ODEProblem, SecondOrderODEProblem, SplitODEProblem, Vern9, solve } from '@diffjs/diffeq';
import { everyAlgorithm } from '../support/everyAlgorithm';

/* @differentiable */
function pendulum(u: Float64Array, p: Float64Array, t: number): number[] {
  return [u[1]!, -p[0]! * Math.sin(u[0]!) - p[1]! * u[1]! + 0.1 * Math.cos(t)];
}

/* @differentiable */
function stiffPart(u: Float64Array, p: Float64Array, _t: number): number[] {
  return [u[1]!, -p[0]! * u[0]! - p[1]! * u[1]!];
}

/* @differentiable */
function mildPart(u: Float64Array, p: Float64Array, t: number): number[] {
  return [0, p[0]! * (u[0]! - Math.sin(u[0]!)) + 0.1 * Math.cos(t)];
}

/* @differentiable */
function acceleration(_du: Float64Array, u: Float64Array, p: Float64Array, t: number): number[] {
  return [-p[0]! * Math.sin(u[0]!) - p[1]! * u[0]! + 0.1 * Math.cos(t)];
}

/* @differentiable */
function lossOfState(p: Float64Array, method: Algorithm, options: SolveOptions): number {
  const { u } = solve(new ODEProblem(pendulum, [p[2]!, 0.3], [0, 1], p), method, options);
  let sum = 0;
  for (const state of u) sum += state[0]! * state[0]! + state[1]!;
  return sum;
}

/* @differentiable */
function lossOfSplit(p: Float64Array, method: Algorithm, options: SolveOptions): number {
  const problem = new SplitODEProblem(stiffPart, mildPart, [p[2]!, 0.3], [0, 1], p, { linear: true });
  const { u } = solve(problem, method, options);
  let sum = 0;
  for (const state of u) sum += state[0]! * state[0]! + state[1]!;
  return sum;
}

/* @differentiable */
function lossOfOrbit(p: Float64Array, method: Algorithm, options: SolveOptions): number {
  const problem = new SecondOrderODEProblem(acceleration, [0.3], [p[2]!], [0, 1], p);
  const { u } = solve(problem, method, options);
  let sum = 0;
  for (const state of u) sum += state.u[0]! * state.u[0]! + state.v[0]!;
  return sum;
}

type Loss = (p: Float64Array, method: Algorithm, options: SolveOptions) => number;
const losses: Readonly<Record<string, Loss>> = { split: lossOfSplit, partitioned: lossOfOrbit };

const p = Float64Array.of(4, 0.3, 1.2);

const tight: SolveOptions = { rtol: 1e-12, atol: 1e-13, saveat: [0.35, 1] };

/** Central differences of solves so tight that their noise does not count. */
function differences(loss: Loss): number[] {
  const method = Vern9();
  return Array.from(p, (x, i) => {
    const h = 1e-4;
    const at = (moved: number): number =>
      loss(
        Float64Array.from(p, (y, j) => (j === i ? moved : y)),
        method,
        tight,
      );
    return (at(x + h) - at(x - h)) / (2 * h);
  });
}

describe('diffeq/adjoint: every method', () => {
  const exact = new Map(
    [lossOfState, lossOfSplit, lossOfOrbit].map((loss) => [loss as Loss, differences(loss)]),
  );

  for (const method of everyAlgorithm()) {
    if (method.needs === 'implicit') continue;
    it(`${method.name} has gradients`, () => {
      const loss = method.needs === undefined ? lossOfState : losses[method.needs]!;
      const steps = method.adaptive
        ? { rtol: 1e-7, atol: 1e-8, maxSteps: 1e6 }
        : { adaptive: false, dt: 1 / 256 };
      const options: SolveOptions = { ...steps, saveat: [0.35, 1] };
      const [dp] = gradient(loss, p, method, options);
      const wanted = exact.get(loss)!;
      const size = Math.max(...wanted.map(Math.abs));
      // Long steps with cubic output between, which the continuous adjoint reads.
      const isCoarse = /Extrapolation/.test(method.name);
      const slack = method.order < 3 ? 2e-2 : isCoarse ? 2e-3 : 2e-4;
      wanted.forEach((x, i) => expect(dp[i], `of p[${i}]`).to.be.closeTo(x, slack * size));
      if (method.tableau === undefined) return;
      const direction = Float64Array.of(0.3, -0.2, 0.5);
      const [, tangent] = jvp(loss, [p, method, options], [direction, null, null] as never);
      const along = dp.reduce((sum, x, i) => sum + x * direction[i]!, 0);
      expect(tangent).to.be.closeTo(along, 1e-9 * size);
    });
  }
});
