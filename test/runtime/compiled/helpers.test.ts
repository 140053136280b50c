import { expectIterableArray, expectNumber, forInKeys, notANumber, slot } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

describe('expectIterableArray', () => {
  it('gives arrays and typed arrays back', () => {
    for (const x of [[1], [], Float64Array.of(1), new Uint8Array(2), Object.freeze([1])]) {
      expect(expectIterableArray(x, 'x (a.ts:1:1)')).to.equal(x);
    }
  });

  it('gives the characters of text', () => {
    expect(expectIterableArray<unknown>('a😀', 'x')).to.deep.equal(['a', '😀']);
  });

  it('refuses everything else, by the error that the program would throw if there is one', () => {
    expectDiffError(
      () => expectIterableArray(new Map(), 'x (a.ts:1:1)'),
      'DIFF3102',
      /x \(a\.ts:1:1\) is an instance of Map/,
    );
    const own = [1];
    own[Symbol.iterator] = () => [2].values();
    expectDiffError(() => expectIterableArray(own, 'x'), 'DIFF3102');
    for (const x of [undefined, null, 3, {}])
      expect(() => expectIterableArray(x, 'x')).to.throw(TypeError, 'not iterable');
  });
});

describe('forInKeys', () => {
  it('visits what for-in visits', () => {
    const o = Object.create({ inherited: 1 }) as Record<string, number>;
    o.b = 1;
    o[2] = 1;
    o.a = 1;
    Object.defineProperty(o, 'hidden', { value: 1, enumerable: false });
    expect(forInKeys(o)).to.deep.equal(['2', 'b', 'a', 'inherited']);
    expect(forInKeys([5, 6])).to.deep.equal(['0', '1']);
    expect(forInKeys(null)).to.deep.equal([]);
  });
});

describe('slot', () => {
  it('is zero for a number, the shadow for anything else', () => {
    const shadow = {};
    expect(slot(3, shadow)).to.equal(0);
    expect(slot({}, shadow)).to.equal(shadow);
    expect(slot('a', undefined)).to.equal(undefined);
  });
});

describe('expectNumber', () => {
  it('refuses what is no number, by name and place', () => {
    expect(expectNumber(3, 'a + b (a.ts:1:1)')).to.equal(3);
    expect(expectNumber(NaN, 'x')).to.be.NaN;
    expectDiffError(
      () => expectNumber('3', 'a + b (a.ts:1:1)'),
      'DIFF3103',
      /`a \+ b \(a\.ts:1:1\)` is a string/,
    );
    expectDiffError(
      () => {
        throw notANumber('a + b', 1, { x: 1 });
      },
      'DIFF3103',
      /an object/,
    );
  });
});
