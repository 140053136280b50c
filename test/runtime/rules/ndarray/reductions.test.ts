import { expect } from 'chai';
import * as A from '@diffjs/runtime';
import { checkGradient, derivative, gradient, NDArray } from '@diffjs/runtime';
import { codeOf } from '../../../support/codeOf.js';
import { between, complexBetween, strided } from '../../support/arrays.js';

interface Options {
  readonly axis?: number | readonly number[] | null;
  readonly keepdims?: boolean;
}
type Reduce = (x: A.ArrayInput, options: Options) => NDArray | number;

/** Each with what it gives for nothing. */
const reductions: readonly (readonly [string, Reduce, number | 'error'])[] = [
  ['sum', A.sum as Reduce, 0],
  ['mean', A.mean as Reduce, NaN],
  ['variance', A.variance as Reduce, NaN],
  [
    'variance of a sample',
    /* @differentiable */ (x, options) => A.variance(x, { ...options, ddof: 1 }) as NDArray | number,
    NaN,
  ],
  ['std', A.std as Reduce, NaN],
  ['max', A.max as Reduce, 'error'],
  ['min', A.min as Reduce, 'error'],
  ['ptp', A.ptp as Reduce, 'error'],
  ['prod', A.prod as Reduce, 1],
  ['median', A.median as Reduce, 'error'],
  [
    'quantile',
    /* @differentiable */ (x, options) => A.quantile(x, 0.3, options) as NDArray | number,
    'error',
  ],
  ['average', A.average as Reduce, NaN],
  ['vectorNorm', A.vectorNorm as Reduce, 0],
  [
    'vectorNorm 1',
    /* @differentiable */ (x, options) => A.vectorNorm(x, { ...options, ord: 1 }) as NDArray | number,
    0,
  ],
  [
    'vectorNorm 3',
    /* @differentiable */ (x, options) => A.vectorNorm(x, { ...options, ord: 3 }) as NDArray | number,
    0,
  ],
  [
    'vectorNorm ∞',
    /* @differentiable */ (x, options) => A.vectorNorm(x, { ...options, ord: Infinity }) as NDArray | number,
    'error',
  ],
];

const choices: readonly Options[] = [
  {},
  { keepdims: true },
  { axis: 0 },
  { axis: -1, keepdims: true },
  { axis: [0, 2] },
  { axis: [2, 1], keepdims: true },
  { axis: [0, 1, 2] },
];
const bounds = [-2, 2] as const;
const one = /* @differentiable */ (z: number): number => z;

describe('reductions of arrays', () => {
  for (const [name, f, ofNothing] of reductions) {
    it(name, () => {
      for (const options of choices) {
        const g = /* @differentiable */ (x: NDArray): NDArray | number => f(x, options);
        const squared = /* @differentiable */ (x: NDArray): NDArray =>
          A.mul(f(A.mul(x, x), options), f(x, options));
        const traced = /* @differentiable */ (x: NDArray): NDArray | number => {
          derivative(one, 1);
          return f(x, options);
        };
        const x = strided([2, 3, 2], bounds);
        expect(checkGradient(g, [x], { order: 2 }).ok).to.equal(true);
        if (options.keepdims === true) checkGradient(squared, [x], { order: 2 });
        else checkGradient(g, [between([2, 3, 2], bounds)]);
        checkGradient(traced, [strided([2, 3, 2], bounds)]);
      }
      checkGradient(
        /* @differentiable */ (x: number[][]): NDArray | number => f(x, { axis: 1 }),
        [between([2, 3], bounds).toArray() as number[][]],
        { order: 2 },
      );
      checkGradient(
        /* @differentiable */ (x: NDArray): NDArray | number => f(x, { axis: 1 }),
        [strided([2, 3], bounds, 1, 'float32')],
        { rtol: 2e-2, atol: 2e-2, step: 0.1 },
      );
      const nothing = between([2, 0], bounds);
      if (ofNothing === 'error') expect(codeOf(() => f(nothing, { axis: 1 }))).to.equal('DIFF3202');
      else {
        expect((f(nothing, { axis: 1 }) as NDArray).toArray()).to.deep.equal([ofNothing, ofNothing]);
        expect(f(nothing, {})).to.deep.equal(ofNothing);
      }
      expect((f(nothing, { axis: 0 }) as NDArray).shape).to.deep.equal([0]);
      expect(codeOf(() => f(nothing, { axis: 2 }))).to.equal('DIFF3202');
    });
  }

  it('share ties equally', () => {
    const x = new NDArray(Float64Array.of(3, 1, 3, 1, 1, 3), [2, 3]);
    const greatest = /* @differentiable */ (a: NDArray): number => A.max(a);
    const least = /* @differentiable */ (a: NDArray): number => A.sum(A.min(a, { axis: 1 }));
    expect(gradient(greatest, x)[0].toArray()).to.deep.equal([
      [1 / 3, 0, 1 / 3],
      [0, 0, 1 / 3],
    ]);
    expect(gradient(least, x)[0].toArray()).to.deep.equal([
      [0, 1, 0],
      [0.5, 0.5, 0],
    ]);
    expect(gradient(greatest as unknown as (a: number[]) => number, [1, NaN, 2])[0]).to.deep.equal([0, 0, 0]);
    expect(
      gradient(/* @differentiable */ (a: number[]): number => A.quantile(a, 0.5) as number, [2, 1, 2, 2])[0],
    ).to.deep.equal([0.5, 0, 0.5, 0]);
  });

  it('have the slope 0 where they have a corner', () => {
    for (const f of [
      /* @differentiable */ (a: number[]): number => A.std(a),
      /* @differentiable */ (a: number[]): number => A.vectorNorm(a),
      /* @differentiable */ (a: number[]): number => A.vectorNorm(a, { ord: 1 }),
      /* @differentiable */ (a: number[]): number => A.vectorNorm(a, { ord: 3 }),
      /* @differentiable */ (a: number[]): number => A.vectorNorm(a, { ord: Infinity }),
    ])
      expect(gradient(f, [0, 0])[0].map(Math.abs)).to.deep.equal([0, 0]);
    expect(A.vectorNorm([1e200, 1e200])).to.be.closeTo(Math.SQRT2 * 1e200, 1e185);
    expect(A.vectorNorm([3e-200, 4e-200])).to.be.closeTo(5e-200, 1e-214);
    expect(A.vectorNorm([0, 2, NaN], { ord: 0 })).to.equal(2);
  });

  it('are right where factors are zero', () => {
    const cases = [
      [0, 2, 3, 4],
      [0, 2, 0, 4],
      [0, 0, 0, 4],
    ];
    for (const list of cases) {
      checkGradient(/* @differentiable */ (x: number[]) => A.prod(x), [list], { order: 2 });
      checkGradient(/* @differentiable */ (x: number[]) => A.cumprod(x), [list], { order: 2 });
      checkGradient(
        /* @differentiable */ (x: number[]) => A.mul(A.cumprod(A.cumprod(x)), A.prod(A.mul(x, x))),
        [list],
        { order: 2 },
      );
    }
    const third = /* @differentiable */ (x: number[]): number =>
      gradient(
        /* @differentiable */ (y: number[]) =>
          gradient(/* @differentiable */ (z: number[]) => A.prod(z), y)[0][0]!,
        x,
      )[0][1]!;
    expect(gradient(third, [0, 0, 0, 4])[0]).to.deep.equal([0, 0, 4, 0]);
  });

  it('accumulate', () => {
    for (const axis of [0, 1, -1, null]) {
      for (const x of [between([2, 3], bounds), strided([2, 3], bounds), between([0, 3], bounds)]) {
        checkGradient(/* @differentiable */ (a: NDArray) => A.cumsum(A.mul(a, a), { axis }), [x], {
          order: 2,
        });
        checkGradient(/* @differentiable */ (a: NDArray) => A.cumprod(A.mul(a, a), { axis }), [x], {
          order: 2,
        });
        checkGradient(
          /* @differentiable */ (a: NDArray) => {
            derivative(one, 1);
            return A.cumprod(A.cumsum(a, { axis }), { axis: 0 });
          },
          [x],
        );
      }
    }
  });

  it('quantiles of orders that are differentiated, and of several', () => {
    for (const options of [{}, { axis: 1 }, { axis: [0, 2], keepdims: true }] as const)
      checkGradient(
        /* @differentiable */ (x: NDArray, q: number) =>
          A.mul(A.quantile(A.mul(x, x), q, options) as NDArray, q),
        [strided([2, 3, 2], bounds), 0.37],
        { order: 2 },
      );
    const several = /* @differentiable */ (x: NDArray, q: number): NDArray =>
      A.quantile(x, [q, 0.5, 1], { axis: 1 });
    checkGradient(several, [between([2, 3], bounds), 0.2], { order: 2 });
    expect(several(between([2, 3], bounds), 0.2).shape).to.deep.equal([3, 2]);
    expect(
      A.quantile([-Infinity, -Infinity, 3, Infinity, Infinity], [0.1, 0.5, 0.9]).toArray(),
    ).to.deep.equal([-Infinity, 3, Infinity]);
    expect(A.quantile([[1, Infinity]], 0, { axis: 1 }).toArray()).to.deep.equal([1]);
    expect(codeOf(() => A.quantile([1, 2], 1.5))).to.equal('DIFF3202');
    expect(codeOf(() => A.quantile([1, 2], 0.5, { method: 'other' as 'linear' }))).to.equal('DIFF3202');
  });

  it('take weights', () => {
    const x = between([2, 3, 2], bounds);
    const w = between([3], [1, 2]);
    const f = /* @differentiable */ (a: NDArray, b: NDArray): NDArray =>
      A.average(a, { weights: b, axis: 1 });
    checkGradient(f, [x, w], { order: 2 });
    checkGradient(
      /* @differentiable */ (a: NDArray, b: NDArray): number => A.average(a, { weights: b }),
      [x, between([2, 3, 2], [1, 2])],
      { order: 2 },
    );
    expect(A.average([1, 2, 4], { weights: [1, 1, 2] })).to.equal(2.75);
  });

  it('of complex numbers', () => {
    const z = complexBetween([2, 3], bounds);
    checkGradient(/* @differentiable */ (a: NDArray) => A.sum(A.square(a), { axis: 1 }), [z], { order: 2 });
    checkGradient(/* @differentiable */ (a: NDArray) => A.abs(A.sum(A.square(a))), [z], { order: 2 });
    checkGradient(/* @differentiable */ (a: NDArray) => A.abs(A.mean(A.square(a), { axis: 0 })), [z], {
      order: 2,
    });
    checkGradient(/* @differentiable */ (a: NDArray) => A.vectorNorm(a), [z], { order: 2 });
    expect(codeOf(() => A.max(z))).to.equal('DIFF3203');
  });

  it('of integers and truth values', () => {
    const bytes = new NDArray(Uint8Array.of(200, 100, 3, 0), [2, 2]);
    expect(A.sum(bytes)).to.equal(303);
    expect(A.sum(bytes, { axis: 1 }).toArray()).to.deep.equal([300, 3]);
    expect(A.prod(bytes, { axis: 1 }).toArray()).to.deep.equal([20000, 0]);
    expect(A.cumsum(bytes).toArray()).to.deep.equal([200, 300, 303, 303]);
    expect(A.max(bytes, { axis: 0 }).dtype).to.equal('uint8');
    expect(A.sum(A.less(bytes, 50), { axis: 1 }).toArray()).to.deep.equal([0, 2]);
    expect(A.all(A.less(bytes, 201))).to.equal(true);
    expect(A.any(A.less(bytes, 4), { axis: 1 }).toArray()).to.deep.equal([0, 1]);
    expect(A.countNonzero(bytes)).to.equal(3);
    expect(A.argmax(bytes)).to.equal(0);
    expect(A.argmin(bytes, { axis: 0 }).toArray()).to.deep.equal([1, 1]);
    expect(A.argmax([1, NaN, 3])).to.equal(1);
  });
});
