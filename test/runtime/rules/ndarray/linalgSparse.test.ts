import {
  bandedSolve,
  Csr,
  gradient,
  type NDArray,
  square,
  sum,
  tridiagonalSolve,
  type ArrayInput,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { testRule } from '../../../support/testRule';
import { expectDiffError } from '../../support/expectDiffError';
import { randomArray as random } from '../../support/randomArray';

describe('bandedSolve and tridiagonalSolve', () => {
  const three = /* @differentiable */ (band: ArrayInput, b: ArrayInput): NDArray =>
    bandedSolve([1, 1], band, b);
  const uneven = /* @differentiable */ (band: ArrayInput, b: ArrayInput): NDArray =>
    bandedSolve([2, 1], band, b);

  it('solve over stacks', () => {
    const band = [[9, 1, 1], [2, 3, 4], [1, 1, 9]]; // prettier-ignore
    for (const x of bandedSolve([1, 1], band, [3, 5, 5]).data) expect(x).to.be.closeTo(1, 1e-15);
    for (const x of tridiagonalSolve([1, 1], [2, 3, 4], [1, 1], [3, 5, 5]).data)
      expect(x).to.be.closeTo(1, 1e-15);
    expect(tridiagonalSolve([[0, 0], [1, 1]], [1, 2, 3], [0, 0], [[1], [2], [3]]).shape).to.deep.equal([2, 3, 1]); // prettier-ignore
    expect(tridiagonalSolve(new Float64Array(0), [2], new Float64Array(0), [4]).toArray()).to.deep.equal([2]);
  });

  it('differentiate in all arguments, twice, over stacks', () => {
    const strong = (seed: number, shape: number[], row: number): unknown => {
      const add = (x: unknown, depth: number, path: number[]): unknown =>
        depth === 0
          ? (x as number) + (path.at(-2) === row ? 2 : 0)
          : (x as unknown[]).map((y, i) => add(y, depth - 1, [...path, i]));
      return add(random(seed, shape), shape.length, []);
    };
    testRule(three, [
      [strong(1, [3, 4], 1), random(2, [4])],
      [strong(1, [2, 3, 2], 1), random(2, [2, 1])],
    ]);
    testRule(uneven, [[strong(1, [4, 4], 1), random(2, [4, 2])]]);
    testRule(tridiagonalSolve, [
      [random(1, [2]), [2, 3, 2], random(2, [2]), random(3, [3])],
      [random(1, [2, 1]), [2, 3], random(2, [1]), random(3, [2, 1])],
    ]);
  });

  it('say what is wrong', () => {
    expectDiffError(() => bandedSolve([1, 0], [[1, 1]], [1, 1]), 'DIFF3201', /need 2 rows/);
    expectDiffError(() => bandedSolve([-1, 0], [[1, 1]], [1, 1]), 'DIFF3202', /bandwidths/);
    expectDiffError(() => tridiagonalSolve([1], [1, 1], [1], [1, 2]), 'DIFF3204', /column 1/);
    expectDiffError(() => tridiagonalSolve([1, 2], [1, 1], [1], [1, 2]), 'DIFF3201', /\[2, 2, 1\]/);
  });
});

describe('Csr', () => {
  const dense = [[2, 0, 1], [0, 3, 0], [1, 0, 4]]; // prettier-ignore

  it('multiplies, transposes and solves', () => {
    const a = Csr.fromDense([[1, 0, 2], [0, 3, 0]]); // prettier-ignore
    expect(a.shape).to.deep.equal([2, 3]);
    expect(a.values.toArray()).to.deep.equal([1, 2, 3]);
    expect(a.matvec([1, 1, 1]).toArray()).to.deep.equal([3, 3]);
    expect(a.matmul([[1, 0], [0, 1], [1, 1]]).toArray()).to.deep.equal([[3, 2], [0, 3]]); // prettier-ignore
    expect(a.transpose().toDense().toArray()).to.deep.equal([[1, 0], [0, 3], [2, 0]]); // prettier-ignore
    const b = Csr.fromTriplets([2, 2], [0, 1, 1, 0], [0, 1, 0, 0], [1, 4, 1, 1]);
    expect(b.toDense().toArray()).to.deep.equal([[2, 0], [1, 4]]); // prettier-ignore
    expect(b.solve([2, 5]).toArray()).to.deep.equal([1, 1]);
    expect(b.solve([[2, 4], [5, 10]]).toArray()).to.deep.equal([[1, 2], [1, 2]]); // prettier-ignore
  });

  it('differentiates in values and operands, twice', () => {
    const make = /* @differentiable */ (values: ArrayInput): Csr =>
      Csr.fromTriplets([3, 3], [0, 1, 2, 0, 2, 0], [0, 1, 2, 2, 0, 0], values);
    const values = [3, 2, 4, 1, -1, 0.5];
    const matvec = /* @differentiable */ (v: ArrayInput, x: ArrayInput): NDArray => make(v).matvec(x);
    const matmul = /* @differentiable */ (v: ArrayInput, x: ArrayInput): NDArray =>
      make(v).transpose().matmul(x);
    const solve = /* @differentiable */ (v: ArrayInput, b: ArrayInput): NDArray => make(v).solve(b);
    const turned = /* @differentiable */ (v: ArrayInput, b: ArrayInput): NDArray =>
      make(v).transpose().solve(b);
    testRule(matvec, [[values, random(1, [3])]]);
    testRule(matmul, [[values, random(1, [3, 2])]]);
    testRule(solve, [
      [values, random(1, [3])],
      [values, random(1, [3, 2])],
    ]);
    testRule(turned, [[values, random(1, [3])]]);
  });

  it('has the entries of a dense matrix, and their derivatives', () => {
    const f = /* @differentiable */ (a: number[][]): number => {
      const sparse = Csr.fromDense(a);
      return sum(square(sparse.matvec([1, 2, 3]))) + sum(sparse.toDense());
    };
    // 2·y·xᵀ + 1 where there is an entry; y = [5, 6, 13].
    expect(gradient(f, dense)[0]).to.deep.equal([[11, 0, 31], [0, 25, 0], [27, 0, 79]]); // prettier-ignore
  });

  it('says what is wrong', () => {
    const a = Csr.fromDense(dense);
    expectDiffError(() => a.matvec([1, 2]), 'DIFF3201', /\[3, 3\].*\[2, 1\]/);
    expectDiffError(() => a.solve([1, 2]), 'DIFF3201', /\[2\]/);
    expectDiffError(() => Csr.fromDense([[1, 2], [2, 4]]).solve([1, 2]), 'DIFF3204', /no pivot is left/); // prettier-ignore
    expectDiffError(() => Csr.fromDense([[1, 2]]).solve([1]), 'DIFF3201', /square/);
    expectDiffError(() => Csr.fromTriplets([1, 1], [0], [1], [1]), 'DIFF3202', /\[0, 1\]/);
    expectDiffError(() => Csr.fromTriplets([1, 1], [0], [0], [1, 2]), 'DIFF3201', /1 rows/);
  });
});
