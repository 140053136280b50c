import type { LinearSolver, LinearSystem, ODEProblemOptions } from '@diffjs/diffeq';
import { Banded, DenseLU, GMRES, linearSystem, ODEProblem, SparseLU } from '@diffjs/diffeq';
import { expect } from 'chai';
import type { InPlace } from '../support/stiffProblems';
import {
  brusselator,
  brusselatorExact,
  brusselatorPattern,
  line,
  lineExact,
  rober,
  roberExact,
  roberJacobian,
} from '../support/stiffProblems';

const N = 40;
const p = [1, 3, 20];
const u = Float64Array.from({ length: N }, (_, i) => 1 + Math.sin(3 * i) / 2);
const t = 0.3;

/** The linear systems of a right-hand side, J taken at (u, t). */
function systemsOf(
  f: InPlace,
  solver: LinearSolver | undefined,
  options: ODEProblemOptions<number[]> = {},
  at = u,
  q = p,
): LinearSystem {
  const { system } = new ODEProblem(f, at, [0, 1], q, options).begin();
  const linear = linearSystem(system, solver && { solver });
  const du = new Float64Array(at.length);
  system.evaluate(du, at, t);
  linear.update(at, t, du);
  return linear;
}

/** J by its columns. */
function matrixOf(linear: LinearSystem): number[][] {
  return Array.from({ length: linear.n }, (_, j) => {
    const out = new Float64Array(linear.n);
    linear.multiply(
      Float64Array.from({ length: linear.n }, (_unused, i) => (i === j ? 1 : 0)),
      out,
    );
    return [...out];
  });
}

/** The largest entry of (s M − J) x − b, computed with products alone. */
function residual(linear: LinearSystem, shift: number, x: Float64Array, b: Float64Array): number {
  const mass = new Float64Array(linear.n);
  const product = new Float64Array(linear.n);
  linear.multiplyMass(x, mass);
  linear.multiply(x, product);
  return Math.max(...b.map((value, i) => Math.abs(shift * mass[i] - product[i] - value)));
}

const solvers: [name: string, solver: LinearSolver, tolerance: number][] = [
  ['DenseLU', DenseLU(), 1e-11],
  ['Banded', Banded(), 1e-11],
  ['SparseLU', SparseLU(), 1e-11],
  ['GMRES', GMRES({ tol: 1e-11, restart: 40 }), 1e-8],
];
const pattern = brusselatorPattern(N);
const lineBand: ODEProblemOptions<number[]> = { bandwidth: [1, 1] };
const dense = Array.from({ length: N }, (_, i) =>
  Array.from({ length: N }, (_unused, j) => (i === j ? 2 : i === j + 1 ? 0.5 : 0)),
);
const masses: [name: string, options: ODEProblemOptions<number[]>][] = [
  ['no mass matrix', {}],
  ['a singular diagonal one', { massMatrix: u.map((_, i) => i % 3) }],
  ['a full one', { massMatrix: dense }],
];

describe('diffeq/linear: solvers', () => {
  for (const [name, solver, tolerance] of solvers) {
    for (const [mass, massOptions] of masses) {
      for (const [problem, f, options] of [
        ['the line', lineExact, lineBand],
        ['the Brusselator', brusselatorExact, { jacPattern: pattern }],
      ] as const) {
        const linear = systemsOf(f, solver, { ...options, ...massOptions });
        const b = Float64Array.from(u, (_, i) => Math.cos(i));

        it(`${name} solves real systems of ${problem} with ${mass}, at one shift after another`, () => {
          for (const shift of [30, 3000, -55]) {
            expect(linear.factor(shift)).to.equal(true);
            const x = b.slice();
            expect(linear.solve(x)).to.equal(true);
            expect(residual(linear, shift, x, b)).to.be.lessThan(tolerance * 100);
          }
        });

        it(`${name} solves complex systems of ${problem} with ${mass}`, () => {
          const [re, im] = [20, 35];
          expect(linear.factorComplex(re, im)).to.equal(true);
          const bIm = Float64Array.from(u, (_, i) => Math.sin(2 * i));
          const [xRe, xIm] = [b.slice(), bIm.slice()];
          expect(linear.solveComplex(xRe, xIm)).to.equal(true);
          const mass = [new Float64Array(N), new Float64Array(N)];
          linear.multiplyMass(xRe, mass[0]);
          linear.multiplyMass(xIm, mass[1]);
          const right = [b.map((x, i) => x + im * mass[1][i]), bIm.map((x, i) => x - im * mass[0][i])];
          expect(residual(linear, re, xRe, right[0])).to.be.lessThan(tolerance * 1000);
          expect(residual(linear, re, xIm, right[1])).to.be.lessThan(tolerance * 1000);
        });
      }
    }
  }

  it('a preconditioner is asked for each shift and used', () => {
    const shifts: number[] = [];
    const exact = systemsOf(line, Banded(), lineBand);
    const preconditioner = (_s: unknown, _u: Float64Array, _t: number, shift: number) => {
      shifts.push(shift);
      exact.factor(shift);
      return (b: Float64Array) => void exact.solve(b);
    };
    const linear = systemsOf(line, GMRES({ preconditioner, maxIterations: 4, tol: 1e-6 }), lineBand);
    linear.factor(7);
    expect(linear.solve(new Float64Array(N).fill(1))).to.equal(true);
    linear.factor(8);
    expect(shifts).to.deep.equal([7, 8]);
  });

  it('GMRES says that it has not converged', () => {
    const linear = systemsOf(line, GMRES({ maxIterations: 2, tol: 1e-10 }), {}, u, [1e4, 1]);
    linear.factor(1);
    expect(linear.solve(new Float64Array(N).fill(1))).to.equal(false);
  });

  const doubling: InPlace = (du, x, _p, _t) => {
    for (let i = 0; i < x.length; i++) du[i] = 2 * x[i];
  };

  it('a singular matrix is told, and a regular one after it solved', () => {
    for (const [, solver] of solvers.slice(0, 3)) {
      const linear = systemsOf(doubling, solver, lineBand);
      expect(linear.factor(2)).to.equal(false);
      expect(linear.factor(3)).to.equal(true);
      const x = new Float64Array(N).fill(5);
      linear.solve(x);
      expect(x[7]).to.be.closeTo(5, 1e-5);
    }
  });

  it('rows are exchanged where the diagonal is 0', () => {
    const exchange: InPlace = /* @differentiable */ (du, x, _p, _t) => {
      for (let i = 0; i < x.length; i++) du[i] = x[i ^ 1] * (1 + i);
    };
    for (const [, solver, tolerance] of solvers) {
      const linear = systemsOf(exchange, solver, lineBand);
      expect(linear.factor(0)).to.equal(true);
      const b = Float64Array.from(u, (_, i) => Math.cos(i));
      const x = b.slice();
      linear.solve(x);
      expect(residual(linear, 0, x, b)).to.be.lessThan(tolerance * 100);
    }
  });
});

describe('diffeq/linear: Jacobians', () => {
  const at = Float64Array.of(0.9, 2e-5, 0.1);
  const q = [0.04, 3e7, 1e4];
  const written = new Float64Array(9);
  roberJacobian(written, at, q, 0);
  const transposed = (rows: number[][]): number[] =>
    rows[0].flatMap((_, i) => rows.map((column) => column[i]));

  it('what the user writes, exact derivatives and differences agree', () => {
    const sources: [InPlace, ODEProblemOptions<number[]>, number][] = [
      [rober, { jac: roberJacobian }, 1e-14],
      [roberExact, {}, 1e-14],
      [rober, {}, 1e-5],
    ];
    for (const [f, options, tolerance] of sources) {
      const J = transposed(matrixOf(systemsOf(f, undefined, options, at, q)));
      J.forEach((x, e) => expect(x).to.be.closeTo(written[e], tolerance * (1 + Math.abs(written[e]))));
    }
  });

  it('so do those over a pattern, colour by colour', () => {
    const full = matrixOf(systemsOf(brusselator, DenseLU()));
    const sparse = { jacPattern: pattern };
    for (const [linear, tolerance] of [
      [systemsOf(brusselator, SparseLU(), sparse), 1e-12],
      [systemsOf(brusselatorExact, SparseLU(), sparse), 1e-6],
      [systemsOf(brusselatorExact, DenseLU()), 1e-6],
      [systemsOf(brusselatorExact, DenseLU(), sparse), 1e-6],
      [systemsOf(brusselator, GMRES()), 1e-5],
      [systemsOf(brusselatorExact, GMRES()), 1e-6],
    ] as const) {
      matrixOf(linear).forEach((column, j) =>
        column.forEach((x, i) => expect(x).to.be.closeTo(full[j][i], tolerance * 50)),
      );
    }
  });

  it('differences over a pattern need an evaluation a colour', () => {
    const { system } = new ODEProblem(brusselator, u, [0, 1], p, { jacPattern: pattern }).begin();
    linearSystem(system, { solver: SparseLU() }).update(u, 0, new Float64Array(N));
    expect(system.stats.nf).to.be.within(4, 7);
    expect(system.stats.njac).to.equal(1);
  });

  it('scalar right-hand sides and those that return have exact ones, too', () => {
    const scalar = /* @differentiable */ (x: number, _p: unknown, s: number): number => x * x * x - s * s;
    const returning = /* @differentiable */ (x: Float64Array, _p: unknown, s: number): number[] => [
      x[0] * x[1] * s,
      x[1] * x[1],
    ];
    const one = new ODEProblem(scalar, 2, [0, 1]).begin().system;
    const linear = linearSystem(one);
    linear.update(Float64Array.of(2), 3, Float64Array.of(-1));
    expect(matrixOf(linear)).to.deep.equal([[12]]);
    const out = new Float64Array(1);
    linear.timeDerivative(out, Float64Array.of(2), 3, Float64Array.of(-1));
    expect(out[0]).to.equal(-6);
    expect(one.stats.nf).to.equal(0);

    const two = new ODEProblem(returning, [2, 3], [0, 1]).begin().system;
    const pair = linearSystem(two);
    pair.update(Float64Array.of(2, 3), 5, new Float64Array(2));
    expect(matrixOf(pair)).to.deep.equal([
      [15, 0],
      [10, 6],
    ]);
    const dot = new Float64Array(2);
    pair.timeDerivative(dot, Float64Array.of(2, 3), 5, new Float64Array(2));
    expect([...dot]).to.deep.equal([6, 0]);
  });

  it('a tree of numbers whose function is plain gets differences, an annotated one exact derivatives', () => {
    type Tank = { level: number; flow: number };
    const plain = (x: Tank): Tank => ({ level: x.flow * x.level, flow: -x.level });
    const exact = /* @differentiable */ (x: Tank): Tank => ({ level: x.flow * x.level, flow: -x.level });
    for (const [f, evaluations] of [
      [plain, 2],
      [exact, 0],
    ] as const) {
      const { system } = new ODEProblem(f, { level: 2, flow: 3 }, [0, 1]).begin();
      const linear = linearSystem(system);
      const du = Float64Array.of(6, -2);
      linear.update(Float64Array.of(2, 3), 0, du);
      expect(system.stats.nf).to.equal(evaluations);
      const J = matrixOf(linear).flat();
      [3, -1, 2, 0].forEach((x, e) => expect(J[e]).to.be.closeTo(x, 1e-6));
    }
  });

  it('differences step back from where f is not defined', () => {
    const root: InPlace = (du, x, _p, _t) => {
      du[0] = Math.sqrt(1 - x[0]);
    };
    const linear = systemsOf(root, undefined, {}, Float64Array.of(1 - 1e-12), []);
    expect(Number.isFinite(matrixOf(linear)[0][0])).to.equal(true);
  });

  it('∂f/∂t is what the user writes, or a difference', () => {
    const difference = systemsOf(line, undefined);
    const written = systemsOf(line, undefined, { tgrad: (out, _u, q, s) => (out[0] = q[0] * Math.cos(s)) });
    for (const [linear, tolerance] of [
      [difference, 1e-6],
      [written, 1e-15],
    ] as const) {
      const out = new Float64Array(N);
      const du = new Float64Array(N);
      line(du, u, p, t);
      linear.timeDerivative(out, u, t, du);
      expect(out[0]).to.be.closeTo(Math.cos(t), tolerance);
      expect(out[1]).to.be.closeTo(0, tolerance);
    }
  });

  it('a matrix that jac returns was not written', () => {
    const jac = (() => [[1]]) as unknown as InPlace;
    expect(() => systemsOf(rober, undefined, { jac }, at, q)).to.throw('DIFF5051');
  });

  it('solvers for bands and sparse matrices ask where J is other than 0', () => {
    expect(() => systemsOf(line, Banded())).to.throw('DIFF5050');
    expect(() => systemsOf(line, SparseLU())).to.throw('DIFF5050');
  });
});
