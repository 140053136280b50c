import { expect } from 'chai';
import * as runtime from '@diffjs/runtime';
import { type ArrayInput, checkGradient, DiffError, gradient, jvp, NDArray, sum } from '@diffjs/runtime';

type Unary = (x: ArrayInput) => NDArray;
type Binary = (x: ArrayInput, y: ArrayInput) => NDArray;

/** Each function with points where it is smooth. */
const unary: Readonly<Record<string, readonly [f: Unary, points: readonly number[]]>> = {
  erf: [runtime.erf, [-1.3, 0, 0.4, 2]],
  erfc: [runtime.erfc, [-1.3, 0, 0.4, 2]],
  erfinv: [runtime.erfinv, [-0.7, 0, 0.3, 0.9]],
  erfcinv: [runtime.erfcinv, [0.1, 0.7, 1.2, 1.8]],
  gamma: [runtime.gamma, [-1.4, 0.3, 1.5, 4.2]],
  lgamma: [runtime.lgamma, [-1.4, 0.3, 1.5, 14.2]],
  digamma: [runtime.digamma, [-1.4, 0.3, 1.5, 14.2]],
  trigamma: [runtime.trigamma, [-1.4, 0.3, 1.5, 14.2]],
  j0: [runtime.j0, [-3, 0, 0.7, 12]],
  j1: [runtime.j1, [-3, 0, 0.7, 12]],
  y0: [runtime.y0, [0.3, 1, 5, 12]],
  y1: [runtime.y1, [0.3, 1, 5, 12]],
  i0: [runtime.i0, [-3, 0, 0.7, 9]],
  i1: [runtime.i1, [-3, 0, 0.7, 9]],
  i0e: [runtime.i0e, [-3, 0.2, 0.7, 12]],
  i1e: [runtime.i1e, [-3, 0.2, 0.7, 12]],
  k0: [runtime.k0, [0.3, 1.2, 5]],
  k1: [runtime.k1, [0.3, 1.2, 5]],
  k0e: [runtime.k0e, [0.3, 1.2, 5]],
  k1e: [runtime.k1e, [0.3, 1.2, 5]],
  sigmoid: [runtime.sigmoid, [-2, 0, 0.4, 3]],
  expit: [runtime.expit, [-2, 0, 0.4, 3]],
  logit: [runtime.logit, [0.1, 0.5, 0.8]],
  logSigmoid: [runtime.logSigmoid, [-2, 0, 0.4, 3]],
  sinc: [runtime.sinc, [-1.2, 0, 0.001, 0.4, 2]],
  entr: [runtime.entr, [0.1, 0.5, 2]],
};

/** The same with two arguments; `only` says in which one there is a derivative. */
const binary: Readonly<
  Record<string, readonly [f: Binary, x: readonly number[], y: readonly number[], only?: 'x' | 'y']>
> = {
  polygamma: [runtime.polygamma, [0, 1, 2], [0.4, 1.3, 5], 'y'],
  beta: [runtime.beta, [0.4, 2, 11], [0.4, 3.5, 12]],
  betaln: [runtime.betaln, [0.4, 2, 11], [0.4, 3.5, 12]],
  gammainc: [runtime.gammainc, [0.5, 2, 3], [0.4, 1.5, 2.6], 'y'],
  gammaincc: [runtime.gammaincc, [0.5, 2, 3], [0.4, 1.5, 2.6], 'y'],
  jn: [runtime.jn, [0, 1, 3], [0.5, -2, 4], 'y'],
  yn: [runtime.yn, [0, 1, 3], [0.5, 2, 4], 'y'],
  iv: [runtime.iv, [0, 1, 3], [0.5, -2, 4], 'y'],
  ive: [runtime.ive, [0, 1, 3], [0.5, -2, 4], 'y'],
  kn: [runtime.kn, [0, 1, 3], [0.5, 2, 4], 'y'],
  kne: [runtime.kne, [0, 1, 3], [0.5, 2, 4], 'y'],
  sphericalJn: [runtime.sphericalJn, [0, 1, 3], [0.5, -2, 4], 'y'],
  xlogy: [runtime.xlogy, [0.5, -1, 2], [0.4, 1.5, 2.6]],
  xlog1py: [runtime.xlog1py, [0.5, -1, 2], [0.4, -0.5, 2.6]],
  relEntr: [runtime.relEntr, [0.5, 1, 2], [0.4, 1.5, 2.6]],
};

const vector = (numbers: readonly number[]): NDArray => new NDArray(Float64Array.from(numbers));

describe('special functions of arrays', () => {
  for (const [name, [f, points]] of Object.entries(unary)) {
    it(name, () => {
      const run = /* @differentiable */ (x: NDArray): NDArray => f(x);
      expect(checkGradient(run, [vector(points)], { order: 2 }).ok, 'of a vector').to.equal(true);
      // Columns of a matrix, backwards.
      const data = Float64Array.from(points.flatMap((x) => [x, 0.5]));
      const column = new NDArray(data, [data.length / 2, 1], [-2, 1], data.length - 2);
      expect(checkGradient(run, [column], { order: 2 }).ok, 'of a view').to.equal(true);
      const single = f(new NDArray(Float32Array.from(points)));
      expect(single.dtype).to.equal('float32');
      single.data.forEach((y, i) => {
        const whole = f(Math.fround(points[i])).data[0];
        expect(Math.abs(y - whole), `${name} of float32`).to.be.at.most(2 ** -22 * Math.abs(whole));
      });
      expect(f(new NDArray(new Float64Array(0), [2, 0])).shape).to.deep.equal([2, 0]);
      expect(f(points[0]).shape).to.deep.equal([]);
    });
  }

  for (const [name, [f, x, y, only]] of Object.entries(binary)) {
    it(name, () => {
      const whole = new NDArray(Float64Array.from(x), [x.length, 1]);
      const both = /* @differentiable */ (a: NDArray, b: NDArray): NDArray => f(a, b);
      const second = /* @differentiable */ (b: NDArray): NDArray => f(whole, b);
      if (only === undefined) {
        expect(checkGradient(both, [vector(x), vector(y)], { order: 2 }).ok).to.equal(true);
        expect(checkGradient(both, [whole, vector(y)], { order: 2 }).ok, 'broadcast').to.equal(true);
      } else expect(checkGradient(second, [vector(y)], { order: 2 }).ok, 'broadcast').to.equal(true);
      const one = /* @differentiable */ (b: number): number => sum(f(vector(x), b));
      expect(checkGradient(one, [Math.abs(y[0])], { order: 2 }).ok, 'a number').to.equal(true);
      expect(f(new NDArray(Float32Array.from(x)), y[0]).dtype).to.equal('float32');
      expect(f(new NDArray(new Float64Array(0), [0, 1]), vector(y)).shape).to.deep.equal([0, y.length]);
    });
  }

  it('betainc', () => {
    const f = /* @differentiable */ (x: NDArray): NDArray => runtime.betainc([[2], [3.5]], 1.5, x);
    expect(checkGradient(f, [vector([0.2, 0.5, 0.9])], { order: 2 }).ok).to.equal(true);
    expect(f(vector([0.2, 0.5, 0.9])).shape).to.deep.equal([2, 3]);
    expect(() => runtime.betainc([1, 2], [1, 2, 3], 0.5)).to.throw(DiffError, 'DIFF3201');
  });

  it('NaN where no formula is known, if it is asked for', () => {
    const byShape = [
      /* @differentiable */ (a: number): number => sum(runtime.gammainc(a, [1, 2])),
      /* @differentiable */ (a: number): number => sum(runtime.gammaincc(a, [1, 2])),
      /* @differentiable */ (a: number): number => sum(runtime.betainc(a, 2, [0.1, 0.2])),
      /* @differentiable */ (a: number): number => sum(runtime.betainc(2, a, [0.1, 0.2])),
    ];
    for (const f of byShape) {
      expect(gradient(f, 2)).to.deep.equal([NaN]);
      expect(jvp(f, [2], [1])[1]).to.deep.equal(NaN);
    }
    const shapes = vector([2, 3]);
    const constant = /* @differentiable */ (x: NDArray): NDArray =>
      runtime.add(runtime.gammainc(shapes, x), runtime.betainc(shapes, [1, 2], x));
    expect(checkGradient(constant, [vector([0.3, 0.4])], { order: 2 }).ok).to.equal(true);
  });

  it('a zero cotangent gives zero at poles', () => {
    const f = /* @differentiable */ (x: NDArray): number => {
      const parts = [
        runtime.gamma(x),
        runtime.lgamma(x),
        runtime.digamma(x),
        runtime.y0(x),
        runtime.k1(x),
        runtime.logit(x),
        runtime.erfinv(runtime.sub(1, x)),
        runtime.entr(x),
        runtime.xlogy(1, x),
      ];
      let s = 0;
      for (const part of parts) s += part.get(1);
      return s;
    };
    const [d] = gradient(f, vector([0, 0.25]));
    expect(d.get(0)).to.equal(0);
    expect(jvp(f, [vector([0, 0.25])], [vector([0, 1])])[1]).to.be.closeTo(
      d.get(1),
      1e-9 * Math.abs(d.get(1)),
    );
  });

  it('slopes at the ends', () => {
    const slope = (f: Unary, at: number): number =>
      gradient(/* @differentiable */ (x: NDArray) => sum(f(x)), vector([at]))[0].get(0);
    expect(slope(runtime.erf, Infinity)).to.equal(0);
    expect(slope(runtime.erf, 1e300)).to.equal(0);
    expect(slope(runtime.sigmoid, -Infinity)).to.equal(0);
    expect(slope(runtime.logSigmoid, -1000)).to.equal(1);
    expect(slope(runtime.logSigmoid, Infinity)).to.equal(0);
    expect(slope(runtime.sinc, 0)).to.equal(0);
    expect(slope(runtime.entr, 0)).to.equal(Infinity);
    expect(slope(runtime.j1, 0)).to.be.closeTo(0.5, 1e-15);
    const inBoth = gradient(/* @differentiable */ (x: number, y: number) => sum(runtime.xlogy(x, y)), 0, 0);
    expect(inBoth).to.deep.equal([-Infinity, 0]);
  });
});
