import { expect } from 'chai';
import { EXPRB53s3, Exprb32, Exprb43, ODEProblem, Rodas5P, solve, Tsit5 } from '@diffjs/diffeq';

const smooth = new ODEProblem(
  (u: Float64Array, _p: unknown, t: number) => [
    -2 * t * u[0]! * u[0]! - u[1]! * u[0]!,
    -3 * u[0]! * u[1]! + Math.cos(t) - 5 * (u[1]! - u[2]! * u[2]!),
    -u[2]! + Math.sin(3 * t) * u[0]!,
  ],
  [1, 0.3, 0.1],
  [0, 2],
);
const reference = solve(smooth, Tsit5(), { rtol: 1e-13, atol: 1e-14 });

const difference = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Math.max(...Array.from(y, (value, i) => Math.abs(x[i]! - value)));

const vanDerPol = new ODEProblem(
  (u: Float64Array, p: number) => [u[1]!, p * ((1 - u[0]! * u[0]!) * u[1]! - u[0]!)],
  [2, 0],
  [0, 1.5],
  1000,
);

/** Reaction and diffusion on 100 points, with a travelling front. */
const N = 100;
const fisher = new ODEProblem(
  (du: Float64Array, u: Float64Array, _p: unknown, _t: number): void => {
    for (let i = 0; i < N; i++) {
      const [left, right] = [i > 0 ? u[i - 1]! : u[0]!, i < N - 1 ? u[i + 1]! : u[N - 1]!];
      du[i] = 400 * (left - 2 * u[i]! + right) + 20 * u[i]! * (1 - u[i]!);
    }
  },
  Float64Array.from({ length: N }, (_, i) => 1 / (1 + Math.exp(i - 20))),
  [0, 0.2],
);

describe('exponential Rosenbrock methods', () => {
  for (const method of [Exprb32, Exprb43, EXPRB53s3]) {
    const { name, order } = method();
    it(`${name} has order ${order}, and its dense output`, () => {
      const error = (steps: number): number => {
        const { u } = solve(smooth, method(), { adaptive: false, dt: 2 / steps, dense: false });
        return difference(u.at(-1)!, reference(2));
      };
      expect(Math.log2(error(64) / error(128))).to.be.closeTo(order, 0.2);
      const inside = (steps: number): number => {
        const solution = solve(smooth, method(), { adaptive: false, dt: 2 / steps });
        let worst = 0;
        for (let t = 0.0087; t < 2; t += 0.0121)
          worst = Math.max(worst, difference(solution(t), reference(t)));
        return worst;
      };
      expect(Math.log2(inside(64) / inside(256)) / 2).to.be.closeTo(Math.min(order, 4), 0.3);
    });

    it(`the error of ${name} falls with the tolerance`, () => {
      const errors = [1e-3, 1e-5, 1e-7].map((tolerance) => {
        const { u, code } = solve(smooth, method(), { rtol: tolerance, atol: tolerance, dense: false });
        expect(code).to.equal('Success');
        return difference(u.at(-1)!, reference(2));
      });
      expect(errors[0]).to.be.below(1e-3);
      expect(errors[1]).to.be.below(errors[0]! / 10);
      expect(errors[2]).to.be.below(errors[1]! / 10);
    });

    it(`${name} solves stiff problems in steps of the tolerance, not of stability`, () => {
      const options = { rtol: 1e-4, atol: 1e-6, dense: false };
      const wanted = solve(vanDerPol, Rodas5P(), { rtol: 1e-9, atol: 1e-11, dense: false }).u.at(-1)!;
      const { u, code } = solve(vanDerPol, method(), options);
      expect(code).to.equal('Success');
      expect(difference(u.at(-1)!, wanted)).to.be.below(1e-3);
      const front = solve(fisher, method(), options);
      const exact = solve(fisher, Tsit5(), { rtol: 1e-9, atol: 1e-11, dense: false }).u.at(-1)!;
      expect(front.code).to.equal('Success');
      expect(difference(front.u.at(-1)!, exact)).to.be.below(1e-3);
      expect(front.stats.accepted).to.be.below(60); // stability of an explicit method asks for 100
    });
  }

  it('refuses options that it does not have', () => {
    const code = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(code(() => Exprb43({ krylov: 3 } as never))).to.equal('DIFF5005');
    expect(code(() => Exprb43({ linearSolver: 3 as never }))).to.equal('DIFF5008');
  });
});
