import { expect } from 'chai';
import * as A from '@diffjs/runtime';
import { checkGradient, derivative, type NDArray } from '@diffjs/runtime';
import { codeOf } from '../../../support/codeOf.js';
import { between, strided } from '../../support/arrays.js';

const bounds = [-2, 2] as const;
const one = /* @differentiable */ (z: number): number => z;

describe('arrays that are made', () => {
  it('of numbers that are differentiated', () => {
    const functions: Readonly<Record<string, (a: number, b: number) => NDArray>> = {
      full: /* @differentiable */ (a, b) => A.full([2, 2], a * b),
      arange: /* @differentiable */ (a, b) => A.square(A.arange(a, a + 3.1 * b, b)),
      linspace: /* @differentiable */ (a, b) => A.exp(A.linspace(a, b, 5)),
      'linspace without its end': /* @differentiable */ (a, b) =>
        A.exp(A.linspace(a, b, 5, { endpoint: false })),
      logspace: /* @differentiable */ (a, b) => A.logspace(a, b, 4, { base: 2 + a }),
      array: /* @differentiable */ (a, b) =>
        A.array([
          [a, b],
          [a * b, 1],
        ]),
      'zeros and ones': /* @differentiable */ (a, b) => {
        const x = A.zeros([2, 2]);
        const y = A.ones(2);
        x.set(0, 1, a * b);
        y.set(1, a);
        return A.mul(x, y);
      },
    };
    for (const f of Object.values(functions)) {
      checkGradient(f, [0.7, 0.4], { order: 2 });
      checkGradient(
        /* @differentiable */ (a: number, b: number) => {
          derivative(one, 1);
          return f(a, b);
        },
        [0.7, 0.4],
      );
    }
  });

  it('of parts of others', () => {
    const functions: Readonly<Record<string, (x: NDArray) => NDArray>> = {
      diag: /* @differentiable */ (x) => A.diag(A.square(x)),
      'a diagonal above': /* @differentiable */ (x) => A.diag(A.square(x), 1),
      'a diagonal below': /* @differentiable */ (x) => A.diag(A.square(x), -1),
      tril: /* @differentiable */ (x) => A.tril(A.square(x), 1),
      triu: /* @differentiable */ (x) => A.triu(A.square(x), 1),
      meshgrid: /* @differentiable */ (x) => {
        const [a, b] = A.meshgrid([A.sum(x, { axis: 0 }), A.sum(x, { axis: 1 })]);
        return A.mul(A.square(a!), b!);
      },
      astype: /* @differentiable */ (x) => A.square(A.astype(x, 'complex128')),
    };
    for (const f of Object.values(functions)) {
      for (const x of [between([2, 3], bounds), strided([2, 3], bounds)]) checkGradient(f, [x], { order: 2 });
      checkGradient(
        /* @differentiable */ (x: NDArray) => {
          derivative(one, 1);
          return f(x);
        },
        [strided([2, 3], bounds)],
      );
    }
    for (const k of [0, 1, -2])
      checkGradient(/* @differentiable */ (x: NDArray) => A.diag(A.square(x), k), [between([3], bounds)], {
        order: 2,
      });
  });

  it('have the values that NumPy gives', () => {
    expect(A.zeros([2, 0]).shape).to.deep.equal([2, 0]);
    expect(A.ones([2], 'complex128').toArray()).to.deep.equal([
      [1, 0],
      [1, 0],
    ]);
    expect(A.onesLike(A.zeros([2], 'int8')).dtype).to.equal('int8');
    expect(A.full([], 3).item()).to.equal(3);
    expect(A.full(2, [1, 2], 'float32').data).to.deep.equal(Float32Array.of(1, 2));
    expect(A.arange(3, 1, -0.5).toArray()).to.deep.equal([3, 2.5, 2, 1.5]);
    expect(A.arange(3, 1).toArray()).to.deep.equal([]);
    expect(A.arange(3, undefined, 1, { dtype: 'int32' }).data).to.deep.equal(Int32Array.of(0, 1, 2));
    expect(A.linspace(1, 2, 1).toArray()).to.deep.equal([1]);
    expect(A.linspace(0.1, 0.7, 7).get(6)).to.equal(0.7);
    expect(A.eye(2, 3, -1).toArray()).to.deep.equal([
      [0, 0, 0],
      [1, 0, 0],
    ]);
    expect(A.tri(2, 2, -1).toArray()).to.deep.equal([
      [0, 0],
      [1, 0],
    ]);
    expect(A.identity(1, 'int32').data).to.deep.equal(Int32Array.of(1));
    const [x, y] = A.meshgrid(
      [
        [1, 2],
        [3, 4, 5],
      ],
      { indexing: 'ij' },
    );
    expect(x!.shape).to.deep.equal([2, 3]);
    expect(y!.get(1, 2)).to.equal(5);
    expect(A.astype([1.5, -0, NaN], 'bool').toArray()).to.deep.equal([1, 0, 1]);
    expect(A.array(between([2, 2], bounds), { dtype: 'float32' }).dtype).to.equal('float32');
  });

  it('are refused where they cannot be', () => {
    expect(codeOf(() => A.zeros([2, -1]))).to.equal('DIFF3201');
    expect(codeOf(() => A.zeros(2, 'int64' as 'int32'))).to.equal('DIFF3203');
    expect(codeOf(() => A.arange(0, 1, 0))).to.equal('DIFF3202');
    expect(codeOf(() => A.linspace(0, 1, 2.5))).to.equal('DIFF3202');
    expect(codeOf(() => A.diag(A.zeros([1, 1, 1])))).to.equal('DIFF3201');
    expect(codeOf(() => A.tril([1, 2]))).to.equal('DIFF3201');
    expect(codeOf(() => A.meshgrid([[[1]]]))).to.equal('DIFF3201');
    expect(codeOf(() => A.astype(A.ones(1, 'complex128'), 'float64'))).to.equal('DIFF3203');
  });
});
