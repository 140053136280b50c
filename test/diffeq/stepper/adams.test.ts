import * as diffeq from '@diffjs/diffeq';
import { init, ODEProblem, PresetTimeCallback, solve, VCABM } from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { expect } from 'chai';
import { countArrays } from '../support/countArrays';
import { denseError, gridError, observedOrder, rational, rationalExact } from '../support/order';
import { referenceSolutions, worstError } from '../support/reference';
import { rightHandSides } from '../support/rightHandSides';

const methods = diffeq as unknown as Record<string, () => Algorithm>;

/** Error at equal tolerances rtol = atol of the better of SciPy's LSODA and CVODE's Adams, over the reference times. */
const peers: Record<string, Record<string, number>> = {
  harmonic_oscillator: { '1e-6': 5.21e-5, '1e-9': 7.65e-8 },
  lotka_volterra: { '1e-6': 2.53e-3, '1e-9': 4.81e-7 },
  vdp_1: { '1e-6': 1.79e-5, '1e-9': 2.86e-8 },
  rigid_body: { '1e-6': 4.21e-6, '1e-9': 4.87e-8 },
};

function errorOf(name: string, rtol: number, algorithm: Algorithm): number {
  const reference = referenceSolutions[name];
  const { p, u0, tspan, t } = reference;
  const problem = new ODEProblem(rightHandSides[name], u0, tspan, p);
  const solution = solve(problem, algorithm, { rtol, atol: rtol, saveat: t });
  expect(solution.code).to.equal('Success');
  return worstError(solution.u, reference);
}

describe('diffeq/stepper: Adams methods', () => {
  const fixed: [name: string, order: number][] = [
    ['AB3', 3],
    ['AB4', 4],
    ['AB5', 5],
    ['ABM32', 3],
    ['ABM43', 4],
    ['ABM54', 5],
  ];
  for (const [name, order] of fixed) {
    it(`${name} has order ${order}, and its dense output too`, () => {
      const algorithm = methods[name]();
      expect(observedOrder(gridError(algorithm), 0.008, 2)).to.be.within(order - 0.2, order + 0.2);
      expect(observedOrder(denseError(algorithm), 0.02, 2)).to.be.within(order - 0.2, order + 0.2);
    });

    it(`${name} ends with a step that is shorter than the others`, () => {
      expect(gridError(methods[name]())(0.0093)).to.be.lessThan(2 * gridError(methods[name]())(0.01));
    });
  }

  for (const [name, errors] of Object.entries(peers)) {
    for (const [rtol, error] of Object.entries(errors)) {
      it(`VCABM is as accurate as its peers on ${name} at rtol ${rtol}`, () => {
        expect(errorOf(name, Number(rtol), VCABM())).to.be.at.most(3 * error);
      });
    }
  }

  it('VCABM takes high orders at tight tolerances', () => {
    const { p, u0 } = referenceSolutions.rigid_body;
    const problem = new ODEProblem(rightHandSides.rigid_body, u0, [0, 20], p);
    const { stats } = solve(problem, VCABM(), { rtol: 1e-12, atol: 1e-12 });
    expect(stats.accepted).to.be.lessThan(1000); // of order 5 they were 4900
    expect(stats.rejected).to.be.lessThan(20);
  });

  for (const name of ['VCAB3', 'VCAB4', 'VCAB5', 'VCABM3', 'VCABM4', 'VCABM5']) {
    const order = Number(name.at(-1));
    it(`the steps of ${name} grow like the root of its order`, () => {
      const steps = [1e-7, 1e-10].map((rtol) => {
        const solution = solve(rational, methods[name](), { rtol, atol: rtol });
        expect(Math.abs((solution.u.at(-1) as number) - rationalExact(2))).to.be.lessThan(1e3 * rtol);
        return solution.stats.accepted;
      });
      // The error estimate of both kinds is of one order less than the corrected solution, of the same as the predicted one.
      const estimated = name.startsWith('VCABM') ? order : order + 1;
      expect(Math.log10(steps[1] / steps[0])).to.be.within(0.8 * (3 / estimated), 1.2 * (3 / estimated));
    });
  }

  for (const name of ['VCABM', 'VCAB4']) {
    it(`dense output of ${name} is as accurate as its steps`, () => {
      for (const rtol of [1e-5, 1e-8, 1e-11]) {
        const solution = solve(rational, methods[name](), { rtol, atol: rtol });
        const inside = solution.t.slice(1).map((t, m) => (t + solution.t[m]) / 2);
        const errors = (times: number[]): number =>
          Math.max(...times.map((t) => Math.abs((solution(t) as number) - rationalExact(t))));
        expect(errors(inside)).to.be.lessThan(3 * errors(solution.t));
      }
    });
  }

  for (const name of ['AB4', 'ABM54', 'VCABM', 'VCABM4']) {
    it(`${name} begins again where an event changes the state`, () => {
      const doubled = PresetTimeCallback([0.5], (integrator) => {
        integrator.u = 2 * (integrator.u as number);
      });
      const problem = new ODEProblem((u: number) => -u, 1, [0, 1]);
      const options = name.startsWith('V') ? { rtol: 1e-9, atol: 1e-9 } : { adaptive: false, dt: 0.01 };
      const solution = solve(problem, methods[name](), { ...options, callback: doubled });
      expect(solution.u.at(-1)).to.be.closeTo(2 * Math.exp(-1), 1e-8);
      expect(solution(0.75)).to.be.closeTo(2 * Math.exp(-0.75), 1e-8);
    });

    it(`${name} runs backwards in time`, () => {
      const problem = new ODEProblem((u: number) => -u, 1, [1, 0]);
      const options = name.startsWith('V') ? { rtol: 1e-9, atol: 1e-9 } : { adaptive: false, dt: 0.01 };
      expect(solve(problem, methods[name](), options).u.at(-1)).to.be.closeTo(Math.E, 1e-7);
    });

    it(`${name} makes no arrays as it steps`, () => {
      const problem = new ODEProblem(rightHandSides.harmonic_oscillator, [1, 0], [0, 1e3], [4]);
      const options = name.startsWith('V') ? { rtol: 1e-6 } : { adaptive: false, dt: 0.01 };
      const integrator = init(problem, methods[name](), { ...options, saveat: [1e3] });
      for (let m = 0; m < 50; m++) integrator.step();
      const count = countArrays(() => {
        for (let m = 0; m < 200; m++) integrator.step();
      });
      expect(count).to.equal(0);
    });
  }
});
