import {
  DiscreteAdjoint,
  ForwardSensitivity,
  InterpolatingAdjoint,
  ODEProblem,
  RK4,
  Bosh3,
  solve,
  Tsit5,
} from '@diffjs/diffeq';
import type { Algorithm, Solution, SolveOptions } from '@diffjs/diffeq';
import { jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf';
import { handWrittenLotkaVolterra } from '../support/handWrittenLotkaVolterra';
import { referenceGradients, relativeError, tenths } from '../support/reference';

interface ProblemGradient {
  u0: ArrayLike<number>;
  p: number[];
  tspan: number[];
}

/** Each reference loss as a sum over the saved states, with its cotangent at one state. */
const losses = {
  lotka_volterra: {
    term: (u: Float64Array) => u[0] ** 2 + u[1] ** 2,
    bar: (u: Float64Array) => [2 * u[0], 2 * u[1]],
  },
  paper_lotka_volterra: {
    term: (u: Float64Array) => (u[0] - 1) ** 2,
    bar: (u: Float64Array) => [2 * (u[0] - 1), 0],
  },
};

type LossName = keyof typeof losses;

function lossAndGradient(
  name: LossName,
  p: number[],
  u0: ArrayLike<number>,
  options: SolveOptions,
  tspan: [number, number] = [0, 10],
  algorithm: Algorithm = Tsit5(),
): { loss: number; gradient: ProblemGradient } {
  const problem = new ODEProblem(handWrittenLotkaVolterra, u0, tspan, p);
  const [solution, back] = pullback(
    solve as (...args: unknown[]) => Solution<Float64Array>,
    problem,
    algorithm,
    options,
  );
  const { term, bar } = losses[name];
  const loss = solution.u.reduce((sum, u) => sum + term(u), 0);
  const [gradient] = back({ u: solution.u.map(bar) } as never) as unknown as [ProblemGradient];
  return { loss, gradient };
}

const vector = ({ u0, p }: ProblemGradient): number[] => [...Array.from(u0), ...p];

describe('diffeq/adjoint: against reference gradients', () => {
  for (const name of Object.keys(losses) as LossName[]) {
    const { p, u0, loss, dL_dp, dL_du0 } = referenceGradients[name];
    const tight = { rtol: 1e-11, atol: 1e-11, saveat: tenths };
    const methods: [sensitivity: SolveOptions['sensitivity'], tolerance: number][] = [
      [DiscreteAdjoint(), 1e-8],
      [ForwardSensitivity(), 1e-8],
      [InterpolatingAdjoint(), 1e-8],
      [InterpolatingAdjoint({ rtol: 1e-9, atol: 1e-9 }), 1e-6],
    ];
    for (const [sensitivity, tolerance] of methods) {
      it(`${name} by ${sensitivity!.name} to ${tolerance}`, () => {
        const result = lossAndGradient(name, p, u0, { ...tight, sensitivity });
        expect(relativeError([result.loss], [loss])).to.be.lessThan(1e-10);
        expect(relativeError(result.gradient.p, dL_dp)).to.be.lessThan(tolerance);
        expect(relativeError(result.gradient.u0, dL_du0)).to.be.lessThan(tolerance);
      });
    }
  }
});

describe('diffeq/adjoint: the discrete adjoint is the derivative of the computed numbers', () => {
  const { p, u0 } = referenceGradients.lotka_volterra;
  const settings: [what: string, options: SolveOptions, algorithm: Algorithm, tspan: [number, number]][] = [
    ['every step', {}, Tsit5(), [0, 3]],
    ['interpolated points', { saveat: 0.17 }, Tsit5(), [0, 3]],
    [
      'points at, between and beyond step ends',
      { saveat: [0, 0, 0.5, 0.5, 1, 1.03, 3], adaptive: false, dt: 0.25 },
      Tsit5(),
      [0, 3],
    ],
    ['the end only', { saveat: [3] }, Tsit5(), [0, 3]],
    ['backwards in time', { saveat: 0.3 }, Tsit5(), [3, 0]],
    ['fixed steps', { adaptive: false, dt: 0.1, saveat: 0.17 }, Tsit5(), [0, 3]],
    ['Bosh3, Hermite output', { saveat: 0.17 }, Bosh3(), [0, 3]],
    ['RK4, not FSAL, Hermite output', { adaptive: false, dt: 0.1, saveat: 0.17 }, RK4(), [0, 3]],
  ];
  for (const [what, options, algorithm, tspan] of settings) {
    it(`equals forward sensitivities to rounding: ${what}`, () => {
      const by = (sensitivity: SolveOptions['sensitivity']): number[] =>
        vector(
          lossAndGradient('lotka_volterra', p, u0, { ...options, sensitivity }, tspan, algorithm).gradient,
        );
      const reverse = by(DiscreteAdjoint());
      expect(relativeError(reverse, by(ForwardSensitivity()))).to.be.lessThan(1e-12);
      expect(reverse.every((d) => d !== 0)).to.equal(true);
    });
  }

  it('equals finite differences where the step sizes are fixed, interpolated points included', () => {
    const options = { adaptive: false, dt: 0.1, saveat: 0.17 };
    const lossAt = (x: number[]): number =>
      lossAndGradient('lotka_volterra', x.slice(2), x.slice(0, 2), options, [0, 3]).loss;
    const x = [...u0, ...p];
    const gradient = vector(lossAndGradient('lotka_volterra', p, u0, options, [0, 3]).gradient);
    const differences = x.map((_, i) => {
      const h = 1e-5;
      const shifted = (by: number): number[] => x.map((value, j) => (i === j ? value + by : value));
      return (
        (8 * (lossAt(shifted(h)) - lossAt(shifted(-h))) -
          (lossAt(shifted(2 * h)) - lossAt(shifted(-2 * h)))) /
        (12 * h)
      );
    });
    expect(relativeError(gradient, differences)).to.be.lessThan(1e-9);
  });

  it('jvp and vjp are transposes: ⟨w, J v⟩ = ⟨Jᵀ w, v⟩', () => {
    const problem = new ODEProblem(handWrittenLotkaVolterra, u0, [0, 3], p);
    const options = { saveat: 0.4 };
    const direction = { u0: [0.3, -0.7], p: [0.1, 0.2, -0.4, 0.5], tspan: [0, 0] };
    const run = solve as (...args: unknown[]) => Solution<Float64Array>;
    const [solution, tangent] = jvp(run, [problem, Tsit5(), options], [direction, null, null] as never);
    const weights = solution.u.map((_, i) => [Math.sin(i + 1), Math.cos(3 * i)]);
    const dots = (tangent as unknown as { u: Float64Array[] }).u;
    const forward = dots.reduce((sum, u, i) => sum + weights[i][0] * u[0] + weights[i][1] * u[1], 0);
    const [, back] = pullback(run, problem, Tsit5(), options);
    const [bar] = back({ u: weights } as never) as unknown as [ProblemGradient];
    const reverse = vector(bar).reduce((sum, d, i) => sum + d * [...direction.u0, ...direction.p][i], 0);
    expect(forward).to.be.closeTo(reverse, 1e-12 * Math.abs(forward));
  });

  it('the value is that of a plain solve, to the bit', () => {
    const problem = new ODEProblem(handWrittenLotkaVolterra, u0, [0, 3], p);
    const run = solve as (...args: unknown[]) => Solution<Float64Array>;
    for (const options of [{}, { saveat: 0.1 }, { saveat: [3], dense: true }]) {
      const plain = solve(problem, Tsit5(), options);
      const [value] = pullback(run, problem, Tsit5(), options);
      const [value2] = jvp(run, [problem, Tsit5(), options], [null, null, null] as never);
      for (const other of [value, value2]) {
        expect(other.t).to.deep.equal(plain.t);
        expect(other.u).to.deep.equal(plain.u);
        expect(other.stats).to.deep.equal(plain.stats);
        expect(other.dense).to.equal(plain.dense);
      }
    }
  });

  it('back can be called again', () => {
    const problem = new ODEProblem(handWrittenLotkaVolterra, u0, [0, 3], p);
    const [solution, back] = pullback(solve as (...args: unknown[]) => Solution<Float64Array>, problem);
    const ones = { u: solution.u.map(() => [1, 1]) } as never;
    const twos = { u: solution.u.map(() => [2, 2]) } as never;
    const [first] = back(ones) as unknown as [ProblemGradient];
    const [second] = back(twos) as unknown as [ProblemGradient];
    expect(vector(second)).to.deep.equal(vector(first).map((d) => 2 * d));
    expect(vector((back(ones) as unknown as [ProblemGradient])[0])).to.deep.equal(vector(first));
  });
});

describe('diffeq/adjoint: derivatives of the time span', () => {
  const { p, u0 } = referenceGradients.lotka_volterra;
  const lossAt = (t0: number, t1: number): number => {
    const problem = new ODEProblem(handWrittenLotkaVolterra, u0, [t0, t1], p);
    const u = solve(problem, Tsit5(), { rtol: 1e-11, atol: 1e-11, saveat: [1.5, t1] }).u;
    return u.reduce((sum, x) => sum + x[0] ** 2 + x[1] ** 2, 0);
  };
  const h = 1e-4;
  const expected = [
    (lossAt(h, 3) - lossAt(-h, 3)) / (2 * h),
    (lossAt(0, 3 + h) - lossAt(0, 3 - h)) / (2 * h),
  ];
  for (const sensitivity of [DiscreteAdjoint(), ForwardSensitivity(), InterpolatingAdjoint()]) {
    it(`by ${sensitivity.name}`, () => {
      const options = { rtol: 1e-9, atol: 1e-9, saveat: [1.5, 3], sensitivity };
      const { gradient } = lossAndGradient('lotka_volterra', p, u0, options, [0, 3]);
      expect(relativeError(gradient.tspan, expected)).to.be.lessThan(1e-6);
    });
  }
});

describe('diffeq/adjoint: errors', () => {
  it('a right-hand side that was never compiled is named', () => {
    const problem = new ODEProblem(
      function plain(u: Float64Array) {
        return [-u[0]];
      },
      [1],
      [0, 1],
    );
    for (const sensitivity of [DiscreteAdjoint(), ForwardSensitivity(), InterpolatingAdjoint()]) {
      const run = (): unknown =>
        pullback(solve as (...args: unknown[]) => unknown, problem, Tsit5(), { sensitivity });
      expect(codeOf(run)).to.equal('DIFF3001');
      expect(run).to.throw(/plain/);
    }
  });

  it('an adjoint integration that fails says so', () => {
    const { p, u0 } = referenceGradients.lotka_volterra;
    const options = {
      saveat: [3],
      maxSteps: 30,
      sensitivity: InterpolatingAdjoint({ rtol: 1e-12, atol: 1e-12 }),
    };
    const run = (): unknown => lossAndGradient('lotka_volterra', p, u0, options, [0, 3]);
    expect(codeOf(run)).to.equal('DIFF5011');
    expect(run).to.throw(/adjoint integration failed with code MaxSteps/);
  });
});
