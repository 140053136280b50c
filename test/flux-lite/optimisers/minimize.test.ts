import { expect } from 'chai';
import { LBFGS, backtracking, lossAndGradient, minimize, strongWolfe } from '@diffjs/flux-lite';
import { expectError } from '../support/expectError.js';

/** Rosenbrock's valley, f = Σ 100 (x₂ᵢ₊₁ − x₂ᵢ²)² + (1 − x₂ᵢ)², minimum 0 at ones. */
/* @differentiable */
function rosenbrock(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i += 2) {
    const d = x[i + 1] - x[i] * x[i];
    const e = 1 - x[i];
    sum += 100 * d * d + e * e;
  }
  return sum;
}

function rosenbrockWithGradient(x: Float64Array): { value: number; gradient: Float64Array } {
  const gradient = new Float64Array(x.length);
  for (let i = 0; i + 1 < x.length; i += 2) {
    const d = x[i + 1] - x[i] * x[i];
    gradient[i] = -400 * d * x[i] - 2 * (1 - x[i]);
    gradient[i + 1] = 200 * d;
  }
  return { value: rosenbrock(x), gradient };
}

const start = (n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1));

describe('minimize with LBFGS', () => {
  for (const [name, lineSearch] of [
    ['strong Wolfe', strongWolfe()],
    ['backtracking', backtracking()],
  ] as const) {
    it(`finds the minimum of Rosenbrock's valley by ${name}`, () => {
      for (const n of [2, 20]) {
        const end = minimize(rosenbrockWithGradient, start(n), LBFGS({ lineSearch }), { tolerance: 1e-9 });
        expect(end.code).to.equal('converged');
        expect(end.iterations).to.be.below(80);
        for (const x of end.params) expect(x).to.be.closeTo(1, 1e-8);
        for (let i = 1; i < end.losses.length; i++) expect(end.losses[i]).to.be.at.most(end.losses[i - 1]);
      }
    });
  }

  it('does so from gradients of compiled code', () => {
    const end = minimize(lossAndGradient(rosenbrock), start(4), LBFGS());
    for (const x of end.params) expect(x).to.be.closeTo(1, 1e-7);
  });

  it('ends within n + few iterations on a quadratic', () => {
    const f = (x: Float64Array) => ({
      value: x.reduce((s, v, i) => s + (i + 1) * (v - i) ** 2, 0),
      gradient: x.map((v, i) => 2 * (i + 1) * (v - i)),
    });
    const end = minimize(f, new Float64Array(8), LBFGS(), { tolerance: 1e-10 });
    expect(end.code).to.equal('converged');
    expect(end.iterations).to.be.below(25);
    expect(end.params[7]).to.be.closeTo(7, 1e-9);
  });

  it('comes back from points where the loss is not finite', () => {
    // log barrier: NaN for x ≤ 0; a long first step lands there
    const f = ({ x }: { x: number }) => ({ value: x - Math.log(x), gradient: { x: 1 - 1 / x } });
    const end = minimize(f, { x: 0.01 }, LBFGS({ initialStep: 100 }));
    expect(end.params.x).to.be.closeTo(1, 1e-7);
    const wall = (x: number) => ({
      value: x > 2 ? Infinity : (x - 1.9) ** 2,
      gradient: x > 2 ? NaN : 2 * (x - 1.9),
    });
    expect(minimize(wall, 0, LBFGS({ initialStep: 50 })).params).to.be.closeTo(1.9, 1e-7);
  });

  it('stops when told, and reports', () => {
    const seen: number[] = [];
    const end = minimize(rosenbrockWithGradient, start(2), LBFGS(), {
      callback: ({ iteration, value, params }) => {
        seen.push(value);
        expect(rosenbrock(params())).to.equal(value);
        return iteration === 3;
      },
    });
    expect(end.code).to.equal('stopped');
    expect(end.losses.slice(1)).to.deep.equal(seen);
    expect(minimize(rosenbrockWithGradient, start(2), LBFGS(), { maxIters: 2 }).code).to.equal('maxIters');
    expect(minimize(rosenbrockWithGradient, Float64Array.of(1, 1)).iterations).to.equal(0);
  });

  it('says that it stalled where no step lowers the loss', () => {
    const lying = (x: number) => ({ value: x, gradient: -1 }); // the slope has the wrong sign
    expect(minimize(lying, 0).code).to.equal('stalled');
  });

  it('rejects a start that is not finite, and wrong options', () => {
    expectError(() => minimize(() => ({ value: NaN, gradient: 0 }), 0), 'DIFF6006', 'NaN');
    expectError(() => minimize(() => ({ value: 1, gradient: NaN }), 0), 'DIFF6006', 'gradient');
    expectError(() => minimize(() => ({ value: 1, gradient: [1] as never }), { x: 0 }), 'DIFF6003');
    expectError(() => LBFGS({ memory: 0 }), 'DIFF6004', 'memory');
    expectError(
      () => minimize(rosenbrockWithGradient, start(2), LBFGS(), { maxIter: 3 } as never),
      'DIFF6004',
      'maxIters',
    );
  });
});
