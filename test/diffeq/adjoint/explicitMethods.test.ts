import { DiscreteAdjoint, ForwardSensitivity, InterpolatingAdjoint, ODEProblem, solve } from '@diffjs/diffeq';
import type { Algorithm, Solution, SolveOptions } from '@diffjs/diffeq';
import { jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { explicitMethods } from '../support/explicitMethods';
import { handWrittenLotkaVolterra } from '../support/handWrittenLotkaVolterra';
import { relativeError } from '../support/reference';

type Run = (...args: unknown[]) => Solution<Float64Array>;

interface ProblemGradient {
  u0: ArrayLike<number>;
  p: number[];
}

const u0 = [1, 1];
const p = [1.5, 1, 3, 1];

/** Σ over the saved points of a weighted sum of the state, with weights that no symmetry cancels. */
const weightsAt = (i: number): number[] => [Math.sin(i + 1), Math.cos(3 * i)];

function lossAt(x: readonly number[], algorithm: Algorithm, options: SolveOptions): number {
  const problem = new ODEProblem(handWrittenLotkaVolterra, x.slice(0, 2), [0, 2], x.slice(2));
  const { u } = solve(problem, algorithm, options) as Solution<Float64Array>;
  return u.reduce((sum, state, i) => sum + weightsAt(i)[0] * state[0] + weightsAt(i)[1] * state[1], 0);
}

function gradientAt(algorithm: Algorithm, options: SolveOptions): number[] {
  const problem = new ODEProblem(handWrittenLotkaVolterra, u0, [0, 2], p);
  const [solution, back] = pullback(solve as Run, problem, algorithm, options);
  const bar = { u: solution.u.map((_, i) => weightsAt(i)) };
  const [gradient] = back(bar as never) as unknown as [ProblemGradient];
  return [...Array.from(gradient.u0), ...gradient.p];
}

/** Central differences of order 4. */
function differences(algorithm: Algorithm, options: SolveOptions): number[] {
  const x = [...u0, ...p];
  const h = 1e-4;
  return x.map((_, i) => {
    const moved = (by: number): number =>
      lossAt(
        x.map((value, j) => (i === j ? value + by : value)),
        algorithm,
        options,
      );
    return (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
  });
}

describe('diffeq/adjoint: every explicit method', () => {
  // Points inside steps, several in one, at the end of one, and steps without any.
  const saveat = [0.03, 0.07, 0.1, 0.41, 0.5, 1.93];
  const fixedSteps: SolveOptions = { adaptive: false, dt: 0.1, saveat };

  for (const [name, algorithm] of explicitMethods) {
    it(`${name}: the discrete adjoint equals forward sensitivities to rounding, and finite differences`, () => {
      const reverse = gradientAt(algorithm, fixedSteps);
      const forward = gradientAt(algorithm, { ...fixedSteps, sensitivity: ForwardSensitivity() });
      expect(relativeError(reverse, forward)).to.be.lessThan(1e-10); // Vern6 has weights near 300
      expect(relativeError(reverse, differences(algorithm, fixedSteps))).to.be.lessThan(1e-7);
    });
  }

  for (const name of ['BS5', 'DP8', 'Vern7', 'Feagin10']) {
    const algorithm = explicitMethods.get(name)!;

    it(`${name}: stages that were not kept are computed again`, () => {
      const kept = gradientAt(algorithm, fixedSteps);
      const recomputed = gradientAt(algorithm, {
        ...fixedSteps,
        sensitivity: DiscreteAdjoint({ stageMemory: 0 }),
      });
      expect(recomputed).to.deep.equal(kept);
    });

    it(`${name}: sol(t) is differentiated at any time`, () => {
      const problem = new ODEProblem(handWrittenLotkaVolterra, u0, [0, 2], p);
      const times = [0.11, 0.12, 1.234];
      const direction = { u0: [0.3, -0.7], p: [0.1, 0.2, -0.4, 0.5], tspan: [0, 0] };
      const options = { rtol: 1e-6, atol: 1e-6 };
      const [solution, tangent] = jvp(solve as Run, [problem, algorithm, { ...options, saveat: times }], [
        direction,
        null,
        null,
      ] as never);
      const dots = (tangent as unknown as { u: Float64Array[] }).u;
      const [, back] = pullback(solve as Run, problem, algorithm, { ...options, saveat: times });
      const [bar] = back({ u: times.map((_, i) => weightsAt(i)) } as never) as unknown as [ProblemGradient];
      const forward = dots.reduce(
        (sum, dot, i) => sum + weightsAt(i)[0] * dot[0] + weightsAt(i)[1] * dot[1],
        0,
      );
      const along = [...direction.u0, ...direction.p];
      const reverse = [...Array.from(bar.u0), ...bar.p].reduce((sum, d, i) => sum + d * along[i], 0);
      expect(forward).to.be.closeTo(reverse, 1e-11 * Math.abs(forward));
      const dense = solve(problem, algorithm, options) as Solution<Float64Array>;
      times.forEach((t, i) => expect(relativeError(dense(t), solution.u[i])).to.be.lessThan(1e-14));
    });

    it(`${name}: the continuous adjoint agrees to its tolerance`, () => {
      const tight = { rtol: 1e-10, atol: 1e-10, saveat };
      const continuous = gradientAt(algorithm, { ...tight, sensitivity: InterpolatingAdjoint() });
      expect(relativeError(continuous, gradientAt(algorithm, tight))).to.be.lessThan(1e-6);
    });
  }

  it('evaluates further stages only in steps that are read inside', () => {
    const { nf: ends } = statsOf('Vern7', [0.5, 2]);
    const { nf: inside } = statsOf('Vern7', [0.5, 1.93, 2]);
    expect(inside - ends).to.equal(5);
  });

  function statsOf(name: string, times: number[]): { nf: number } {
    const problem = new ODEProblem(handWrittenLotkaVolterra, u0, [0, 2], p);
    return solve(problem, explicitMethods.get(name), { adaptive: false, dt: 0.1, saveat: times }).stats;
  }
});
