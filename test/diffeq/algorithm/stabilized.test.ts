import { expect } from 'chai';
import { ODEProblem, RKC, ROCK2, ROCK4, solve, Tsit5 } from '@diffjs/diffeq';
import type { Algorithm, StabilizedOptions } from '@diffjs/diffeq';

type Method = (options?: StabilizedOptions) => Algorithm;

const smooth = new ODEProblem(
  (u: Float64Array, _p: unknown, t: number) => [-2 * t * u[0]! * u[0]!, -u[0]! * u[1]! + Math.cos(t)],
  [1, 0.3],
  [0, 2],
);
const reference = solve(smooth, Tsit5(), { rtol: 1e-13, atol: 1e-14 });

function differenceTo(state: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < wanted.length; i++) worst = Math.max(worst, Math.abs(state[i]! - wanted[i]!));
  return worst;
}

const endError = (algorithm: Algorithm, steps: number): number =>
  differenceTo(solve(smooth, algorithm, { adaptive: false, dt: 2 / steps }).u.at(-1)!, reference.u.at(-1)!);

const insideError = (algorithm: Algorithm, steps: number): number => {
  const solution = solve(smooth, algorithm, { adaptive: false, dt: 2 / steps });
  let worst = 0;
  for (let t = 0.013; t < 2; t += 0.0217)
    worst = Math.max(worst, Math.abs(solution(t)[0]! - 1 / (1 + t * t)));
  return worst;
};

/** The heat equation u_t = u_xx on a grid of N inner points of [0, 1]: 4 (N + 1)² is the spectral radius. */
const N = 500;
const radius = 4 * (N + 1) ** 2;
const mode = (k: number, i: number): number => Math.sin((k * Math.PI * (i + 1)) / (N + 1));
const decay = (k: number): number => radius * Math.sin((k * Math.PI) / (2 * (N + 1))) ** 2;
const heat = new ODEProblem(
  (du: Float64Array, u: Float64Array, _p: unknown, _t: number): void => {
    for (let i = 0; i < N; i++) {
      const left = i > 0 ? u[i - 1]! : 0;
      const right = i < N - 1 ? u[i + 1]! : 0;
      du[i] = (radius / 4) * (left - 2 * u[i]! + right);
    }
  },
  Float64Array.from({ length: N }, (_, i) => mode(1, i) + 0.5 * mode(7, i)),
  [0, 0.1],
);
const heatEnd = Float64Array.from(
  { length: N },
  (_, i) => Math.exp(-0.1 * decay(1)) * mode(1, i) + 0.5 * Math.exp(-0.1 * decay(7)) * mode(7, i),
);

describe('stabilised explicit methods', () => {
  const methods: [Method, order: number][] = [
    [RKC, 2],
    [ROCK2, 2],
    [ROCK4, 4],
  ];
  for (const [method, order] of methods) {
    const { name } = method();
    for (const z of [undefined, 1.25, 20, 300, 2000]) {
      it(`${name} has order ${order} ${z === undefined ? 'with its own estimate' : `with the stages for |h| ρ = ${z}`}`, () => {
        const at = (steps: number): Algorithm =>
          method(z === undefined ? {} : { eigenEstimate: () => (z * steps) / 2 });
        const observed = Math.log2(endError(at(64), 64) / endError(at(128), 128));
        expect(observed).to.be.closeTo(order, 0.2);
        const dense = Math.log2(insideError(at(64), 64) / insideError(at(128), 128));
        expect(dense).to.be.closeTo(order, 0.3);
      });
    }

    it(`${name} solves the heat equation with 500 unknowns in few evaluations`, () => {
      const errors = [1e-2, 1e-4, 1e-6].map((tolerance) => {
        const { u, code, stats } = solve(heat, method(), { rtol: tolerance, atol: tolerance, dense: false });
        expect(code).to.equal('Success');
        expect(stats.rejected).to.be.below(4);
        // An explicit Runge–Kutta method needs some 0.1 ρ / 3.3 steps to stay stable.
        expect(stats.nf).to.be.below((0.1 * radius) / 3.3 / 2);
        return differenceTo(u.at(-1)!, heatEnd);
      });
      expect(errors[1]).to.be.below(errors[0]! / 3);
      expect(errors[2]).to.be.below(errors[1]! / 3);
      expect(errors[2]).to.be.below(5e-5);
    });

    it(`${name} takes a bound of the spectral radius, and fewer stages in shorter steps`, () => {
      const told = solve(heat, method({ eigenEstimate: () => radius }), { dense: false });
      const guessed = solve(heat, method(), { dense: false });
      expect(told.code).to.equal('Success');
      expect(differenceTo(told.u.at(-1)!, guessed.u.at(-1)!)).to.be.below(5e-3);
      const short = solve(heat, method({ eigenEstimate: () => radius, maxStages: 20 }), { dense: false });
      expect(short.code).to.equal('Success');
      expect(short.stats.nf / short.stats.accepted).to.be.below(22);
      expect(differenceTo(short.u.at(-1)!, heatEnd)).to.be.below(1e-3);
    });
  }

  it('the bound may depend on state, parameters and time', () => {
    const seen: number[][] = [];
    const stiffening = new ODEProblem(
      (u: number, p: number[], t: number) => -p[0]! * t * (u - 1),
      0,
      [0, 10],
      [500],
    );
    const eigenEstimate = (u: Float64Array, p: unknown, t: number): number => {
      seen.push([u[0]!, t]);
      return (p as number[])[0]! * (t + 1);
    };
    const { u, code } = solve(stiffening, ROCK2({ eigenEstimate }), { rtol: 1e-4, atol: 1e-4 });
    expect(code).to.equal('Success');
    expect(u.at(-1)).to.be.closeTo(1, 1e-3);
    expect(seen.length).to.be.above(2);
    expect(seen.at(-1)![1]).to.be.above(seen[0]![1]!);
  });

  it('refuses options that it does not have', () => {
    const codeOf = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(codeOf(() => ROCK2({ stages: 3 } as never))).to.equal('DIFF5005');
    expect(codeOf(() => ROCK2({ eigenEstimate: 3 as never }))).to.equal('DIFF5008');
    expect(codeOf(() => ROCK4({ maxStages: 2 }))).to.equal('DIFF5008');
  });
});
