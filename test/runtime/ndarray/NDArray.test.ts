import { expect } from 'chai';
import { checkGradient, gradient, jvp, NDArray, pullback, ravel, treeMap } from '@diffjs/runtime';
import { codeOf } from '../../support/codeOf.js';

const matrix = (): NDArray => new NDArray(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]);

describe('NDArray', () => {
  it('is a strided view', () => {
    const a = matrix();
    expect(a.get(1, 0)).to.equal(4);
    expect(a.index(1, 2)).to.equal(5);
    expect([a.size, a.dimension, a.dtype]).to.deep.equal([6, 2, 'float64']);
    expect(a.transpose(1, 0).get(2, 1)).to.equal(6);
    expect(a.order).to.deep.equal([1, 0]);
    expect(a.transpose(1, 0).order).to.deep.equal([0, 1]);
    expect(a.pick(1).toArray()).to.deep.equal([4, 5, 6]);
    expect(a.pick(null, 1).toArray()).to.deep.equal([2, 5]);
    expect(a.pick(-1, 1).toArray()).to.deep.equal([2, 5]);
    expect(a.lo(0, 1).hi(2, 1).toArray()).to.deep.equal([[2], [5]]);
    expect(a.step(1, -2).toArray()).to.deep.equal([
      [3, 1],
      [6, 4],
    ]);
    a.pick(0).set(2, 7);
    expect(a.get(0, 2)).to.equal(7);
  });

  it('may be empty, or have no axis', () => {
    const none = new NDArray(new Float64Array(0), [0, 3]);
    expect(none.toArray()).to.deep.equal([]);
    expect(none.transpose(1, 0).shape).to.deep.equal([3, 0]);
    const one = new NDArray(Float64Array.of(5), []);
    expect(one.get()).to.equal(5);
    expect(one.item()).to.equal(5);
    expect(one.toArray()).to.equal(5);
  });

  it('says what is wrong', () => {
    const a = matrix();
    for (const wrong of [
      () => a.get(2, 0),
      () => a.get(0, -1),
      () => a.get(0.5, 0),
      () => a.get(0),
      () => a.get(0, 0, 0),
      () => a.set(0, 1),
      () => a.pick(0, 0, 0),
      () => a.lo(3),
      () => a.hi(1.5),
      () => a.step(0),
      () => a.transpose(0, 0),
    ])
      expect(codeOf(wrong)).to.equal('DIFF3202');
    for (const wrong of [
      () => a.item(),
      () => new NDArray(new Float64Array(5), [2, 3]),
      () => new NDArray(new Float64Array(6), [2, 3], [3, 1], 1),
      () => new NDArray(new Float64Array(6), [2, -3]),
      () => new NDArray(new Float64Array(6), [2, 3], [3]),
    ])
      expect(codeOf(wrong)).to.equal('DIFF3201');
  });

  it('prints like NumPy', () => {
    expect(String(matrix())).to.equal('[[1. 2. 3.]\n [4. 5. 6.]]');
    expect(String(new NDArray(Float64Array.of(0.5, -1, NaN, Infinity)))).to.equal('[ 0.5 -1.   nan  inf]');
    expect(String(new NDArray(Float64Array.of(1e-9, 1)))).to.equal('[1.e-09 1.e+00]');
    expect(String(new NDArray(Int32Array.of(1, -20)))).to.equal('[  1 -20]');
    expect(String(new NDArray(Uint8Array.of(1, 0), [2], [1], 0, 'bool'))).to.equal('[ true false]');
    expect(String(new NDArray(new Float64Array(2000)))).to.equal('[0. 0. 0. ... 0. 0. 0.]');
    expect(String(new NDArray(Float64Array.of(1, -2, 0, 1), [2], [2], 0, 'complex128'))).to.equal(
      '[1.-2.i 0.+1.i]',
    );
  });

  it('is differentiated through get and set, views alias', () => {
    const f = /* @differentiable */ (a: NDArray): number => {
      const column = a.transpose(1, 0).pick(1);
      column.set(0, column.get(1) * column.get(1));
      let s = 0;
      for (let i = 0; i < a.shape[0]!; i++)
        for (let j = 0; j < a.shape[1]!; j++) s += a.get(i, j) * a.get(i, j) * (i + 2 * j + 1);
      return s;
    };
    for (const a of [matrix(), new NDArray(matrix().data, [2, 2], [3, 2]), matrix().step(-1, -1)])
      expect(checkGradient(f, [a], { order: 2 }).ok).to.equal(true);
  });

  it('has gradients of its shape, whatever its strides', () => {
    const f = /* @differentiable */ (a: NDArray): number => a.get(0, 1) * a.get(1, 0) * a.get(1, 0);
    const [d] = gradient(f, matrix().lo(0, 1).hi(2, 2));
    expect(d).to.be.instanceOf(NDArray);
    expect(d.shape).to.deep.equal([2, 2]);
    expect([d.offset, d.stride]).to.deep.equal([0, [2, 1]]);
    expect(d.toArray()).to.deep.equal([
      [0, 25],
      [30, 0],
    ]);
    const [f32] = gradient(f, new NDArray(Float32Array.of(1, 2, 3, 4), [2, 2]).transpose(1, 0));
    expect(f32.data).to.be.instanceOf(Float32Array);
    expect(f32.toArray()).to.deep.equal([
      [0, 4],
      [12, 0],
    ]);
    expect(
      gradient(/* @differentiable */ (x: number, _: NDArray) => x, 1, new NDArray(Int32Array.of(1))),
    ).to.deep.equal([1, null]);
  });

  it('takes cotangents and tangents as arrays of its shape, nested arrays or flat lists', () => {
    const f = /* @differentiable */ (a: NDArray): NDArray => a.transpose(1, 0);
    const [, back] = pullback(f, matrix());
    const cotangent = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const expected = [
      [1, 3, 5],
      [2, 4, 6],
    ];
    const given: unknown[] = [
      cotangent,
      Float64Array.from(cotangent.flat()),
      new NDArray(Float64Array.from(cotangent.flat()), [3, 2]),
      new NDArray(Float64Array.of(1, 3, 5, 2, 4, 6), [2, 3]).transpose(1, 0),
    ];
    for (const d of given) expect(back(d as never)[0].toArray()).to.deep.equal(expected);
    expect(jvp(f, [matrix()], [expected as never])[1])
      .to.have.property('shape')
      .that.deep.equals([3, 2]);
    expect(codeOf(() => back([1, 2, 3] as never))).to.equal('DIFF3003');
    expect(codeOf(() => back(matrix() as never))).to.equal('DIFF3003');
  });

  it('is a tree of its elements', () => {
    const view = matrix().pick(null, 1);
    expect(ravel([view, 9])).to.deep.equal(Float64Array.of(2, 5, 9));
    const doubled = treeMap((x, y) => 2 * x + y, view, [1, 2]);
    expect(doubled).to.be.instanceOf(NDArray);
    expect(doubled.toArray()).to.deep.equal([5, 12]);
  });
});
