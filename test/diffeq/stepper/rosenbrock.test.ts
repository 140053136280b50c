import fs from 'node:fs';
import path from 'node:path';
import type { Algorithm, LinearSolver, ODEProblemOptions, Solution } from '@diffjs/diffeq';
import * as diffeq from '@diffjs/diffeq';
import { Banded, DenseLU, GMRES, ODEProblem, rosenbrockTableau, SparseLU, solve } from '@diffjs/diffeq';
import { Rodas3, Rodas4, Rodas5P, Rosenbrock23, Rosenbrock32, ROS34PW2 } from '@diffjs/diffeq';
import { expect } from 'chai';
import type { ReferenceSolution } from '../support/reference';
import { observedOrder } from '../support/smoothProblem';
import type { InPlace } from '../support/stiffProblems';
import {
  brusselator,
  brusselatorExact,
  brusselatorPattern,
  line,
  rober,
  roberExact,
  roberJacobian,
} from '../support/stiffProblems';
import { stiffError, stiffReferences } from '../support/stiffReferences';

/** Names, orders and largest step sizes at which they show; whether they solve algebraic equations at full order. */
const methods: [name: string, order: number, denseOrder: number, coarse: number, algebraic: boolean][] = [
  ['Rosenbrock23', 2, 2, 0.05, true],
  ['Rosenbrock32', 3, 2, 0.05, false],
  ['ROS3P', 3, 2, 0.05, true],
  ['Rodas3', 3, 2, 0.05, true],
  ['Rodas3P', 3, 3, 0.05, true],
  ['Rodas23W', 2, 2, 0.05, true],
  ['ROS34PW1a', 3, 2, 0.02, true],
  ['ROS34PW2', 3, 2, 0.02, true],
  ['ROS34PW3', 4, 2, 0.05, false],
  ['Rodas4', 4, 3, 0.1, true],
  ['Rodas42', 4, 3, 0.1, true],
  ['Rodas4P', 4, 3, 0.1, true],
  ['Rodas4P2', 4, 3, 0.1, true],
  ['Rodas5', 5, 4, 0.2, true],
  ['Rodas5P', 5, 4, 0.2, true],
];

function method(name: string, options?: object): Algorithm {
  return (diffeq as unknown as Record<string, (options?: object) => Algorithm>)[name](options);
}

/** u = sin t, v = exp(−t): nonlinear and dependent on time, compiled so that its derivatives are exact. */
const smooth: InPlace = /* @differentiable */ (du, u, _p, t) => {
  du[0] = Math.cos(t) + (Math.sin(t) ** 2 - u[0] ** 2) * u[1];
  du[1] = -u[1] * u[0] + Math.exp(-t) * (Math.sin(t) - 1);
};

/** The same, times the mass matrix [[2, 1], [0, 1]]. */
const massive: InPlace = /* @differentiable */ (du, u, _p, t) => {
  const b = -u[1] * u[0] + Math.exp(-t) * (Math.sin(t) - 1);
  du[0] = 2 * (Math.cos(t) + (Math.sin(t) ** 2 - u[0] ** 2) * u[1]) + b;
  du[1] = b;
};

/** v from the algebraic equation u² + v² + v = sin² t + exp(−2t) + exp(−t). */
const constrained: InPlace = /* @differentiable */ (du, u, _p, t) => {
  const y = Math.exp(-t);
  du[0] = Math.cos(t) + (y ** 2 - u[1] ** 2) * u[0];
  du[1] = u[0] ** 2 + u[1] ** 2 + u[1] - Math.sin(t) ** 2 - y * y - y;
};

const exact = (t: number): [number, number] => [Math.sin(t), Math.exp(-t)];
const distance = (u: ArrayLike<number>, t: number): number =>
  Math.max(...exact(t).map((x, i) => Math.abs(u[i] - x)));

function fixed(
  f: InPlace,
  algorithm: Algorithm,
  dt: number,
  span: [number, number],
  options: ODEProblemOptions<number[]> = {},
): Solution<Float64Array> {
  return solve(new ODEProblem(f, exact(span[0]), span, [], options), algorithm, {
    adaptive: false,
    dt,
  }) as Solution<Float64Array>;
}

const endError =
  (f: InPlace, algorithm: Algorithm, options?: ODEProblemOptions<number[]>) => (dt: number) => {
    const { t, u } = fixed(f, algorithm, dt, [0, 2], options);
    return Math.max(...u.map((state, k) => distance(state, t[k])));
  };

describe('diffeq/stepper: Rosenbrock methods', () => {
  const full = {
    massMatrix: [
      [2, 1],
      [0, 1],
    ],
  };
  for (const [name, order, denseOrder, coarse, algebraic] of methods) {
    const algorithm = method(name);
    const expectOrder = (error: (dt: number) => number, wanted: number, most: number): void => {
      expect(observedOrder(error, coarse, 2)).to.be.within(wanted - 0.2, most);
    };

    it(`${name} has order ${order} where f depends on time`, () => {
      expect(algorithm.order).to.equal(order);
      expectOrder(endError(smooth, algorithm), order, order + 0.5);
    });

    it(`${name} has order ${order} with a mass matrix`, () => {
      expectOrder(endError(massive, algorithm, full), order, order + 0.5);
    });

    if (algebraic) {
      it(`${name} has order ${order} with an algebraic equation`, () => {
        expectOrder(endError(constrained, algorithm, { massMatrix: [1, 0] }), order, order + 1.2);
      });
    }

    it(`dense output of ${name} has order ${denseOrder}: its local error is O(Δt^${denseOrder + 1})`, () => {
      expect(algorithm.denseOrder).to.equal(denseOrder);
      const localError = (dt: number): number => {
        const one = fixed(smooth, algorithm, dt, [0.5, 0.5 + dt]);
        return Math.max(
          ...[0.23, 0.4, 0.71].map((theta) => distance(one(0.5 + theta * dt), 0.5 + theta * dt)),
        );
      };
      expectOrder(localError, denseOrder + 1, denseOrder + 2.5);
    });
  }

  it('dense output meets the steps at both ends', () => {
    for (const [name] of methods) {
      const solution = fixed(massive, method(name), 0.25, [0, 1], full);
      for (let k = 0; k + 1 < solution.t.length; k++) {
        expect(distance(solution(solution.t[k] + 1e-9), solution.t[k])).to.be.closeTo(
          distance(solution.u[k], solution.t[k]),
          1e-7,
        );
        expect(distance(solution(solution.t[k + 1] - 1e-9), solution.t[k + 1])).to.be.closeTo(
          distance(solution.u[k + 1], solution.t[k + 1]),
          1e-7,
        );
      }
    }
  });
});

describe('diffeq/stepper: Rosenbrock methods on stiff problems', () => {
  /** Global error over local tolerance that a problem may show; HIRES is cut off in the midst of a steep change. */
  const growth: Record<string, number> = {
    rober: 200,
    hires: 400,
    vdp_1e6_scaled: 60,
    rober_mass_matrix: 50,
    pendulum_cartesian: 200,
  };
  for (const [name, order, , , algebraic] of methods) {
    for (const problem of Object.keys(growth)) {
      if (!algebraic && /mass|pendulum/.test(problem)) continue;
      it(`${name}: the error on ${problem} follows the tolerance`, () => {
        for (const rtol of [1e-3, order < 3 ? 1e-5 : order < 5 ? 1e-6 : 1e-8]) {
          expect(stiffError(problem, method(name), rtol) / rtol).to.be.lessThan(growth[problem]);
        }
      });
    }
  }

  it('methods for other problems are refused where there are algebraic equations', () => {
    expect(() => fixed(constrained, Rosenbrock32(), 0.1, [0, 1], { massMatrix: [1, 0] })).to.throw(
      'DIFF5018',
    );
  });

  it('the exact Jacobian shows at tight tolerances', () => {
    const { p, u0, t, u } = stiffReferences.rober;
    const end = u[t.indexOf(1e5)];
    const errorOf = (f: InPlace, options: ODEProblemOptions<number[]> = {}): number => {
      const problem = new ODEProblem(f, u0, [0, 1e5], p, options);
      const solution = solve(problem, Rodas4(), { rtol: 1e-10, atol: 1e-15, saveat: [1e5] });
      return Math.max(...end.map((x, i) => Math.abs(solution.u[0][i] / x - 1)));
    };
    expect(errorOf(rober)).to.be.within(3e-11, 1e-9);
    expect(errorOf(roberExact)).to.be.lessThan(1e-11);
    expect(errorOf(rober, { jac: roberJacobian })).to.be.lessThan(1e-11);
  });
});

describe('diffeq/stepper: Rosenbrock methods and linear solvers', () => {
  const reference = JSON.parse(
    fs.readFileSync(path.join(__dirname, '..', 'reference', 'brusselator.json'), 'utf8'),
  ) as ReferenceSolution;
  const { p, u0, t, u } = reference;
  const pattern = { jacPattern: brusselatorPattern(u0.length) };
  const errorOf = (
    f: InPlace,
    algorithm: Algorithm,
    rtol: number,
    options: ODEProblemOptions<number[]>,
  ): number => {
    const problem = new ODEProblem(f, u0, [0, t[t.length - 1]], p, options);
    const solution = solve(problem, algorithm, { rtol, atol: rtol, saveat: t });
    expect(solution.code).to.equal('Success');
    return Math.max(...t.flatMap((_, k) => u[k].map((x, i) => Math.abs(solution.u[k][i] - x))));
  };

  for (const [name, linearSolver, f, options] of [
    ['DenseLU and differences', DenseLU(), brusselator, {}],
    ['DenseLU and a pattern', DenseLU(), brusselator, pattern],
    ['DenseLU and exact derivatives', DenseLU(), brusselatorExact, {}],
    ['SparseLU and differences', SparseLU(), brusselator, pattern],
    ['SparseLU and exact derivatives', SparseLU(), brusselatorExact, pattern],
    ['Banded', Banded(), brusselator, pattern],
    ['GMRES and differences', GMRES(), brusselator, {}],
    ['GMRES and exact derivatives', GMRES(), brusselatorExact, {}],
    ['what is chosen', undefined, brusselator, pattern],
  ] as [string, LinearSolver | undefined, InPlace, ODEProblemOptions<number[]>][]) {
    it(`the error on the Brusselator follows the tolerance with ${name}`, () => {
      for (const rtol of [1e-3, 1e-6]) {
        expect(errorOf(f, Rodas5P({ linearSolver }), rtol, options)).to.be.lessThan(30 * rtol);
      }
    });
  }

  it('bands and patterns save evaluations', () => {
    const diagonals = Array.from({ length: 60 }, (_, i) => [
      [i, i],
      ...(i > 0 ? [[i, i - 1]] : []),
      ...(i < 59 ? [[i, i + 1]] : []),
    ]).flat();
    const solved = (options: ODEProblemOptions<number[]>, algorithm = Rodas4()) =>
      solve(new ODEProblem(line, new Float64Array(60), [0, 1], [100, 1], options), algorithm);
    const full = solved({});
    for (const other of [
      solved({ bandwidth: [1, 1] }),
      solved({ jacPattern: diagonals }, Rodas4({ linearSolver: SparseLU() })),
    ]) {
      expect(other.stats.accepted).to.equal(full.stats.accepted);
      expect(other.stats.nf).to.be.lessThan(full.stats.nf / 4);
      other.u.at(-1)!.forEach((x, i) => expect(x).to.be.closeTo(full.u.at(-1)![i], 1e-7));
    }
  });
});

describe('diffeq/stepper: Rosenbrock methods, steps', () => {
  const growing: InPlace = (du, u, _p, _t) => {
    du[0] = u[0];
  };
  const jac: InPlace = (J) => {
    J[0] = 1;
  };
  const problem = new ODEProblem(growing, [1], [0, 4], [], { jac });

  it('a singular matrix shortens the step', () => {
    // 1/(hγ) − J is 0 for h = 2, γ = 1/2.
    const solution = solve(problem, Rodas3(), { dt: 2, rtol: 1e-6 });
    expect(solution.code).to.equal('Success');
    expect(solution.stats.rejected).to.be.greaterThan(0);
    expect(solution.u.at(-1)![0] / Math.exp(4)).to.be.closeTo(1, 1e-4);
  });

  it('and ends a solve with fixed steps', () => {
    expect(solve(problem, Rodas3(), { adaptive: false, dt: 2 }).code).to.equal('ConvergenceFailure');
  });

  it('a Jacobian that is not finite ends the solve', () => {
    const broken = new ODEProblem(growing, [1], [0, 4], [], { jac: (J) => (J[0] = NaN) });
    expect(solve(broken, Rodas4()).code).to.equal('ConvergenceFailure');
  });

  it('a linear solver that does not converge shortens the step', () => {
    const stiff = new ODEProblem(line, new Float64Array(40), [0, 0.1], [1e4, 1], { bandwidth: [1, 1] });
    const solution = solve(stiff, Rodas4({ linearSolver: GMRES({ maxIterations: 8 }) }), { dt: 0.1 });
    expect(solution.code).to.equal('Success');
    const direct = solve(stiff, Rodas4());
    solution.u.at(-1)!.forEach((x, i) => expect(x).to.be.closeTo(direct.u.at(-1)![i], 1e-2));
  });

  it('integrates backwards in time', () => {
    const backwards = solve(new ODEProblem(smooth, exact(2), [2, 0], []), Rodas5P(), {
      rtol: 1e-8,
      atol: 1e-10,
    });
    expect(distance(backwards.u.at(-1)!, 0)).to.be.lessThan(1e-5);
  });

  it('an old Jacobian serves methods that take any', () => {
    const span: [number, number] = [0, 2];
    const [fresh, old] = [1, 8].map((jacobianAge) =>
      solve(new ODEProblem(smooth, exact(0), span, []), ROS34PW2({ jacobianAge }), {
        rtol: 1e-6,
        atol: 1e-8,
      }),
    );
    expect(old.stats.njac).to.be.lessThan(fresh.stats.njac / 3);
    for (const solution of [fresh, old]) expect(distance(solution.u.at(-1)!, 2)).to.be.lessThan(1e-5);
  });

  it('a Jacobian is taken once for a step that is tried again', () => {
    const { stats } = solve(new ODEProblem(smooth, exact(0), [0, 2], []), Rodas5P(), {
      dt: 2,
      rtol: 1e-10,
      atol: 1e-12,
    });
    expect(stats.rejected).to.be.greaterThan(0);
    expect(stats.njac).to.equal(stats.accepted);
    expect(stats.nfactor).to.equal(stats.accepted + stats.rejected);
    expect(stats.nsolve).to.equal(8 * stats.nfactor);
    expect(stats.nf).to.equal(8 * stats.nfactor - stats.rejected);
  });

  it('f at the end of a step is that at the start of the next, of Rosenbrock23', () => {
    const { stats } = solve(new ODEProblem(smooth, exact(0), [0, 2], []), Rosenbrock23(), {
      adaptive: false,
      dt: 0.1,
    });
    expect(stats.nf).to.equal(1 + 2 * 20);
  });

  it('refuses options that do not exist, values that they cannot have and coefficients that contradict each other', () => {
    expect(() => Rodas5P({ linearSolvr: DenseLU() } as object)).to.throw('DIFF5005');
    expect(() => Rodas5P({ jacobianAge: 3 } as object)).to.throw('DIFF5005');
    expect(() => Rodas5P({ linearSolver: {} as LinearSolver })).to.throw('DIFF5008');
    expect(() => ROS34PW2({ jacobianAge: 0 })).to.throw('DIFF5008');
    expect(() => GMRES({ restart: 0 })).to.throw('DIFF5008');
    expect(() => GMRES({ tol: 2 })).to.throw('DIFF5008');
    const euler = {
      name: 'Euler',
      order: 1,
      embeddedOrder: 1,
      gamma: 1,
      a: [[]],
      C: [[]],
      c: [0],
      d: [1],
      b: [1],
      e: [0],
    };
    expect(rosenbrockTableau(euler).stages).to.equal(1);
    for (const wrong of [{ c: [0.5] }, { d: [2] }, { b: [2] }, { e: [1] }, { a: [[1]] }]) {
      expect(() => rosenbrockTableau({ ...euler, ...wrong })).to.throw('DIFF5012');
    }
  });
});
