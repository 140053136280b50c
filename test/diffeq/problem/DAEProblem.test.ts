import { DAEProblem, DFBDF, FBDF, ODEProblem, solve } from '@diffjs/diffeq';
import { expect } from 'chai';

const decay = (du: Float64Array, u: Float64Array, p: number): number[] => [du[0] + p * u[0], u[1] - u[0]];
const options = { rtol: 1e-8, atol: 1e-8 };

describe('diffeq/problem: DAEProblem', () => {
  it('takes residuals that are returned and such that are written', () => {
    const written = (out: Float64Array, du: Float64Array, u: Float64Array, p: number, _t: number): void => {
      out[0] = du[0] + p * u[0];
      out[1] = u[1] - u[0];
    };
    for (const problem of [
      new DAEProblem(decay, [0, 0], [1, 1], [0, 1], 2),
      new DAEProblem(written, [0, 0], [1, 1], [0, 1], 2),
    ]) {
      const { u, stats } = solve(problem, DFBDF(), options);
      expect((u.at(-1) as Float64Array)[1]).to.be.closeTo(Math.exp(-2), 1e-6);
      expect(stats.nf).to.be.greaterThan(stats.accepted);
    }
  });

  it('takes states of other forms', () => {
    const ofNumber = new DAEProblem((du: number, u: number) => du + u, -1, 1, [0, 1]);
    expect(solve(ofNumber, DFBDF(), options).u.at(-1)).to.be.closeTo(Math.exp(-1), 1e-6);
    const tree = { x: 1, y: [0] };
    type Tree = typeof tree;
    const ofTree = new DAEProblem(
      (du: Tree, u: Tree): Tree => ({ x: du.x + u.y[0], y: [du.y[0] - u.x] }),
      { x: 0, y: [0] },
      tree,
      [0, 1],
    );
    const end = solve(ofTree, DFBDF(), options).u.at(-1) as Tree;
    expect(end.x).to.be.closeTo(Math.cos(1), 1e-6);
    expect(end.y[0]).to.be.closeTo(Math.sin(1), 1e-6);
  });

  it('takes functions of the parameters for its values', () => {
    const problem = new DAEProblem(
      decay,
      [0, 0],
      (p: number) => [p, p],
      (p: number) => [0, p / 2] as [number, number],
      2,
    );
    expect((solve(problem, DFBDF(), options).u.at(-1) as Float64Array)[0]).to.be.closeTo(
      2 * Math.exp(-2),
      1e-6,
    );
  });

  it('hands its pattern to banded and sparse solvers', () => {
    // Heat in a rod with ends held at 0 by algebraic equations.
    const n = 41;
    const rod = (out: Float64Array, du: Float64Array, u: Float64Array, _p: unknown, _t: number): void => {
      for (let i = 1; i < n - 1; i++) out[i] = du[i] - (n - 1) ** 2 * (u[i - 1] - 2 * u[i] + u[i + 1]);
      out[0] = u[0];
      out[n - 1] = u[n - 1];
    };
    const u0 = Float64Array.from({ length: n }, (_, i) => Math.sin((Math.PI * i) / (n - 1)));
    const pattern = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_unused, j) => (Math.abs(i - j) > 1 ? 0 : 1)),
    );
    const rate = (2 * (n - 1) * Math.sin(Math.PI / (2 * (n - 1)))) ** 2;
    const evaluations = [{}, { bandwidth: [1, 1] as const }, { jacPattern: pattern }].map((hints) => {
      const problem = new DAEProblem(rod, new Float64Array(n), u0, [0, 0.1], undefined, hints);
      const { u, stats } = solve(problem, DFBDF(), { rtol: 1e-6, atol: 1e-8 });
      expect((u.at(-1) as Float64Array)[(n - 1) / 2]).to.be.closeTo(Math.exp(-0.1 * rate), 1e-4);
      return stats.nf;
    });
    expect(evaluations[1]).to.be.lessThan(evaluations[0] / 2); // differences by groups of columns
    expect(evaluations[2]).to.be.lessThan(evaluations[0] / 2);
  });

  it('refuses what does not fit', () => {
    const make = (...args: unknown[]) =>
      new (DAEProblem as unknown as new (...args: unknown[]) => DAEProblem)(...args);
    expect(() => make(3, [0], [1], [0, 1])).to.throw('DIFF5006');
    expect(() => make(decay, [0, 0], [1, NaN], [0, 1])).to.throw('DIFF5004');
    expect(() => make(decay, [0], [1, 1], [0, 1]).begin()).to.throw('DIFF5004');
    expect(() => make(decay, [0, 0], [1, 1], [0, Infinity])).to.throw('DIFF5003');
    expect(() => make(decay, [0, 0], [1, 1], [0, 1], 1, { differentialVars: [true] }).begin()).to.throw(
      'DIFF5008',
    );
    expect(() => make(decay, [0, 0], [1, 1], [0, 1], 1, { differentialVariables: [] })).to.throw(
      'differentialVars',
    );
    expect(() =>
      solve(
        make(() => [1], [0, 0], [1, 1], [0, 1]),
        DFBDF(),
      ),
    ).to.throw('DIFF5002');
  });

  it('is solved by its own methods, and they solve nothing else', () => {
    expect(() => solve(new DAEProblem(decay, [0, 0], [1, 1], [0, 1], 2), FBDF())).to.throw('DIFF5018');
    expect(() => solve(new ODEProblem((u: number) => -u, 1, [0, 1]), DFBDF())).to.throw('DIFF5018');
  });
});
