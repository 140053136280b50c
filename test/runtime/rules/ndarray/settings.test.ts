import { expect } from 'chai';
import * as A from '@diffjs/runtime';
import { checkGradient, derivative, gradient, jvp, type NDArray } from '@diffjs/runtime';
import { between, complexBetween, strided } from '../../support/arrays.js';

/*
 * Numbers that set how a function of arrays works, through options or behind the arrays: where its value changes smoothly with one, that has a
 * derivative in both modes and of second order, alone and mixed with those of the array.
 */

const x = strided([2, 3, 2], [-2, 2]);
const channels = strided([2, 4, 3], [-2, 2], 5);
const complex = complexBetween([2, 3], [-2, 2]);

type OfSetting = (p: number) => NDArray | number;

const settings: Readonly<Record<string, readonly [OfSetting, number]>> = {
  'eps of layerNorm': [/* @differentiable */ (p) => A.layerNorm(x, { eps: p }), 0.3],
  'eps of layerNorm over axes apart': [
    /* @differentiable */ (p) => A.layerNorm(x, { axis: [0, 2], eps: p }),
    0.3,
  ],
  'eps of rmsNorm': [/* @differentiable */ (p) => A.rmsNorm(x, { axis: null, eps: p }), 0.3],
  'eps of batchNorm': [/* @differentiable */ (p) => A.batchNorm(channels, { eps: p }), 0.3],
  'eps of instanceNorm': [/* @differentiable */ (p) => A.instanceNorm(channels, { eps: p }), 0.3],
  'eps of groupNorm': [/* @differentiable */ (p) => A.groupNorm(channels, 2, { eps: p }), 0.3],
  'ord 3.5 of vectorNorm': [/* @differentiable */ (p) => A.vectorNorm(x, { ord: p }), 3.5],
  'ord 2 of vectorNorm': [/* @differentiable */ (p) => A.vectorNorm(x, { ord: p, axis: 1 }), 2],
  'ord 1 of vectorNorm': [
    /* @differentiable */ (p) => A.vectorNorm(x, { ord: p, axis: [0, 2], keepdims: true }),
    1,
  ],
  'ord −1.5 of vectorNorm': [/* @differentiable */ (p) => A.vectorNorm(x, { ord: p }), -1.5],
  'ord of vectorNorm of an array with zeros': [
    /* @differentiable */ (p) =>
      A.vectorNorm(
        [
          [0, 2, -1],
          [0, 0, 3],
        ],
        { ord: p, axis: 1 },
      ),
    2,
  ],
  'ord of vectorNorm of complex numbers': [
    /* @differentiable */ (p) => A.vectorNorm(complex, { ord: p }),
    2.5,
  ],
  'ord of norm': [/* @differentiable */ (p) => A.norm([1, -2, 3], { ord: p }), 2],
  'ord of norm along an axis': [
    /* @differentiable */ (p) => A.norm(x, { ord: p, axis: 1, keepdims: true }),
    2.5,
  ],
  'ddof of variance': [/* @differentiable */ (p) => A.variance(x, { ddof: p }), 0.5],
  'ddof of variance along an axis': [/* @differentiable */ (p) => A.variance(x, { ddof: p, axis: 1 }), 1],
  'ddof of std': [/* @differentiable */ (p) => A.std(x, { ddof: p }), 1],
  'ddof of std along axes': [
    /* @differentiable */ (p) => A.std(x, { ddof: p, axis: [0, 1], keepdims: true }),
    0.5,
  ],
  'd of fftfreq': [/* @differentiable */ (p) => A.fftfreq(5, p), 0.7],
  'd of rfftfreq': [/* @differentiable */ (p) => A.rfftfreq(6, p), 0.7],
  'range of histogram: edges': [
    /* @differentiable */ (p) => A.histogram(x, 3, { range: [-p, 2 * p] }).edges,
    1.7,
  ],
  'range of histogram: density': [
    /* @differentiable */ (p) => A.histogram([0.1, 0.2, 0.7, 5], 2, { range: [0, p], density: true }).counts,
    1.1,
  ],
  'weights of histogram': [
    /* @differentiable */ (p) => A.histogram([1, 2, 2, 4], 3, { weights: A.full([4], p) }).counts,
    0.7,
  ],
  'ends of the array of histogram': [
    /* @differentiable */ (p) => A.histogram(A.mul([1, 2, 2, 4], p), 3, { density: true }).edges,
    0.7,
  ],
  'density of histogram': [
    /* @differentiable */ (p) => A.histogram(A.mul([1, 2, 2, 4], p), 3, { density: true }).counts,
    0.7,
  ],
  'edges of histogram': [
    /* @differentiable */ (p) => A.histogram([1, 2, 2, 4], [0, p, 5], { density: true }).counts,
    3,
  ],
  'slope of leakyRelu': [/* @differentiable */ (p) => A.leakyRelu(x, p), 0.2],
  'alpha of elu': [/* @differentiable */ (p) => A.elu(x, p), 0.7],
  'low of hardtanh': [/* @differentiable */ (p) => A.hardtanh(x, p, 1), -0.77],
  'high of hardtanh': [/* @differentiable */ (p) => A.hardtanh(x, -1, p), 0.77],
  'lo of clip': [/* @differentiable */ (p) => A.clip(x, p, null), -0.77],
  'hi of clip': [/* @differentiable */ (p) => A.clip(x, null, p), 0.77],
  'value of full': [/* @differentiable */ (p) => A.full([2, 2], p), 0.7],
  'start of arange': [/* @differentiable */ (p) => A.arange(p, 3), 0.7],
  'step of arange': [/* @differentiable */ (p) => A.arange(1, 3, p), 0.7],
  'start of linspace': [/* @differentiable */ (p) => A.linspace(p, 3, 4), 0.7],
  'stop of linspace': [/* @differentiable */ (p) => A.linspace(0, p, 4, { endpoint: false }), 0.7],
  'start of logspace': [/* @differentiable */ (p) => A.logspace(p, 1, 4), 0.7],
  'stop of logspace': [/* @differentiable */ (p) => A.logspace(0, p, 4), 0.7],
  'base of logspace': [/* @differentiable */ (p) => A.logspace(0, 1, 4, { base: p }), 2.5],
  'q of quantile': [/* @differentiable */ (p) => A.quantile(x, p), 0.37],
  'q of quantile along an axis': [/* @differentiable */ (p) => A.quantile(x, p, { axis: 1 }), 0.37],
  'q in a list of quantile': [/* @differentiable */ (p) => A.quantile(x, [p, 0.5, 2 * p]), 0.37],
  'weights of average': [/* @differentiable */ (p) => A.average([1, 4], { weights: [p, 1] }), 0.7],
  'dx of trapezoid': [/* @differentiable */ (p) => A.trapezoid(x, { dx: p }), 0.7],
  'x of trapezoid': [/* @differentiable */ (p) => A.trapezoid([1, 4, 2], { x: [0, p, 3] }), 0.7],
  'left of interp': [/* @differentiable */ (p) => A.interp([-1, 0.5], [0, 1], [2, 3], { left: p }), 0.7],
  'right of interp': [/* @differentiable */ (p) => A.interp([2, 0.5], [0, 1], [2, 3], { right: p }), 0.7],
  'constantValues of pad': [/* @differentiable */ (p) => A.pad(x, 1, { constantValues: p }), 0.7],
  'weights of bincount': [/* @differentiable */ (p) => A.bincount([0, 2, 2], [p, 1, 2 * p]), 0.7],
  'values of put': [/* @differentiable */ (p) => A.put([1, 2, 3], [1], p), 0.7],
  'choice of where': [/* @differentiable */ (p) => A.where(A.less(x, 0), p, x), 0.7],
  'exponent of pow': [/* @differentiable */ (p) => A.pow([0.5, 2], p), 0.7],
  'bound of maximum': [/* @differentiable */ (p) => A.maximum(x, p), 0.77],
  'divisor of mod': [/* @differentiable */ (p) => A.mod([5, -7.3], p), 1.7],
  'a number among the elements of map': [
    /* @differentiable */ (p) => A.map((u: number, v: number) => u * Math.exp(v), x, p),
    0.7,
  ],
  'numbers of operations in place': [
    /* @differentiable */ (p) => {
      const y = A.copy(x);
      A.ops.mulseq(y, p);
      A.ops.addseq(y, p);
      return y;
    },
    0.7,
  ],
};

const one = /* @differentiable */ (z: number): number => z;
const whole = /* @differentiable */ (y: NDArray | number): number =>
  typeof y === 'number' ? y * y : (A.sum(A.mul(y, A.add(y, A.reshape(A.arange(y.size), y.shape)))) as number);

describe('settings of functions of arrays', () => {
  for (const [name, [f, p]] of Object.entries(settings))
    it(name, () => {
      const compiled = /* @differentiable */ (q: number): number => whole(f(q));
      const traced = /* @differentiable */ (q: number): number => {
        derivative(one, 1);
        return whole(f(q));
      };
      const [slope] = gradient(compiled, p);
      expect(Math.abs(slope), 'a gradient of zero').to.be.greaterThan(1e-3);
      expect(jvp(compiled, [p], [1])[1]).to.be.closeTo(slope, 1e-9 * (1 + Math.abs(slope)));
      expect(checkGradient(f, [p], { order: 2 }).ok).to.equal(true);
      expect(checkGradient(compiled, [p], { order: 2 }).ok).to.equal(true);
      expect(checkGradient(traced, [p]).ok).to.equal(true);
    });

  const shared: Readonly<Record<string, readonly [(x: NDArray, p: number) => NDArray | number, number]>> = {
    'eps of layerNorm': [/* @differentiable */ (a, p) => A.layerNorm(a, { axis: [0, 2], eps: p }), 0.3],
    'eps of rmsNorm': [/* @differentiable */ (a, p) => A.rmsNorm(a, { eps: p }), 0.3],
    'eps of batchNorm': [/* @differentiable */ (a, p) => A.batchNorm(a, { eps: p }), 0.3],
    'eps of groupNorm': [/* @differentiable */ (a, p) => A.groupNorm(a, 3, { eps: p }), 0.3],
    'ord 2.5 of vectorNorm': [/* @differentiable */ (a, p) => A.vectorNorm(a, { ord: p, axis: 1 }), 2.5],
    'ord 2 of vectorNorm': [/* @differentiable */ (a, p) => A.vectorNorm(a, { ord: p }), 2],
    'ord 1 of vectorNorm': [/* @differentiable */ (a, p) => A.vectorNorm(a, { ord: p, axis: [0, 1] }), 1],
    'ord −1 of vectorNorm': [/* @differentiable */ (a, p) => A.vectorNorm(a, { ord: p }), -1],
    'ord of norm': [/* @differentiable */ (a, p) => A.norm(a, { ord: p, axis: 2 }), 3],
    'ddof of variance': [/* @differentiable */ (a, p) => A.variance(a, { ddof: p, axis: 1 }), 1],
    'ddof of std': [/* @differentiable */ (a, p) => A.std(a, { ddof: p }), 1],
    'range of histogram': [
      /* @differentiable */ (a, p) =>
        A.mul(A.sum(a), A.histogram(a, 3, { range: [-p, p], density: true }).counts),
      2.1,
    ],
    'weights of histogram': [
      /* @differentiable */ (a, p) => A.histogram(x, [-2, p, 2], { weights: a, density: true }).counts,
      0.123,
    ],
  };
  for (const [name, [f, p]] of Object.entries(shared))
    it(`${name}, with the array`, () => {
      for (const a of [between([2, 3, 2], [-2, 2], 3), strided([2, 3, 2], [-2, 2], 4)])
        expect(checkGradient(f, [a, p], { order: 2 }).ok).to.equal(true);
    });

  it('have the derivatives of their formulas', () => {
    const squareNorm = /* @differentiable */ (p: number) => A.vectorNorm([3, 0, 4], { ord: p });
    const own = (9 * Math.log(3 / 5) + 16 * Math.log(4 / 5)) / 25;
    expect(gradient(squareNorm, 2)[0]).to.be.closeTo((5 / 2) * own, 1e-15);
    const normalised = /* @differentiable */ (eps: number) => A.layerNorm([1, 3], { eps }).get(1);
    expect(gradient(normalised, 0.5625)[0]).to.be.closeTo(-0.5 / 1.25 ** 3, 1e-15);
    const sample = /* @differentiable */ (ddof: number) => A.variance([1, 3], { ddof });
    expect(gradient(sample, 1)[0]).to.equal(2);
  });

  it('are zero for a norm of nothing but zeros', () => {
    const ofZeros = /* @differentiable */ (a: number[], p: number) => A.vectorNorm(a, { ord: p });
    for (const p of [0.5, 1, 1.5, 2, 3])
      expect(gradient(ofZeros, [0, 0], p)).to.deep.equal([[0, 0], 0], String(p));
  });

  it('of a histogram keep its numbers', () => {
    const { counts, edges } = A.histogram(
      [
        [1, 2],
        [2, 9],
      ],
      3,
      { range: [1, 4] },
    );
    expect([counts.dtype, counts.toArray(), edges.toArray()]).to.deep.equal([
      'int32',
      [1, 2, 0],
      [1, 2, 3, 4],
    ]);
    const given = [0, 1];
    const weighed = A.histogram([0.5], given, { weights: Float32Array.of(3) });
    expect([weighed.counts.dtype, weighed.edges.toArray()]).to.deep.equal(['float64', [0, 1]]);
    expect(weighed.edges.data).not.to.equal(given);
  });
});
