import { ODEProblem, solve, Tsit5 } from '@diffjs/diffeq';
import { gradient } from '@diffjs/runtime';
import { expect } from 'chai';
import { solveTsit5 } from '../../../bench/yardsticks/tsit5';
import { lotkaVolterraGradient } from '../../../bench/yardsticks/tsit5LotkaVolterra';
import { relativeError } from '../support/reference';

/* @differentiable */
function lotkaVolterra(du: Float64Array, u: Float64Array, p: number[], _t: number): void {
  du[0] = p[0] * u[0] - p[1] * u[0] * u[1];
  du[1] = -p[2] * u[1] + p[3] * u[0] * u[1];
}

/* @differentiable */
function loss(u0: number[], p: number[], rtol: number): number {
  const problem = new ODEProblem(lotkaVolterra, u0, [0, 10], p);
  const [end] = solve(problem, Tsit5(), { rtol, atol: rtol * 1e-3, saveat: [10] }).u;
  return end[0] * end[0] + end[1] * end[1];
}

const u0 = [1, 1];
const p = [1.5, 1, 3, 1];

describe('diffeq/solve: against the solver written by hand', () => {
  for (const rtol of [1e-3, 1e-6, 1e-9]) {
    it(`the same steps at rtol ${rtol}`, () => {
      const ours = solve(new ODEProblem(lotkaVolterra, u0, [0, 10], p), Tsit5(), { rtol, atol: rtol * 1e-3 });
      const theirs = solveTsit5((t, u, du) => lotkaVolterra(du, u, p, t), u0, 0, 10, rtol, rtol * 1e-3);
      const { nf, accepted, rejected } = theirs;
      expect(ours.stats).to.deep.include({ nf, accepted, rejected });
      expect(relativeError(ours.u.at(-1)!, theirs.u)).to.be.lessThan(1e-10);
    });

    it(`the same gradient at rtol ${rtol}`, () => {
      const ours = gradient(loss, u0, p, rtol);
      const theirs = lotkaVolterraGradient(u0, p, 10, rtol, rtol * 1e-3);
      expect(relativeError(ours[0] as number[], theirs.u0)).to.be.lessThan(1e-8);
      expect(relativeError(ours[1] as number[], theirs.p)).to.be.lessThan(1e-8);
    });
  }
});
