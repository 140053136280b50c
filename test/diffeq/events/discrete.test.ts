import { expect } from 'chai';
import {
  DiscreteCallback,
  IterativeCallback,
  ManifoldProjection,
  ODEProblem,
  PeriodicCallback,
  PositiveDomain,
  PresetTimeCallback,
  SavingCallback,
  SecondOrderODEProblem,
  StepsizeLimiter,
  Tsit5,
  init,
  solve,
} from '@diffjs/diffeq';
import type { Callback } from '@diffjs/diffeq';
import reference from '../reference/events.json';

const decay = (u: number, p: number): number => -p * u;
const tight = { rtol: 1e-11, atol: 1e-11 };

describe('diffeq/events: discrete', () => {
  it('doses at preset times', () => {
    const { dosing_preset: dosing } = reference;
    const problem = new ODEProblem(decay, dosing.u0[0]!, dosing.tspan as [number, number], dosing.p[0]!);
    const dose = PresetTimeCallback(dosing.preset_times, (integrator) => {
      integrator.u += 10;
    });
    for (const saveat of [undefined, 0.5]) {
      const sol = solve(problem, Tsit5(), { ...tight, callback: dose, saveat });
      expect(sol.u.at(-1)).to.be.closeTo(dosing.u_end[0]!, 1e-9);
      expect(sol.t.filter((t) => t === 4)).to.have.length(2);
    }
  });

  it('a preset time at t0 counts, later ones than t1 do not', () => {
    const dose = PresetTimeCallback([0, 20], (integrator) => {
      integrator.u += 1;
    });
    const sol = solve(new ODEProblem(decay, 1, [0, 1], 1), Tsit5(), { ...tight, callback: dose });
    expect(sol.u.at(-1)).to.be.closeTo(2 * Math.exp(-1), 1e-9);
  });

  it('samples in periods', () => {
    const times: number[] = [];
    const note = PeriodicCallback((integrator) => times.push(integrator.t), 0.3, { phase: 0.1 });
    solve(new ODEProblem(decay, 1, [0, 1], 1), Tsit5(), { callback: note });
    expect(times.map((t) => Number(t.toFixed(12)))).to.deep.equal([0.1, 0.4, 0.7]);
  });

  it('keep integrations apart that go on by turns', () => {
    const times: string[] = [];
    const note = (name: string) => (integrator: { t: number }) =>
      times.push(`${name} ${integrator.t.toFixed(2)}`);
    const callback = [
      PeriodicCallback(note('p'), 0.5),
      IterativeCallback((integrator) => integrator.t + 0.4, note('i')),
    ];
    const first = init(new ODEProblem(decay, 1, [0, 1.1], 1), Tsit5(), { callback });
    first.step(0.45);
    const second = solve(new ODEProblem(decay, 1, [0, 1.1], 1), Tsit5(), { callback });
    first.solve();
    expect(second.code).to.equal('Success');
    const wanted = ['i 0.40', 'p 0.50', 'i 0.80', 'p 1.00'];
    expect(times).to.deep.equal(['i 0.40', ...wanted, ...wanted.slice(1)]);
  });

  it('chooses times from the state', () => {
    const times: number[] = [];
    const next = IterativeCallback(
      (integrator) => integrator.t + integrator.u / 2,
      (integrator) => times.push(integrator.t),
    );
    solve(new ODEProblem(() => 0, 1, [0, 1.6]), Tsit5(), { callback: next });
    expect(times).to.deep.equal([0.5, 1, 1.5]);
  });

  it('terminates on a condition, without asking between steps', () => {
    const stop = DiscreteCallback(
      (u) => u < 0.5,
      (integrator) => integrator.terminate(),
    );
    const sol = solve(new ODEProblem(decay, 1, [0, 5], 1), Tsit5(), { callback: stop });
    expect(sol.code).to.equal('Terminated');
    expect(sol.u.at(-1)).to.be.lessThan(0.5);
    expect(sol.u.at(-2)).to.be.greaterThan(0.5);
  });

  it('saves what is asked for, at steps or at times, and changes nothing', () => {
    const plain = solve(new ODEProblem(decay, 1, [0, 2], 1), Tsit5(), tight);
    const atSteps = { t: [] as number[], values: [] as number[] };
    const atTimes = { t: [] as number[], values: [] as number[] };
    const sol = solve(new ODEProblem(decay, 1, [0, 2], 1), Tsit5(), {
      ...tight,
      callback: [
        SavingCallback((u: number) => 2 * u, atSteps),
        SavingCallback((u: number) => 2 * u, atTimes, { saveat: [0, 0.7, 1.9, 2] }),
      ],
    });
    expect(sol.u).to.deep.equal(plain.u);
    expect(sol.stats).to.deep.equal(plain.stats);
    expect(atSteps.t).to.deep.equal(plain.t);
    expect(atTimes.t).to.deep.equal([0, 0.7, 1.9, 2]);
    atTimes.values.forEach((value, i) => expect(value).to.be.closeTo(2 * Math.exp(-atTimes.t[i]!), 1e-9));
  });

  it('projects onto a manifold', () => {
    const energy = (u: ArrayLike<number>): number => u[0]! ** 2 + u[1]! ** 2 - 1;
    const problem = new ODEProblem((u: Float64Array) => [u[1]!, -u[0]!], [1, 0], [0, 100]);
    const project = ManifoldProjection((out, u) => (out[0] = energy(u)), 1);
    const sol = solve(problem, Tsit5(), { callback: project });
    const free = solve(problem, Tsit5());
    expect(Math.abs(energy(free.u.at(-1)!))).to.be.greaterThan(1e-4);
    expect(Math.abs(energy(sol.u.at(-1)!))).to.be.lessThan(1e-12);
  });

  it('projects states that are pairs', () => {
    const pendulum = new SecondOrderODEProblem(
      (_v: Float64Array, u: Float64Array) => [-Math.sin(u[0]!)],
      [0],
      [2],
      [0, 20],
    );
    const energy = ({ v, u }: { v: Float64Array; u: Float64Array }): number =>
      (v[0]! * v[0]!) / 2 - Math.cos(u[0]!);
    const start = -Math.cos(2);
    const project = ManifoldProjection((out, state) => (out[0] = energy(state) - start), 1);
    const off = (callback?: Callback): number => {
      const { u } = solve(pendulum, Tsit5(), { callback }) as unknown as {
        u: Parameters<typeof energy>[0][];
      };
      return Math.abs(energy(u.at(-1)!) - start);
    };
    expect(off()).to.be.greaterThan(1e-3);
    expect(off(project)).to.be.lessThan(1e-12);
  });

  it('keeps the state positive where the solution is', () => {
    const knee = new ODEProblem((u: Float64Array) => [-Math.sqrt(Math.abs(u[0]!)) * u[0]!], [1], [0, 40]);
    const sol = solve(knee, Tsit5(), { rtol: 1e-1, atol: 1e-1, callback: PositiveDomain() });
    expect(sol.code).to.equal('Success');
    expect(Math.min(...sol.u.map((u) => u[0]!))).to.be.at.least(0);
  });

  it('limits the step', () => {
    const sol = solve(new ODEProblem(decay, 1, [0, 1], 1), Tsit5(), {
      callback: StepsizeLimiter(() => 0.05, { safety: 1 }),
    });
    sol.t.slice(1).forEach((t, i) => expect(t - sol.t[i]!).to.be.at.most(0.0506));
  });

  it('initializes and finalizes', () => {
    const calls: string[] = [];
    const hooks = { initialize: () => calls.push('begin'), finalize: () => calls.push('end') };
    const never = DiscreteCallback(
      () => false,
      () => undefined,
      hooks,
    );
    solve(new ODEProblem(decay, 1, [0, 1], 1), Tsit5(), { callback: never });
    expect(calls).to.deep.equal(['begin', 'end']);
  });
});
