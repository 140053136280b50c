import { checkGradient, gradient, jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';

describe('closures made in a differentiated call', () => {
  const call = /* @differentiable */ (f: (x: number) => number, x: number): number => f(x);

  it('carry the derivative to what they capture, in both modes, and under a repeated back', () => {
    const f = /* @differentiable */ (k: number, a: number[], x: number): number => {
      const g = (v: number): number => v * k + a[0] * v * v;
      return call(g, x) * call(g, k);
    };
    checkGradient(f, [1.5, [0.3], 0.7]);
    const [, back] = pullback(f, 1.5, [0.3], 0.7);
    expect(back()).to.deep.equal(back());
  });

  it('returned from a differentiated call take what they captured for constants', () => {
    const make = /* @differentiable */ (k: number, a: number[]): ((x: number) => number) =>
      (x: number) =>
        x * x * k * a[0];
    const [g, back] = pullback(make as (k: number, a: number[]) => unknown, 2, [5]);
    const made = g as (x: number) => number;
    expect(made(3)).to.equal(90);
    expect(gradient(made, 3)).to.deep.equal([60]);
    expect(jvp(made, [3], [1])).to.deep.equal([90, 60]);
    expect(back(null)).to.deep.equal([0, [0]]);
    back.release();
    expect(gradient(made, 3)).to.deep.equal([60]);
  });
});
