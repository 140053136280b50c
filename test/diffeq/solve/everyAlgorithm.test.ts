import { expect } from 'chai';
import type { Algorithm, ReturnCode, Solution, SolveOptions } from '@diffjs/diffeq';
import { DAEProblem, ODEProblem, SecondOrderODEProblem, SplitODEProblem, solve } from '@diffjs/diffeq';
import { everyAlgorithm } from '../support/everyAlgorithm';

type Flat = Float64Array;
type Call = (u: Flat, t: number) => number[];

/** Exponential methods, for u' = L u + f2(u, t). */
const needsLinearPart = /^(ETDRK|HochOst|LawsonEuler|NorsettEuler)/;

/** u' = f posed in the form that a method needs. */
function pose(algorithm: Algorithm, f: Call, u0: number[], tspan: [number, number]): ODEProblem {
  switch (algorithm.needs) {
    case 'split':
      if (needsLinearPart.test(algorithm.name)) {
        return new SplitODEProblem(
          (u: Flat) => Array.from(u, () => 0),
          (u: Flat, _p: unknown, t: number) => f(u, t),
          u0,
          tspan,
          undefined,
          { linear: true },
        ) as unknown as ODEProblem;
      }
      return new SplitODEProblem(
        (u: Flat, _p: unknown, t: number) => f(u, t),
        (u: Flat) => Array.from(u, () => 0),
        u0,
        tspan,
      ) as unknown as ODEProblem;
    case 'implicit': {
      const du0 = f(Float64Array.from(u0), tspan[0]);
      const residual = (du: Flat, u: Flat, _p: unknown, t: number): number[] =>
        f(u, t).map((value, i) => du[i]! - value);
      return new DAEProblem(
        residual,
        du0.map((x) => (Number.isFinite(x) ? x : 0)),
        u0,
        tspan,
      ) as unknown as ODEProblem;
    }
    case 'partitioned':
      return new SecondOrderODEProblem(
        (_du: Flat, u: Flat, _p: unknown, t: number) => f(u, t),
        u0.map(() => 0),
        u0,
        tspan,
      ) as unknown as ODEProblem;
    default:
      return new ODEProblem((u: Flat, _p: unknown, t: number) => f(u, t), u0, tspan) as unknown as ODEProblem;
  }
}

/** The positions or values of the last state. */
function end(sol: Solution): Float64Array {
  const state = sol.u[sol.u.length - 1] as Float64Array | { u: Float64Array };
  return state instanceof Float64Array ? state : state.u;
}

const failures: ReturnCode[] = ['MaxSteps', 'DtLessThanMin', 'Unstable', 'ConvergenceFailure'];

describe('diffeq/solve: every method', () => {
  for (const algorithm of everyAlgorithm()) {
    const options = (more: SolveOptions = {}): SolveOptions => ({
      ...(algorithm.adaptive ? {} : { adaptive: false, dt: 1 / 64 }),
      maxSteps: 2000,
      ...more,
    });
    const run = (f: Call, u0: number[], tspan: [number, number], more?: SolveOptions): Solution =>
      solve(pose(algorithm, f, u0, tspan), algorithm, options(more));
    const isSecondOrder = algorithm.needs === 'partitioned';
    // Positions and accelerations of the second-order problem u'' = −u, or u' = −u.
    const fall = isSecondOrder ? Math.cos : (t: number) => Math.exp(-t);

    describe(algorithm.name, () => {
      it('solves, forwards and backwards, saves where it is asked, and has dense output', () => {
        for (const t1 of [1, -1]) {
          const sol = run((u) => [-u[0]!, -2 * u[1]!], [1, 1], [0, t1], {
            dense: true,
            saveat: Math.abs(t1) / 4,
          });
          expect(sol.code, sol.message).to.equal('Success');
          expect(sol.t.map((t) => Math.abs(4 * t))).to.deep.equal([0, 1, 2, 3, 4]);
          expect(end(sol)[0]).to.be.closeTo(fall(t1), 0.05);
          const inside = sol(t1 / 3) as Float64Array | { u: Float64Array };
          expect((inside instanceof Float64Array ? inside : inside.u)[0]).to.be.closeTo(fall(t1 / 3), 0.05);
        }
      });

      it('gives the same with steps of its own and with dense output alone', () => {
        const f: Call = (u, t) => [Math.cos(t) - u[0]!];
        const sol = run(f, [1], [0, 2]);
        const at = run(f, [1], [0, 2], { saveat: [0.7, 1.3] });
        const flat = (state: unknown): number[] =>
          state instanceof Float64Array
            ? [...state]
            : Object.values(state as Record<string, Flat>).flatMap((x) => [...x]);
        [0.7, 1.3].forEach((t, i) => {
          const wanted = flat(sol(t));
          flat(at.u[i]).forEach((x, j) => expect(x).to.be.closeTo(wanted[j]!, 1e-12));
        });
      });

      it('takes a span of no length, and a right-hand side of zeros', () => {
        const none = run((u) => [-u[0]!], [1], [2, 2]);
        expect(none.code).to.equal('Success');
        expect(end(none)[0]).to.equal(1);
        const still = run(() => [0, 0], [3, 4], [0, 5]);
        expect(still.code, still.message).to.equal('Success');
        expect(end(still)[0]).to.be.closeTo(3, 1e-12);
      });

      it('ends with a code where the right-hand side is not finite', () => {
        if (algorithm.needs === 'implicit') {
          expect(() => run(() => [NaN], [1], [0, 1])).to.throw(/NaN instead of 0/);
        } else {
          expect(failures).to.include(run(() => [NaN], [1], [0, 1]).code);
        }
        const later = run((_u, t) => [t > 0.5 ? NaN : 1], [0], [0, 1]);
        expect(failures).to.include(later.code);
        expect(later.t.at(-1)).to.be.lessThan(0.6);
        expect(end(later)[0]).to.satisfy(Number.isFinite);
      });

      it('ends with a code, or in a finite state, at a singularity', () => {
        const sol = run((u) => [u[0]! ** 2 * 4], [1], [0, 3]);
        expect([...failures, 'Success']).to.include(sol.code);
        if (sol.code === 'Success') expect(end(sol)[0]).to.satisfy(Number.isFinite);
        expect(sol.u.length).to.equal(sol.t.length);
      });

      if (algorithm.adaptive) {
        it('keeps within its budget of steps at tolerances that nothing meets', () => {
          const sol = run((u, t) => [-(u[0]! ** 3) * (2 + Math.sin(t))], [1], [0, 10], {
            rtol: 1e-30,
            atol: 1e-30,
            maxSteps: 300,
          });
          expect(sol.code).to.not.equal('Success');
          expect(sol.stats.accepted + sol.stats.rejected).to.be.at.most(300);
        });

        it('meets a jump of the right-hand side', () => {
          const jump: Call = (_u, t) => [t < 1 / 3 ? 1 : -2];
          const wanted = isSecondOrder ? 1 / 18 + (1 / 3) * (2 / 3) - 4 / 9 : 1 / 3 - 4 / 3;
          const unsaid = run(jump, [0], [0, 1], { rtol: 1e-5, atol: 1e-5, maxSteps: 5000 });
          expect(unsaid.code, unsaid.message).to.equal('Success');
          const said = run(jump, [0], [0, 1], { rtol: 1e-5, atol: 1e-5, dStops: [1 / 3] });
          expect(said.code, said.message).to.equal('Success');
          expect(end(said)[0]).to.be.closeTo(wanted, 1e-4);
        });

        it('errs less at tighter tolerances', () => {
          const error = (tol: number): number => {
            const sol = run((u) => [-u[0]!, -u[1]!], [1, 2], [0, 3], {
              rtol: tol,
              atol: tol,
              maxSteps: 100_000,
            });
            expect(sol.code, sol.message).to.equal('Success');
            return Math.abs(end(sol)[1]! - 2 * fall(3));
          };
          const [loose, tight] = [error(1e-3), error(1e-7)];
          expect(tight).to.be.lessThan(Math.max(loose / 50, 1e-6));
        });
      }
    });
  }
});
