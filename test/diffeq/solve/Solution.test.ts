import { ODEProblem, solve, Tsit5 } from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf';

const problem = new ODEProblem((u: Float64Array) => [u[1], -u[0]], [0, 1], [0, 10]);

describe('diffeq/solve/Solution', () => {
  it('is a function with its results as own properties', () => {
    const solution = solve(problem);
    expect(Object.keys(solution)).to.deep.equal(['t', 'u', 'code', 'stats']);
    const { t, u, code, stats } = solution;
    expect(t.length).to.equal(u.length);
    expect(code).to.equal('Success');
    expect(stats.accepted).to.equal(t.length - 1);
    expect(solution.problem).to.equal(problem);
    expect(solution.algorithm.name).to.match(/Tsit5/);
    expect(solution.message).to.match(/Tsit5.* reached t1 = 10/);
  });

  it('interpolates anywhere in the span, and gives saved states at step ends', () => {
    const solution = solve(problem, Tsit5(), { rtol: 1e-9, atol: 1e-9 });
    for (let t = 0; t <= 10; t += 0.123) expect(solution(t)[0]).to.be.closeTo(Math.sin(t), 1e-7);
    solution.t.forEach((t, i) => expect([...solution(t)]).to.deep.equal([...solution.u[i]]));
    const out = new Float64Array(2);
    expect(solution.interpolate(1, out)).to.equal(out);
    expect([...out]).to.deep.equal([...solution(1)]);
  });

  it('hands out copies', () => {
    const solution = solve(problem);
    const before = solution(0)[1];
    solution.u[0][1] = 99;
    solution(0)[1] = 99;
    expect(solution(0)[1]).to.equal(before);
  });

  it('says when it cannot be evaluated', () => {
    expect(codeOf(() => solve(problem)(10.5))).to.equal('DIFF5010');
    expect(codeOf(() => solve(problem)(NaN))).to.equal('DIFF5010');
    const sparse = solve(problem, Tsit5(), { saveat: 1 });
    expect(sparse.dense).to.equal(false);
    expect(() => sparse(1)).to.throw(/no dense output.*dense: true/);
    expect(solve(problem, Tsit5(), { saveat: 1, dense: true }).dense).to.equal(true);
  });
});
