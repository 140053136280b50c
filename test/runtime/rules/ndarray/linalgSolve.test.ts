import {
  asarray,
  checkGradient,
  det,
  gradient,
  hvp,
  inv,
  jvp,
  matrixTranspose,
  NDArray,
  slogdet,
  solve,
  sum,
  mul,
  square,
  triangularSolve,
  type ArrayInput,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { testRule } from '../../../support/testRule';
import { expectDiffError } from '../../support/expectDiffError';
import { randomArray as random, type Nested } from '../../support/randomArray';

const flipped = /* @differentiable */ (a: Nested[], b: Nested[]): NDArray => solve(matrixTranspose(a), b);

describe('solve', () => {
  it('gives what NumPy gives, over stacks too', () => {
    expect(solve([[2, 0], [1, 4]], [2, 5]).toArray()).to.deep.equal([1, 1]); // prettier-ignore
    const a = random(1, [3, 1, 4, 4], 2) as never;
    const b = random(2, [2, 4, 3]) as never;
    const x = solve(a, b);
    expect(x.shape).to.deep.equal([3, 2, 4, 3]);
    expect(solve(a, [1, 2, 3, 4]).shape).to.deep.equal([3, 1, 4]);
    const one = solve((a as number[][][][])[2][0], (b as number[][][])[1]);
    expect(x.pick(2, 1).toArray()).to.deep.equal(one.toArray());
    expect(solve(new NDArray(new Float64Array(0), [0, 0]), new NDArray(new Float64Array(0), [0, 2])).shape).to.deep.equal([0, 2]); // prettier-ignore
  });

  it('differentiates in both arguments, twice, over broadcast stacks', () => {
    testRule(solve, [
      [[[3]], [2]],
      [random(3, [3, 3], 1), random(4, [3])],
      [random(3, [3, 3], 1), random(4, [3, 2])],
      [random(5, [2, 2, 2], 2), random(6, [2])],
      [random(5, [2, 2], 2), random(6, [3, 2, 1])],
      [random(7, [2, 1, 2, 2], 2), random(8, [2, 2, 1])],
    ]);
    testRule(flipped, [[random(3, [3, 3], 1), random(4, [3, 2])]]);
  });

  it('takes views, and single precision, in which results come back', () => {
    const f = /* @differentiable */ (a: NDArray, b: NDArray): number =>
      sum(square(solve(matrixTranspose(a), b)));
    const a = new NDArray(
      Float32Array.from(random(9, [9]) as number[], (x, i) => x + (i % 4 === 0 ? 2 : 0)),
      [3, 3],
    );
    const b = new NDArray(Float32Array.of(9, 1, 9, 2, 9, 3), [3], [2], 1);
    expect(solve(a, b).dtype).to.equal('float32');
    const [da, db] = gradient(f, a, b);
    expect([da.dtype, db.dtype]).to.deep.equal(['float32', 'float32']);
    const wide = (x: NDArray): NDArray => asarray(x.toArray());
    const [da64, db64] = gradient(f, wide(a), wide(b));
    for (let i = 0; i < 3; i++) {
      expect(db.get(i)).to.be.closeTo(db64.get(i), 1e-5);
      for (let j = 0; j < 3; j++) expect(da.get(i, j)).to.be.closeTo(da64.get(i, j), 1e-5);
    }
    checkGradient(f, [wide(a), new NDArray(Float64Array.of(9, 1, 9, 2, 9, 3), [3], [2], 1)], { order: 2 });
  });

  it('says which matrix is singular, and which shapes do not fit', () => {
    expectDiffError(() => solve([[1, 2], [2, 4]], [1, 2]), 'DIFF3204', /column 1 depends/); // prettier-ignore
    expectDiffError(() => solve([[[1]], [[0]]], [[1]]), 'DIFF3204', /matrix \[1\] of the stack/);
    expectDiffError(() => solve([[1, 2]], [1]), 'DIFF3201', /square matrices.*\[1, 2\]/);
    expectDiffError(() => solve([[1]], [1, 2]), 'DIFF3201', /\[1, 1\].*\[2\]/);
    expectDiffError(() => solve([1], [1]), 'DIFF3201', /needs a matrix/);
    const z = new NDArray(new Float64Array(2), [1, 1], undefined, 0, 'complex128');
    expectDiffError(() => solve(z, [1]), 'DIFF3203', /complex128/);
  });
});

describe('triangularSolve', () => {
  it('reads one triangle', () => {
    expect(triangularSolve([[2, 99], [1, 4]], [2, 5], { lower: true }).toArray()).to.deep.equal([1, 1]); // prettier-ignore
    expect(triangularSolve([[2, 1], [99, 4]], [3, 4]).toArray()).to.deep.equal([1, 1]); // prettier-ignore
  });

  it('differentiates in both arguments, twice, with all options', () => {
    const points = [
      [random(3, [3, 3], 2), random(4, [3])],
      [random(5, [2, 2, 2], 2), random(6, [2, 1])],
    ];
    const upper = /* @differentiable */ (a: ArrayInput, b: ArrayInput) => triangularSolve(a, b);
    const lower = /* @differentiable */ (a: ArrayInput, b: ArrayInput) =>
      triangularSolve(a, b, { lower: true });
    const turned = /* @differentiable */ (a: ArrayInput, b: ArrayInput) =>
      triangularSolve(a, b, { lower: true, transpose: true });
    const unit = /* @differentiable */ (a: ArrayInput, b: ArrayInput) =>
      triangularSolve(a, b, { unitDiagonal: true });
    for (const f of [upper, lower, turned, unit]) testRule(f, points);
  });

  it('refuses a 0 on the diagonal, unless it does not count', () => {
    expectDiffError(() => triangularSolve([[1, 2], [0, 0]], [1, 2]), 'DIFF3204', /entry 1 of its diagonal/); // prettier-ignore
    expect(triangularSolve([[0, 2], [0, 0]], [1, 2], { unitDiagonal: true }).toArray()).to.deep.equal([-3, 2]); // prettier-ignore
  });
});

describe('inv', () => {
  it('differentiates twice, over stacks', () => {
    testRule(inv, [[[[4]]], [random(1, [3, 3], 1)], [random(2, [2, 2, 2], 2)]]);
  });

  it('refuses singular matrices', () => {
    expectDiffError(() => inv([[0, 0], [0, 1]]), 'DIFF3204', /inv was given a singular matrix/); // prettier-ignore
  });
});

describe('det and slogdet', () => {
  const log = /* @differentiable */ (a: ArrayInput) => slogdet(a).logabsdet;

  it('give numbers for matrices, arrays for stacks', () => {
    expect(det([[1, 2], [3, 4]])).to.equal(-2); // prettier-ignore
    expect((det([[[2]], [[3]]]) as NDArray).toArray()).to.deep.equal([2, 3]);
    expect(slogdet([[0, 2], [3, 0]]).sign).to.equal(-1); // prettier-ignore
    expect(slogdet([[0]])).to.deep.equal({ sign: 0, logabsdet: -Infinity });
    expect(det(new NDArray(new Float64Array(0), [0, 0]))).to.equal(1);
  });

  it('differentiate twice, over stacks', () => {
    const points = [[[[4]]], [random(1, [3, 3], 1)], [random(2, [2, 2, 2], 2)]];
    testRule(det, points);
    testRule(log, points);
  });

  it('differentiate a determinant twice at singular matrices of any rank', () => {
    testRule(det, [
      [[[1, 2, 3], [2, 4, 6], [1, 0, 1]]], // prettier-ignore
      [[[1, 2, 3], [2, 4, 6], [3, 6, 9]]], // prettier-ignore
      [[[0, 0, 0], [0, 0, 0], [0, 0, 0]]], // prettier-ignore
      [[[0]]],
    ]);
  });

  it('differentiate a determinant three times', () => {
    const f = /* @differentiable */ (a: number[][]): number => det(a) as number;
    const second = /* @differentiable */ (a: number[][]): number => {
      const w = [[1, 2, 0], [0, -1, 1], [3, 1, 1]]; // prettier-ignore
      return sum(mul(jvp(along, [a], [w])[1], w));
    };
    const along = /* @differentiable */ (a: number[][]): number[][] => gradient(f, a)[0];
    checkGradient(second, [random(1, [3, 3], 1) as number[][]]);
  });

  it('say that a logarithm has no derivative where a matrix is singular', () => {
    expectDiffError(() => gradient(log as (a: number[][]) => number, [[0]]), 'DIFF3204', /singular/);
    const h = hvp(det as (a: number[][]) => number, [[0, 0], [0, 0]], [[1, 2], [3, 4]]); // prettier-ignore
    expect(h).to.deep.equal([[4, -3], [-2, 1]]); // prettier-ignore
  });
});
