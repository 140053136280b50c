import { expect } from 'chai';
import {
  add,
  argsort,
  checkGradient,
  cross,
  diff,
  digitize,
  gradient,
  histogram,
  interp,
  mul,
  NDArray,
  partition,
  reshape,
  searchsorted,
  slice,
  sort,
  square,
  takeAlongAxis,
  topk,
  transpose,
  trapezoid,
} from '@diffjs/runtime';
import { type ArrayCase, strided, testArrayCases } from '../../../support/arrayCases';
import { codeOf } from '../../../support/codeOf';

const cases: Readonly<Record<string, ArrayCase>> = {
  sort: /* @differentiable */ (a) => mul(square(sort(a)), [1, 2, 3, 4]),
  'sort of all elements': /* @differentiable */ (a) => mul(sort(a, null), sort(a, null)),
  'sort along the first axis': /* @differentiable */ (a) => mul(square(sort(a, 0)), [[1], [2], [3]]),
  'argsort and takeAlongAxis': /* @differentiable */ (a) =>
    mul(takeAlongAxis(a, argsort(a, 0), 0), sort(a, 0)),
  topk: /* @differentiable */ (a) => square(topk(a, 2).values),
  'topk of the least': /* @differentiable */ (a) =>
    mul(square(topk(a, 2, { axis: 0, largest: false }).values), [[1], [2]]),
  partition: /* @differentiable */ (a) => mul(partition(a, 1), [1, 2, 3, 4]),
  'interp, of values': /* @differentiable */ (a) =>
    square(interp([[-1, 0.5], [2, 2.75]], [0, 1, 2, 3], slice(a, 0))), // prettier-ignore
  'interp, of points': /* @differentiable */ (a) => square(interp(a, [-2, -1, 0, 3.5], [3, -1, 2, 5])),
  'interp, of nodes': /* @differentiable */ (a) =>
    interp([-3.5, -2, 0.25, 1.5, 2.9, 9], sort(slice(a, 1)), slice(a, 2)),
  'interp with values outside': /* @differentiable */ (a) =>
    mul(a, interp(a, [-1, 0, 1], slice(a, 0, [1]), { left: slice(a, 2, 2).item(), right: 3 })),
  diff: /* @differentiable */ (a) => square(diff(a)),
  'diff, twice along the first axis': /* @differentiable */ (a) => square(diff(a, 2, 0)),
  'diff, not at all': /* @differentiable */ (a) => square(diff(a, 0)),
  trapezoid: /* @differentiable */ (a) => square(trapezoid(a, { dx: 0.5 })),
  'trapezoid with places': /* @differentiable */ (a) =>
    square(trapezoid(a, { x: slice(a, null, 1), axis: 0 })),
  'trapezoid with a varying step': /* @differentiable */ (a) => trapezoid(a, { dx: slice(a, 0, 0).item() }),
  cross: /* @differentiable */ (a) => cross(reshape(a, [4, 3]), slice(a, 0, [1])),
  'cross along the first axis': /* @differentiable */ (a) => square(cross(a, add(square(a), 1), 0)),
};

describe('sorted arrays, and what is along an axis', () => {
  testArrayCases(cases);

  it('interpolates at a number, in all its arguments', () => {
    const f = /* @differentiable */ (x: number, xp: Float64Array, fp: number[]): number =>
      x * interp(x, xp, fp) ** 2;
    for (const x of [0.5, 1.25, 2.5, -1, 7])
      checkGradient(f, [x, Float64Array.of(0, 1, 2, 4), [1, 3, -2, 5]], { order: 2 });
  });

  it('has the slope behind a node, and none outside', () => {
    const f = /* @differentiable */ (x: number): number => interp(x, [0, 1, 2], [0, 1, 3]);
    expect([0, 1, 2, -1, 3].map((x) => gradient(f, x)[0])).to.deep.equal([1, 2, 0, 0, 0]);
    expect([f(Infinity), f(-Infinity), f(NaN), f(2)]).to.deep.equal([3, 0, NaN, 3]);
  });

  it('keeps equal elements in their order', () => {
    const many = Float64Array.from({ length: 1000 }, (_, i) => (i * 7919) % 13);
    const order = argsort(many).data;
    for (let i = 1; i < order.length; i++) {
      const [p, q] = [order[i - 1]!, order[i]!];
      expect(many[p]! < many[q]! || (many[p] === many[q] && p < q)).to.equal(true);
    }
    expect(argsort([NaN, 1, -0, 0, NaN, -Infinity]).toArray()).to.deep.equal([5, 2, 3, 1, 0, 4]);
    expect(topk([1, NaN, 3, 3], 3).indices.toArray()).to.deep.equal([1, 2, 3]);
    expect(topk([1, NaN, 3, 1], 3, { largest: false }).indices.toArray()).to.deep.equal([0, 3, 2]);
    expect(argsort([[3, 1], [2, 4]], null).toArray()).to.deep.equal([1, 2, 0, 3]); // prettier-ignore
  });

  it('finds places', () => {
    expect(searchsorted([1, 2, 2, 3], [[2, NaN]], 'left').toArray()).to.deep.equal([[1, 4]]);
    expect(searchsorted([1, NaN], NaN)).to.equal(1);
    expect(searchsorted([], 3, 'right')).to.equal(0);
    expect(digitize([0, 1, 2, 3], [3, 2, 1]).toArray()).to.deep.equal([3, 2, 1, 0]);
    expect(digitize([0, 1, 2, 3], [3, 2, 1], true).toArray()).to.deep.equal([3, 3, 2, 1]);
    expect(digitize(2, [1, 2, 3], true)).to.equal(1);
    const { counts, edges } = histogram([0, 0.5, 1, 1, 7], [0, 1, 1, 2], { weights: [1, 2, 3, 4, 5] });
    expect(counts.toArray()).to.deep.equal([3, 0, 7]);
    expect(edges.toArray()).to.deep.equal([0, 1, 1, 2]);
    expect(histogram([1, 3], 2, { range: [0, 4], density: true }).counts.toArray()).to.deep.equal([
      0.25, 0.25,
    ]);
    expect(histogram([], 2).edges.toArray()).to.deep.equal([0, 0.5, 1]);
    expect(histogram([3, 3], 1).edges.toArray()).to.deep.equal([2.5, 3.5]);
  });

  it('takes empty arrays and such without axes', () => {
    const none = new NDArray(new Float64Array(0), [0, 3]);
    const single = new NDArray(Float64Array.of(5), []);
    expect(sort(none).shape).to.deep.equal([0, 3]);
    expect(argsort(none, 0).shape).to.deep.equal([0, 3]);
    expect(topk(none, 2).values.shape).to.deep.equal([0, 2]);
    expect(diff(none).shape).to.deep.equal([0, 2]);
    expect(diff([1], 2).shape).to.deep.equal([0]);
    expect(cross(none, none).shape).to.deep.equal([0, 3]);
    expect(trapezoid(none).shape).to.deep.equal([0]);
    expect(trapezoid([1]).item()).to.equal(0);
    expect(interp(none, [1], [2]).shape).to.deep.equal([0, 3]);
    expect(interp(single, [1], [2]).item()).to.equal(2);
    expect(sort(single, null).toArray()).to.deep.equal([5]);
    expect(searchsorted([1], single).toArray()).to.equal(1);
    for (const x of [none, single]) {
      const f = /* @differentiable */ (a: NDArray): NDArray => square(sort(a, null));
      checkGradient(f, [x], { order: 2 });
    }
  });

  it('says what is wrong', () => {
    const a = strided();
    for (const wrong of [
      () => interp(1, [1, 2], [1]),
      () => interp(1, [], []),
      () => interp(1, a, a),
      () => searchsorted(a, 1),
      () => digitize(1, a),
      () => trapezoid(a, { x: [1, 2] }),
      () => cross(a, transpose(a)),
      () => histogram(a, 2, { weights: [1] }),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3201');
    for (const wrong of [
      () => interp(1, [2, 1], [1, 2]),
      () => sort(a, 2),
      () => topk(a, 5),
      () => topk(a, 0.5),
      () => partition(a, 4),
      () => diff(a, -1),
      () => diff(a, 1, 2),
      () => digitize(1, [1, 3, 2]),
      () => searchsorted([1], 1, 'middle' as never),
      () => histogram(a, 0),
      () => histogram(a, [2, 1]),
      () => histogram([1, Infinity], 3),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3202');
    const z = new NDArray(Float64Array.of(1, 2), [1], undefined, 0, 'complex128');
    for (const wrong of [
      () => sort(z),
      () => interp(z, [1], [1]),
      () => searchsorted([1], z),
      () => histogram(z),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3203');
  });
});
