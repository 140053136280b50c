import { expect } from 'chai';
import type { Progress } from '@diffjs/diffeq';
import {
  ContinuousCallback,
  Euler,
  ODEProblem,
  PresetTimeCallback,
  RK4,
  Tsit5,
  init,
  solve,
} from '@diffjs/diffeq';

const decay = (u: number, p: number): number => -p * u;
const problem = new ODEProblem(decay, 1, [0, 1], 2);
const tight = { rtol: 1e-11, atol: 1e-11 };

describe('diffeq/solve: the integrator', () => {
  it('steps as solve does', () => {
    const whole = solve(problem, Tsit5());
    const integrator = init(problem, Tsit5());
    const points = [...integrator];
    expect(points.map(({ t }) => t)).to.deep.equal(whole.t.slice(1));
    expect(points.map(({ u }) => u)).to.deep.equal(whole.u.slice(1));
    expect(integrator.code).to.equal('Success');
    expect(integrator.step()).to.equal(false);
    expect(integrator.solution().u).to.deep.equal(whole.u);
    expect(integrator.solution()(0.5)).to.equal(whole(0.5));
  });

  it('gives copies of states that are arrays', () => {
    const circle = new ODEProblem((u: Float64Array) => [u[1]!, -u[0]!], [1, 0], [0, 3]);
    const points = [...init(circle, Tsit5())];
    const whole = solve(circle, Tsit5());
    expect(points.map(({ u }) => Array.from(u))).to.deep.equal(whole.u.slice(1).map((u) => Array.from(u)));
  });

  it('goes as far as it is told', () => {
    const integrator = init(problem, Tsit5(), tight);
    integrator.step(0.25);
    expect(integrator.t).to.equal(0.25);
    expect(integrator.u).to.be.closeTo(Math.exp(-0.5), 1e-10);
    integrator.step(0.1, false);
    expect(integrator.t).to.be.at.least(0.35);
    expect(integrator.solve().u.at(-1)).to.be.closeTo(Math.exp(-2), 1e-10);
  });

  it('takes other states and parameters on the way', () => {
    const integrator = init(problem, Tsit5(), tight);
    integrator.step(0.5);
    integrator.p = 3;
    integrator.u = 2;
    expect(integrator.solve().u.at(-1)).to.be.closeTo(2 * Math.exp(-1.5), 1e-9);
    expect(problem.p).to.equal(2);
  });

  it('takes a state changed in place, once it is told', () => {
    const integrator = init(new ODEProblem((u: Float64Array) => [u[1]!, 0], [0, 1], [0, 2]), Tsit5());
    integrator.step(1);
    integrator.u[1] = 5;
    integrator.changed();
    expect(integrator.solve().u.at(-1)![0]).to.be.closeTo(6, 1e-9);
  });

  it('keeps apart the trees that were read between steps and in events', () => {
    const tank = new ODEProblem((u: { level: number }) => ({ level: 0 * u.level + 1 }), { level: 0 }, [0, 4]);
    const notes: number[] = [];
    const note = ContinuousCallback(
      (u: { level: number }) => u.level - 2.5,
      (integrator) => notes.push(integrator.t),
    );
    const integrator = init(tank, Tsit5(), { callback: note, dtmax: 1 });
    while (integrator.step()) expect(integrator.u.level).to.be.closeTo(integrator.t, 1e-12);
    expect(notes).to.have.length(1);
    expect(integrator.solution().u.at(-1)!.level).to.be.closeTo(4, 1e-12);

    const other = init(tank, Tsit5());
    other.step(1);
    other.u.level = 10;
    other.changed();
    expect(other.solve().u.at(-1)!.level).to.be.closeTo(13, 1e-12);
  });

  it('begins again', () => {
    const integrator = init(problem, Tsit5(), tight);
    const first = integrator.solve();
    const again = integrator.reinit();
    expect(again.t).to.equal(0);
    expect(again.solve().u).to.deep.equal(first.u);
    const other = integrator.reinit({ u0: 3, tspan: [0, 2], p: 1 }).solve();
    expect(other.u.at(-1)).to.be.closeTo(3 * Math.exp(-2), 1e-9);
  });

  it('stops where it must', () => {
    const sol = solve(problem, Tsit5(), { tstops: [0.123, 0.7, 5, -1] });
    expect(sol.t).to.include(0.123);
    expect(sol.t).to.include(0.7);
    expect(sol.t.at(-1)).to.equal(1);
    const fixed = solve(problem, RK4(), { adaptive: false, dt: 0.25, tstops: [0.4] });
    expect(fixed.t.map((t) => Number(t.toFixed(12)))).to.deep.equal([0, 0.25, 0.4, 0.65, 0.9, 1]);
  });

  it('makes as many fixed steps as there are, however many', () => {
    for (const [dt, end] of [
      [0.01, 200],
      [0.005, 200],
      [0.1, 1e4],
      [0.3, 9e3],
    ] as const) {
      const constant = new ODEProblem(() => 1, 0, [0, end]);
      const { stats, t } = solve(constant, Euler(), { adaptive: false, dt });
      expect(stats.accepted).to.equal(Math.round(end / dt));
      expect(t[1000]).to.equal(1000 * dt);
    }
  });

  it('reads one side of a jump only, whichever way it is written', () => {
    for (const at of [1, 3, NaN]) {
      const forced = new ODEProblem(
        (_u: number, _p: unknown, t: number) => (t < 1 ? 1 : t === 1 ? at : 3),
        0,
        [0, 2],
      );
      const sol = solve(forced, Tsit5(), { dStops: [1] });
      expect(sol.u.at(-1)).to.be.closeTo(4, 1e-13);
      expect(sol.stats.rejected).to.equal(0);
      const back = new ODEProblem(forced.f as typeof decay, 4, [2, 0], 0);
      expect(solve(back, Tsit5(), { dStops: [1] }).u.at(-1)).to.be.closeTo(0, 1e-13);
    }
  });

  it('gives derivatives and finite dense output at save times around a jump', () => {
    const forced = new ODEProblem((_u: number, _p: unknown, t: number) => (t < 1 ? 1 : 3), 0, [0, 2]);
    const sol = solve(forced, Tsit5(), { dStops: [1], saveat: [0.5, 1, 1.5] });
    [0.5, 1, 2.5].forEach((x, i) => expect(sol.u[i]).to.be.closeTo(x, 1e-12));
  });

  it('rejects steps out of the domain', () => {
    const roots = new ODEProblem((u: number) => -Math.sqrt(u), 1, [0, 1.9]);
    const sol = solve(roots, Tsit5(), { isOutOfDomain: (u) => u < 0, rtol: 1e-1, atol: 1e-1 });
    expect(sol.code).to.equal('Success');
    expect(Math.min(...sol.u)).to.be.at.least(0);
    const leaves = new ODEProblem(() => -1, 1, [0, 2]);
    expect(solve(leaves, RK4(), { adaptive: false, dt: 0.3, isOutOfDomain: (u) => u < 0 }).code).to.equal(
      'OutOfDomain',
    );
  });

  it('saves chosen components', () => {
    const circle = new ODEProblem((u: Float64Array) => [u[1]!, -u[0]!], [1, 0], [0, 1]);
    const one = solve(circle, Tsit5(), { ...tight, saveIdxs: 1 });
    const both = solve(circle, Tsit5(), { ...tight, saveIdxs: [1, 0], saveat: 0.5 });
    expect(one.u.at(-1)).to.be.closeTo(-Math.sin(1), 1e-9);
    expect(one(0.5)).to.be.closeTo(-Math.sin(0.5), 1e-9);
    expect(both.u).to.have.length(3);
    [-Math.sin(0.5), Math.cos(0.5)].forEach((x, i) =>
      expect((both.u[1] as Float64Array)[i]).to.be.closeTo(x, 1e-9),
    );
  });

  it('saves the ends only, if told', () => {
    expect(solve(problem, Tsit5(), { saveEverystep: false }).t).to.deep.equal([0, 1]);
  });

  it('reports progress of a long solve', () => {
    const reports: Progress[] = [];
    const slow = new ODEProblem(
      (u: number) => {
        const until = performance.now() + 1;
        while (performance.now() < until);
        return -u;
      },
      1,
      [0, 1],
    );
    solve(slow, RK4(), { adaptive: false, dt: 1 / 200, progress: (report) => reports.push(report) });
    expect(reports.length).to.be.at.least(1);
    expect(reports.at(-1)!.fraction).to.equal(1);
    expect(reports.at(-1)!.accepted).to.equal(200);
  });
});

describe('diffeq/solve: derivatives of dense output', () => {
  it('come from the interpolant, of any order', () => {
    const sol = solve(problem, Tsit5(), tight);
    for (const t of [0, 0.3, 0.77, 1]) {
      expect(sol(t, 1)).to.be.closeTo(-2 * Math.exp(-2 * t), 1e-7);
      expect(sol(t, 2)).to.be.closeTo(4 * Math.exp(-2 * t), 1e-4);
    }
    expect(() => sol(0.5, -1)).to.throw(/derivative -1/);
    expect(() => sol(0.5, 0.5)).to.throw(/whole number/);
  });

  it('are those before an event at its time', () => {
    const turn = ContinuousCallback(
      (u: number) => u - 0.5,
      (integrator) => (integrator.u = 5),
    );
    const sol = solve(problem, Tsit5(), { ...tight, callback: turn });
    const event = Math.log(2) / 2;
    expect(sol(event - 1e-12, 1)).to.be.closeTo(-1, 1e-7);
    expect(sol(event + 1e-9, 1)).to.be.closeTo(-10, 1e-6);
  });

  it('start from what initialize made of the state', () => {
    const dose = PresetTimeCallback([0], (integrator) => (integrator.u = 3));
    const sol = solve(problem, Tsit5(), { ...tight, callback: dose });
    expect(sol.u.slice(0, 2)).to.deep.equal([1, 3]);
    expect(sol(0)).to.equal(1);
    expect(sol(0.5)).to.be.closeTo(3 * Math.exp(-1), 1e-9);
    const back = solve(new ODEProblem(decay, 1, [0, -1], 2), Tsit5(), { ...tight, callback: dose });
    expect(back(-0.5)).to.be.closeTo(3 * Math.exp(1), 1e-8);
  });
});
