import { axpy, ravel, treeMap, unravel, zerosLike } from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

const tree = {
  w: [1, [2]],
  f: Float32Array.of(3, 4),
  name: 'net',
  m: new Map([['k', 5]]),
  act: Math.sin,
  none: null,
  ints: Int32Array.of(9),
};

describe('treeMap', () => {
  it('maps numbers and keeps everything else', () => {
    expect(treeMap((x) => 2 * x, tree)).to.deep.equal({
      w: [2, [4]],
      f: Float32Array.of(6, 8),
      name: 'net',
      m: new Map([['k', 10]]),
      act: Math.sin,
      none: null,
      ints: Int32Array.of(9),
    });
    expect(treeMap((x) => x + 1, 1)).to.equal(2);
  });

  it('takes several trees, null standing for zero', () => {
    expect(treeMap((p, g) => p - g, [1, [2, 3], 4], [10, null, 5])).to.deep.equal([-9, [2, 3], -1]);
    expect(treeMap((p, g) => p + g, { a: 1, s: 'x' }, { a: 2, s: null })).to.deep.equal({ a: 3, s: 'x' });
  });

  it('keeps ties and cycles', () => {
    const shared = [1];
    const result = treeMap((x) => x + 1, [shared, shared]);
    expect(result[0]).to.equal(result[1]);
    const loop: unknown[] = [1];
    loop.push(loop);
    const mapped = treeMap((x) => x + 1, loop);
    expect(mapped[1]).to.equal(mapped);
  });

  it('refuses trees of other shapes', () => {
    expectDiffError(
      () => treeMap((a, b) => a + b, [1, 2], [1]),
      'DIFF3003',
      /array of length 2 in the first tree and an array of length 1/,
    );
    expectDiffError(() => treeMap((a, b) => a + b, { p: [1] }, { p: 'x' }), 'DIFF3003', /the tree\.p/);
    expectDiffError(
      () => treeMap((a, b) => a + b, { p: 1 }, { p: [1] }),
      'DIFF3003',
      /the tree\.p is a number/,
    );
  });
});

describe('ravel and unravel', () => {
  it('are inverse to each other', () => {
    const vector = ravel(tree);
    expect(vector).to.deep.equal(Float64Array.of(1, 2, 3, 4, 5));
    expect(unravel(vector, tree)).to.deep.equal(tree);
    expect(ravel(7)).to.deep.equal(Float64Array.of(7));
    expect(unravel([8], 7)).to.equal(8);
  });

  it('count a tied object once', () => {
    const shared = [1, 2];
    expect(ravel({ a: shared, b: shared })).to.deep.equal(Float64Array.of(1, 2));
  });

  it('check the length', () => {
    expectDiffError(() => unravel([1], [1, 2]), 'DIFF3003', /1 numbers for a tree that holds 2/);
    expectDiffError(() => unravel([1, 2, 3], [1, 2]), 'DIFF3003');
  });
});

describe('axpy and zerosLike', () => {
  it('move along a gradient', () => {
    expect(axpy(-0.5, { w: [2, 4], n: null }, { w: [1, 1], n: 'a' })).to.deep.equal({ w: [0, -1], n: 'a' });
    expect(axpy(2, 3, 4)).to.equal(10);
  });

  it('give the gradient of no dependence', () => {
    expect(zerosLike(tree)).to.deep.equal({
      w: [0, [0]],
      f: Float32Array.of(0, 0),
      name: null,
      m: new Map([['k', 0]]),
      act: null,
      none: null,
      ints: null,
    });
  });
});
