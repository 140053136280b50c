/** Orders of convergence of all explicit Runge–Kutta methods on u' = −2 t u², u = 1/(1 + t²): nonlinear and not autonomous. */
import { ODEProblem, solve } from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { expect } from 'chai';
import { explicitMethods, inDoublePrecision, isBootstrapped } from '../support/explicitMethods';
import type { Fixed } from '../support/fixedPoint';
import { fixed, multiply, toNumber } from '../support/fixedPoint';
import { exactAt, FixedPointMethod } from '../support/fixedPointSteps';
import { denseWeights, exactly, methodRows } from '../support/rootedTrees';

/** Smaller errors say nothing: tables are printed to 40 digits, that of DP8 to 30, those in double precision to 16. */
const floorOf = (name: string): number => (inDoublePrecision(name) ? 1e-14 : name === 'DP8' ? 1e-25 : 1e-36);
/** The interpolant of Vern7 misses its highest order by a hair, which shows in steps whose error is far below rounding. */
const VERN7_DENSE = 1e-14;
const END = '3/2';
/** Errors of the solver below are rounding. */
const ROUNDING = 1e-12;
const WITHIN = 0.2;

/** Slope of the logarithm of the error over that of the step size, at the smallest steps whose error is above `floor`. */
function observedOrder(errorAt: (count: number) => number, floor: number): number {
  let error = errorAt(4);
  let slope = NaN;
  for (let count = 8; count <= 1024; count *= 2) {
    const finer = errorAt(count);
    if (!(finer > floor)) break;
    slope = Math.log2(error / finer);
    error = finer;
  }
  return slope;
}

const exact = (t: number): number => 1 / (1 + t * t);

function solved(algorithm: Algorithm, from: number, to: number, dt: number): (t: number) => number {
  const problem = new ODEProblem((u, _p, t) => -2 * t * u * u, exact(from), [from, to]);
  return solve(problem, algorithm, { adaptive: false, dt }) as unknown as (t: number) => number;
}

describe('diffeq/solve: order of the explicit methods', () => {
  for (const [name, algorithm] of explicitMethods) {
    const { order, denseOrder, tableau } = algorithm;
    const rows = methodRows(tableau.coefficients);
    const method = new FixedPointMethod(rows);

    it(`${name} has order ${order}`, () => {
      const end = fixed(END);
      const errorAt = (count: number): number => Math.abs(toNumber(method.solve(end, count) - exactAt(end)));
      // The leading error terms of Feagin's methods are so small that 40 digits show the next order too.
      const most = order > 10 ? order + 1 : order + WITHIN;
      expect(observedOrder(errorAt, floorOf(name))).to.be.within(order - WITHIN, most);
    });

    it(`${name}: the solver takes the steps of the table`, () => {
      const inFixedPoint = toNumber(method.solve(fixed('1/2'), 8));
      expect(solved(algorithm, 0, 1 / 2, 1 / 16)(1 / 2)).to.be.closeTo(inFixedPoint, 1e-13);
    });

    const { dense } = rows;
    if (dense === undefined) {
      it(`${name}: Hermite output has order ${denseOrder}, an error of O(h^${denseOrder + 1}) in a step`, () => {
        const errorAt = (count: number): number => {
          const h = 1 / count;
          const at = 0.3 + 0.4 * h;
          return Math.abs(solved(algorithm, 0.3, 0.3 + h, h)(at) - exact(at));
        };
        expect(observedOrder(errorAt, ROUNDING)).to.be.closeTo(denseOrder + 1, WITHIN);
      });
      continue;
    }

    const theta = '2/5';
    const weights = denseWeights(exactly, dense, theta);
    const denseAt = (t: Fixed, h: Fixed): Fixed => {
      const k = method.rows(t, exactAt(t), h);
      return (
        exactAt(t) +
        multiply(
          h,
          weights.reduce((sum, weight, i) => sum + multiply(weight, k[i]), 0n),
        )
      );
    };

    it(`${name}: the solver's dense output is that of the table`, () => {
      const inFixedPoint = toNumber(denseAt(fixed('1/2'), fixed('1/16')));
      const bySolver = solved(algorithm, 1 / 2, 9 / 16, 1 / 16)(1 / 2 + 2 / 80);
      expect(bySolver).to.be.closeTo(inFixedPoint, 1e-12);
    });

    if (isBootstrapped(name)) continue; // coefficients in double precision: only their order conditions can be checked
    it(`${name}: dense output has order ${denseOrder}, an error of O(h^${denseOrder + 1}) in a step`, () => {
      const errorAt = (count: number): number => {
        const [t, h] = [fixed('3/10'), fixed(`1/${count}`)];
        return Math.abs(toNumber(denseAt(t, h) - exactAt(t + multiply(fixed(theta), h))));
      };
      expect(observedOrder(errorAt, name === 'Vern7' ? VERN7_DENSE : floorOf(name))).to.be.closeTo(
        denseOrder + 1,
        WITHIN,
      );
    });
  }
});
