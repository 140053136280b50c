import { pullback } from '@diffjs/runtime';
import { attach } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import {
  cube,
  modelLoss,
  pair,
  scaleInPlace,
  throwing,
  viaModuleState,
  weightedSquares,
} from '../support/handWritten';

describe('pullback', () => {
  it('can be called repeatedly, with other cotangents', () => {
    const [value, back] = pullback(cube, 2);
    expect(value).to.equal(8);
    expect(back()).to.deep.equal([12]);
    expect(back(2)).to.deep.equal([24]);
    expect(back(null)).to.deep.equal([0]);
    expect(back()).to.deep.equal([12]);
  });

  it('clears argument shadows between calls, and hands out copies', () => {
    const [, back] = pullback(weightedSquares, [1, 2]);
    const first = back();
    expect(first).to.deep.equal([[2, 8]]);
    expect(back(10)).to.deep.equal([[20, 80]]);
    expect(first).to.deep.equal([[2, 8]]);
    const [, backModel] = pullback(modelLoss, { w: [2, 3], b: 5, name: 'm', inner: { k: 7 } });
    for (let i = 0; i < 3; i++) {
      expect(backModel()).to.deep.equal([{ w: [15, 10], b: 6, name: null, inner: { k: 14 } }]);
    }
  });

  it('clears the shadows of activated state between calls', () => {
    const [, back] = pullback(viaModuleState, 5);
    expect(back()).to.deep.equal([3]);
    expect(back()).to.deep.equal([3]);
  });

  it('takes a cotangent tree of the result, zero where it is missing', () => {
    const [value, back] = pullback(pair, 3, 4);
    expect(value).to.deep.equal([12, 7]);
    expect(back([1, 0])).to.deep.equal([4, 3]);
    expect(back([0, 1])).to.deep.equal([1, 1]);
    expect(back([null, 2])).to.deep.equal([2, 2]);
    expect(back(null)).to.deep.equal([0, 0]);
    expect(back(Float64Array.of(1, 1))).to.deep.equal([5, 4]);
  });

  it('takes the cotangent of an argument that was changed and returned', () => {
    const a = Float32Array.of(1, 2);
    const [value, back] = pullback(scaleInPlace, a, 3);
    expect(value).to.equal(a);
    expect(back(Float64Array.of(1, 10))).to.deep.equal([Float32Array.of(3, 30), 21]);
    expect(back(Float64Array.of(1, 0))).to.deep.equal([Float32Array.of(3, 0), 1]);
  });

  it('checks cotangents before it runs, and stays usable', () => {
    const [, back] = pullback(pair, 3, 4);
    const loose = back as (cotangent?: unknown) => unknown;
    expectDiffError(() => loose(), 'DIFF3003', /without a cotangent/, /array of length 2/);
    expectDiffError(() => loose([1]), 'DIFF3003', /array of length 1, where an array of length 2/);
    expectDiffError(() => loose([1, 'x']), 'DIFF3003', /the cotangent\[1\] is a string/);
    expectDiffError(() => loose({}), 'DIFF3003');
    expectDiffError(() => loose(3), 'DIFF3003', /the number 3/);
    expect(loose([1, 0])).to.deep.equal([4, 3]);
    const [, backNumber] = pullback(cube, 2);
    expectDiffError(() => (backNumber as (c: unknown) => unknown)([1]), 'DIFF3003', /Give a number/);
    expect(backNumber()).to.deep.equal([12]);
  });

  it('can be released once or twice, and not used after', () => {
    const [, back] = pullback(cube, 2);
    back.release();
    back.release();
    expectDiffError(() => back(), 'DIFF3004', /released/);
    expect(pullback(cube, 3)[1]()).to.deep.equal([27]);
  });

  it('is spent after it threw', () => {
    const [, back] = pullback(throwing('reverse', new RangeError('mine')), 1);
    expect(() => back()).to.throw(RangeError, 'mine');
    expectDiffError(() => back(), 'DIFF3004', /threw midway/);
  });

  it('cannot be entered again from within', () => {
    let inner: unknown;
    const reentrant = attach(
      (x: number) => x,
      'reentrant',
      1,
      () => ({
        forward: (t, _self, _self$, x) => {
          t.ret = undefined;
          return x;
        },
        reverse: (_t, dy) => {
          try {
            back();
          } catch (error) {
            inner = error;
          }
          return dy;
        },
        tangent: (_t, _self, _self_, x) => x,
      }),
    );
    const back: () => unknown = pullback(reentrant, 1)[1];
    expect(back()).to.deep.equal([1]);
    expectDiffError(
      () => {
        throw inner;
      },
      'DIFF3004',
      /already running/,
    );
    expect(back()).to.deep.equal([1]);
  });

  it('interleaves with others, each on its own tape', () => {
    const [, back1] = pullback(cube, 2);
    const [, back2] = pullback(weightedSquares, [1, 2]);
    expect(back1()).to.deep.equal([12]);
    const [, back3] = pullback(cube, 3);
    expect(back2()).to.deep.equal([[2, 8]]);
    expect(back3()).to.deep.equal([27]);
    expect(back1()).to.deep.equal([12]);
  });

  it('passes exceptions of the forward sweep through', () => {
    expect(() => pullback(throwing('forward', new RangeError('mine')), 1)).to.throw(RangeError, 'mine');
  });

  it('gives what is tied in the result its cotangent once', () => {
    const shared = attach(
      (x: number) => [x],
      'shared',
      1,
      () => ({
        arity: 1,
        forward: (t, _self, _self$, x) => {
          const inner = { v: x };
          const inner$ = { v: 0 };
          t.o[t.m++] = inner$;
          t.ret = [inner$, inner$];
          return [inner, inner];
        },
        reverse: (t) => {
          const inner$ = t.o[--t.m] as { v: number };
          const d = inner$.v;
          inner$.v = 0;
          return d;
        },
        tangent: (_t, _self, _self_, x) => x,
      }),
    );
    const back = pullback(shared, 1)[1] as (cotangent: unknown) => unknown[];
    const d = { v: 1 };
    expect(back([d, d])).to.deep.equal([1]);
    expect(back([{ v: 1 }, { v: 2 }])).to.deep.equal([3]);
  });

  it('takes several cotangents at once', () => {
    const [, back] = pullback(pair, 2, 3);
    const cotangents: [number, number][] = [
      [1, 0],
      [0, 1],
      [2, -3],
    ];
    expect(back.many(cotangents as never)).to.deep.equal(cotangents.map((each) => back(each as never)));
    expect(back.many([])).to.deep.equal([]);
    expectDiffError(() => back.many(1 as never), 'DIFF3003', /back.many needs an array of cotangents/);
  });
});
