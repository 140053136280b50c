import { Bosh3, Euler, ODEProblem, RK4, solve, Tsit5 } from '@diffjs/diffeq';
import { expect } from 'chai';
import { referenceSolutions } from '../support/reference';
import { rightHandSides } from '../support/rightHandSides';

const { p, u0 } = referenceSolutions.lotka_volterra;
const lotkaVolterra = rightHandSides.lotka_volterra;
const inPlace = new ODEProblem(lotkaVolterra, u0, [0, 10], p);

describe('diffeq/solve', () => {
  it('f that returns and f that writes give the same numbers', () => {
    const returning = new ODEProblem(
      (u: Float64Array, q: number[]) => [q[0] * u[0] - q[1] * u[0] * u[1], -q[2] * u[1] + q[3] * u[0] * u[1]],
      Float64Array.from(u0),
      [0, 10],
      p,
    );
    const a = solve(inPlace);
    const b = solve(returning);
    expect(a.t).to.deep.equal(b.t);
    expect(a.u).to.deep.equal(b.u);
    expect(a.stats).to.deep.equal(b.stats);
  });

  it('a number as state stays a number', () => {
    const solution = solve(new ODEProblem((u, k) => -k * u, 2, [0, 1], 3), Tsit5(), {
      rtol: 1e-10,
      atol: 1e-12,
    });
    expect(solution.u.every((u) => typeof u === 'number')).to.equal(true);
    expect(solution.u.at(-1)).to.be.closeTo(2 * Math.exp(-3), 1e-10);
    expect(solution(0.3)).to.be.closeTo(2 * Math.exp(-0.9), 1e-9);
    expect(solution.interpolate(0.3)).to.equal(solution(0.3));
  });

  it('{ inPlace } overrides the number of parameters', () => {
    const rest = (...args: unknown[]): void => {
      const [du, u] = args as [Float64Array, Float64Array];
      du[0] = -u[0];
    };
    const problem = new ODEProblem(rest as never, [1], [0, 1], undefined, { inPlace: true });
    expect((solve(problem, Tsit5(), { rtol: 1e-8, atol: 1e-10 }).u.at(-1) as Float64Array)[0]).to.be.closeTo(
      Math.exp(-1),
      1e-8,
    );
  });

  it('backwards in time returns to the start', () => {
    const tight = { rtol: 1e-11, atol: 1e-11 };
    const there = solve(inPlace, Tsit5(), tight);
    const back = solve(new ODEProblem(lotkaVolterra, there.u.at(-1)!, [10, 0], p), Tsit5(), tight);
    expect(back.code).to.equal('Success');
    expect(back.t[0]).to.equal(10);
    expect(back.t.at(-1)).to.equal(0);
    expect(back.u.at(-1)![0]).to.be.closeTo(1, 1e-8);
    expect(back.u.at(-1)![1]).to.be.closeTo(1, 1e-8);
    expect(back(5)[0]).to.be.closeTo(there(5)[0], 1e-7);
  });

  it('an empty span gives the initial state', () => {
    const solution = solve(new ODEProblem(lotkaVolterra, u0, [3, 3], p));
    expect(solution.code).to.equal('Success');
    expect(solution.t).to.deep.equal([3]);
    expect([...solution(3)]).to.deep.equal(u0);
  });

  it('leaves u0 and p alone', () => {
    const start = Float64Array.from(u0);
    const rates = [...p];
    solve(new ODEProblem(lotkaVolterra, start, [0, 1], rates));
    expect([...start]).to.deep.equal(u0);
    expect(rates).to.deep.equal(p);
  });

  describe('costs', () => {
    it('Tsit5 is FSAL: two evaluations to start, six a step', () => {
      const { stats } = solve(inPlace);
      expect(stats.nf).to.equal(2 + 6 * (stats.accepted + stats.rejected));
    });

    it('counts the evaluations that f sees', () => {
      let calls = 0;
      const counted = new ODEProblem(
        (du: Float64Array, u: Float64Array, q: number[], t: number) => {
          calls++;
          lotkaVolterra(du, u, q, t);
        },
        u0,
        [0, 10],
        p,
      );
      for (const options of [{}, { adaptive: false, dt: 0.01 }]) {
        for (const algorithm of [Tsit5(), Bosh3()]) {
          calls = 0;
          expect(solve(counted, algorithm, options).stats.nf).to.equal(calls);
        }
      }
      calls = 0;
      expect(solve(counted, RK4(), { adaptive: false, dt: 0.1 }).stats).to.deep.include({
        nf: 401,
        accepted: 100,
        rejected: 0,
      });
      expect(calls).to.equal(401);
      expect(solve(counted, Euler(), { adaptive: false, dt: 0.1 }).stats.nf).to.equal(101);
    });

    it('a given dt is the first step', () => {
      const solution = solve(inPlace, Tsit5(), { dt: 1e-3 });
      expect(solution.t[1]).to.equal(1e-3);
      expect(solution.stats.nf).to.equal(1 + 6 * (solution.stats.accepted + solution.stats.rejected));
    });

    it('dtmax bounds every step', () => {
      const { t } = solve(inPlace, Tsit5(), { dtmax: 0.05, rtol: 1e-2 });
      for (let i = 1; i < t.length; i++) expect(t[i] - t[i - 1]).to.be.at.most(0.05 * 1.011);
    });

    it('tolerances per component', () => {
      const loose = solve(inPlace, Tsit5(), { rtol: 0, atol: [1e-3, 1e-3] });
      const mixed = solve(inPlace, Tsit5(), { rtol: 0, atol: [1e-3, 1e-8] });
      expect(mixed.stats.accepted).to.be.greaterThan(3 * loose.stats.accepted);
    });

    it('atol 0 with a component that stays 0', () => {
      const still = new ODEProblem((u: Float64Array) => [-u[0], 0 * u[1]], [1, 0], [0, 1]);
      const solution = solve(still, Tsit5(), { atol: 0, rtol: 1e-6 });
      expect(solution.code).to.equal('Success');
      expect(solution.u.at(-1)![1]).to.equal(0);
    });
  });
});
