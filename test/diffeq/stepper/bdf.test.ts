import * as diffeq from '@diffjs/diffeq';
import { DAEProblem, FBDF, init, ODEProblem, PresetTimeCallback, QNDF, solve } from '@diffjs/diffeq';
import type { Algorithm, SolveOptions } from '@diffjs/diffeq';
import { expect } from 'chai';
import { countArrays } from '../support/countArrays';
import { denseError, gridError, observedOrder, rational, rationalExact } from '../support/order';
import { stiffSolutions, worstError } from '../support/reference';
import { stiffRightHandSides } from '../support/stiffRightHandSides';

type Make = (options?: { maxOrder?: number }) => Algorithm;
const methods = diffeq as unknown as Record<string, Make>;

/** The problem `rational` as a residual. */
const implicitRational = new DAEProblem(
  (du: number, u: number, _p: unknown, t: number) => du + 2 * t * u * u,
  0,
  1,
  [0, 2],
);

/** Absolute over relative tolerance, by the size of the smallest components. */
const absolute: Record<string, number> = { vdp_10: 1, vdp_1e6_scaled: 1, rober: 1e-6, hires: 1e-2 };

/** The larger of the errors of SciPy's BDF and CVODE's BDF over the reference times at these tolerances. */
const peers: Record<string, Record<string, number>> = {
  vdp_10: { '1e-3': 1.07e-2, '1e-5': 2.2e-4, '1e-7': 5.37e-6, '1e-9': 8.03e-8 },
  vdp_1e6_scaled: { '1e-3': 8.2e-3, '1e-5': 1.85e-4, '1e-7': 2.8e-6, '1e-9': 4.13e-8 },
  rober: { '1e-3': 2.68e-4, '1e-5': 4.85e-6, '1e-7': 2.73e-7, '1e-9': 2.66e-9 },
  hires: { '1e-3': 9e-4, '1e-5': 8.32e-6, '1e-7': 1.64e-7, '1e-9': 3.88e-9 },
};

/** Three times, and a tenth for engines whose powers round otherwise: step sizes are powers of errors. */
const FACTOR = 3.3;

function solveStiff(name: string, rtol: number, algorithm: Algorithm, options: SolveOptions = {}) {
  const { p, u0, tspan, t } = stiffSolutions[name];
  const problem = new ODEProblem(stiffRightHandSides[name], u0, tspan, p);
  const solution = solve(problem, algorithm, { rtol, atol: rtol * absolute[name], saveat: t, ...options });
  expect(solution.code).to.equal('Success');
  return solution;
}

describe('diffeq/stepper: BDF methods', () => {
  const fixed: [name: string, order: number][] = [
    ['QNDF1', 1],
    ['QBDF1', 1],
    ['DImplicitEuler', 1],
    ['QNDF2', 2],
    ['QBDF2', 2],
    ['ABDF2', 2],
    ['DABDF2', 2],
  ];
  for (const [name, order] of fixed) {
    it(`${name} has order ${order}, and its dense output too`, () => {
      const problem = name.startsWith('D') ? implicitRational : rational;
      const algorithm = methods[name]();
      expect(observedOrder(gridError(algorithm, problem), 0.01, 2)).to.be.within(order - 0.2, order + 0.2);
      expect(observedOrder(denseError(algorithm, problem), 0.01, 2)).to.be.within(order - 0.2, order + 0.2);
    });
  }

  for (const [name, errors] of Object.entries(peers)) {
    for (const method of ['QNDF', 'QBDF', 'FBDF']) {
      it(`${method} is as accurate as its peers on ${name}`, () => {
        for (const [rtol, error] of Object.entries(errors)) {
          const solution = solveStiff(name, Number(rtol), methods[method]());
          expect(worstError(solution.u, stiffSolutions[name]), rtol).to.be.at.most(FACTOR * error);
        }
      });
    }
  }

  for (const method of ['QNDF1', 'QNDF2', 'QBDF2', 'ABDF2']) {
    it(`${method} solves stiff problems, the closer the tighter`, () => {
      const errors = [1e-3, 1e-5].map((rtol) =>
        worstError(solveStiff('rober', rtol, methods[method]()).u, stiffSolutions.rober),
      );
      expect(errors[0]).to.be.lessThan(3e-3);
      expect(errors[1]).to.be.lessThan(errors[0] / 5);
    });
  }

  for (const method of ['QNDF', 'FBDF']) {
    it(`${method} takes few steps, and keeps its Jacobians`, () => {
      const { stats } = solveStiff('rober', 1e-6, methods[method]());
      expect(stats.accepted).to.be.lessThan(1500);
      expect(stats.nnewton).to.be.lessThan(2.5 * stats.accepted);
      expect(stats.njac).to.be.lessThan(stats.accepted / 20);
      expect(stats.nfactor).to.be.lessThan(stats.accepted / 3);
    });

    it(`${method} stays at the order it is told`, () => {
      const steps = [1, 2, 5].map(
        (maxOrder) => solveStiff('hires', 1e-5, methods[method]({ maxOrder })).stats.accepted,
      );
      expect(steps[0]).to.be.greaterThan(3 * steps[1]);
      expect(steps[1]).to.be.greaterThan(1.5 * steps[2]);
    });

    it(`${method} recovers from steps that are cut short`, () => {
      const tstops = Array.from({ length: 799 }, (_, i) => (i + 1) * 0.05);
      const { stats, u } = solveStiff('vdp_10', 1e-5, methods[method](), { tstops });
      expect(stats.accepted).to.be.lessThan(2.5 * tstops.length);
      expect(worstError(u, stiffSolutions.vdp_10)).to.be.lessThan(2e-3);
    });

    it(`dense output of ${method} is as accurate as its steps`, () => {
      for (const rtol of [1e-4, 1e-6, 1e-8]) {
        const solution = solve(rational, methods[method](), { rtol, atol: rtol });
        const inside = solution.t.slice(1).map((t, m) => (t + solution.t[m]) / 2);
        const errors = (times: number[]): number =>
          Math.max(...times.map((t) => Math.abs((solution(t) as number) - rationalExact(t))));
        expect(errors(inside)).to.be.lessThan(3 * errors(solution.t));
      }
    });

    it(`${method} falls to orders that are stable where the solution oscillates without damping`, () => {
      // Eigenvalues ±10i with a stiff companion: BDF of orders 3 to 5 is unstable where h is near 0.1.
      const problem = new ODEProblem(
        (du: Float64Array, u: Float64Array, _p: unknown, _t: number) => {
          du[0] = 10 * u[1];
          du[1] = -10 * u[0];
          du[2] = -1e4 * (u[2] - u[0]);
        },
        [1e-3, 0, 1e-3],
        [0, 100],
      );
      const solution = solve(problem, methods[method](), { rtol: 1e-6, atol: 1e-2 });
      expect(solution.code).to.equal('Success');
      expect(Math.max(...solution.u.map((u) => Math.abs(u[0])))).to.be.lessThan(0.1);
    });
  }

  it('maxOrder and linearSolver are checked', () => {
    expect(() => QNDF({ maxOrder: 6 })).to.throw('DIFF5008');
    expect(() => FBDF({ maxOrder: 1.5 })).to.throw('DIFF5008');
    expect(() => FBDF({ linearSolver: {} as never })).to.throw('DIFF5008');
    expect(() => FBDF({ order: 2 } as never)).to.throw('DIFF5005');
  });

  for (const method of ['QNDF', 'FBDF', 'QNDF2', 'ABDF2']) {
    it(`${method} begins again where an event changes the state`, () => {
      const doubled = PresetTimeCallback([0.5], (integrator) => {
        integrator.u = 2 * (integrator.u as number);
      });
      const problem = new ODEProblem((u: number) => -u, 1, [0, 1]);
      const solution = solve(problem, methods[method](), { rtol: 1e-7, atol: 1e-9, callback: doubled });
      expect(solution.u.at(-1)).to.be.closeTo(2 * Math.exp(-1), 1e-5);
      expect(solution(0.75)).to.be.closeTo(2 * Math.exp(-0.75), 1e-5);
    });

    it(`${method} runs backwards in time`, () => {
      const problem = new ODEProblem((u: number) => -u, 1, [1, 0]);
      expect(solve(problem, methods[method](), { rtol: 1e-8, atol: 1e-9 }).u.at(-1)).to.be.closeTo(
        Math.E,
        1e-5,
      );
    });

    it(`${method} makes no arrays as it steps`, () => {
      const { p, u0, tspan } = stiffSolutions.vdp_10;
      const problem = new ODEProblem(stiffRightHandSides.vdp_10, u0, tspan, p);
      const integrator = init(problem, methods[method](), { rtol: 1e-6, atol: 1e-6, saveat: [tspan[1]] });
      for (let m = 0; m < 50; m++) integrator.step();
      const count = countArrays(() => {
        for (let m = 0; m < 200; m++) integrator.step();
      });
      expect(integrator.stats.nfactor).to.be.greaterThan(10);
      expect(count).to.equal(0);
    });
  }

  it('a right-hand side that is not finite beyond some state shortens the step', () => {
    const problem = new ODEProblem(
      (u: number) => (u > 1.0001 ? NaN : -1000 * (u - Math.sqrt(1.00005 - u))),
      1,
      [0, 1],
    );
    for (const method of ['QNDF', 'FBDF']) {
      const solution = solve(problem, methods[method](), { dt: 0.1 });
      expect(solution.code).to.equal('Success');
    }
  });
});

describe('diffeq/stepper: BDF methods on differential-algebraic problems', () => {
  const mass = [1, 1, 1, 1, 0];
  const pendulum = stiffSolutions.pendulum;
  const rober = stiffSolutions.rober;
  const algebraicRober = (du: Float64Array, u: Float64Array, p: number[], t: number): void => {
    stiffRightHandSides.rober(du, u, p, t);
    du[2] = u[0] + u[1] + u[2] - 1;
  };

  /** M du − f as F(du, u, p, t). */
  const residual =
    (f: (du: Float64Array, u: Float64Array, p: number[], t: number) => void, diagonal: number[]) =>
    (out: Float64Array, du: Float64Array, u: Float64Array, p: number[], t: number): void => {
      f(out, u, p, t);
      diagonal.forEach((m, i) => (out[i] = m * du[i] - out[i]));
    };

  for (const method of ['QNDF', 'FBDF', 'DFBDF']) {
    const isResidual = method === 'DFBDF';

    it(`${method} solves the pendulum in Cartesian coordinates, the closer the tighter`, () => {
      const { p, u0, tspan, t } = pendulum;
      const problem = isResidual
        ? new DAEProblem(residual(stiffRightHandSides.pendulum, mass), [0, 0, 0, 0, 0], u0, tspan, p)
        : new ODEProblem(stiffRightHandSides.pendulum, u0, tspan, p, { massMatrix: mass });
      const errors = [1e-5, 1e-7, 1e-9].map((rtol) => {
        const solution = solve(problem, methods[method](), { rtol, atol: rtol, saveat: t });
        expect(solution.code).to.equal('Success');
        return worstError(solution.u as Float64Array[], pendulum);
      });
      expect(errors[0]).to.be.lessThan(0.02);
      expect(errors[1]).to.be.lessThan(errors[0] / 10);
      expect(errors[2]).to.be.lessThan(errors[1] / 20);
    });

    it(`${method} solves ROBER with its conservation law to 1e11`, () => {
      const { p, u0, tspan, t } = rober;
      const problem = isResidual
        ? new DAEProblem(residual(algebraicRober, [1, 1, 0]), [0, 0, 0], u0, tspan, p, {
            differentialVars: [true, true, false],
          })
        : new ODEProblem(algebraicRober, u0, tspan, p, { massMatrix: [1, 1, 0] });
      const errors = [1e-4, 1e-7].map((rtol) => {
        const solution = solve(problem, methods[method](), { rtol, atol: rtol * 1e-6, saveat: t });
        expect(solution.code).to.equal('Success');
        return worstError(solution.u as Float64Array[], rober);
      });
      expect(errors[0]).to.be.lessThan(1e-4);
      expect(errors[1]).to.be.lessThan(1e-6);
    });

    it(`${method} starts where algebraic components change at once`, () => {
      // u' = −u + v, 0 = v − sin t − 2 u
      const f = (du: Float64Array, u: Float64Array, _p: unknown, t: number): void => {
        du[0] = -u[0] + u[1];
        du[1] = u[1] - Math.sin(t) - 2 * u[0];
      };
      const problem = isResidual
        ? new DAEProblem(residual(f, [1, 0]), [0, 0], [1, 0], [0, 1])
        : new ODEProblem(f, [1, 0], [0, 1], undefined, { massMatrix: [1, 0] });
      const solution = solve(problem, methods[method](), { rtol: 1e-7, atol: 1e-7 });
      // u' = u + sin t
      const end = 1.5 * Math.E - (Math.sin(1) + Math.cos(1)) / 2;
      const [u, v] = solution.u.at(-1) as Float64Array;
      expect(u).to.be.closeTo(end, 4e-5);
      expect(v).to.be.closeTo(Math.sin(1) + 2 * end, 8e-5);
      expect(solution.u[0]).to.deep.equal(Float64Array.of(1, 2));
      expect(solution.stats.rejected).to.be.lessThan(5);
    });
  }

  it('a full mass matrix is one, singular or not', () => {
    const f = (u: Float64Array, _p: unknown, t: number): number[] => [-(u[0] + u[1]), u[0] - u[1] - t];
    for (const method of ['QNDF', 'FBDF']) {
      const singular = new ODEProblem(f, [3, 3], [0, 1], undefined, {
        massMatrix: [
          [1, 1],
          [0, 0],
        ],
      });
      const sum = 6 * Math.exp(-1);
      const [x, y] = solve(singular, methods[method](), { rtol: 1e-8, atol: 1e-8 }).u.at(-1)!;
      expect([x, y].map((value, i) => value - (sum + 1 - 2 * i) / 2).map(Math.abs)).to.satisfy(
        (d: number[]) => d.every((value) => value < 1e-6),
      );
      const regular = new ODEProblem((u: Float64Array) => [-u[0] - u[1], -u[1]], [1, 2], [0, 1], undefined, {
        massMatrix: [
          [1, 1],
          [0, 1],
        ],
      });
      expect(solve(regular, methods[method](), { rtol: 1e-8, atol: 1e-8 }).u.at(-1)![0]).to.be.closeTo(
        Math.exp(-1),
        1e-6,
      );
    }
  });

  it('algebraic components follow where an event changes differential ones', () => {
    const kick = PresetTimeCallback([0.5], (integrator) => {
      (integrator.u as Float64Array)[0] += 1;
    });
    const f = (du: Float64Array, u: Float64Array, _p: unknown, _t: number): void => {
      du[0] = -u[1];
      du[1] = u[1] - u[0];
    };
    const end = (Math.exp(-0.5) + 1) * Math.exp(-0.5);
    const options = { rtol: 1e-7, atol: 1e-8, callback: kick };
    for (const method of ['QNDF', 'FBDF', 'DFBDF']) {
      const problem =
        method === 'DFBDF'
          ? new DAEProblem(residual(f, [1, 0]), [0, 0], [1, 1], [0, 1])
          : new ODEProblem(f, [1, 1], [0, 1], undefined, { massMatrix: [1, 0] });
      const solution = solve(problem, methods[method](), options);
      expect((solution.u.at(-1) as Float64Array)[1], method).to.be.closeTo(end, 1e-5);
      for (const u of solution.u as Float64Array[]) expect(u[1]).to.be.closeTo(u[0], 1e-5);
    }
  });

  /** Errors of IDA over the reference times, rtol = atol for the pendulum, atol = rtol·1e-6 for ROBER. */
  const ida: [rtol: number, ofPendulum: number, ofRober: number][] = [
    [1e-5, 3.16e-3, 1.53e-6],
    [1e-7, 1.98e-4, 4.28e-8],
    [1e-9, 1.16e-6, 1.09e-9],
  ];
  it('DFBDF is as accurate as IDA', () => {
    const ofPendulum = new DAEProblem(
      residual(stiffRightHandSides.pendulum, mass),
      [0, 0, 0, 0, 0],
      pendulum.u0,
      pendulum.tspan,
      pendulum.p,
    );
    const ofRober = new DAEProblem(
      residual(algebraicRober, [1, 1, 0]),
      [0, 0, 0],
      rober.u0,
      rober.tspan,
      rober.p,
    );
    for (const [rtol, first, second] of ida) {
      const swinging = solve(ofPendulum, methods.DFBDF(), { rtol, atol: rtol, saveat: pendulum.t });
      expect(worstError(swinging.u as Float64Array[], pendulum)).to.be.at.most(3 * first);
      const reacting = solve(ofRober, methods.DFBDF(), { rtol, atol: rtol * 1e-6, saveat: rober.t });
      expect(worstError(reacting.u as Float64Array[], rober)).to.be.at.most(3 * second);
    }
  });

  it('DFBDF makes no arrays as it steps', () => {
    const { p, u0, tspan } = pendulum;
    const problem = new DAEProblem(
      residual(stiffRightHandSides.pendulum, mass),
      [0, 0, 0, 0, 0],
      u0,
      tspan,
      p,
    );
    const integrator = init(problem, methods.DFBDF(), { rtol: 1e-6, atol: 1e-6, saveat: [10] });
    for (let m = 0; m < 50; m++) integrator.step();
    const count = countArrays(() => {
      for (let m = 0; m < 200; m++) integrator.step();
    });
    expect(count).to.equal(0);
  });

  it('DFBDF takes exact derivatives of a residual that is differentiable', () => {
    const rhs = stiffRightHandSides.vdp_10;
    const { p, u0 } = stiffSolutions.vdp_10;
    /* @differentiable */
    const exact = (du: Float64Array, u: Float64Array, q: number[]): number[] => [
      du[0] - u[1],
      du[1] - q[0] * (1 - u[0] ** 2) * u[1] + u[0],
    ];
    const evaluations = [
      new DAEProblem(exact, [0, 0], u0, [0, 1], p),
      new DAEProblem(residual(rhs, [1, 1]), [0, 0], u0, [0, 1], p),
    ].map((problem) => {
      const { stats, u } = solve(problem, methods.DFBDF(), { rtol: 1e-6, atol: 1e-6 });
      expect((u.at(-1) as Float64Array)[0]).to.be.closeTo(1.9338529089114713, 1e-4);
      return stats.nf;
    });
    expect(evaluations[0]).to.be.lessThan(evaluations[1]);
  });
});
