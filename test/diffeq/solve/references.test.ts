import { Bosh3, ODEProblem, solve, Tsit5 } from '@diffjs/diffeq';
import { expect } from 'chai';
import { referenceSolutions } from '../support/reference';
import { rightHandSides } from '../support/rightHandSides';

/** Largest error over the reference times, in units of 1 + |u|. */
function errorOf(name: string, rtol: number, algorithm = Tsit5()): number {
  const { p, u0, tspan, t, u } = referenceSolutions[name];
  const problem = new ODEProblem(rightHandSides[name], u0, tspan, p);
  const solution = solve(problem, algorithm, { rtol, atol: rtol * 1e-2, saveat: t });
  expect(solution.code).to.equal('Success');
  expect(solution.t).to.deep.equal(t);
  let worst = 0;
  u.forEach((state, k) => {
    state.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(solution.u[k][i] - value) / (1 + Math.abs(value)));
    });
  });
  return worst;
}

/** Global error over local tolerance that a span of this length may show. */
const growth: Record<string, number> = {
  exp_decay: 10,
  harmonic_oscillator: 200,
  lotka_volterra: 3000,
  vdp_1: 200,
  rigid_body: 100,
};

describe('diffeq/solve: reference problems', () => {
  for (const name of Object.keys(rightHandSides)) {
    for (const rtol of [1e-4, 1e-7, 1e-10]) {
      it(`${name} at rtol ${rtol}`, () => {
        expect(errorOf(name, rtol)).to.be.lessThan(growth[name] * rtol);
      });
    }
  }

  it('the error follows the tolerance', () => {
    const errors = [1e-4, 1e-6, 1e-8, 1e-10].map((rtol) => errorOf('rigid_body', rtol));
    for (let i = 1; i < errors.length; i++) {
      expect(errors[i - 1] / errors[i]).to.be.within(10, 1000);
    }
  });

  it('Bosh3 reaches rtol 1e-6 on rigid_body', () => {
    expect(errorOf('rigid_body', 1e-6, Bosh3())).to.be.lessThan(1e-4);
  });
});
