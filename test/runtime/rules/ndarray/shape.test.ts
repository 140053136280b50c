import { expect } from 'chai';
import {
  add,
  arraySplit,
  asarray,
  atleast1d,
  atleast2d,
  atleast3d,
  broadcastArrays,
  columnStack,
  concat,
  diagonal,
  dstack,
  flatten,
  flip,
  gradient,
  hstack,
  moveaxis,
  mul,
  NDArray,
  pad,
  repeat,
  reshape,
  roll,
  rot90,
  slice,
  split,
  square,
  stack,
  sum,
  swapaxes,
  tile,
  transpose,
  vstack,
} from '@diffjs/runtime';
import { type ArrayCase, matrix, strided, testArrayCases } from '../../../support/arrayCases';
import { codeOf } from '../../../support/codeOf';

/* @differentiable */
function squares(list: NDArray[]): NDArray[] {
  return list.map((part) => square(part));
}

const cases: Readonly<Record<string, ArrayCase>> = {
  reshape: /* @differentiable */ (a) => square(reshape(a, [2, -1])),
  'reshape of a transposed view': /* @differentiable */ (a) => square(reshape(transpose(a), [2, 6])),
  flatten: /* @differentiable */ (a) => square(flatten(a)),
  moveaxis: /* @differentiable */ (a) => square(moveaxis(reshape(a, [3, 2, 2]), 0, -1)),
  swapaxes: /* @differentiable */ (a) => square(swapaxes(a, 0, 1)),
  flip: /* @differentiable */ (a) => square(add(flip(a), flip(a, 0))),
  rot90: /* @differentiable */ (a) => mul(rot90(a), rot90(a, -1)),
  diagonal: /* @differentiable */ (a) => square(diagonal(a, 1)),
  slice: /* @differentiable */ (a) => mul(slice(a, [1], [null, null, -2]), slice(a, 0, [1, 3])),
  split: /* @differentiable */ (a) => squares(split(a, [1, 3], 1)),
  arraySplit: /* @differentiable */ (a) => squares(arraySplit(a, 3, 1)),
  atleast1d: /* @differentiable */ (a) => square(atleast1d(a)),
  atleast2d: /* @differentiable */ (a) => square(atleast2d(slice(a, 1))),
  atleast3d: /* @differentiable */ (a) => square(atleast3d(a)),
  concat: /* @differentiable */ (a) => square(concat([a, mul(a, a), slice(a, null, [2])], 1)),
  'concat of one array several times': /* @differentiable */ (a) => square(concat([a, a])),
  stack: /* @differentiable */ (a) => square(stack([slice(a, 0), square(slice(a, 1))], -1)),
  vstack: /* @differentiable */ (a) => square(vstack([a, slice(a, 0)])),
  hstack: /* @differentiable */ (a) => square(hstack([a, square(a)])),
  dstack: /* @differentiable */ (a) => square(dstack([a, square(a)])),
  columnStack: /* @differentiable */ (a) => square(columnStack([a, slice(a, null, 1)])),
  broadcastArrays: /* @differentiable */ (a) => squares(broadcastArrays(a, slice(a, 0))),
  tile: /* @differentiable */ (a) => square(tile(a, [2, 1, 2])),
  repeat: /* @differentiable */ (a) => square(repeat(a, 2)),
  'repeat of rows': /* @differentiable */ (a) => square(repeat(a, [0, 2, 1], 0)),
  roll: /* @differentiable */ (a) => mul(a, roll(a, 5)),
  'roll along axes': /* @differentiable */ (a) => mul(roll(a, -1, 0), roll(a, [1, 2], [0, 1])),
  'pad with a number': /* @differentiable */ (a) => square(pad(a, [[1, 0], [2, 1]])), // prettier-ignore
  'pad with a number that varies': /* @differentiable */ (a) =>
    square(pad(a, 1, { constantValues: sum(slice(a, 0)) })),
  'pad edge': /* @differentiable */ (a) => square(pad(a, [1, 2], { mode: 'edge' })),
  'pad reflect': /* @differentiable */ (a) => square(pad(a, 4, { mode: 'reflect' })),
  'pad symmetric': /* @differentiable */ (a) => square(pad(a, 4, { mode: 'symmetric' })),
  'pad wrap': /* @differentiable */ (a) => square(pad(a, 5, { mode: 'wrap' })),
  'what is stored into views': /* @differentiable */ (x) => {
    const a = asarray(x);
    const row = slice(a, 1);
    const before = square(row);
    flip(row).set(0, row.get(0) * row.get(1));
    reshape(a, -1).set(2, 3 * a.get(2, 2));
    return [before, mul(a, a)];
  },
  'a list that grows': /* @differentiable */ (a) => {
    const rows = [slice(a, 0)];
    let total = sum(square(stack(rows)));
    for (let i = 1; i < 3; i++) {
      rows.push(mul(rows[i - 1]!, slice(a, i)));
      total += sum(square(concat(rows)));
    }
    return total;
  },
};

describe('shapes of arrays', () => {
  testArrayCases(cases);

  it('gives views where strides allow them, and copies where not', () => {
    const a = matrix();
    expect(reshape(a, [4, 3]).data).to.equal(a.data);
    expect(reshape(slice(a, null, [0, 2]), [3, 2, 1]).data).to.equal(a.data);
    expect(reshape(transpose(a), [3, 4]).data).not.to.equal(a.data);
    expect(flatten(a).data).not.to.equal(a.data);
    for (const view of [
      moveaxis(a, 0, 1),
      swapaxes(a, 0, 1),
      flip(a),
      rot90(a, 3),
      diagonal(a),
      slice(a, '...', 1),
      split(a, 3)[1]!,
      atleast3d(a),
    ])
      expect(view.data).to.equal(a.data);
  });

  it('takes empty arrays and such without axes', () => {
    const none = new NDArray(new Float64Array(0), [0, 3]);
    const single = new NDArray(Float64Array.of(5), []);
    expect(reshape(none, [3, 0, 7]).shape).to.deep.equal([3, 0, 7]);
    expect(flip(none).shape).to.deep.equal([0, 3]);
    expect(rot90(none).shape).to.deep.equal([3, 0]);
    expect(concat([none, none], 1).shape).to.deep.equal([0, 6]);
    expect(concat([none, [[1, 2, 3]]]).toArray()).to.deep.equal([[1, 2, 3]]);
    expect(tile(none, 2).shape).to.deep.equal([0, 6]);
    expect(roll(none, 1).shape).to.deep.equal([0, 3]);
    expect(pad(none, 1).shape).to.deep.equal([2, 5]);
    expect(repeat(none, 2, 0).shape).to.deep.equal([0, 3]);
    expect(split(none, 1)[0]!.shape).to.deep.equal([0, 3]);
    expect(reshape(single, [1, 1]).toArray()).to.deep.equal([[5]]);
    expect(flip(single).toArray()).to.equal(5);
    expect(tile(single, [2]).toArray()).to.deep.equal([5, 5]);
    expect(repeat(single, 2).toArray()).to.deep.equal([5, 5]);
    expect(roll(single, 3).toArray()).to.equal(5);
    expect(stack([single, single]).toArray()).to.deep.equal([5, 5]);
    expect(pad(single, 1).toArray()).to.equal(5);
    expect(atleast2d(single).toArray()).to.deep.equal([[5]]);
    for (const x of [none, single]) {
      const f = /* @differentiable */ (a: NDArray): number =>
        sum(square(concat([flatten(flip(a)), flatten(tile(a, 2)), repeat(roll(a, 1), 2)])));
      expect(gradient(f, x)[0].shape).to.deep.equal(x.shape);
    }
    expect(
      gradient(/* @differentiable */ (a: NDArray) => sum(stack([a, square(a)])), single)[0].item(),
    ).to.equal(11);
  });

  it('keeps integers, and joins kinds as arithmetic does', () => {
    const a = new NDArray(Int32Array.of(1, 2, 3));
    expect(flip(a).dtype).to.equal('int32');
    expect(concat([a, new Float32Array(1)]).dtype).to.equal('float32');
    expect(tile(a, 2).dtype).to.equal('int32');
    const z = new NDArray(Float64Array.of(1, 2, 3, 4), [2], undefined, 0, 'complex128');
    expect(concat([z, [5]]).toArray()).to.deep.equal([[1, 2], [3, 4], [5, 0]]); // prettier-ignore
    expect(roll(z, 1).toArray()).to.deep.equal([[3, 4], [1, 2]]); // prettier-ignore
    expect(pad(z, 1, { constantValues: 7 }).toArray()).to.deep.equal([[7, 0], [1, 2], [3, 4], [7, 0]]); // prettier-ignore
    expect(reshape(flip(z), [2, 1]).toArray()).to.deep.equal([[[3, 4]], [[1, 2]]]);
  });

  it('says what is wrong', () => {
    const a = strided();
    for (const wrong of [() => reshape(a, [5]), () => reshape(a, [-1, 5]), () => reshape(a, [-1, -1])])
      expect(codeOf(wrong)).to.equal('DIFF3201');
    for (const wrong of [
      () => concat([a, [1]]),
      () => concat([a, transpose(a)]),
      () => stack([a, transpose(a)]),
    ])
      expect(codeOf(wrong)).to.equal('DIFF3201');
    for (const wrong of [
      () => concat([]),
      () => concat(a as never),
      () => concat([a], 2),
      () => concat([1, 2]),
      () => moveaxis(a, 0, 2),
      () => moveaxis(a, [0, 1], [0]),
      () => swapaxes(a, 0, 2),
      () => flip(a, 3),
      () => rot90(a, 0.5),
      () => rot90(a, 1, [0, 0]),
      () => diagonal(a, 0, 1, 1),
      () => slice(a, 3),
      () => slice(a, 0, 0, 0),
      () => slice(a, '...', '...'),
      () => slice(a, [0, 1, 0]),
      () => slice(a, [0.5]),
      () => split(a, 2),
      () => split(a, [0.5]),
      () => tile(a, -1),
      () => repeat(a, [1, 2], 0),
      () => repeat(a, -1),
      () => roll(a, 0.5),
      () => roll(a, [1, 2], 0),
      () => pad(a, -1),
      () => pad(a, [[1, 2, 3]] as never),
      () => pad(a, 1, { mode: 'mirror' as never }),
      () => pad(new NDArray(new Float64Array(0)), 1, { mode: 'edge' }),
    ])
      expect(codeOf(wrong), String(wrong)).to.equal('DIFF3202');
  });
});
