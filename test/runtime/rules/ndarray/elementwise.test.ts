import { expect } from 'chai';
import * as A from '@diffjs/runtime';
import { type ArrayInput, checkGradient, derivative, type NDArray } from '@diffjs/runtime';
import { between, complexBetween, strided } from '../../support/arrays.js';

type Unary = (x: ArrayInput) => NDArray;
type Binary = (x: ArrayInput, y: ArrayInput) => NDArray;
type Bounds = readonly [number, number];

/** Each with bounds between which it is smooth. */
const unary: readonly (readonly [string, Unary, Bounds])[] = [
  ['neg', A.neg, [-2, 2]],
  ['square', A.square, [-2, 2]],
  ['reciprocal', A.reciprocal, [0.5, 2]],
  ['abs', A.abs, [-2, -0.2]],
  ['exp', A.exp, [-2, 2]],
  ['expm1', A.expm1, [-1, 1]],
  ['log', A.log, [0.5, 3]],
  ['log1p', A.log1p, [-0.4, 2]],
  ['log2', A.log2, [0.5, 3]],
  ['log10', A.log10, [0.5, 3]],
  ['sqrt', A.sqrt, [0.5, 3]],
  ['cbrt', A.cbrt, [0.5, 3]],
  ['sin', A.sin, [-3, 3]],
  ['cos', A.cos, [-3, 3]],
  ['tan', A.tan, [-1, 1]],
  ['asin', A.asin, [-0.7, 0.7]],
  ['acos', A.acos, [-0.7, 0.7]],
  ['atan', A.atan, [-2, 2]],
  ['sinh', A.sinh, [-2, 2]],
  ['cosh', A.cosh, [-2, 2]],
  ['tanh', A.tanh, [-2, 2]],
  ['asinh', A.asinh, [-2, 2]],
  ['acosh', A.acosh, [1.5, 3]],
  ['atanh', A.atanh, [-0.7, 0.7]],
  ['copy', A.copy, [-2, 2]],
  ['array', A.array, [-2, 2]],
  ['real', A.real, [-2, 2]],
  ['conj', A.conj, [-2, 2]],
  ['astype', /* @differentiable */ (x) => A.astype(x, 'float64'), [-2, 2]],
  ['clip', /* @differentiable */ (x) => A.clip(A.mul(x, x), 1, 2), [-0.9, 0.9]],
  ['clip from below', /* @differentiable */ (x) => A.clip(x, -1, null), [-0.9, 3]],
  ['where', /* @differentiable */ (x) => A.where(A.less(x, 0), A.square(x), A.exp(x)), [-2, 2]],
  ['sign', /* @differentiable */ (x) => A.mul(A.sign(x), x), [-2, 2]],
  ['floor', /* @differentiable */ (x) => A.mul(A.floor(x), x), [1.1, 1.9]],
  ['ceil', /* @differentiable */ (x) => A.mul(A.ceil(x), x), [1.1, 1.9]],
  ['trunc', /* @differentiable */ (x) => A.mul(A.trunc(x), x), [1.1, 1.9]],
  ['round', /* @differentiable */ (x) => A.mul(A.round(x), x), [1.6, 2.4]],
  ['a power 3', /* @differentiable */ (x) => A.pow(x, 3), [-2, 2]],
  ['a power −0.5', /* @differentiable */ (x) => A.pow(x, -0.5), [0.5, 2]],
  ['a power 0', /* @differentiable */ (x) => A.pow(x, 0), [-2, 2]],
  ['a power of 2', /* @differentiable */ (x) => A.pow(2, x), [-2, 2]],
];

const binary: readonly (readonly [string, Binary, Bounds, Bounds])[] = [
  ['add', A.add, [-2, 2], [-2, 2]],
  ['sub', A.sub, [-2, 2], [-2, 2]],
  ['mul', A.mul, [-2, 2], [-2, 2]],
  ['div', A.div, [-2, 2], [0.5, 2]],
  ['pow', A.pow, [0.5, 2], [-2, 2]],
  ['maximum', A.maximum, [-2, 0], [0.1, 2]],
  ['minimum', A.minimum, [-2, 0], [0.1, 2]],
  ['hypot', A.hypot, [0.5, 2], [-2, 2]],
  ['atan2', A.atan2, [-2, 2], [0.5, 2]],
  ['mod', A.mod, [-2.9, -2.1], [0.9, 1]],
  ['fmod', A.fmod, [-2.9, -2.1], [0.9, 1]],
  ['toComplex', /* @differentiable */ (x, y) => A.abs(A.square(A.toComplex(x, y))), [0.5, 2], [-2, 2]],
];

/** Coarse, since values are rounded to single precision. */
const single = { rtol: 2e-2, atol: 2e-2, step: 0.25 } as const;
/** Those that jump within the steps that single precision needs. */
const jumping: ReadonlySet<string> = new Set(['mod', 'fmod']);
const one = /* @differentiable */ (z: number): number => z;

describe('functions of the elements of arrays', () => {
  for (const [name, f, bounds] of unary) {
    it(name, () => {
      const again = /* @differentiable */ (x: ArrayInput): NDArray => A.mul(f(x), x);
      for (const g of [f, again])
        for (const x of [between([2, 3], bounds), strided([2, 3], bounds), between([], bounds)])
          expect(checkGradient(g, [x], { order: 2 }).ok).to.equal(true);
      expect(f(between([0, 3], bounds)).shape).to.deep.equal([0, 3]);
      checkGradient(f, [between([0, 3], bounds)], { order: 2 });
      checkGradient(f, [between([3], bounds).data], { order: 2 });
      checkGradient(f, [between([2, 3], bounds).toArray()], { order: 2 });
      checkGradient(f, [between([], bounds).item()], { order: 2 });
      checkGradient(f, [strided([2, 2], bounds, 1, 'float32')], single);
      const traced = /* @differentiable */ (x: NDArray): NDArray => {
        derivative(one, 1);
        return f(x);
      };
      checkGradient(traced, [strided([2, 3], bounds)]);
    });
  }

  for (const [name, f, left, right] of binary) {
    it(name, () => {
      const shapes = [
        [
          [2, 3],
          [2, 3],
        ],
        [[2, 3], [3]],
        [[2, 1], [3]],
        [[], [2, 2]],
        [[0, 3], [3]],
      ] as const;
      for (const [s, t] of shapes) {
        checkGradient(f, [between(s, left), between(t, right, 2)], { order: 2 });
        checkGradient(f, [strided(s, left), strided(t, right, 2)], { order: 2 });
        checkGradient(/* @differentiable */ (y: NDArray) => f(between(s, left), y), [between(t, right)]);
        checkGradient(/* @differentiable */ (x: NDArray) => f(x, between(t, right)), [between(s, left)]);
      }
      checkGradient(f, [between([2, 3], left), between([], right).item()], { order: 2 });
      checkGradient(f, [between([], left).item(), between([2, 3], right)], { order: 2 });
      checkGradient(f, [between([2, 2], left).toArray(), between([2], right).data], { order: 2 });
      if (!jumping.has(name))
        checkGradient(f, [between([2, 2], left, 1, 'float32'), between([2], right)], single);
      expect(() => f(between([2, 3], left), between([2], right))).to.throw('DIFF3201');
      const traced = /* @differentiable */ (x: NDArray, y: NDArray): NDArray => {
        derivative(one, 1);
        return f(x, y);
      };
      checkGradient(traced, [strided([2, 3], left), strided([3], right)]);
    });
  }

  it('of complex numbers', () => {
    const z = complexBetween([2, 2], [0.5, 2]);
    const w = complexBetween([2], [-2, 2], 2);
    const x = between([2], [0.5, 2]);
    const functions: readonly Unary[] = [
      A.neg,
      A.square,
      A.reciprocal,
      A.abs,
      A.exp,
      A.log,
      A.sqrt,
      A.sin,
      A.cos,
      A.sinh,
      A.cosh,
      A.conj,
      A.real,
      A.imag,
      A.copy,
      A.angle,
    ];
    for (const f of functions) {
      checkGradient(f, [z], { order: 2 });
      checkGradient(/* @differentiable */ (u: NDArray) => A.mul(f(u), u), [A.transpose(z)], { order: 2 });
    }
    const choice = /* @differentiable */ (a: ArrayInput, b: ArrayInput): NDArray =>
      A.where([true, false], a, b);
    for (const f of [A.add, A.sub, A.mul, A.div, choice] as Binary[]) {
      for (const args of [
        [z, w],
        [w, A.transpose(z)],
        [z, x],
        [x, z],
        [z, 2.5],
        [0.7, w],
      ] as const)
        checkGradient(f, args as never, { order: 2 });
      checkGradient(
        /* @differentiable */ (a: NDArray, b: NDArray): NDArray => {
          derivative(one, 1);
          return f(f(a, b), a);
        },
        [x, z],
      );
    }
    for (const f of [A.tan, A.cbrt, A.floor, A.sign] as Unary[]) expect(() => f(z)).to.throw('DIFF3203');
  });

  it('add into gradients of repeated, overlapping and strided elements', () => {
    const data = Float64Array.of(0.5, 0.7, 0.9, 1.1);
    const f = /* @differentiable */ (x: NDArray): number => {
      const repeated = new A.NDArray(x.data, [2, 3], [0, 1], x.offset);
      const windows = new A.NDArray(x.data, [3, 2], [1, 1], x.offset);
      const columns = new A.NDArray(x.data, [3, 2], [1, 0], x.offset);
      const y = A.add(A.mul(A.exp(repeated), repeated), A.tanh(A.transpose(windows)));
      return A.sum(A.mul(A.matmul(y, A.log(windows)), A.matmul(repeated, columns)));
    };
    checkGradient(f, [new A.NDArray(data)], { order: 2 });
  });

  it('matrix products of complex numbers, and of numbers of two kinds', () => {
    const z = complexBetween([2, 2], [0.5, 2]);
    const w = complexBetween([3, 2, 1], [-2, 2], 2);
    const x = between([2, 2], [0.5, 2]);
    for (const args of [
      [z, w],
      [x, w],
      [z, x],
      [x, z],
      [z, complexBetween([2], [0, 1])],
    ] as const)
      checkGradient(/* @differentiable */ (a: NDArray, b: NDArray) => A.matmul(a, b), args as never, {
        order: 2,
      });
    checkGradient(
      /* @differentiable */ (a: NDArray, b: NDArray) => A.matmul(a, b),
      [between([2, 2], [0, 1], 1, 'float32'), x],
      { ...single, modes: ['reverse', 'forward'] },
    );
    expect(A.matmul(new A.NDArray(Int32Array.of(1, 2, 3, 4), [2, 2]), x).dtype).to.equal('float64');
  });
});
