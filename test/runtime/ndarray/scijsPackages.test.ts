import { createRequire } from 'node:module';
import { expect } from 'chai';
import ndarray, { type NdArray } from 'ndarray';
import { checkGradient, gradient, NDArray, ops, pullback } from '@diffjs/runtime';
import { defineScijs } from '@diffjs/runtime/ndarray';
import '@diffjs/runtime/ndarray-ops';
import { codeOf } from '../../support/codeOf.js';

// They come without types.
const load = createRequire(__filename);
type Matrix = NdArray<Float64Array>;
const gemm = load('ndarray-gemm') as (...args: unknown[]) => void;
const pack = load('ndarray-pack') as (list: unknown, result?: unknown) => Matrix;
const scratch = load('ndarray-scratch') as {
  malloc(shape: number[]): Matrix;
  zeros(shape: number[]): Matrix;
  clone(x: Matrix): Matrix;
  free(x: Matrix): void;
};
const zeros = load('zeros') as (shape: number[]) => Matrix;

/** Made from texts, as cwise makes them. */
/* eslint-disable no-new-func -- what has no source is what this is about */
const fill = new Function(
  'array',
  'f',
  'for (let i = 0; i < array.shape[0]; i++) for (let j = 0; j < array.shape[1]; j++) array.set(i, j, f(i, j)); return array;',
) as (array: unknown, f: (i: number, j: number) => number) => Matrix;
const unpack = new Function(
  'array',
  'return Array.from({ length: array.shape[0] }, (_, i) => Array.from({ length: array.shape[1] }, (_, j) => array.get(i, j)));',
) as (array: unknown) => number[][];
/* eslint-enable no-new-func */

defineScijs({ gemm, pack, unpack, fill, scratch: scratch as never });

const A = (): Matrix => ndarray(Float64Array.of(0.4, -0.7, 1.1, 0.3, 0.9, -0.2), [2, 3]);
const B = (): Matrix => ndarray(Float64Array.of(0.5, -1.5, 2.5, 0.1, -0.3, 0.8), [3, 2], [1, 3]);

const cases: Readonly<Record<string, (a: Matrix, b: Matrix, s: number) => unknown>> = {
  'ndarray-gemm': /* @differentiable */ (a, b, s) => {
    const c = ndarray(new Float64Array(4), [2, 2]);
    gemm(c, a, b);
    gemm(c, b.transpose(1, 0), a.transpose(1, 0), s, 0.5);
    gemm(c, a, b, 1, s);
    return c;
  },
  'ndarray-gemm on nested arrays': /* @differentiable */ (a, b, s) => {
    const c = [
      [s, 1],
      [2, 3],
    ];
    gemm(c, unpack(a), unpack(b), 2, s);
    return c;
  },
  'ndarray-pack': /* @differentiable */ (a, b, s) => {
    const packed = pack([
      [a.get(0, 1), b.get(1, 1) * s],
      [s, 2],
    ]);
    return ops.muleq(packed, packed.transpose(1, 0));
  },
  'ndarray-unpack': /* @differentiable */ (a, b) => unpack(a)[1]![2]! * unpack(b)[1]![0]!,
  'ndarray-fill': /* @differentiable */ (a, b, s) => {
    const filled = fill(ndarray(new Float64Array(6), [3, 2]), (i, j) => b.get(i, j) * s * (i - j));
    return ops.muleq(filled, a.transpose(1, 0));
  },
  'ndarray-scratch and zeros': /* @differentiable */ (a, b, s) => {
    const c = scratch.clone(a);
    const d = scratch.malloc([2, 3]);
    const e = zeros([2, 3]);
    const f = scratch.zeros([2, 3]);
    ops.mul(d, c, a);
    scratch.free(c);
    ops.muls(e, d, s);
    ops.addeq(f, e);
    const g = scratch.clone(f);
    ops.muleq(g, b.transpose(1, 0));
    scratch.free(f);
    return ops.norm2squared(g) + g.get(1, 1);
  },
};

describe('packages around scijs’ ndarray', () => {
  for (const [name, f] of Object.entries(cases)) {
    it(name, () => {
      expect(checkGradient(f, [A(), B(), 1.3], { order: 2 }).ok).to.equal(true);
      const own = /* @differentiable */ (a: Float64Array, b: Float64Array, s: number): unknown =>
        f(ndarray(a, [2, 3]), ndarray(b, [3, 2]), s);
      expect(checkGradient(own, [A().data, B().data, 1.3]).ok).to.equal(true);
    });
  }

  it('give what they give without derivatives, bit for bit', () => {
    const numbers = (seed: number, shape: number[]): Matrix =>
      ndarray(
        Float64Array.from({ length: shape[0]! * shape[1]! }, (_, i) => Math.sin(seed + 7.3 * i) / 3),
        shape,
      );
    const product = /* @differentiable */ (a: Matrix, b: Matrix): Matrix => {
      const c = numbers(3, [40, 45]);
      gemm(c, a, b, 1.7, 0.3);
      return c;
    };
    const args = (): [Matrix, Matrix] => [numbers(1, [40, 37]), numbers(2, [37, 45])];
    const [value] = pullback(product, ...args());
    expect(value.data).to.deep.equal(product(...args()).data);
  });

  it('say what cwise cannot do', () => {
    const compile = load('cwise-compiler') as (spec: object) => (...args: unknown[]) => unknown;
    const twice = compile({
      args: ['array'],
      pre: { body: '', args: [], thisVars: [], localVars: [] },
      body: {
        body: 'a=2*a',
        args: [{ name: 'a', lvalue: true, rvalue: true, count: 1 }],
        thisVars: [],
        localVars: [],
      },
      post: { body: '', args: [], thisVars: [], localVars: [] },
      funcName: 'twice',
    });
    const f = /* @differentiable */ (a: Matrix): number => {
      twice(a);
      return a.get(0, 0);
    };
    expect(() => gradient(f, A())).to.throw(/cwise made it from a text/);
    expect(codeOf(() => gradient(f, A()))).to.equal('DIFF3101');
  });

  it('take both kinds of arrays', () => {
    const f = /* @differentiable */ (a: NDArray, b: NDArray): number => {
      const c = new NDArray(new Float64Array(4), [2, 2]);
      gemm(c, a, b);
      return ops.prod(c);
    };
    const args = [new NDArray(A().data, [2, 3]), new NDArray(B().data, [3, 2])];
    expect(checkGradient(f, args as never, { order: 2 }).ok).to.equal(true);
  });
});
