import {
  checkGradient,
  fixedPoint,
  gradient,
  implicitMinimum,
  implicitRoot,
  jvp,
  pullback,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

/** Newton's method with a Jacobian by differences: a solver that nobody could differentiate. */
function newton(f: (x: number) => number, x: number): number {
  for (let k = 0; k < 60; k++) {
    const h = 1e-6;
    const step = (2 * h * f(x)) / (f(x + h) - f(x - h));
    x -= step;
    if (Math.abs(step) < 1e-14) break;
  }
  return x;
}

const kepler = /* @differentiable */ (E: number, M: number, e: number): number => E - e * Math.sin(E) - M;
const anomaly = implicitRoot(kepler, (M: number, e: number) => newton((E) => E - e * Math.sin(E) - M, M));

interface Circle {
  readonly r: number;
  readonly centre: Float64Array;
}
interface Point {
  readonly p: number[];
  readonly q: number;
}
/** Where the line y = s·x meets a circle, with the square of the distance from the origin as a third unknown. */
const meets = /* @differentiable */ ({ p, q }: Point, circle: Circle, s: number): Float64Array => {
  const r = new Float64Array(3);
  r[0] = (p[0] - circle.centre[0]) ** 2 + (p[1] - circle.centre[1]) ** 2 - circle.r ** 2;
  r[1] = p[1] - s * p[0];
  r[2] = q - p[0] * p[0] - p[1] * p[1];
  return r;
};
const meeting = (circle: Circle, s: number): Point => {
  const [a, b] = circle.centre;
  const [A, B, C] = [1 + s * s, -2 * (a + s * b), a * a + b * b - circle.r ** 2];
  const x = (-B + Math.sqrt(B * B - 4 * A * C)) / (2 * A);
  return { p: [x, s * x], q: x * x * A };
};

describe('implicitRoot', () => {
  it('differentiates a root with respect to numbers, in both modes', () => {
    const [dM, de] = gradient(anomaly, 0.8, 0.3);
    const E = anomaly(0.8, 0.3);
    expect(dM).to.be.closeTo(1 / (1 - 0.3 * Math.cos(E)), 1e-12);
    expect(de).to.be.closeTo(Math.sin(E) / (1 - 0.3 * Math.cos(E)), 1e-12);
    expect(jvp(anomaly, [0.8, 0.3], [0, 1])[1]).to.be.closeTo(de, 1e-12);
    checkGradient(anomaly, [0.8, 0.3]);
  });

  for (const linearSolver of ['lu', 'gmres'] as const) {
    it(`takes trees apart, by ${linearSolver}`, () => {
      const cross = implicitRoot(meets, meeting, { linearSolver });
      const circle = { r: 2, centre: Float64Array.of(0.5, -0.25) };
      checkGradient(cross, [circle, 0.7]);
      const loss = /* @differentiable */ (c: Circle, s: number): number => {
        const { p, q } = cross(c, s);
        return p[0] * p[1] + Math.sin(q) * s;
      };
      checkGradient(loss, [circle, 0.7]);
      const traced = /* @differentiable */ (c: Circle, s: number): number => {
        try {
          const { p, q } = cross(c, s);
          return p[0] * p[1] + Math.sin(q) * s;
        } catch {
          return 0;
        }
      };
      checkGradient(traced, [circle, 0.7]);
    });
  }

  it('takes a linear solver of the user', () => {
    let calls = 0;
    const cross = implicitRoot(meets, meeting, {
      linearSolver(apply, b) {
        calls++;
        // By columns, and Cramer's rule.
        const [c0, c1, c2] = [0, 1, 2].map((j) => apply(Float64Array.from(b, (_, i) => (i === j ? 1 : 0))));
        const det = (u: Float64Array, v: Float64Array, w: Float64Array): number =>
          u[0] * (v[1] * w[2] - v[2] * w[1]) -
          v[0] * (u[1] * w[2] - u[2] * w[1]) +
          w[0] * (u[1] * v[2] - u[2] * v[1]);
        const D = det(c0, c1, c2);
        return [det(b, c1, c2) / D, det(c0, b, c2) / D, det(c0, c1, b) / D];
      },
    });
    checkGradient(cross, [{ r: 2, centre: Float64Array.of(0.5, -0.25) }, 0.7]);
    expect(calls).to.be.greaterThan(1);
  });

  it('solves once for each sweep, and answers back again', () => {
    let solves = 0;
    const root = implicitRoot(
      kepler,
      (M: number, e: number) => (solves++, newton((E) => E - e * Math.sin(E) - M, M)),
    );
    const [, back] = pullback(root, 0.8, 0.3);
    const first = back(2);
    expect(back(2)).to.deep.equal(first);
    expect(solves).to.equal(1);
    expect(jvp(root, [0.8, 0.3], [0, 0])[1]).to.equal(0);
    expect(solves).to.equal(2);
  });

  it('does not differentiate the solver, nor trace it', () => {
    const clever = implicitRoot(
      /* @differentiable */ (x: number, a: number): number => x * x * x - a,
      (a: number) =>
        newton((x) => x ** 3 - a, gradient(/* @differentiable */ (y: number): number => y * y, a)[0]),
    );
    const f = /* @differentiable */ (a: number): number => {
      try {
        return clever(a) * a;
      } catch {
        return 0;
      }
    };
    checkGradient(f, [5]);
  });

  it('says where there is no derivative', () => {
    const double = implicitRoot(
      /* @differentiable */ (x: number, a: number): number => (x - a) ** 2,
      (a: number) => a,
    );
    expectDiffError(() => gradient(double, 1), 'DIFF3020', /singular/);
    expectDiffError(() => jvp(double, [1], [1]), 'DIFF3020', /singular/);
    const flat = implicitRoot(
      /* @differentiable */ (x: number[], a: number): number[] => [
        x[0] + x[1] - a,
        2 * x[0] + 2 * x[1] - 2 * a,
      ],
      (a: number) => [a, 0],
    );
    const first = /* @differentiable */ (a: number): number => flat(a)[0];
    expectDiffError(() => gradient(first, 1), 'DIFF3020', /singular.*unknown 1 of 2/);
    const lazy = implicitRoot(
      /* @differentiable */ (x: number, a: number): number => x * x - a,
      (_a: number) => 1,
    );
    expectDiffError(() => gradient(lazy, 4), 'DIFF3020', /no solution.*1\.50 away/);
    expect(gradient(implicitRoot(/* @differentiable */ (x: number, a: number): number => x * x - a, (_a: number) => 1, { tolerance: Infinity }), 4)).to.deep.equal([0.5]); // prettier-ignore
    const none = implicitRoot(
      /* @differentiable */ (x: number, a: number): number => x * x - a,
      (_a: number) => NaN,
    );
    expectDiffError(() => gradient(none, 4), 'DIFF3020', /not finite/);
  });

  it('tells a solution from a parameter that it equals, or refuses to', () => {
    const same = /* @differentiable */ (x: number[], a: number[]): number[] => [x[0] - a[0] ** 2];
    const copying = implicitRoot(same, (a: number[]) => a.slice());
    const f = /* @differentiable */ (a: number[]): number => copying(a)[0] * 3 + a[0];
    expect(gradient(f, [1])).to.deep.equal([[7]]);
    const holding = implicitRoot(
      /* @differentiable */ (x: { y: number[] }, a: number[]): number[] => [x.y[0] - a[0] ** 2],
      (a: number[]) => ({ y: a }),
    );
    expect(jvp(holding, [[1]], [[1]])[1]).to.deep.equal({ y: [2] });
    const handed = implicitRoot(same, (a: number[]) => a);
    const g = /* @differentiable */ (a: number[]): number => handed(a)[0];
    expectDiffError(() => gradient(g, [1]), 'DIFF3003', /Give a copy/);
  });

  it('says what is wrong with what it is given', () => {
    const residual = /* @differentiable */ (x: number, a: number): number[] => [x, a];
    expectDiffError(
      () =>
        gradient(
          implicitRoot(residual, (a: number) => a),
          1,
        ),
      'DIFF3003',
      /as many equations as unknowns/,
    );
    expectDiffError(
      () => implicitRoot(/* @nondifferentiable */ (x: number) => x, 1 as never),
      'DIFF3003',
      /solver/,
    );
    expectDiffError(() => implicitRoot((() => 1) as never, () => 1), 'DIFF3001');
    expectDiffError(
      () => implicitRoot(residual, (a: number) => a, { solver: 1 } as never),
      'DIFF3003',
      /linearSolver/,
    );
    expectDiffError(
      () => implicitRoot(residual, (a: number) => a, { linearSolver: 'qr' } as never),
      'DIFF3003',
    );
    const captured = /* @differentiable */ (a: number): number =>
      implicitRoot((x: number) => x - a, () => a)(); // prettier-ignore
    expectDiffError(() => gradient(captured, 1), 'DIFF3101');
  });
});

/** Ridge regression: argmin Σ(Xw − y)² + exp(k)·|w|² */
const ridge = /* @differentiable */ (w: number[], X: number[][], y: number[], k: number): number => {
  let sum = 0;
  for (let i = 0; i < X.length; i++) sum += (X[i][0] * w[0] + X[i][1] * w[1] - y[i]) ** 2;
  return sum + Math.exp(k) * (w[0] * w[0] + w[1] * w[1]) + 0.1 * w[0] ** 4;
};
const ridgeSlope = /* @differentiable */ (w: number[], X: number[][], y: number[], k: number): number[] => {
  const g = [2 * Math.exp(k) * w[0] + 0.4 * w[0] ** 3, 2 * Math.exp(k) * w[1]];
  for (let i = 0; i < X.length; i++) {
    const r = X[i][0] * w[0] + X[i][1] * w[1] - y[i];
    g[0] += 2 * r * X[i][0];
    g[1] += 2 * r * X[i][1];
  }
  return g;
};
function fit(X: number[][], y: number[], k: number): number[] {
  const w = [0, 0];
  for (let n = 0; n < 20000; n++) {
    const g = ridgeSlope(w, X, y, k);
    w[0] -= 0.02 * g[0];
    w[1] -= 0.02 * g[1];
  }
  return w;
}
const data: [number[][], number[], number] = [[[1, 2], [0.5, -1], [2, 0.3]], [1, 2, -0.5], -1]; // prettier-ignore

describe('implicitMinimum', () => {
  it('differentiates a minimum through the gradient that it is given', () => {
    checkGradient(implicitMinimum(ridge, fit, { gradient: ridgeSlope }), data, { step: 1e-3 });
  });

  for (const linearSolver of ['auto', 'gmres'] as const) {
    it(`does without, by differences of gradients, with ${linearSolver}`, () => {
      const minimum = implicitMinimum(ridge, fit, { linearSolver, linearTolerance: 1e-9 });
      const exact = implicitMinimum(ridge, fit, { gradient: ridgeSlope });
      const weigh =
        (best: typeof exact): ((...args: typeof data) => number) =>
        /* @differentiable */ (X: number[][], y: number[], k: number): number => {
          const w = best(X, y, k);
          return w[0] * w[1] + 3 * w[1];
        };
      const [a, b] = [gradient(weigh(minimum), ...data), gradient(weigh(exact), ...data)];
      a.flat(3).forEach((d, i) => expect(d).to.be.closeTo(b.flat(3)[i], 1e-8));
      const forward = jvp(minimum, data, [null, [1, 0, 1], 0.5] as never)[1];
      const expected = jvp(exact, data, [null, [1, 0, 1], 0.5] as never)[1];
      forward.forEach((d, i) => expect(d).to.be.closeTo(expected[i], 1e-8));
    });
  }

  it('says where there is no derivative', () => {
    const quartic = implicitMinimum(
      /* @differentiable */ (x: number, a: number): number => (x - a) ** 4,
      (a: number) => a,
      {
        gradient: /* @differentiable */ (x: number, a: number): number => 4 * (x - a) ** 3,
      },
    );
    expectDiffError(() => gradient(quartic, 1), 'DIFF3020', /singular/);
    expectDiffError(() => implicitMinimum(ridge, fit, { gradient: 3 } as never), 'DIFF3003', /gradient/);
  });
});

/** x = tanh(W·x + b) */
const layer = /* @differentiable */ (x: number[], W: number[][], b: number[]): number[] => {
  const y: number[] = [];
  for (let i = 0; i < b.length; i++) {
    let s = b[i];
    for (let j = 0; j < x.length; j++) s += W[i][j] * x[j];
    y.push(Math.tanh(s));
  }
  return y;
};
const network: [number[], number[][], number[]] = [[0, 0, 0], [[0.2, -0.3, 0.1], [0.4, 0.1, -0.2], [-0.1, 0.3, 0.25]], [0.5, -0.2, 0.1]]; // prettier-ignore

describe('fixedPoint', () => {
  for (const linearSolver of ['lu', 'gmres', 'iterate'] as const) {
    it(`differentiates what it converges to, by ${linearSolver}`, () => {
      const equilibrium = fixedPoint(layer, { linearSolver, linearTolerance: 1e-12 });
      const [x0, W, b] = network;
      const x = equilibrium(x0, W, b);
      layer(x, W, b).forEach((each, i) => expect(each).to.be.closeTo(x[i], 1e-11));
      checkGradient(equilibrium, network);
      const loss = /* @differentiable */ (V: number[][], c: number[]): number => {
        const y = equilibrium([0, 0, 0], V, c);
        return y[0] * y[1] + y[2] ** 2;
      };
      checkGradient(loss, [W, b]);
    });
  }

  it('takes another solver, and numbers', () => {
    const cosine = /* @differentiable */ (x: number, a: number): number => a * Math.cos(x);
    const plain = fixedPoint(cosine);
    const quick = fixedPoint(cosine, {
      solver: (x0: number, a: number) => newton((x) => x - a * Math.cos(x), x0),
    });
    expect(quick(1, 0.9)).to.be.closeTo(plain(1, 0.9), 1e-11);
    checkGradient(plain, [1, 0.9]);
    checkGradient(quick, [1, 0.9]);
    expect(gradient(quick, 1, 0.9)[0]).to.equal(0);
  });

  it('says when it does not converge', () => {
    const away = fixedPoint(/* @differentiable */ (x: number, a: number): number => a * x + 1, {
      maxSteps: 50,
    });
    expectDiffError(() => away(0, 2), 'DIFF3020', /not converged in 50 steps/);
    expectDiffError(() => fixedPoint(layer, { maxSteps: 0 }), 'DIFF3003', /positive integer/);
    const growing = fixedPoint(/* @differentiable */ (x: number[]): number[] => [...x, 1]);
    expectDiffError(() => growing([1]), 'DIFF3003', /keeps the shape/);
    const still = fixedPoint(/* @differentiable */ (x: number, _a: number): number => x);
    expectDiffError(() => gradient(still, 1, 2), 'DIFF3020', /singular/);
  });
});
