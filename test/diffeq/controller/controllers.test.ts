import { DP5, IController, ODEProblem, PIController, PIDController, solve } from '@diffjs/diffeq';
import type { Controller } from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf';

/** Factors after a sequence of errors, for a method of order 5. */
function factorsOf(controller: Controller, errors: readonly number[]): number[] {
  const state = controller.init(5);
  return errors.map((error) => {
    controller.adapt(state, error);
    return state.factor;
  });
}

describe('diffeq/controller', () => {
  it('IController follows h ← h γ e^(−1/k)', () => {
    const [first, second, rejected] = factorsOf(IController(), [0.5, 0.01, 4]);
    expect(first).to.be.closeTo(0.9 * 0.5 ** -0.2, 1e-14);
    expect(second).to.be.closeTo(0.9 * 0.01 ** -0.2, 1e-14);
    expect(rejected).to.be.closeTo(0.9 * 4 ** -0.2, 1e-14);
  });

  it('PIDController filters three errors and limits the factor smoothly', () => {
    const errors = [0.5, 0.2, 0.7];
    const factor = factorsOf(PIDController({ beta: [0.3, 0.2, 0.1] }), errors)[2];
    const x = 0.9 * 0.7 ** (-0.3 / 5) * 0.2 ** (-0.2 / 5) * 0.5 ** (-0.1 / 5);
    expect(factor).to.be.closeTo(1 + Math.atan(x - 1), 1e-14);
    const named = factorsOf(PIDController({ beta: 'H211PI' }), errors);
    expect(named).to.deep.equal(factorsOf(PIDController({ beta: [1 / 6, 1 / 6, 0] }), errors));
  });

  it('a rejected step does not enter the history', () => {
    for (const controller of [PIController(), PIDController()]) {
      const [, , withRejection] = factorsOf(controller, [0.5, 30, 0.3]);
      const [, without] = factorsOf(controller, [0.5, 0.3]);
      expect(withRejection).to.equal(without);
    }
  });

  for (const make of [IController, PIController, PIDController]) {
    const { name } = make;

    it(`${name} clips: at most qmax at no error, qmin at NaN and ∞, at most 1 after a rejection`, () => {
      const controller = make({ qmin: 0.3, qmax: 2 });
      const [none, undefinedError, infinite, slight] = factorsOf(controller, [0, NaN, Infinity, 1.0001]);
      expect(none).to.be.within(1, 2);
      expect([undefinedError, infinite]).to.deep.equal([0.3, 0.3]);
      expect(slight).to.be.within(0.8, 1);
    });

    it(`${name} leaves the step size as it is within the steady range`, () => {
      const steady = make({ qsteadyMin: 0.5, qsteadyMax: 1.5 });
      // The first factor of a PI controller reckons with an error of 1e-4 before.
      expect(factorsOf(steady, [0.5, 0.6, 0.7]).slice(1)).to.deep.equal([1, 1]);
    });

    it(`${name} solves to the tolerance`, () => {
      const problem = new ODEProblem((u, _p, t) => -2 * t * u * u, 1, [0, 2]);
      const options = { rtol: 1e-8, atol: 1e-8, controller: make() };
      const solution = solve(problem, DP5(), options);
      expect(solution.code).to.equal('Success');
      expect(Math.abs((solution.u.at(-1) as number) - 0.2)).to.be.lessThan(1e-6);
    });

    it(`${name} refuses what it does not know and numbers that are not positive`, () => {
      expect(codeOf(() => make({ qmaximum: 3 } as never))).to.equal('DIFF5005');
      expect(codeOf(() => make({ gamma: 0 }))).to.equal('DIFF5008');
      expect(codeOf(() => make({ qmin: NaN }))).to.equal('DIFF5008');
    });
  }

  it('PIDController refuses other parameter sets', () => {
    expect(codeOf(() => PIDController({ beta: 'H999' as never }))).to.equal('DIFF5008');
    expect(codeOf(() => PIDController({ beta: [1, 2] as never }))).to.equal('DIFF5008');
  });
});
