import { cond, gradient, norm, trace, NDArray, type ArrayInput, type NormOptions } from '@diffjs/runtime';
import { expect } from 'chai';
import { testRule } from '../../../support/testRule';
import { golden } from '../../ndarray/linalg/support';
import { expectDiffError } from '../../support/expectDiffError';
import { randomArray as random } from '../../support/randomArray';

/** Norms with given options, as functions of the array alone. */
const withOptions = (options: NormOptions) => {
  /* @differentiable */
  return (x: ArrayInput): NDArray | number => norm(x, options);
};

describe('norm', () => {
  for (const [name, { a, m, n, norms }] of Object.entries(golden.rectangles)) {
    it(`of matrices agrees with NumPy: ${name}`, () => {
      const A = new NDArray(Float64Array.from(a), [m, n]);
      for (const [order, value] of Object.entries(norms)) {
        const ord = { inf: Infinity, '-inf': -Infinity }[order] ?? (/\d/.test(order) ? Number(order) : order);
        expect(norm(A, { ord: ord as never })).to.be.closeTo(value, 1e-14 * (1 + value));
      }
    });
  }

  it('of vectors has all orders, and axes', () => {
    const x = [3, -4, 0];
    const values = [[2, 5], [1, 7], [Infinity, 4], [-Infinity, 0], [0, 2], [3, 91 ** (1 / 3)]]; // prettier-ignore
    for (const [ord, value] of values) expect(norm(x, { ord })).to.be.closeTo(value, 1e-14);
    expect(norm([1e300, 1e300])).to.be.closeTo(Math.SQRT2 * 1e300, 1e285);
    expect(norm([1, NaN], { ord: Infinity })).to.be.NaN;
    expect(norm(7)).to.equal(7);
    const cube = new NDArray(
      Float64Array.from({ length: 24 }, (_, i) => i),
      [2, 3, 4],
    );
    expect((norm(cube, { axis: 1 }) as NDArray).shape).to.deep.equal([2, 4]);
    expect((norm(cube, { axis: [0, 2], keepdims: true, ord: 2 }) as NDArray).shape).to.deep.equal([1, 3, 1]);
    expect(norm(cube)).to.be.closeTo(Math.sqrt(4324), 1e-12);
  });

  it('differentiates twice, with any order and axes', () => {
    const vector = [random(1, [4])];
    for (const ord of [null, 1, 2, 3, 1.5, -2, Infinity, -Infinity]) testRule(withOptions({ ord }), [vector]);
    const matrix = [random(2, [3, 2], 1)];
    for (const ord of ['fro', 'nuc', 1, -1, 2, -2, Infinity, -Infinity] as const)
      testRule(withOptions({ ord }), [matrix]);
    testRule(withOptions({ axis: 0 }), [matrix]);
    testRule(withOptions({ axis: [2, 0], ord: 2, keepdims: true }), [[random(3, [2, 3, 2])]]);
  });

  it('has the derivative 0 at 0, and equal shares where values tie', () => {
    const two = withOptions({});
    const most = withOptions({ ord: Infinity });
    expect(gradient(two as (x: number[]) => number, [0, 0])[0]).to.deep.equal([0, 0]);
    expect(gradient(most as (x: number[]) => number, [2, -2, 1])[0]).to.deep.equal([0.5, -0.5, 0]);
    const nuclear = withOptions({ ord: 'nuc' });
    expect(gradient(nuclear as (x: number[][]) => number, [[0, 0], [0, 0]])[0]).to.deep.equal([[0, 0], [0, 0]]); // prettier-ignore
  });

  it('says which order or axis does not fit', () => {
    expectDiffError(() => norm([1], { ord: 'fro' }), 'DIFF3202', /fro.*vectors/);
    expectDiffError(() => norm([[1]], { ord: 3 }), 'DIFF3202', /3 for matrices/);
    expectDiffError(() => norm([[[1]]], { ord: 2 }), 'DIFF3202', /axis/);
    expectDiffError(() => norm([[1]], { axis: [0, 0] }), 'DIFF3202', /two different/);
  });
});

describe('cond and trace', () => {
  const reciprocal = /* @differentiable */ (a: ArrayInput) => cond(a, { ord: -2 });
  const one = /* @differentiable */ (a: ArrayInput) => cond(a, { ord: 1 });
  const beside = /* @differentiable */ (a: ArrayInput) => trace(a, { offset: -1 });

  for (const [name, { a, n, cond: value }] of Object.entries(golden.squares)) {
    it(`agrees with NumPy: ${name}`, () => {
      const A = new NDArray(Float64Array.from(a), [n, n]);
      expect((cond(A) as number) / value).to.be.closeTo(1, 1e-15 * value + 1e-13);
    });
  }

  it('of singular matrices and of stacks', () => {
    expect(cond([[1, 2], [2, 4]])).to.be.greaterThan(1e15); // prettier-ignore
    expect(cond([[0, 0], [0, 1]])).to.equal(Infinity); // prettier-ignore
    expect((cond([[[1]], [[2]]]) as NDArray).toArray()).to.deep.equal([1, 1]);
    expect((trace([[[1]], [[2]]]) as NDArray).toArray()).to.deep.equal([1, 2]);
    expect(beside([[1, 2], [3, 4]])).to.equal(3); // prettier-ignore
    expectDiffError(() => cond([[1]], { ord: 3 }), 'DIFF3202', /ord 3/);
    expectDiffError(() => trace([1]), 'DIFF3201');
  });

  it('differentiate twice, over stacks', () => {
    const points = [[random(1, [3, 3], 1)], [random(2, [2, 2, 2], 1)]];
    for (const f of [cond, reciprocal, one, trace, beside]) testRule(f, points);
    testRule(trace, [[random(3, [2, 3])]]);
  });
});
