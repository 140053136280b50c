import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import type { Callback, SolveOptions } from '@diffjs/diffeq';
import {
  ContinuousCallback,
  DiscreteCallback,
  ODEProblem,
  PresetTimeCallback,
  SavingCallback,
  Tsit5,
  solve,
} from '@diffjs/diffeq';

/* @differentiable */
function growth(u: number, p: number, _t: number): number {
  return p * u;
}

/* @differentiable */
function endOf(p: number, t1: number, options: SolveOptions): number {
  const { u } = solve(new ODEProblem(growth, 1, [0, t1], p), Tsit5(), options);
  return u[u.length - 1]!;
}

const tight = { rtol: 1e-9, atol: 1e-9 };
const withEvent = (callback: Callback): SolveOptions => ({ ...tight, callback });

describe('diffeq/adjoint: events', () => {
  for (const [name, callback] of [
    [
      'change the parameters before the first step',
      DiscreteCallback(
        () => false,
        () => undefined,
        { initialize: (integrator) => (integrator.p = 2) },
      ),
    ],
    ['change the state', PresetTimeCallback([0.5], (integrator) => (integrator.u += 1))],
    ['change the parameters alone', PresetTimeCallback([0.5], (integrator) => (integrator.p = 2))],
    [
      'cut a step',
      ContinuousCallback(
        (u: number) => u - 1.5,
        () => undefined,
      ),
    ],
    [
      'end the solve at a time that depends on the parameters',
      ContinuousCallback(
        (u: number) => u - 1.5,
        (i) => i.terminate(),
      ),
    ],
  ] as const) {
    it(`those that ${name} are refused in both modes, never ignored`, () => {
      const options = withEvent(callback);
      expect(() => gradient(endOf, 1, 1, options)).to.throw(/DIFF5016.*event/);
      expect(() => jvp(endOf, [1, 1, options], [1, 0, null] as never)).to.throw(/DIFF5016.*event/);
      expect(endOf(1, 1, options)).to.be.greaterThan(1);
    });
  }

  it('those that change nothing do not matter', () => {
    const saved = { t: [] as number[], values: [] as number[] };
    const options = withEvent(SavingCallback((u: number) => u, saved));
    const [dp] = gradient(endOf, 1, 1, options);
    expect(dp).to.equal(gradient(endOf, 1, 1, tight)[0]);
    expect(saved.t.length).to.be.greaterThan(2);
    const never = withEvent(
      DiscreteCallback(
        () => false,
        () => undefined,
      ),
    );
    expect(gradient(endOf, 1, 1, never)[0]).to.be.closeTo(dp, 1e-12);
  });

  it('a solve that stopped before t1 does not depend on it', () => {
    const short = { ...tight, maxSteps: 5 };
    const [dp, dt1] = gradient(endOf, 1, 100, short);
    expect(dp).to.be.greaterThan(0);
    expect(dt1).to.equal(0);
    expect(jvp(endOf, [1, 100, short], [0, 1, null] as never)[1]).to.equal(0);
    const [, whole] = gradient(endOf, 1, 1, tight);
    expect(whole).to.be.closeTo(Math.E, 1e-6);
  });
});
