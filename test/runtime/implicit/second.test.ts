import {
  checkGradient,
  derivative,
  fixedPoint,
  gradient,
  hessian,
  implicitMinimum,
  implicitRoot,
} from '@diffjs/runtime';
import { expect } from 'chai';

/** x³ + a·x = 2 by Newton's method. */
function solveCubic(a: number): number {
  let x = 1;
  for (let k = 0; k < 60; k++) x -= (x ** 3 + a * x - 2) / (3 * x * x + a);
  return x;
}

const cubic = implicitRoot(/* @differentiable */ (x: number, a: number) => x ** 3 + a * x - 2, solveCubic);

describe('second derivatives of implicit functions', () => {
  it('of a root, by the formulas', () => {
    /* @differentiable */
    const f = (a: number): number => cubic(a);
    /* @differentiable */
    const slope = (a: number): number => derivative(f, a);
    /* @differentiable */
    const curvature = (a: number): number => gradient(slope, a)[0];
    const x = solveCubic(0.8);
    const first = -x / (3 * x * x + 0.8);
    // (3x² + a)·x″ + 6x·x′² + 2x′ = 0
    const second = -(6 * x * first ** 2 + 2 * first) / (3 * x * x + 0.8);
    // (3x² + a)·x‴ + 18x·x′·x″ + 6x′³ + 3x″ = 0
    const third = -(18 * x * first * second + 6 * first ** 3 + 3 * second) / (3 * x * x + 0.8);
    expect(slope(0.8)).to.be.closeTo(first, 1e-14);
    for (const found of [curvature(0.8), derivative(slope, 0.8), hessian(f, 0.8)])
      expect(found).to.be.closeTo(second, 1e-13);
    expect(derivative(curvature, 0.8)).to.be.closeTo(third, 1e-12);
    expect(gradient(curvature, 0.8)[0]).to.be.closeTo(third, 1e-12);
  });

  it('leave parameters alone that the equations write into', () => {
    const doubled = implicitRoot(
      /* @differentiable */ (x: number, a: number[]) => {
        a[0]! *= 2;
        return x * x - a[0]!;
      },
      (a: number[]) => Math.sqrt(2 * a[0]!),
    );
    /* @differentiable */
    const f = (a: number[]): number => doubled(a) * a[0]!;
    const a = [3];
    expect(gradient(f, a)[0][0]).to.be.closeTo(1.5 * Math.sqrt(6), 1e-14);
    expect(a).to.deep.equal([3]);
  });

  it('of roots of several equations, minima and fixed points, against differences', () => {
    /* @differentiable */
    const equations = (u: Float64Array, p: number[]): Float64Array =>
      Float64Array.of(u[0]! ** 2 + u[1]! ** 2 - p[0]!, u[0]! * u[1]! - p[1]!);
    const circle = implicitRoot(equations, (p: number[]) => {
      const [s, d] = [Math.sqrt(p[0]! + 2 * p[1]!), Math.sqrt(p[0]! - 2 * p[1]!)];
      return Float64Array.of((s + d) / 2, (s - d) / 2);
    });
    /* @differentiable */
    const ofCircle = (p: number[]): number => {
      const u = circle(p);
      return u[0]! ** 3 * u[1]!;
    };
    checkGradient(ofCircle, [[5, 1.5]], { order: 2 });

    /* @differentiable */
    const cost = (x: { u: number; v: number }, a: number): number =>
      (x.u - a) ** 2 + x.v ** 4 / 4 + a * x.u * x.v + x.v * x.v;
    const best = implicitMinimum(cost, (a: number) => {
      let v = 0;
      // u = a − a·v/2;  v³ + a·u + 2v = 0
      for (let k = 0; k < 60; k++)
        v -= (v ** 3 + a * a + (2 - (a * a) / 2) * v) / (3 * v * v + 2 - (a * a) / 2);
      return { u: a - (a * v) / 2, v };
    });
    /* @differentiable */
    const ofBest = (a: number): number => {
      const { u, v } = best(a);
      return u * v * a;
    };
    checkGradient(ofBest, [0.7], { order: 2 });

    const settled = fixedPoint(
      /* @differentiable */ (x: number[], k: number) => [
        Math.cos(x[0]!) * k,
        Math.sin(x[0]! * x[1]!) / 2 + k,
      ],
    );
    /* @differentiable */
    const ofSettled = (k: number): number => {
      const x = settled([0, 0], k);
      return x[0]! * x[1]!;
    };
    checkGradient(ofSettled, [0.6], { order: 2 });
  });
});
