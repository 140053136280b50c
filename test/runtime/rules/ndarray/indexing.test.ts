import { expect } from 'chai';
import {
  argwhere,
  bincount,
  booleanMask,
  compress,
  gather,
  gradient,
  indexAdd,
  mul,
  NDArray,
  nonzero,
  oneHot,
  pullback,
  put,
  putAlongAxis,
  scatter,
  scatterAdd,
  slice,
  square,
  sum,
  take,
  takeAlongAxis,
  unique,
} from '@diffjs/runtime';
import { type ArrayCase, matrix, strided, testArrayCases } from '../../../support/arrayCases';
import { codeOf } from '../../../support/codeOf';

const mask = [
  [true, false, false, true],
  [false, false, true, false],
  [true, true, false, false],
];

const cases: Readonly<Record<string, ArrayCase>> = {
  'take of rows, some several times': /* @differentiable */ (a) => square(take(a, [2, 0, 2, -1], 0)),
  'take along the last axis': /* @differentiable */ (a) => square(take(a, [[1, 0], [3, 3]], 1)), // prettier-ignore
  'take of elements': /* @differentiable */ (a) => square(take(a, [11, 0, 0, -2])),
  'take of one slice': /* @differentiable */ (a) => mul(take(a, 1, 0), take(a, -1, 0)),
  takeAlongAxis: /* @differentiable */ (a) => square(takeAlongAxis(a, [[0], [2], [1]])), // prettier-ignore
  'takeAlongAxis of broadcast indices': /* @differentiable */ (a) =>
    square(takeAlongAxis(a, [[0, 2, 2, 1], [1, 1, 0, 2]], 0)), // prettier-ignore
  gather: /* @differentiable */ (a) => square(gather(a, 1, [[0, 0], [3, 1]])), // prettier-ignore
  scatter: /* @differentiable */ (a) =>
    square(scatter(a, 1, [[0, 0], [3, 1]], mul(slice(a, [0, 2], [0, 2]), 3))), // prettier-ignore
  scatterAdd: /* @differentiable */ (a) =>
    square(scatterAdd(a, 1, [[0, 0], [3, 1]], mul(slice(a, [0, 2], [0, 2]), 3))), // prettier-ignore
  indexAdd: /* @differentiable */ (a) => square(indexAdd(a, 0, [1, 1, 0], square(a))),
  put: /* @differentiable */ (a) => square(put(a, [1, 5, -1, 1], square(slice(a, 0)))),
  'put of one number': /* @differentiable */ (a) => square(put(a, [1, 5], sum(slice(a, 0)))),
  putAlongAxis: /* @differentiable */ (a) => square(putAlongAxis(a, [[0], [2], [1]], slice(a, null, [1, 2]), 1)), // prettier-ignore
  booleanMask: /* @differentiable */ (a) => square(booleanMask(a, mask)),
  'booleanMask of rows': /* @differentiable */ (a) => square(booleanMask(a, [true, false, true])),
  compress: /* @differentiable */ (a) => square(compress([false, true, true], a, 1)),
  unique: /* @differentiable */ (a) => square(unique(a).values),
  'weights of bincount': /* @differentiable */ (a) => square(bincount([0, 2, 2, 5], slice(a, 1))),
};

describe('indices of arrays', () => {
  testArrayCases(cases);

  it('adds up the cotangents of repeated indices', () => {
    const f = /* @differentiable */ (a: NDArray): number => sum(take(a, [1, 1, 1, 0], 0));
    expect(gradient(f, matrix())[0].toArray()).to.deep.equal([[1, 1, 1, 1], [3, 3, 3, 3], [0, 0, 0, 0]]); // prettier-ignore
  });

  it('counts the last of several values for one place, in the gradient too', () => {
    const f = /* @differentiable */ (x: NDArray, v: NDArray): NDArray => put(x, [1, 1], v);
    const [out, back] = pullback(
      f,
      new NDArray(Float64Array.of(1, 2, 3)),
      new NDArray(Float64Array.of(7, 8)),
    );
    expect(out.toArray()).to.deep.equal([1, 8, 3]);
    const [dx, dv] = back([10, 20, 30] as never);
    expect(dx.toArray()).to.deep.equal([10, 0, 30]);
    expect(dv.toArray()).to.deep.equal([0, 20]);
  });

  it('finds elements', () => {
    expect(nonzero(strided()).map((list) => list.size)).to.deep.equal([12, 12]);
    expect(argwhere(mask).toArray()).to.deep.equal([[0, 0], [0, 3], [1, 2], [2, 0], [2, 1]]); // prettier-ignore
    expect(oneHot([[1], [-1]], 3, 'int32').toArray()).to.deep.equal([[[0, 1, 0]], [[0, 0, 1]]]);
    expect(oneHot([1], 2, 'complex64').toArray()).to.deep.equal([[[0, 0], [1, 0]]]); // prettier-ignore
    const u = unique([[NaN, 2, -0], [NaN, 0, 1]]); // prettier-ignore
    expect(u.values.toArray()).to.deep.equal([-0, 1, 2, NaN]);
    expect(u.indices.toArray()).to.deep.equal([2, 5, 1, 0]);
    expect(u.inverse.toArray()).to.deep.equal([[3, 2, 0], [3, 0, 1]]); // prettier-ignore
    expect(u.counts.toArray()).to.deep.equal([2, 1, 1, 2]);
    expect(bincount(new Uint8Array([3, 1, 3]), null, 6).toArray()).to.deep.equal([0, 1, 0, 2, 0, 0]);
    expect(bincount([0, 0], Uint8Array.of(200, 100)).toArray()).to.deep.equal([300]);
  });

  it('takes empty arrays and such without axes', () => {
    const none = new NDArray(new Float64Array(0), [0, 3]);
    const single = new NDArray(Float64Array.of(5), []);
    expect(take(none, [0, 2], 1).shape).to.deep.equal([0, 2]);
    expect(take(none, [], 0).shape).to.deep.equal([0, 3]);
    expect(take(single, [0, 0]).toArray()).to.deep.equal([5, 5]);
    expect(booleanMask(none, none).shape).to.deep.equal([0]);
    expect(booleanMask(single, true).toArray()).to.deep.equal([5]);
    expect(nonzero(none).map((list) => list.size)).to.deep.equal([0, 0]);
    expect(nonzero(single)).to.deep.equal([]);
    expect(unique(none).values.shape).to.deep.equal([0]);
    expect(bincount([]).shape).to.deep.equal([0]);
    expect(scatterAdd(none, 1, none, none).shape).to.deep.equal([0, 3]);
    expect(put(single, [0], 3).toArray()).to.equal(3);
    const f = /* @differentiable */ (a: NDArray): number => sum(square(booleanMask(a, a)));
    expect(gradient(f, none)[0].shape).to.deep.equal([0, 3]);
    expect(gradient(f, single)[0].toArray()).to.equal(10);
  });

  it('takes indices from all kinds of arrays', () => {
    const a = matrix();
    for (const indices of [
      [2, 0],
      Int32Array.of(2, 0),
      Uint8Array.of(2, 0),
      new NDArray(Int8Array.of(0, 9, 2), [2], [-2]),
    ])
      expect(take(a, indices, 0).pick(null, 0).toArray()).to.deep.equal([1.75, 0.75]);
    const z = new NDArray(Float64Array.of(1, 2, 3, 4), [2], undefined, 0, 'complex128');
    expect(take(z, [1, 0]).toArray()).to.deep.equal([[3, 4], [1, 2]]); // prettier-ignore
  });

  it('says what is wrong', () => {
    const a = strided();
    for (const wrong of [
      () => takeAlongAxis(a, [0]),
      () => takeAlongAxis(a, [[0, 0, 0]], 0),
      () => gather(a, 0, [[0, 0, 0, 0, 0]]),
      () => scatterAdd(a, 1, [[0]], [1, 2]),
      () => booleanMask(a, [true]),
      () => compress([1, 1, 1, 1], a, 0),
      () => compress(mask, a),
      () => put(a, [0], [1, 2, 3]),
      () => bincount([1, 2], [1, 2, 3]),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3201');
    for (const wrong of [
      () => take(a, 3, 0),
      () => take(a, 0.5),
      () => take(a, NaN),
      () => take(a, 0, 2),
      () => gather(a, 0, [[3]]),
      () => oneHot([3], 3),
      () => oneHot([0], -1),
      () => bincount([-1]),
      () => bincount([0.5]),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3202');
    expect(codeOf(() => take(a, mask))).to.equal('DIFF3203');
  });
});
