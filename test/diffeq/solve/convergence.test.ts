import { Bosh3, Euler, ODEProblem, RK4, solve, Tsit5 } from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { expect } from 'chai';

/** u' = −2 t u² has u = 1 / (1 + t²) from u(0) = 1: nonlinear and not autonomous. */
const problem = new ODEProblem((u, _p, t) => -2 * t * u * u, 1, [0, 2]);
const exact = (t: number): number => 1 / (1 + t * t);

/** Slope of log error over log Δt between the ends of a sweep. */
function observedOrder(errorAt: (dt: number) => number, coarse: number, halvings: number): number {
  return Math.log2(errorAt(coarse) / errorAt(coarse / 2 ** halvings)) / halvings;
}

const fixed = (algorithm: Algorithm, dt: number): ReturnType<typeof solve> =>
  solve(problem, algorithm, { adaptive: false, dt }) as ReturnType<typeof solve>;

const endError = (algorithm: Algorithm) => (dt: number) =>
  Math.abs((fixed(algorithm, dt).u.at(-1) as number) - exact(2));

/** Largest error over points inside the steps. */
const denseError = (algorithm: Algorithm) => (dt: number) => {
  const solution = fixed(algorithm, dt);
  let worst = 0;
  for (let t = 0.013; t < 2; t += 0.0217)
    worst = Math.max(worst, Math.abs((solution(t) as number) - exact(t)));
  return worst;
};

describe('diffeq/solve: order of convergence', () => {
  const methods: [algorithm: Algorithm, order: number, coarse: number][] = [
    [Tsit5(), 5, 0.1],
    [RK4(), 4, 0.1],
    [Bosh3(), 3, 0.05],
    [Euler(), 1, 0.01],
  ];
  for (const [algorithm, order, coarse] of methods) {
    it(`${algorithm.name} has order ${order} at the end`, () => {
      expect(observedOrder(endError(algorithm), coarse, 3)).to.be.within(order - 0.3, order + 0.7);
    });
  }

  // The interpolant's error per step is one power of Δt above its order; the uniform error has min(order, that).
  const dense: [algorithm: Algorithm, order: number, coarse: number][] = [
    [Tsit5(), 5, 0.1],
    [RK4(), 4, 0.1],
    [Bosh3(), 3, 0.05],
  ];
  for (const [algorithm, order, coarse] of dense) {
    it(`dense output of ${algorithm.name} has uniform error O(Δt^${order})`, () => {
      expect(observedOrder(denseError(algorithm), coarse, 3)).to.be.within(order - 0.3, order + 0.7);
    });
  }

  it("Tsit5's interpolant has order 4: its local error is O(Δt⁵)", () => {
    const localError = (dt: number): number => {
      const one = solve(new ODEProblem((u, _p, t) => -2 * t * u * u, exact(0.5), [0.5, 0.5 + dt]), Tsit5(), {
        adaptive: false,
        dt,
      });
      return Math.abs(one(0.5 + 0.4 * dt) - exact(0.5 + 0.4 * dt));
    };
    expect(observedOrder(localError, 0.2, 3)).to.be.within(4.7, 5.6);
  });
});
