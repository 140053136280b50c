import {
  asarray,
  expm,
  gradient,
  logm,
  lstsq,
  matmul,
  matrixRank,
  matrixTranspose,
  NDArray,
  pinv,
  sqrtm,
  sum,
  type ArrayInput,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { testRule } from '../../../support/testRule';
import { expectDiffError } from '../../support/expectDiffError';
import { randomArray as random } from '../../support/randomArray';

describe('expm, logm and sqrtm', () => {
  it('differentiate twice, over stacks, and where eigenvalues coincide', () => {
    testRule(expm, [[[[0.3]]], [random(1, [3, 3])], [random(2, [2, 2, 2])], [[[0, 1], [0, 0]]], [[[1, 0], [0, 1]]]]); // prettier-ignore
    const points = [[[[2]]], [random(1, [3, 3], 2)], [random(2, [2, 2, 2], 2)], [[[2, 1], [0, 2]]], [[[1, 0], [0, 1]]]]; // prettier-ignore
    testRule(logm, points);
    testRule(sqrtm, points);
  });

  it('say which eigenvalue stands in the way', () => {
    expectDiffError(
      () => logm([[[1]], [[-2]]]),
      'DIFF3204',
      /matrix \[1\] of the stack.*eigenvalue -2.*logarithm/,
    );
    expectDiffError(() => sqrtm([[0]]), 'DIFF3204', /eigenvalue 0.*square root/);
    expectDiffError(() => expm([[1, 2]]), 'DIFF3201', /expm needs square matrices/);
  });

  it('give single precision for such', () => {
    const a = new NDArray(Float32Array.of(0, 1, 0, 0), [2, 2]);
    expect(expm(a).dtype).to.equal('float32');
    const f = /* @differentiable */ (x: NDArray): number => sum(expm(matrixTranspose(x)));
    expect(gradient(f, a)[0].dtype).to.equal('float32');
  });
});

describe('pinv, lstsq and matrixRank', () => {
  it('differentiate twice, of matrices of any shape, over stacks', () => {
    const shapes = [[3, 3], [4, 2], [2, 4], [2, 3, 2]]; // prettier-ignore
    testRule(
      pinv,
      shapes.map((shape) => [random(1, shape, 1)]),
    );
    const solution = /* @differentiable */ (a: ArrayInput, b: ArrayInput): NDArray => lstsq(a, b).x;
    testRule(solution, [
      ...shapes.map((shape) => [random(1, shape, 1), random(2, [shape.at(-2)!, 2])]),
      ...shapes.map((shape) => [random(1, shape, 1), random(2, [shape.at(-2)!])]),
    ]);
  });

  it('differentiate along changes that keep the rank', () => {
    const outer = /* @differentiable */ (x: ArrayInput): NDArray => pinv(matmul(matrixTranspose(x), x));
    const solved = /* @differentiable */ (x: ArrayInput, b: ArrayInput): NDArray =>
      lstsq(matmul(matrixTranspose(x), x), b).x;
    testRule(outer, [[random(1, [2, 4], 1)]], { rtol: 1e-5, step: 1e-3 });
    testRule(solved, [[random(1, [2, 4], 1), random(3, [4])]], { rtol: 1e-5, step: 1e-3 });
  });

  it('never throw for a matrix of small rank', () => {
    expect(lstsq([[0, 0], [0, 0]], [1, 2]).x.toArray()).to.deep.equal([0, 0]); // prettier-ignore
    const { x, rank, s } = lstsq([[[1, 1], [1, 1]], [[1, 0], [0, 1]]], [[2], [4]]); // prettier-ignore
    expect((rank as NDArray).toArray()).to.deep.equal([1, 2]);
    expect(x.get(0, 0, 0)).to.be.closeTo(1.5, 1e-15);
    expect(s.shape).to.deep.equal([2, 2]);
    expect(matrixRank([[1, 2], [2, 4.000001]])).to.equal(2); // prettier-ignore
    expect(matrixRank([[1, 2], [2, 4.000001]], { rcond: 1e-4 })).to.equal(1); // prettier-ignore
    expect(matrixRank(asarray([[0.1, 0.2], [0.3, 0.6000001]]))).to.equal(2); // prettier-ignore
    expectDiffError(() => pinv([[1]], { rcond: -1 }), 'DIFF3202', /-1 for rcond/);
    expectDiffError(() => lstsq([[1]], [1], 3 as never), 'DIFF3202', /rcond/);
  });
});
