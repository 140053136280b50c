import { expect } from 'chai';
import {
  CalvoSanz4,
  CandyRoz4,
  HamiltonianProblem,
  ImplicitMidpoint,
  KahanLi6,
  KahanLi8,
  LeapfrogDriftKickDrift,
  McAte2,
  McAte3,
  McAte4,
  McAte42,
  McAte5,
  McAte8,
  PseudoVerletLeapfrog,
  RK4,
  Ruth3,
  SecondOrderODEProblem,
  SofSpa10,
  SymplecticEuler,
  VelocityVerlet,
  VerletLeapfrog,
  Yoshida6,
  solve,
} from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { denseError, endError, halves, secondOrder } from '../support/halves';

/* @differentiable */
function inseparable(p: number, q: number): number {
  return (p * p * (1 + q * q)) / 2 + q * q;
}

/** Numbers of steps are where errors have become regular and are still far above rounding. */
const general: [algorithm: Algorithm, steps: number][] = [
  [SymplecticEuler(), 512],
  [VelocityVerlet(), 64],
  [VerletLeapfrog(), 64],
  [PseudoVerletLeapfrog(), 64],
  [LeapfrogDriftKickDrift(), 64],
  [McAte2(), 64],
  [Ruth3(), 128],
  [McAte3(), 512],
  [CandyRoz4(), 64],
  [McAte42(), 32],
  [Yoshida6(), 32],
  [KahanLi6(), 16],
  [McAte8(), 32],
  [KahanLi8(), 32],
  [SofSpa10(), 8],
];
const forSecondOrder: [algorithm: Algorithm, steps: number][] = [
  [SymplecticEuler(), 128],
  [McAte3(), 128],
  [McAte4(), 32],
  [CalvoSanz4(), 32],
  [McAte5(), 16],
  [KahanLi6(), 16],
];

/* @differentiable */
function pendulum(p: number, q: number): number {
  return (p * p) / 2 - Math.cos(q);
}

const energy = (state: unknown): number => {
  const { p, q } = state as { p: number; q: number };
  return pendulum(p, q);
};

describe('symplectic methods', () => {
  for (const [algorithm, steps] of general) {
    const { name, order } = algorithm;
    it(`${name} has order ${order} for two halves`, () => {
      const observed = Math.log2(endError(halves, algorithm, steps) / endError(halves, algorithm, 2 * steps));
      // 35 stages leave no step size at which the tenth power alone counts and rounding does not.
      expect(observed).to.be.within(order - 0.2, order + (name === 'SofSpa10' ? 0.4 : 0.2));
    });
  }
  for (const [algorithm, steps] of forSecondOrder) {
    const { name, order } = algorithm;
    it(`${name} has order ${order} for a second-order problem, and its dense output min(order, 4) uniformly`, () => {
      const observed = Math.log2(
        endError(secondOrder, algorithm, steps) / endError(secondOrder, algorithm, 2 * steps),
      );
      expect(observed).to.be.closeTo(order, 0.2);
      const dense = Math.log2(
        denseError(secondOrder, algorithm, 64) / denseError(secondOrder, algorithm, 128),
      );
      expect(dense).to.be.closeTo(Math.min(order, 4), 0.2);
    });
  }

  for (const algorithm of [VelocityVerlet(), McAte3(), CandyRoz4(), KahanLi8()]) {
    it(`${algorithm.name} does not drift in energy over 10,000 steps, as RK4 does`, () => {
      const problem = new HamiltonianProblem(pendulum, 0, 2, [0, 2000]);
      const options = { adaptive: false, dt: 0.2, saveat: 4, dense: false };
      const states = solve(problem, algorithm, options).u;
      const start = energy(states[0]);
      const errors = states.map((state) => energy(state) - start);
      const worst = (from: number, to: number): number =>
        errors.slice(from, to).reduce((most, e) => Math.max(most, Math.abs(e)), 0);
      expect(worst(400, 501)).to.be.below(1.5 * worst(0, 100) + 1e-12);
      const drifting = solve(problem, RK4(), options).u.map((state) => energy(state) - start);
      expect(Math.abs(drifting[500]!)).to.be.above(3 * Math.abs(drifting[100]!));
    });
  }

  it('refuses problems that splittings lose their order on, but by order 1', () => {
    const friction = new SecondOrderODEProblem((du: number, u: number) => -u - 0.1 * du, 0, 1, [0, 1]);
    const mixed = new HamiltonianProblem(inseparable, 0.3, 1, [0, 1]);
    const fixed = { adaptive: false, dt: 0.1 };
    for (const method of [VelocityVerlet(), KahanLi8(), SofSpa10()]) {
      expect(() => solve(friction, method, fixed)).to.throw(/DIFF5063.*dv\/dt of the problem depends on v/);
      expect(() => solve(mixed, method, fixed)).to.throw(/DIFF5063.*depends on/);
    }
    expect(solve(friction, SymplecticEuler(), fixed).code).to.equal('Success');
    expect(solve(friction, ImplicitMidpoint(), fixed).code).to.equal('Success');
  });

  it('computes one f1 a step by the leapfrog, and the ends of steps only for dense output', () => {
    const bare = solve(secondOrder, VelocityVerlet(), { adaptive: false, dt: 0.1, dense: false });
    expect(bare.stats.nf).to.equal(32 + 2); // one at the start, and one that sees whether f depends on v
    const dense = solve(secondOrder, VelocityVerlet(), { adaptive: false, dt: 0.1 });
    expect(dense.stats.nf).to.equal(2 * 32 + 2);
    const inside = solve(secondOrder, VelocityVerlet(), { adaptive: false, dt: 0.1, saveat: [1.63] });
    expect(inside.u[0]).to.deep.equal(dense(1.63));
  });

  it('refuses problems without halves, and f2 other than v where that is needed', () => {
    const codeOf = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(codeOf(() => solve(halves, McAte4(), { adaptive: false, dt: 0.1 }))).to.equal('DIFF5062');
    expect(codeOf(() => solve(halves, KahanLi8()))).to.equal('DIFF5009');
  });
});
