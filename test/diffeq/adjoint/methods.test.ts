import {
  Bosh3,
  DiscreteAdjoint,
  ForwardSensitivity,
  InterpolatingAdjoint,
  ODEProblem,
  RK4,
  solve,
  Tsit5,
} from '@diffjs/diffeq';
import type { InitialValueProblem, SensitivityMethod, Solution, SolveOptions } from '@diffjs/diffeq';
import { pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { relativeError } from '../support/reference';

/* @differentiable */
function rigidBody(
  u: Float64Array,
  p: { name: string; rates: number[][]; z: number; w: Float64Array },
  _t: number,
): number[] {
  return [-p.rates[0][0] * u[1] * u[2], p.rates[1][0] * u[0] * u[2], -p.z * p.w[1] * u[0] * u[1]];
}

/* @differentiable */
function forced(u: number, p: number, t: number): number {
  return -p * u + Math.sin(t);
}

/* @differentiable */
function oscillator(du: Float64Array, u: Float64Array, p: number, _t: number): void {
  du[0] = u[1];
  du[1] = -p * u[0];
}

/* @differentiable */
function decay(du: Float64Array, u: Float64Array, p: number[], _t: number): void {
  for (let i = 0; i < u.length; i++) du[i] = -p[0] * u[i];
}

/* @differentiable */
function free(_u: Float64Array, _p: null, _t: number): number[] {
  return [1, 2];
}

type State = number | Float64Array;
type Run = (...args: unknown[]) => Solution<State>;
type AnyGradient = { u0: unknown; p: unknown; tspan: number[] };

/** All numbers of a gradient, in order. */
function numbersIn(tree: unknown): number[] {
  if (typeof tree === 'number') return [tree];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.values(tree).flatMap(numbersIn);
}

/** The gradient of Σ sin(i + 1)·u_i over all saved numbers. */
function gradientBy(
  problem: unknown,
  sensitivity: SensitivityMethod,
  options: SolveOptions,
  algorithm = Tsit5(),
): AnyGradient {
  const [solution, back] = pullback(solve as Run, problem, algorithm, { ...options, sensitivity });
  let i = 0;
  const weight = (): number => Math.sin(++i);
  const u = solution.u.map((state) => (typeof state === 'number' ? weight() : Array.from(state, weight)));
  return (back({ u } as never) as unknown as [AnyGradient])[0];
}

const parameters = { name: 'top', rates: [[1.1], [0.7]], z: 1.3, w: Float64Array.of(9, 0.8) };
const problems: Record<string, InitialValueProblem<State> & { u0: unknown }> = {
  'returning, p a tree': new ODEProblem(rigidBody, [0.6, 0.9, 1.2], [0, 2], parameters),
  'a number, p a number': new ODEProblem(forced, 0.8, [0, 2], 1.5),
  'in place, p a number, backwards': new ODEProblem(oscillator, Float64Array.of(1, 0.5), [2, 0], 3),
};

describe('diffeq/adjoint: all methods on all forms of problems', () => {
  const options = { rtol: 1e-10, atol: 1e-10, saveat: 0.3 };
  for (const [what, problem] of Object.entries(problems)) {
    const reference = numbersIn(gradientBy(problem, DiscreteAdjoint(), options));
    it(`${what}: ForwardSensitivity is the same derivative`, () => {
      const other = numbersIn(gradientBy(problem, ForwardSensitivity(), options));
      expect(other.length).to.equal(reference.length);
      other.forEach((d, i) => expect(d).to.be.closeTo(reference[i], 1e-10 * (1 + Math.abs(reference[i]))));
    });
    it(`${what}: InterpolatingAdjoint is near it`, () => {
      const other = numbersIn(gradientBy(problem, InterpolatingAdjoint(), options));
      expect(other.length).to.equal(reference.length);
      other.forEach((d, i) => expect(d).to.be.closeTo(reference[i], 1e-7 * (1 + Math.abs(reference[i]))));
    });
    it(`${what}: the gradient has the problem's form`, () => {
      const { u0, p, tspan } = gradientBy(problem, DiscreteAdjoint(), options);
      const { u0: given, p: q } = problem;
      expect(tspan.length).to.equal(2);
      expect(typeof u0).to.equal(typeof given);
      if (typeof given !== 'number') expect(u0).to.have.length((given as ArrayLike<number>).length);
      if (q === parameters) {
        expect(p).to.have.all.keys('name', 'rates', 'z', 'w');
        expect((p as typeof parameters).name).to.equal(null);
        expect((p as typeof parameters).w).to.be.instanceOf(Float64Array);
        expect((p as typeof parameters).w[0]).to.equal(0);
      } else {
        expect(typeof p).to.equal('number');
      }
    });
  }

  it('the continuous adjoint works with other methods, fixed steps included', () => {
    const problem = problems['returning, p a tree'];
    for (const [algorithm, given] of [
      [Bosh3(), { rtol: 1e-8, atol: 1e-8, saveat: 0.5 }],
      [RK4(), { adaptive: false, dt: 0.01, saveat: 0.5 }],
    ] as const) {
      const discrete = numbersIn(gradientBy(problem, DiscreteAdjoint(), given, algorithm));
      const continuous = numbersIn(gradientBy(problem, InterpolatingAdjoint(), given, algorithm));
      continuous.forEach((d, i) => expect(d).to.be.closeTo(discrete[i], 1e-5 * (1 + Math.abs(discrete[i]))));
    }
  });

  it('a right-hand side that depends on nothing has ∂u/∂u0 = 1', () => {
    const problem = new ODEProblem(free, [1, 1], [0, 1], null);
    for (const sensitivity of [DiscreteAdjoint(), ForwardSensitivity(), InterpolatingAdjoint()]) {
      const { u0, p } = gradientBy(problem, sensitivity, { saveat: [1] });
      expect(relativeError(u0 as number[], [Math.sin(1), Math.sin(2)])).to.be.lessThan(1e-15);
      expect(p).to.equal(null);
    }
  });

  it('stages that are not kept are computed again, to the bit', () => {
    const options = { rtol: 1e-6, saveat: 0.17 };
    for (const problem of Object.values(problems)) {
      const kept = numbersIn(gradientBy(problem, DiscreteAdjoint(), options));
      for (const stageMemory of [0, 3000]) {
        expect(numbersIn(gradientBy(problem, DiscreteAdjoint({ stageMemory }), options))).to.deep.equal(kept);
      }
    }
  });

  it('many large states', () => {
    const n = 20_000;
    const problem = new ODEProblem(decay, new Float64Array(n).fill(1), [0, 1], [2]);
    const { u0, p } = gradientBy(problem, DiscreteAdjoint(), { rtol: 1e-8, atol: 1e-8, saveat: [1] });
    expect((u0 as Float64Array)[n - 1]).to.be.closeTo(Math.sin(n) * Math.exp(-2), 1e-7);
    let sum = 0;
    for (let i = 1; i <= n; i++) sum += Math.sin(i);
    expect((p as number[])[0]).to.be.closeTo(-Math.exp(-2) * sum, 1e-6);
  });
});
