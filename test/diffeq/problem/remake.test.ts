import { expect } from 'chai';
import {
  DAEProblem,
  DynamicalODEProblem,
  HamiltonianProblem,
  ODEProblem,
  SecondOrderODEProblem,
  SplitODEProblem,
  remake,
  solve,
} from '@diffjs/diffeq';

/* @differentiable */
function energy(p: number, q: number): number {
  return (p * p + q * q) / 2;
}

describe('diffeq/problem: remake', () => {
  it('changes the fields that it is given, and keeps options', () => {
    const calls: number[] = [];
    const jac = (J: Float64Array): void => {
      calls.push(1);
      J[0] = -1;
    };
    const problem = new ODEProblem((u: Float64Array) => [-u[0]!], [1], [0, 1], undefined, { jac });
    const other = remake(problem, { u0: [3], tspan: [0, 2] });
    expect(other).to.be.instanceOf(ODEProblem);
    expect(solve(other, undefined, { rtol: 1e-9, atol: 1e-9 }).u.at(-1)![0]).to.be.closeTo(
      3 * Math.exp(-2),
      1e-7,
    );
    expect(other.options.jac).to.equal(jac);
    expect(problem.u0).to.deep.equal([1]);
  });

  for (const problem of [
    new SecondOrderODEProblem((_du: number, u: number) => -u, 0, 1, [0, 1]),
    new DynamicalODEProblem(
      (_v: number, u: number) => -u,
      (v: number) => v,
      0,
      1,
      [0, 1],
    ),
    new HamiltonianProblem(energy, 0, 1, [0, 1]),
    new SplitODEProblem(
      (u: number) => -u,
      () => 0,
      1,
      [0, 1],
    ),
    new DAEProblem((du: Float64Array, u: Float64Array) => [du[0]! + u[0]!], [-1], [1], [0, 1]),
  ]) {
    it(`makes a ${problem.constructor.name}`, () => {
      const other = remake(problem, { tspan: [0, 2] });
      expect(solve(other).t.at(-1)).to.equal(2);
    });
  }

  it('names the fields there are', () => {
    const problem = new ODEProblem((u: number) => u, 1, [0, 1]);
    expect(() => remake(problem, { uO: 2 })).to.throw(/no "uO".*f, u0, tspan, p, options/);
  });
});
