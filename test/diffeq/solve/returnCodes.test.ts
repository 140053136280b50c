import { ODEProblem, RK4, solve, Tsit5 } from '@diffjs/diffeq';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf';

/** u' = u², u(0) = 1 blows up at t = 1. */
const blowUp = new ODEProblem((u) => u * u, 1, [0, 2]);

describe('diffeq/solve: return codes', () => {
  it('a blow-up ends with a partial solution and advice, and throws nothing', () => {
    const solution = solve(blowUp, Tsit5(), { rtol: 1e-8, atol: 1e-8 });
    expect(solution.code).to.be.oneOf(['Unstable', 'DtLessThanMin']);
    expect(solution.message).to.match(/at t = 1, before t1 = 2/);
    expect(solution.t.at(-1)).to.be.closeTo(1, 1e-5);
    expect(solution.u.every(Number.isFinite)).to.equal(true);
    expect(solution.u.at(-1)).to.be.greaterThan(1e5);
    expect(solution(0.5)).to.be.closeTo(2, 1e-6);
    expect(codeOf(() => solution(1.5))).to.equal('DIFF5010');
  });

  it('with saveat, what was reached is there', () => {
    const { t } = solve(blowUp, Tsit5(), { saveat: 0.4 });
    expect(t).to.deep.equal([0, 0.4, 0.8]);
  });

  it('throwOnFailure throws DIFF5011', () => {
    expect(codeOf(() => solve(blowUp, Tsit5(), { throwOnFailure: true }))).to.equal('DIFF5011');
    expect(
      codeOf(() => solve(new ODEProblem((u) => u, 1, [0, 1]), Tsit5(), { throwOnFailure: true })),
    ).to.equal('nothing');
  });

  it('MaxSteps', () => {
    const solution = solve(new ODEProblem((u) => -u, 1, [0, 100]), Tsit5(), { maxSteps: 7 });
    expect(solution.code).to.equal('MaxSteps');
    expect(solution.stats.accepted + solution.stats.rejected).to.equal(7);
    expect(solution.message).to.match(/maxSteps = 7 steps at t = .*raise maxSteps or loosen rtol and atol/);
    expect(solution.t.at(-1)).to.be.lessThan(100);
  });

  it('DtLessThanMin', () => {
    const solution = solve(new ODEProblem((_u, _p, t) => (t < 0.5 ? 0 : 1e6), 0, [0, 1]), Tsit5(), {
      dtmin: 1e-3,
      rtol: 1e-6,
    });
    expect(solution.code).to.equal('DtLessThanMin');
    expect(solution.t.at(-1)).to.be.within(0.4, 0.5);
  });

  it('Unstable: the right-hand side leaves its domain', () => {
    const solution = solve(new ODEProblem((u) => -1 + 0 * Math.sqrt(u), 1, [0, 2]));
    expect(solution.code).to.equal('Unstable');
    expect(solution.t.at(-1)).to.be.closeTo(1, 1e-6);
  });

  it('Unstable: not finite at t0', () => {
    const solution = solve(new ODEProblem((u) => 1 / (u - 1), 1, [0, 2]));
    expect(solution.code).to.equal('Unstable');
    expect(solution.t).to.deep.equal([0]);
    expect(solution.stats.nf).to.equal(1);
  });

  it('Unstable: fixed steps that are too long', () => {
    const solution = solve(new ODEProblem((u) => -(u ** 3), 10, [0, 10]), RK4(), {
      adaptive: false,
      dt: 0.5,
    });
    expect(solution.code).to.equal('Unstable');
    expect(solution.message).to.match(/dt is too large/);
    expect(solution.u.every(Number.isFinite)).to.equal(true);
  });
});
