import { derivative, jvp, stopGradient } from '@diffjs/runtime';
import { attach } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import {
  applyTo,
  cube,
  dot,
  modelLoss,
  pair,
  product,
  scaleInPlace,
  throwing,
  viaModuleState,
  weightedSquares,
} from '../support/handWritten';

const loosely = jvp as unknown as (f: unknown, args: unknown, tangents: unknown) => [unknown, unknown];

describe('jvp', () => {
  it('gives value and tangent', () => {
    expect(jvp(product, [3, 4], [1, 0])).to.deep.equal([12, 4]);
    expect(jvp(product, [3, 4], [0, 1])).to.deep.equal([12, 3]);
    expect(jvp(pair, [3, 4], [1, 2])).to.deep.equal([
      [12, 7],
      [10, 3],
    ]);
  });

  it('takes null and missing tangents for zero', () => {
    expect(jvp(product, [3, 4], [null, 1])).to.deep.equal([12, 3]);
    expect(loosely(product, [3, 4], [1])).to.deep.equal([12, 4]);
    expect(loosely(weightedSquares, [[1, 2]], [null])).to.deep.equal([9, 0]);
    const m = { w: [2, 3], b: 5, name: 'm', inner: { k: 7 } };
    expect(loosely(modelLoss, [m], [{ inner: { k: 1 } }])).to.deep.equal([79, 14]);
    expect(loosely(modelLoss, [m], [{ w: [1, null], name: null }])).to.deep.equal([79, 15]);
  });

  it('gives a tangent that mirrors the value, and leaves the given tangents alone', () => {
    const a = Float32Array.of(1, 2);
    const a_ = Float64Array.of(1, 0);
    const [value, tangent] = loosely(scaleInPlace, [a, 3], [a_, 1]);
    expect(value).to.equal(a).and.to.deep.equal(Float32Array.of(3, 6));
    expect(tangent).to.deep.equal(Float32Array.of(4, 2));
    expect(a_).to.deep.equal(Float64Array.of(1, 0));
  });

  it('takes one object at two places for one variable', () => {
    const a = [1, 2];
    expect(
      loosely(
        dot,
        [a, a],
        [
          [1, 0],
          [1, 0],
        ],
      ),
    ).to.deep.equal([5, 2]);
    expect(loosely(dot, [a, a], [[1, 0], null])).to.deep.equal([5, 2]);
    expectDiffError(
      () =>
        loosely(
          dot,
          [a, a],
          [
            [1, 0],
            [0, 1],
          ],
        ),
      'DIFF3003',
      /one variable/,
    );
  });

  it('follows captured state and unknown calls', () => {
    expect(jvp(viaModuleState, [5], [2])).to.deep.equal([15, 6]);
    expect(loosely(applyTo, [cube, 2], [null, 1])).to.deep.equal([8, 12]);
  });

  it('checks its arguments', () => {
    expectDiffError(() => loosely(product, 3, [1]), 'DIFF3003', /array of arguments/);
    expectDiffError(() => loosely(product, [3, 4], 1), 'DIFF3003', /array of tangents/);
    expectDiffError(() => loosely(product, [3, 4], [1, 2, 3]), 'DIFF3003', /3 tangents for 2 arguments/);
    expectDiffError(
      () => loosely(product, [3, 4], ['a', 1]),
      'DIFF3003',
      /tangent of argument 0 is a string/,
    );
    expectDiffError(() => loosely(weightedSquares, [[1, 2]], [[1]]), 'DIFF3003', /tangent of argument 0/);
    expectDiffError(() => loosely((x: number) => x, [1], [1]), 'DIFF3001', /jvp/);
    const m = { w: [2, 3], b: 5, name: 'm', inner: { k: 7 } };
    expectDiffError(() => loosely(modelLoss, [m], [{ c: 1 }]), 'DIFF3003', /tangent of argument 0\.c/);
    expectDiffError(() => loosely(modelLoss, [m], [{ name: 2 }]), 'DIFF3003', /carries no derivative/);
  });

  it('lets exceptions through', () => {
    expect(() => jvp(throwing('forward', new RangeError('mine')), [1], [1])).to.throw(RangeError, 'mine');
    expect(jvp(cube, [2], [1])).to.deep.equal([8, 12]);
  });
});

describe('derivative', () => {
  it('gives the bare number, or a tree for a tree', () => {
    expect(derivative(cube, 2)).to.equal(12);
    expect(derivative(stopGradient<number>, 2)).to.equal(0);
    const curve = attach(
      (x: number): [number, number] => [x, x * x],
      'curve',
      1,
      () => ({
        forward: () => undefined,
        reverse: () => 0,
        tangent: (t, _self, _self_, x, x_) => {
          t.ret_ = [x_, 2 * (x as number) * (x_ as number)];
          return [x, (x as number) * (x as number)];
        },
      }),
    );
    expect(derivative(curve, 3)).to.deep.equal([1, 6]);
  });

  it('checks its argument', () => {
    expectDiffError(() => derivative(cube, [1] as never), 'DIFF3003', /derivative needs a number/);
  });
});
