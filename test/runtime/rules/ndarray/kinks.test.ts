import { expect } from 'chai';
import * as A from '@diffjs/runtime';
import { type ArrayInput, derivative, gradient, jvp, NDArray } from '@diffjs/runtime';

type Unary = (x: ArrayInput) => NDArray;
type Binary = (x: ArrayInput, y: ArrayInput) => NDArray;

const points = [-Infinity, -1, -0, 0, 5e-324, 1, Infinity, NaN];

/** Derivatives at kinks, jumps and poles are those of the functions of numbers, in both modes. */
const unary: readonly (readonly [string, Unary, (x: number) => number])[] = [
  ['abs', A.abs, /* @differentiable */ (x) => Math.abs(x)],
  ['acos', A.acos, /* @differentiable */ (x) => Math.acos(x)],
  ['acosh', A.acosh, /* @differentiable */ (x) => Math.acosh(x)],
  ['asin', A.asin, /* @differentiable */ (x) => Math.asin(x)],
  ['asinh', A.asinh, /* @differentiable */ (x) => Math.asinh(x)],
  ['atan', A.atan, /* @differentiable */ (x) => Math.atan(x)],
  ['atanh', A.atanh, /* @differentiable */ (x) => Math.atanh(x)],
  ['cbrt', A.cbrt, /* @differentiable */ (x) => Math.cbrt(x)],
  ['cos', A.cos, /* @differentiable */ (x) => Math.cos(x)],
  ['cosh', A.cosh, /* @differentiable */ (x) => Math.cosh(x)],
  ['exp', A.exp, /* @differentiable */ (x) => Math.exp(x)],
  ['expm1', A.expm1, /* @differentiable */ (x) => Math.expm1(x)],
  ['log', A.log, /* @differentiable */ (x) => Math.log(x)],
  ['log10', A.log10, /* @differentiable */ (x) => Math.log10(x)],
  ['log1p', A.log1p, /* @differentiable */ (x) => Math.log1p(x)],
  ['log2', A.log2, /* @differentiable */ (x) => Math.log2(x)],
  ['sign', /* @differentiable */ (x) => A.add(A.sign(x), 0), /* @differentiable */ (x) => Math.sign(x)],
  ['sin', A.sin, /* @differentiable */ (x) => Math.sin(x)],
  ['sinh', A.sinh, /* @differentiable */ (x) => Math.sinh(x)],
  ['sqrt', A.sqrt, /* @differentiable */ (x) => Math.sqrt(x)],
  ['tan', A.tan, /* @differentiable */ (x) => Math.tan(x)],
  ['tanh', A.tanh, /* @differentiable */ (x) => Math.tanh(x)],
];

const binary: readonly (readonly [string, Binary, (x: number, y: number) => number])[] = [
  ['pow', A.pow, /* @differentiable */ (x, y) => x ** y],
  ['maximum', A.maximum, /* @differentiable */ (x, y) => Math.max(x, y)],
  ['minimum', A.minimum, /* @differentiable */ (x, y) => Math.min(x, y)],
  ['atan2', A.atan2, /* @differentiable */ (x, y) => Math.atan2(x, y)],
  ['hypot', A.hypot, /* @differentiable */ (x, y) => Math.hypot(x, y)],
  ['fmod', A.fmod, /* @differentiable */ (x, y) => x % y],
  ['div', A.div, /* @differentiable */ (x, y) => x / y],
  ['mul', A.mul, /* @differentiable */ (x, y) => x * y],
];

/** Equal to some digits; zeros of both signs are one. */
function expectSame(actual: number, expected: number, name: string): void {
  if (Number.isFinite(expected) && expected !== 0)
    expect(Math.abs(actual / expected - 1), `${name}: ${actual}, not ${expected}`).to.be.lessThan(1e-12);
  else expect(actual + 0, name).to.deep.equal(expected + 0);
}

describe('slopes of the functions of arrays where there are none', () => {
  for (const [name, f, g] of unary)
    it(name, () => {
      const total = /* @differentiable */ (x: NDArray): number => A.sum(f(x));
      // Whole arrays are added at once; views by the formula.
      for (const x of [
        new NDArray(Float64Array.from(points)),
        new NDArray(Float64Array.from(points.flatMap((p) => [p, p])), [2, 8], [1, 2]),
      ]) {
        const [d] = gradient(total, x);
        const [, tangent] = jvp(f, [x], [A.ones(x.shape)]);
        for (let i = 0; i < x.size; i++) {
          const p = points[i % 8]!;
          expectSame(d.data[i]!, derivative(g, p), `${name} at ${p}`);
          expectSame((tangent as NDArray).data[i]!, derivative(g, p), `the tangent of ${name} at ${p}`);
        }
      }
    });

  for (const [name, f, g] of binary)
    it(name, () => {
      const total = /* @differentiable */ (x: NDArray, y: NDArray): number => A.sum(f(x, y));
      for (const p of points)
        for (const q of points) {
          // The square of the divisor, which the derivative by numbers divides by, underflows.
          if (name === 'div' && q === 5e-324) continue;
          const args = [new NDArray(Float64Array.of(p)), new NDArray(Float64Array.of(q))] as const;
          const expected = gradient(g, p, q);
          const actual = gradient(total, ...args);
          for (const i of [0, 1])
            expectSame(actual[i]!.item(), expected[i]!, `${name} at ${p}, ${q} in argument ${i}`);
        }
    });

  it('are not looked at where the cotangent is zero', () => {
    for (const f of [A.sqrt, A.log, A.reciprocal, A.cbrt] as Unary[]) {
      const chosen = /* @differentiable */ (x: NDArray): number => A.sum(A.where(A.greater(x, 0), f(x), 0));
      expect(gradient(chosen, new NDArray(Float64Array.of(0, -0)))[0].toArray()).to.deep.equal([0, 0]);
      const [, tangent] = jvp(f, [new NDArray(Float64Array.of(0, 1))], [[0, 0]]);
      expect((tangent as NDArray).toArray()).to.deep.equal([0, 0]);
    }
  });
});
