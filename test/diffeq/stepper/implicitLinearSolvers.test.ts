import type { Algorithm, ImplicitOptions, LinearSolver } from '@diffjs/diffeq';
import {
  Banded,
  DenseLU,
  GMRES,
  KenCarp4,
  ODEProblem,
  RadauIIA5,
  RadauIIA9,
  solve,
  SparseLU,
  SplitODEProblem,
  TRBDF2,
} from '@diffjs/diffeq';
import { expect } from 'chai';

const N = 40;

/** Diffusion on N points between walls. */
function diffuse(du: Float64Array, u: Float64Array): void {
  for (let i = 0; i < N; i++) {
    const left = i > 0 ? u[i - 1] : u[i];
    const right = i < N - 1 ? u[i + 1] : u[i];
    du[i] = N * N * (left - 2 * u[i] + right);
  }
}

const start = Float64Array.from({ length: N }, (_, i) => (i < N / 4 ? 1 : 0.05));
const bandwidth = [1, 1] as const;
const options = { rtol: 1e-5, atol: 1e-8, saveat: [0.05] };

/** A wave of reaction and diffusion. */
const wave = new ODEProblem(
  (du: Float64Array, u: Float64Array, _p: unknown, _t: number) => {
    diffuse(du, u);
    for (let i = 0; i < N; i++) du[i] += 100 * u[i] * (1 - u[i]);
  },
  start,
  [0, 0.05],
  undefined,
  { bandwidth },
);

/** The same with the diffusion as the stiff part. */
const splitWave = new SplitODEProblem(
  (du: Float64Array, u: Float64Array, _p: unknown, _t: number) => diffuse(du, u),
  (du: Float64Array, u: Float64Array, _p: unknown, _t: number) => {
    for (let i = 0; i < N; i++) du[i] = 100 * u[i] * (1 - u[i]);
  },
  start,
  [0, 0.05],
  undefined,
  { bandwidth },
);

const methods: ((options?: ImplicitOptions) => Algorithm)[] = [TRBDF2, KenCarp4, RadauIIA5, RadauIIA9];
const solvers: LinearSolver[] = [Banded(), SparseLU(), GMRES()];

describe('diffeq/stepper: implicit methods with every linear solver', () => {
  for (const method of methods) {
    const reference = solve(wave, method({ linearSolver: DenseLU() }), options);

    for (const linearSolver of solvers) {
      it(`${method.name} with ${linearSolver.name} as with full matrices`, () => {
        const solution = solve(wave, method({ linearSolver }), options);
        expect(solution.code).to.equal('Success');
        expect(distance(solution.u[0], reference.u[0])).to.be.lessThan(
          linearSolver.name === 'GMRES' ? 1e-3 : 1e-6,
        );
      });
    }
  }

  for (const linearSolver of [DenseLU(), ...solvers]) {
    it(`KenCarp4 with ${linearSolver.name} on the parts of a split problem`, () => {
      const whole = solve(wave, RadauIIA5(), { ...options, rtol: 1e-8, atol: 1e-10 });
      const solution = solve(splitWave, KenCarp4({ linearSolver }), options);
      expect(solution.code).to.equal('Success');
      expect(distance(solution.u[0] as Float64Array, whole.u[0])).to.be.lessThan(1e-3);
    });
  }
});

function distance(u: Float64Array, v: Float64Array): number {
  return Math.max(...u.map((x, i) => Math.abs(x - v[i])));
}
