import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import {
  ETDRK4,
  Exprb43,
  ExtrapolationMidpointHairerWanner,
  HochOst4,
  ImplicitEulerExtrapolation,
  ODEProblem,
  RKC,
  ROCK2,
  ROCK4,
  solve,
  SplitODEProblem,
  Tsit5,
} from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';

/* @differentiable */
function rhs(du: Float64Array, u: Float64Array, p: number[], t: number): void {
  du[0] = -p[0]! * u[0]! * u[1]! + Math.cos(t);
  du[1] = p[1]! * u[0]! - u[1]!;
}

/* @differentiable */
function linear(u: Float64Array, p: number[], _t: number): number[] {
  return [-p[0]! * u[0]!, -2 * u[1]!];
}

/* @differentiable */
function nonlinear(u: Float64Array, p: number[], t: number): number[] {
  return [u[1]! * u[0]! + Math.cos(t), p[1]! * u[0]!];
}

/* @differentiable */
function end(p: number[], algorithm: Algorithm): number {
  const { u } = solve(new ODEProblem(rhs, [1, 0.5], [0, 2], p), algorithm, { rtol: 1e-8, atol: 1e-8 });
  return u[u.length - 1]![0]! ** 2;
}

/* @differentiable */
function endOfSplit(p: number[], algorithm: Algorithm): number {
  const problem = new SplitODEProblem(linear, nonlinear, [1, 0.5], [0, 2], p, { linear: true });
  const { u } = solve(problem, algorithm, { adaptive: false, dt: 0.01 });
  return (u[u.length - 1] as Float64Array)[0]! ** 2;
}

const p = [1.2, 0.7];

describe('diffeq/adjoint: methods whose steps are no Runge–Kutta steps', () => {
  const [wanted] = gradient(end, p, Tsit5()) as unknown as [number[]];
  for (const [algorithm, tolerance] of [
    [RKC(), 1e-5],
    [ROCK2(), 1e-6],
    [ROCK4(), 1e-6],
    [Exprb43(), 1e-6],
    [ExtrapolationMidpointHairerWanner(), 1e-6],
    [ImplicitEulerExtrapolation(), 1e-6],
  ] as const) {
    it(`${algorithm.name} is differentiated through`, () => {
      const [found] = gradient(end, p, algorithm) as unknown as [number[]];
      for (const i of [0, 1]) expect(found[i]).to.be.closeTo(wanted[i]!, tolerance);
    });
  }

  for (const algorithm of [ETDRK4(), HochOst4()]) {
    it(`${algorithm.name} is differentiated through, the linear part included`, () => {
      const [found] = gradient(endOfSplit, p, algorithm) as unknown as [number[]];
      const moved = (i: number, h: number): number =>
        endOfSplit(
          p.map((x, j) => (i === j ? x + h : x)),
          algorithm,
        );
      for (const i of [0, 1]) {
        expect(found[i]).to.be.closeTo((moved(i, 1e-5) - moved(i, -1e-5)) / 2e-5, 1e-7);
      }
    });
  }
});
