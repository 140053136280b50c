import { prepareJvp, prepareVjp, zeroShadow } from '@diffjs/runtime';
import { attach } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import {
  modelLoss,
  pair,
  product,
  scaleInPlace,
  throwing,
  twice,
  viaModuleState,
  weightedSquares,
} from '../support/handWritten';

describe('prepareVjp', () => {
  it('adds into the given shadows, and can be reversed again', () => {
    const prepared = prepareVjp(weightedSquares);
    const u = Float64Array.of(1, 2);
    const u$ = new Float64Array(2);
    expect(prepared.forward([u], [u$])).to.equal(9);
    expect(prepared.resultShadow).to.equal(undefined);
    prepared.reverse(1);
    expect(u$).to.deep.equal(Float64Array.of(2, 8));
    prepared.reverse(1);
    expect(u$).to.deep.equal(Float64Array.of(4, 16));
    u$.fill(0);
    u[0] = 5;
    prepared.forward([u], [u$]);
    prepared.reverse(2);
    expect(u$).to.deep.equal(Float64Array.of(20, 16));
  });

  it('gives the cotangents of number arguments', () => {
    const prepared = prepareVjp(product);
    expect(prepared.forward([3, 4], [undefined, undefined])).to.equal(12);
    prepared.reverse(1);
    expect([prepared.numberCotangent(0), prepared.numberCotangent(1)]).to.deep.equal([4, 3]);
    prepared.forward([5, 6], []);
    prepared.reverse(2);
    expect([prepared.numberCotangent(0), prepared.numberCotangent(1)]).to.deep.equal([12, 10]);
    const surplus = prepareVjp(twice);
    surplus.forward([3, 9], []);
    surplus.reverse(1);
    expect([surplus.numberCotangent(0), surplus.numberCotangent(1)]).to.deep.equal([2, 0]);
  });

  it('takes the cotangent of an array result in its shadow', () => {
    const prepared = prepareVjp(pair);
    prepared.forward([3, 4], []);
    (prepared.resultShadow as number[])[0] = 1;
    prepared.reverse(0);
    expect(prepared.numberCotangent(0)).to.equal(4);
    const inPlace = prepareVjp(scaleInPlace);
    const a = Float64Array.of(1, 2);
    const a$ = new Float64Array(2);
    inPlace.forward([a, 3], [a$, undefined]);
    expect(inPlace.resultShadow).to.equal(a$);
    a$.set([1, 1]);
    inPlace.reverse(0);
    expect(a$).to.deep.equal(Float64Array.of(3, 3));
    expect(inPlace.numberCotangent(1)).to.equal(3);
  });

  it('takes trees made by zeroShadow, and constants without a shadow', () => {
    const m = { w: [2, 3], b: 5, name: 'm', inner: { k: 7 } };
    const m$ = zeroShadow(m);
    const prepared = prepareVjp(modelLoss);
    prepared.forward([m], [m$]);
    prepared.reverse(1);
    expect(m$).to.deep.equal({ w: [15, 10], b: 6, name: undefined, inner: { k: 14 } });
    const constants = prepareVjp(weightedSquares);
    expect(constants.forward([[1, 2]], [undefined])).to.equal(9);
    constants.reverse(1);
  });

  it('clears activated state between sweeps', () => {
    const prepared = prepareVjp(viaModuleState);
    for (let i = 0; i < 3; i++) {
      prepared.forward([5], []);
      prepared.reverse(1);
      prepared.reverse(1);
      expect(prepared.numberCotangent(0)).to.equal(3);
    }
  });

  it('knows the shadows of arguments that are also captured', () => {
    const shared = [2];
    const f = attach(
      (_a: number[]): number => shared[0],
      'f',
      1,
      () => ({
        arity: 1,
        forward: (t) => {
          t.o[t.m++] = t.shadowOf(shared);
          t.ret = undefined;
          return shared[0];
        },
        reverse: (t, dy) => {
          const s = t.o[--t.m] as number[] | undefined;
          if (s !== undefined) s[0] += dy;
          return 0;
        },
        tangent: () => 0,
      }),
    );
    const prepared = prepareVjp(f);
    const first = [0];
    const second = [0];
    for (const shadow of [first, second, first]) {
      prepared.forward([shared], [shadow]);
      prepared.reverse(1);
    }
    expect([first, second]).to.deep.equal([[2], [1]]);
  });

  it('allocates nothing once it is warm', function () {
    const prepared = prepareVjp(scaleInPlace);
    const args = [Float64Array.of(1), 1];
    const shadows = [new Float64Array(1), undefined];
    expect(prepared.forward(args, shadows)).to.equal(args[0]);
    const tape = (prepared as unknown as { t: { f: Float64Array; o: unknown[] } }).t;
    const { f, o } = tape;
    for (let i = 0; i < 10; i++) {
      prepared.forward(args, shadows);
      prepared.reverse(0);
    }
    expect(tape.f).to.equal(f);
    expect(tape.o).to.equal(o);
  });

  it('says when it cannot be used', () => {
    expectDiffError(() => prepareVjp((x: number) => x), 'DIFF3001', /prepareVjp/);
    const prepared = prepareVjp(product);
    expectDiffError(() => prepared.reverse(1), 'DIFF3004', /no complete forward sweep/);
    const bad = prepareVjp(throwing('forward', new RangeError('mine')));
    expect(() => bad.forward([1], [])).to.throw(RangeError, 'mine');
    expectDiffError(() => bad.reverse(1), 'DIFF3004');
    const spent = prepareVjp(throwing('reverse', new RangeError('mine')));
    spent.forward([1], []);
    expect(() => spent.reverse(1)).to.throw(RangeError, 'mine');
    expectDiffError(() => spent.reverse(1), 'DIFF3004');
    spent.forward([1], []);
  });
});

describe('prepareJvp', () => {
  it('gives value and tangent', () => {
    const prepared = prepareJvp(product);
    expect(prepared.tangent([3, 4], [1, 0])).to.equal(12);
    expect(prepared.resultTangent).to.equal(4);
    prepared.tangent([3, 4], [0, 1]);
    expect(prepared.resultTangent).to.equal(3);
  });

  it('reads and writes the mirrors given', () => {
    const prepared = prepareJvp(scaleInPlace);
    const a = Float64Array.of(1, 2);
    const a_ = Float64Array.of(1, 0);
    expect(prepared.tangent([a, 3], [a_, 1])).to.equal(a);
    expect(prepared.resultTangent).to.equal(a_).and.to.deep.equal(Float64Array.of(4, 2));
    const sum = prepareJvp(weightedSquares);
    sum.tangent([[1, 2]], [undefined]);
    expect(sum.resultTangent).to.equal(0);
    sum.tangent([[1, 2]], [[1, 0]]);
    expect(sum.resultTangent).to.equal(2);
  });

  it('cannot be used before it is compiled', () => {
    expectDiffError(() => prepareJvp((x: number) => x), 'DIFF3001', /prepareJvp/);
  });
});
