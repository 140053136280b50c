import { asarray, eig, eigvals, gradient, jvp, NDArray, type ArrayInput } from '@diffjs/runtime';
import { expect } from 'chai';
import { testRule } from '../../../support/testRule';
import { expectDiffError } from '../../support/expectDiffError';
import { randomArray as random } from '../../support/randomArray';

/** Real and imaginary parts in turn. */
const numbers = /* @differentiable */ (a: ArrayInput): Float64Array[] => {
  const { values, vectors } = eig(a);
  return [values.data as Float64Array, vectors.data as Float64Array];
};
const values = /* @differentiable */ (a: ArrayInput): Float64Array => eigvals(a).data as Float64Array;

const turning = [[1, -2, 0.5], [2, 1, 0.3], [0.1, 0.4, 3]]; // prettier-ignore

describe('eig and eigvals', () => {
  it('give complex numbers, of stacks too', () => {
    const { values: w, vectors: v } = eig([turning, [[3, 1, 0], [0, 2, 1], [0, 0, 1]]]); // prettier-ignore
    expect([w.shape, v.shape, w.dtype]).to.deep.equal([[2, 3], [2, 3, 3], 'complex128']); // prettier-ignore
    expect(eigvals(asarray([[4]])).toArray()).to.deep.equal([[4, 0]]);
    const single = new NDArray(Float32Array.of(0, -1, 1, 0), [2, 2]);
    expect(eig(single).values.dtype).to.equal('complex64');
    expect(eigvals(new NDArray(new Float64Array(0), [0, 0])).shape).to.deep.equal([0]);
  });

  it('differentiate twice: real and complex values, over stacks', () => {
    const points = [
      [[[2]]],
      [[[1, 2], [0.5, 3]]], // prettier-ignore
      [turning],
      [random(4, [4, 4], 1)],
      [[random(5, [2, 2]), [[0, -1], [2, 0.5]]]], // prettier-ignore
    ];
    testRule(values, points, { step: 1e-3, rtol: 1e-5 });
    testRule(numbers, points, { step: 1e-3, rtol: 1e-5 });
  });

  it('differentiate functions that treat equal eigenvalues alike', () => {
    const squares = /* @differentiable */ (a: number[][]): number => {
      const w = eig(a).values;
      let sum = 0;
      for (let i = 0; i < 4; i += 2) sum += w.data[i] * w.data[i];
      return sum;
    };
    expect(gradient(squares, [[3, 0], [0, 3]])[0]).to.deep.equal([[6, 0], [0, 6]]); // prettier-ignore
  });

  it('refuse others, and matrices that cannot be diagonalised', () => {
    const vector = /* @differentiable */ (a: number[][]): number => eig(a).vectors.data[2];
    const value = /* @differentiable */ (a: number[][]): number => eigvals(a).data[0];
    expectDiffError(() => gradient(vector, [[3, 0], [0, 3]]), 'DIFF3204', /eigenvalues 0 and 1 coincide/); // prettier-ignore
    expectDiffError(() => jvp(vector, [[[3, 0], [0, 3]]], [[[0, 1], [0, 0]]]), 'DIFF3204'); // prettier-ignore
    expectDiffError(() => gradient(value, [[1, 1], [0, 1]]), 'DIFF3204', /cannot be diagonalised/); // prettier-ignore
    expectDiffError(() => eig([[1, 2]]), 'DIFF3201', /square/);
  });
});
