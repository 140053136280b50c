import type { Algorithm } from '@diffjs/diffeq';
import {
  KenCarp4,
  Kvaerno5,
  ODEProblem,
  RadauIIA,
  RadauIIA13,
  RadauIIA5,
  RadauIIA9,
  solve,
  SplitODEProblem,
  TRBDF2,
} from '@diffjs/diffeq';
import { expect } from 'chai';
import { dirkSteps, methodNamed, radauSteps } from '../support/implicitMethods';
import { countArrays } from '../support/countArrays';
import { stiffError, stiffReferences } from '../support/stiffReferences';
import { stiffRightHandSides } from '../support/stiffRightHandSides';

/** Largest error over tolerance that each problem may show. */
const growth: Record<string, number> = {
  rober: 500,
  hires: 500,
  vdp_1e6_scaled: 3e4,
  rober_mass_matrix: 1000,
  pendulum_cartesian: 2e4,
};

describe('diffeq/stepper: implicit methods on stiff problems', () => {
  const thorough: [algorithm: Algorithm, rtols: number[]][] = [
    [TRBDF2(), [1e-3, 1e-6]],
    [KenCarp4(), [1e-4, 1e-6, 1e-8]],
    [Kvaerno5(), [1e-4, 1e-6, 1e-8]],
    [RadauIIA5(), [1e-4, 1e-6, 1e-8]],
    [RadauIIA9(), [1e-5, 1e-8, 1e-11]],
    [RadauIIA(), [1e-5, 1e-8, 1e-11]],
  ];
  for (const [algorithm, rtols] of thorough) {
    for (const problem of Object.keys(growth)) {
      it(`${algorithm.name} on ${problem}: errors fall with the tolerance`, () => {
        const errors = rtols.map((rtol) => stiffError(problem, algorithm, rtol));
        errors.forEach((error, k) => expect(error).to.be.lessThan(growth[problem] * rtols[k]));
        expect(errors[errors.length - 1]).to.be.lessThan(errors[0] / 10);
      });
    }
  }

  /** What does not damp the stiffest components is for milder problems. */
  const forMilder = ['Trapezoid', 'SDIRK2'];

  for (const name of Object.keys({ ...dirkSteps, ...radauSteps })) {
    const algorithm = methodNamed(name);
    if (!algorithm.adaptive) continue;
    const problem = forMilder.includes(name) ? 'hires' : 'rober';

    it(`${name} chooses its steps on ${problem}`, () => {
      expect(stiffError(problem, algorithm, 1e-4)).to.be.lessThan(3e-2);
    });
    if (algorithm.massMatrix !== 'singular') continue;

    it(`${name} chooses its steps on Robertson's problem with an algebraic equation`, () => {
      expect(stiffError('rober_mass_matrix', algorithm, 1e-4)).to.be.lessThan(2e-2);
    });
  }

  it('RadauIIA5 needs no more than its Newton iterations did when its constants were chosen', () => {
    const { stats } = solve(
      new ODEProblem(
        (du: Float64Array, u: Float64Array, p: number, _t: number) => {
          du[0] = u[1];
          du[1] = p * ((1 - u[0] ** 2) * u[1] - u[0]);
        },
        [2, 0],
        [0, 2],
        1e6,
      ),
      RadauIIA5(),
      { rtol: 1e-6, atol: 1e-8 },
    );
    expect(stats.nnewton).to.be.lessThan(2500);
    expect(stats.accepted).to.be.lessThan(1100);
    expect(stats.nnewtonfail).to.be.lessThan(20);
  });

  it('RadauIIA raises its order where the tolerance is sharp, and keeps to order 5 where it is loose', () => {
    const decay = new ODEProblem((u, _p, t) => -2 * t * u * u, 1, [0, 20]);
    const steps = (algorithm: Algorithm, rtol: number): number =>
      solve(decay, algorithm, { rtol, atol: rtol }).stats.accepted;
    expect(steps(RadauIIA(), 1e-3)).to.equal(steps(RadauIIA5(), 1e-3));
    expect(steps(RadauIIA(), 1e-11)).to.be.lessThan(steps(RadauIIA5(), 1e-11) / 3);
  });

  it('RadauIIA13 solves to rounding', () => {
    expect(stiffError('hires', RadauIIA13(), 1e-11)).to.be.lessThan(1e-9);
    expect(stiffError('rober_mass_matrix', RadauIIA13(), 1e-10)).to.be.lessThan(1e-9);
  });

  it('the stiff part of a split problem does not limit the step', () => {
    const fading = new SplitODEProblem(
      (u: number, p: number, t: number) => -p * (u - Math.cos(t)),
      (_u: number, _p: number, t: number) => -Math.sin(t),
      0.5,
      [0, 10],
      1e6,
    );
    for (const name of ['KenCarp3', 'KenCarp4', 'KenCarp5', 'KenCarp47', 'KenCarp58']) {
      const solution = solve(fading, methodNamed(name), { rtol: 1e-5, atol: 1e-7 });
      expect(solution.code).to.equal('Success');
      expect(solution.u.at(-1)).to.be.closeTo(Math.cos(10), 1e-4);
      expect(solution.stats.accepted).to.be.lessThan(1200);
    }
  });

  it('iterations that cannot converge end the solve with a code', () => {
    const wild = new ODEProblem(
      (du: Float64Array, u: Float64Array, _p: unknown, _t: number) =>
        void (du[0] = u[0] > 1.5 ? NaN : 1 + u[0] ** 2),
      [1],
      [0, 5],
    );
    for (const algorithm of [KenCarp4(), RadauIIA5()]) {
      const { code, stats } = solve(wild, algorithm);
      expect(code).to.equal('ConvergenceFailure');
      expect(stats.nnewtonfail).to.be.greaterThan(0);
    }
    const fixed = solve(wild, RadauIIA5(), { adaptive: false, dt: 0.5 });
    expect(fixed.code).to.equal('ConvergenceFailure');
  });

  it('RadauIIA5 solves the pendulum with its constraint of index 2 and 3', () => {
    const { p, u0, t, u } = stiffReferences.pendulum_cartesian;
    const constraints: Record<number, (u: Float64Array) => number> = {
      2: ([x, y, vx, vy]) => x * vx + y * vy,
      3: ([x, y]) => x * x + y * y - 1,
    };
    for (const k of [2, 3]) {
      const pendulum = new ODEProblem(
        (du: Float64Array, state: Float64Array, q: number[], time: number) => {
          stiffRightHandSides.pendulum(du, state, q, time);
          du[4] = constraints[k](state);
        },
        u0,
        [0, 1],
        p,
        { massMatrix: [1, 1, 1, 1, 0] },
      );
      const index = [1, 1, k - 1, k - 1, k];
      const errors = [1e-4, 1e-7].map((rtol) => {
        const solution = solve(pendulum, RadauIIA5({ index }), {
          rtol,
          atol: rtol,
          saveat: [1],
        });
        expect(solution.code).to.equal('Success');
        expect(t[0]).to.equal(1);
        return Math.max(...[0, 1, 2, 3].map((i) => Math.abs(solution.u[0][i] - u[0][i])));
      });
      expect(errors[0]).to.be.lessThan(0.02);
      expect(errors[1]).to.be.lessThan(2e-5);
    }
    expect(() => solve(new ODEProblem((x) => x, 1, [0, 1]), RadauIIA5({ index: [1, 2] }))).to.throw(
      'DIFF5008',
    );
  });

  it('makes no arrays as it steps', () => {
    const { p, u0 } = stiffReferences.rober;
    const rober = new ODEProblem(stiffRightHandSides.rober, u0, [0, 1e4], p);
    const robertsonDae = new ODEProblem(
      (du: Float64Array, u: Float64Array, q: number[], t: number) => {
        stiffRightHandSides.rober(du, u, q, t);
        du[2] = u[0] + u[1] + u[2] - 1;
      },
      u0,
      [0, 1e4],
      p,
      { massMatrix: [1, 1, 0] },
    );
    for (const algorithm of [KenCarp4(), TRBDF2(), RadauIIA5(), RadauIIA9()]) {
      for (const problem of [rober, robertsonDae]) {
        const arrays = (rtol: number): number =>
          countArrays(() => void solve(problem, algorithm, { rtol, atol: rtol * 1e-4, saveat: [] }));
        expect(arrays(1e-8)).to.equal(arrays(1e-7));
      }
    }
  });

  it('integrates backwards', () => {
    for (const algorithm of [KenCarp4(), RadauIIA5(), RadauIIA9()]) {
      const back = solve(new ODEProblem((u) => u, Math.E, [1, 0]), algorithm, { rtol: 1e-8, atol: 1e-10 });
      expect(back.u.at(-1)).to.be.closeTo(1, 1e-6);
      expect(back(0.5)).to.be.closeTo(Math.exp(0.5), 1e-5);
    }
  });

  it('refuses options that do not exist', () => {
    expect(() => KenCarp4({ linearSolvr: undefined } as object)).to.throw('DIFF5005');
    expect(() => RadauIIA5({ linearSolver: 'LU' } as object)).to.throw('DIFF5008');
  });
});
