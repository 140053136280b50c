import * as diffeq from '@diffjs/diffeq';
import { init, ODEProblem, PresetTimeCallback, SBDF2, solve, SplitODEProblem } from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { expect } from 'chai';
import { countArrays } from '../support/countArrays';
import { denseError, gridError, observedOrder, rationalExact } from '../support/order';

const methods = diffeq as unknown as Record<string, () => Algorithm>;

/** Solution 1 / (1 + t²), cos t; the stiff part is nonlinear and depends on time, and both parts couple the components. */
const split = new SplitODEProblem(
  (du, u, _p: unknown, t) => {
    du[0] = -3 * (u[0] ** 3 - rationalExact(t) ** 3) + u[1] - Math.cos(t);
    du[1] = -20 * (u[1] - Math.cos(t));
  },
  (du, u, _p: unknown, t) => {
    du[0] = -2 * t * u[0] * u[0];
    du[1] = -Math.sin(t) + 0.5 * (u[0] - rationalExact(t));
  },
  [1, 1],
  [0, 2],
);

/** Stiff decay to a rotation: no explicit method takes steps of 0.02. */
const stiff = new SplitODEProblem(
  (du, u, p: number, _t) => {
    du[0] = -p * (u[0] - u[1]);
    du[1] = 0;
    du[2] = 0;
  },
  (du, u, _p: number, _t) => {
    du[0] = 0;
    du[1] = -u[2];
    du[2] = u[1];
  },
  [1, 1, 0],
  [0, 10],
  1e5,
);

describe('diffeq/stepper: implicit–explicit multistep methods', () => {
  const orders: [name: string, order: number][] = [
    ['SBDF2', 2],
    ['SBDF3', 3],
    ['SBDF4', 4],
    ['CNAB2', 2],
    ['CNLF2', 2],
  ];
  for (const [name, order] of orders) {
    it(`${name} has order ${order}, and its dense output too`, () => {
      const algorithm = methods[name]();
      expect(observedOrder(gridError(algorithm, split), 0.005, 2)).to.be.within(order - 0.2, order + 0.5);
      expect(observedOrder(denseError(algorithm, split), 0.005, 2)).to.be.within(order - 0.2, order + 0.5);
    });

    it(`${name} ends with a step that is shorter than the others`, () => {
      expect(gridError(methods[name](), split)(0.0093)).to.be.lessThan(
        2 * gridError(methods[name](), split)(0.01),
      );
    });

    it(`${name} takes steps far beyond the stiff time, and one factorisation`, () => {
      const { u, stats } = solve(stiff, methods[name](), { adaptive: false, dt: 0.02 });
      expect((u.at(-1) as Float64Array)[0]).to.be.closeTo(Math.cos(10), name === 'SBDF2' ? 2e-3 : 1e-2);
      expect(stats.nfactor).to.be.lessThan(25);
      expect(stats.njac).to.be.lessThan(15);
    });

    it(`${name} begins again where an event changes the state`, () => {
      const problem = new SplitODEProblem(
        (u: number) => -u,
        () => 0,
        1,
        [0, 1],
      );
      const doubled = PresetTimeCallback([0.5], (integrator) => {
        integrator.u = 2 * (integrator.u as number);
      });
      const solution = solve(problem, methods[name](), { adaptive: false, dt: 0.01, callback: doubled });
      expect(solution.u.at(-1)).to.be.closeTo(2 * Math.exp(-1), 1e-4);
    });

    it(`${name} makes no arrays as it steps`, () => {
      const integrator = init(stiff, methods[name](), { adaptive: false, dt: 0.02, saveat: [10] });
      for (let m = 0; m < 60; m++) integrator.step();
      const count = countArrays(() => {
        for (let m = 0; m < 200; m++) integrator.step();
      });
      expect(count).to.equal(0);
    });
  }

  it('is for split problems, with fixed steps', () => {
    expect(() =>
      solve(new ODEProblem((u: number) => -u, 1, [0, 1]), SBDF2(), { adaptive: false, dt: 0.1 }),
    ).to.throw('DIFF5018');
    expect(() => solve(split, SBDF2())).to.throw('DIFF5009');
  });
});
