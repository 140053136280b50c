import { expect } from 'chai';
import {
  DPRKN12,
  DPRKN4,
  DPRKN5,
  DPRKN6,
  DPRKN6FM,
  DPRKN8,
  DynamicalODEProblem,
  ERKN4,
  ERKN5,
  ERKN7,
  FineRKN4,
  FineRKN5,
  Nystrom4,
  Nystrom4VelocityIndependent,
  Nystrom5VelocityIndependent,
  ODEProblem,
  nystromTableau,
  SecondOrderODEProblem,
  solve,
} from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { denseError, endError, halves, secondOrder, stateError, withVelocity, END } from '../support/halves';

const withoutVelocity: [algorithm: Algorithm, steps: number][] = [
  [Nystrom4VelocityIndependent(), 32],
  [Nystrom5VelocityIndependent(), 32],
  [DPRKN4(), 32],
  [DPRKN5(), 32],
  [DPRKN6(), 16],
  [DPRKN6FM(), 16],
  [DPRKN8(), 8],
  [ERKN4(), 32],
  [ERKN5(), 32],
  [ERKN7(), 16],
];
const forVelocity: [algorithm: Algorithm, steps: number][] = [
  [Nystrom4(), 32],
  [FineRKN4(), 128],
  [FineRKN5(), 64],
];
const all = [...withoutVelocity, ...forVelocity];

/** Two bodies, eccentricity 0.2, semi-major axis 1, from perihelion on. */
const kepler = new SecondOrderODEProblem(
  (_v: Float64Array, u: Float64Array) => {
    const r3 = Math.hypot(u[0]!, u[1]!) ** 3;
    return [-u[0]! / r3, -u[1]! / r3];
  },
  [0, Math.sqrt(1.2 / 0.8)],
  [0.8, 0],
  [0, 2],
);

const orbitEnd = (steps: number): ArrayLike<number> => {
  const { u } = solve(kepler, DPRKN12(), { adaptive: false, dt: 2 / steps, dense: false });
  return (u.at(-1) as unknown as { u: Float64Array }).u;
};

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('Nyström methods', () => {
  for (const [algorithm, steps] of all) {
    const { name, order, denseOrder } = algorithm;
    const problem = forVelocity.some(([other]) => other === algorithm) ? withVelocity : secondOrder;
    it(`${name} has order ${order}`, () => {
      const observed = Math.log2(
        endError(problem, algorithm, steps) / endError(problem, algorithm, 2 * steps),
      );
      expect(observed).to.be.closeTo(order, 0.2);
    });
    it(`dense output of ${name} has uniform error O(Δt^${Math.min(order, denseOrder + 1)})`, () => {
      const at = denseOrder === 6 ? 16 : 64;
      const observed = Math.log2(denseError(problem, algorithm, at) / denseError(problem, algorithm, 2 * at));
      expect(observed).to.be.closeTo(Math.min(order, denseOrder + 1), 0.25);
    });
  }

  it('DPRKN12 has order 12', () => {
    const [x, y] = Array.from(orbitEnd(100));
    const error = (steps: number): number => Math.hypot(orbitEnd(steps)[0]! - x!, orbitEnd(steps)[1]! - y!);
    // The error changes its sign on the way: the mean order over a range that ends above rounding.
    expect(Math.log(error(2) / error(7)) / Math.log(7 / 2)).to.be.closeTo(12, 0.2);
  });

  for (const [algorithm] of [...all.filter(([{ adaptive }]) => adaptive), [DPRKN12()] as const]) {
    it(`the error of ${algorithm.name} falls with the tolerance`, () => {
      const problem = forVelocity.some(([other]) => other === algorithm) ? withVelocity : secondOrder;
      const errorAt = (tolerance: number): number => {
        const { u, code } = solve(problem, algorithm, { rtol: tolerance, atol: tolerance, dense: false });
        expect(code).to.equal('Success');
        return stateError(u.at(-1), END);
      };
      expect(errorAt(1e-4)).to.be.below(3e-3);
      expect(errorAt(1e-8)).to.be.below(3e-6);
      expect(errorAt(1e-8)).to.be.below(errorAt(1e-4) / 20 + 1e-12);
    });
  }

  it('the dense output meets both ends of each step, and its slope is v', () => {
    for (const algorithm of [DPRKN6(), DPRKN8(), FineRKN5(), DPRKN12()]) {
      const problem = algorithm.name === 'FineRKN5' ? withVelocity : secondOrder;
      const solution = solve(problem, algorithm, { adaptive: false, dt: 0.4 });
      for (const t of [0.4, 0.8, 2]) {
        for (const d of [-1e-9, 1e-9]) expect(stateError(solution(t + d), t + d)).to.be.below(1e-3);
        const before = solution(t - 1e-7) as unknown as { u: Float64Array };
        const after = solution(t + 1e-7) as unknown as { u: Float64Array; v: Float64Array };
        expect((after.u[0]! - before.u[0]!) / 2e-7).to.be.closeTo(after.v[0]!, 1e-6);
      }
    }
  });

  it('integrates backwards in time, and gives the same from saveat as from dense output', () => {
    const back = new SecondOrderODEProblem(
      secondOrder.f as never,
      [Math.cos(END), -Math.sin(END)],
      [Math.sin(END), Math.cos(END)],
      [END, 0],
    );
    const dense = solve(back, DPRKN6(), { rtol: 1e-9, atol: 1e-9 });
    expect(stateError(dense.u.at(-1), 0)).to.be.below(1e-7);
    const saved = solve(back, DPRKN6(), { rtol: 1e-9, atol: 1e-9, saveat: [2.1, 0.7] });
    expect(saved.u[0]).to.deep.equal(dense(2.1));
  });

  it('refuses what they cannot solve', () => {
    const plain = new ODEProblem((u: Float64Array) => u, [1, 1], [0, 1]);
    expect(codeOf(() => solve(plain, DPRKN6()))).to.equal('DIFF5018');
    expect(codeOf(() => solve(halves, DPRKN6()))).to.equal('DIFF5062');
    const velocity = new DynamicalODEProblem(
      (_v: number, u: number) => -u,
      (v: number) => v,
      0,
      1,
      [0, 1],
    );
    expect(codeOf(() => solve(velocity, FineRKN5()))).to.equal('DIFF5062');
    expect(codeOf(() => solve(withVelocity, DPRKN6()))).to.equal('DIFF5063');
    expect(codeOf(() => solve(withVelocity, Nystrom4(), { adaptive: false, dt: 0.1 }))).to.equal('none');
    const unwritten = new SecondOrderODEProblem(
      (ddu: Float64Array, _du: Float64Array, u: Float64Array, _p: unknown, _t: number): void => {
        ddu[0] = -u[0]!;
      },
      [1, 0],
      [0, 1],
      [0, 1],
    );
    expect(codeOf(() => solve(unwritten, FineRKN5()))).to.equal('DIFF5002');
  });

  it('checks tableaus', () => {
    const euler = { name: 'x', order: 1, c: [0], a: [[]], b: [1 / 2], bVelocity: [1] };
    expect(nystromTableau(euler).stages).to.equal(1);
    expect(codeOf(() => nystromTableau({ ...euler, b: [1] }))).to.equal('DIFF5012');
    expect(codeOf(() => nystromTableau({ ...euler, bVelocity: [0.5] }))).to.equal('DIFF5012');
    expect(codeOf(() => nystromTableau({ ...euler, a: [[1]] }))).to.equal('DIFF5012');
    expect(codeOf(() => nystromTableau({ ...euler, c: [1] }))).to.equal('DIFF5012');
  });
});
