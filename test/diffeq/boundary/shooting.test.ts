import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  BVProblem,
  MIRK6,
  MultipleShooting,
  Rodas5P,
  Shooting,
  Tsit5,
  TwoPointBVProblem,
  solve,
} from '@diffjs/diffeq';

type Curve = (t: number) => Float64Array;

const golden = JSON.parse(readFileSync(join(__dirname, '../reference/bvp.json'), 'utf8')) as Record<
  string,
  { t: number[]; u: number[][]; p?: number[] }
>;

/* @differentiable */
function pendulum(du: Float64Array, u: Float64Array, p: number, _t: number): void {
  du[0] = u[1]!;
  du[1] = -p * Math.sin(u[0]!);
}

const fixedEnds = new BVProblem(
  pendulum,
  (residual: Float64Array, u: Curve, _p: number, [t0, t1]: readonly [number, number]) => {
    residual[0] = u(t0)[0]! - Math.PI / 2;
    residual[1] = u(t1)[0]! + Math.PI / 2;
  },
  (_p: number, t: number) => [Math.PI / 2 - 2 * t, 1.6 - 3.2 * t], // the start decides to which of several solutions shooting leads
  [0, Math.PI / 2],
  9.81,
);

const tight = { rtol: 1e-9 };

describe('diffeq/boundary: shooting', () => {
  for (const method of [Shooting(Tsit5()), MultipleShooting(5, Tsit5()), MultipleShooting(3, Rodas5P())]) {
    it(`${method.name}: the values of SciPy’s solve_bvp`, () => {
      const sol = solve(fixedEnds, method, tight);
      expect(sol.code, sol.message).to.equal('Success');
      const { t, u } = golden.pendulum!;
      t.forEach((time, i) => u[i]!.forEach((x, j) => expect(sol(time)[j]).to.be.closeTo(x, 1e-6)));
    });
  }

  it('solves multi-point conditions and unknown parameters', () => {
    // The three-point pendulum of the literature: −π/2 in the middle, π/2 at the end.
    const threePoint = new BVProblem(
      pendulum,
      (residual: Float64Array, u: Curve, _p: number, _t: readonly [number, number]) => {
        residual[0] = u(Math.PI / 4)[0]! + Math.PI / 2;
        residual[1] = u(Math.PI / 2)[0]! - Math.PI / 2;
      },
      [Math.PI / 2, Math.PI / 2],
      [0, Math.PI / 2],
      9.81,
    );
    const sol = solve(threePoint, MultipleShooting(4, Tsit5()), tight);
    expect(sol.code, sol.message).to.equal('Success');
    expect(sol(Math.PI / 4)[0]).to.be.closeTo(-Math.PI / 2, 1e-8);
    expect(sol.u.at(-1)![0]).to.be.closeTo(Math.PI / 2, 1e-8);
    // y'' = −λ² y, y(0) = y(1) = 0, y'(0) = 1 with λ near 3: π
    const eigen = new TwoPointBVProblem(
      /* @differentiable */ (u: Float64Array, p: number[], _t: number) => [u[1]!, -p[0]! * p[0]! * u[0]!],
      [(a: Float64Array) => [a[0]!, a[1]! - 1], (b: Float64Array) => [b[0]!]],
      [0, 1],
      [0, 1],
      [3],
      { unknownParameters: true },
    );
    for (const method of [Shooting(Tsit5()), MultipleShooting(3, Tsit5())]) {
      const found = solve(eigen, method, tight);
      expect(found.code, found.message).to.equal('Success');
      expect(found.p[0]).to.be.closeTo(Math.PI, 1e-7);
      expect(found.u[0]).to.have.length(2);
    }
  });

  it('in many intervals bears growth by e³⁰, which one cannot', () => {
    // u'' = λ² u with ends 1 and 1, λ = 30
    const growing = new TwoPointBVProblem(
      /* @differentiable */ (u: Float64Array, p: number, _t: number) => [p * u[1]!, p * u[0]!],
      [(a: Float64Array) => [a[0]! - 1], (b: Float64Array) => [b[0]! - 1]],
      [0, 0],
      [0, 1],
      40,
    );
    const exact = (t: number): number => Math.cosh(40 * (t - 0.5)) / Math.cosh(20);
    const many = solve(growing, MultipleShooting(20, Tsit5()), tight);
    expect(many.code, many.message).to.equal('Success');
    for (const t of [0.01, 0.3, 0.5, 0.9]) expect(many(t)[0]).to.be.closeTo(exact(t), 1e-7);
    const collocated = solve(growing, MIRK6(), tight);
    for (const t of [0.01, 0.3, 0.5, 0.9]) expect(collocated(t)[0]).to.be.closeTo(exact(t), 1e-7);
  });

  it('says when it fails, and refuses what is no method', () => {
    const blowUp = new TwoPointBVProblem(
      (u: Float64Array) => [u[1]!, u[0]! * u[0]! * 1e4],
      [(a: Float64Array) => [a[0]! - 1], (b: Float64Array) => [b[0]! - 1]],
      [1, 50],
      [0, 1],
    );
    const sol = solve(blowUp, Shooting(Tsit5()));
    expect(sol.code).to.equal('ConvergenceFailure');
    expect(sol.message).to.have.length.above(30);
    expect(() => Shooting(Tsit5 as never)).to.throw(/DIFF5013/);
    expect(() => MultipleShooting(0, Tsit5())).to.throw(/DIFF5008/);
  });
});
