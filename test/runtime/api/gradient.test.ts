import { gradient, withGradient } from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import {
  applyTo,
  cube,
  dot,
  growing,
  modelLoss,
  moduleState,
  pair,
  product,
  scaleInPlace,
  throwing,
  twice,
  viaModuleState,
  weightedSquares,
} from '../support/handWritten';

type Loose = (...args: unknown[]) => number;
const loosely = (f: unknown): Loose => f as Loose;

describe('gradient', () => {
  it('gives an array with one entry per argument', () => {
    expect(gradient(cube, 2)).to.deep.equal([12]);
    expect(gradient(product, 3, 4)).to.deep.equal([4, 3]);
  });

  it('gives zero for surplus arguments, whatever the registers hold', () => {
    expect(gradient(loosely(cube), 2, 7)).to.deep.equal([12, 0]);
    expect(gradient(loosely(twice), 3, 9, 'text')).to.deep.equal([2, 0, null]);
  });

  it('mirrors typed arrays and arrays', () => {
    const [d64] = gradient(weightedSquares, Float64Array.of(1, 2));
    expect(d64).to.be.instanceOf(Float64Array).and.to.deep.equal(Float64Array.of(2, 8));
    const [d32] = gradient(weightedSquares, Float32Array.of(1, 2));
    expect(d32).to.be.instanceOf(Float32Array).and.to.deep.equal(Float32Array.of(2, 8));
    expect(gradient(weightedSquares, [1, 2])).to.deep.equal([[2, 8]]);
  });

  it('mirrors objects as plain objects, null where there is no derivative', () => {
    class Net {
      w = [2, 3];
      b = 5;
      name = 'net';
      inner = { k: 7 };
    }
    const [d] = gradient(modelLoss, new Net());
    expect(d).to.deep.equal({ w: [15, 10], b: 6, name: null, inner: { k: 14 } });
    expect(Object.getPrototypeOf(d)).to.equal(Object.prototype);
    expect(Object.keys(d)).to.deep.equal(['w', 'b', 'name', 'inner']);
  });

  it('gives null for every kind of leaf without derivative', () => {
    const leaves = [
      'text',
      true,
      null,
      undefined,
      () => 1,
      Int32Array.of(1),
      1n,
      new Date(0),
      new Set([1]),
      /a/,
      Symbol('s'),
    ];
    expect(gradient(loosely(cube), 2, ...leaves)).to.deep.equal([12, ...leaves.map(() => null)]);
    expect(gradient(loosely(cube), 2, leaves)[1]).to.deep.equal(leaves.map(() => null));
  });

  it('gives zeros where nothing depends on the argument', () => {
    const rest = [
      [1, [2]],
      { a: 1, b: { c: 2 } },
      new Map<unknown, unknown>([
        ['k', 1],
        ['o', { z: 3 }],
      ]),
      Float32Array.of(1),
    ];
    expect(gradient(loosely(cube), 2, ...rest)).to.deep.equal([
      12,
      [0, [0]],
      { a: 0, b: { c: 0 } },
      new Map<unknown, unknown>([
        ['k', 0],
        ['o', { z: 0 }],
      ]),
      Float32Array.of(0),
    ]);
  });

  it('mirrors a function with own properties as a plain object', () => {
    const layer = Object.assign((x: number) => x, { w: 2, act: (x: number) => x });
    expect(gradient(loosely(cube), 2, layer)).to.deep.equal([12, { w: 0, act: null }]);
  });

  it('keeps ties: one object has one gradient object', () => {
    const shared = [1, 2];
    const [, d] = gradient(loosely(cube), 2, { a: shared, b: shared });
    expect((d as { a: unknown }).a).to.equal((d as { b: unknown }).b);
  });

  it('gives the total at both places when one object is passed twice', () => {
    const a = [1, 2];
    const [d0, d1] = gradient(dot, a, a);
    expect(d0).to.deep.equal([2, 4]);
    expect(d1).to.equal(d0);
  });

  it('adds up through overlapping views of one buffer', () => {
    const all = Float64Array.of(1, 2, 3);
    const tail = all.subarray(1);
    const head = all.subarray(0, 2);
    const [dHead, dTail] = gradient(dot, head, tail);
    // x0·x1 + x1·x2: ∂ = (x1, x0 + x2, x1)
    expect(dHead).to.deep.equal(Float64Array.of(2, 4));
    expect(dTail).to.deep.equal(Float64Array.of(4, 2));
    expect((dHead as unknown as Float64Array).buffer).to.not.equal((dTail as unknown as Float64Array).buffer);
  });

  it('refuses views of different element types over one buffer', () => {
    const buffer = new ArrayBuffer(16);
    expectDiffError(
      () => gradient(loosely(cube), 2, new Float64Array(buffer), new Float32Array(buffer)),
      'DIFF3104',
      /argument 2 of cube/,
    );
  });

  it('makes a cyclic gradient for a cyclic argument', () => {
    const node: { v: number; self?: unknown } = { v: 1 };
    node.self = node;
    const [, d] = gradient(loosely(cube), 2, node) as unknown as [number, { v: number; self: unknown }];
    expect(d.v).to.equal(0);
    expect(d.self).to.equal(d);
  });

  it('handles a list of a hundred thousand links', () => {
    let list: unknown = null;
    for (let i = 0; i < 1e5; i++) list = { v: i, next: list };
    const [, d] = gradient(loosely(cube), 2, list) as unknown as [number, { v: number }];
    expect(d.v).to.equal(0);
  });

  it('gives the shape on entry when the argument is resized meanwhile', () => {
    const a = [3, 5];
    expect(gradient(growing, a)).to.deep.equal([[10, 6]]);
    expect(a).to.deep.equal([3, 5, 15]);
  });

  it('keeps a property called __proto__ a property', () => {
    const o = JSON.parse('{"__proto__": 1, "a": 2}') as object;
    const [, d] = gradient(loosely(cube), 2, o) as unknown as [number, object];
    expect(Object.keys(d)).to.deep.equal(['__proto__', 'a']);
  });

  it('activates captured state late and treats earlier writes as constants', () => {
    moduleState.last = 4;
    expect(gradient(viaModuleState, 5)).to.deep.equal([3]);
    expect(gradient(viaModuleState, 6)).to.deep.equal([3]);
  });

  it('calls unknown functions through their records', () => {
    expect(gradient(applyTo, cube, 2)).to.deep.equal([null, 12]);
  });

  it('names an opaque callee and its place', () => {
    expectDiffError(
      () => gradient(applyTo, (x) => x + 1, 2),
      'DIFF3101',
      /lost in `f\(…\)` \(hand\.ts:3:10\)/,
      /@differentiable/,
      /defineRule/,
      /stopGradient/,
    );
    expect(() => gradient(loosely(applyTo), 5, 2)).to.throw(TypeError, 'f is not a function');
  });

  it('says so when a function was never compiled', () => {
    const plain = (x: number): number => x;
    expectDiffError(
      () => gradient(plain, 1),
      'DIFF3001',
      /gradient cannot differentiate `plain`/,
      /@differentiable/,
      /include/,
      /defineRule/,
    );
    expectDiffError(() => gradient(5 as never, 1), 'DIFF3003', /the number 5/);
  });

  it('says so when the result is no number', () => {
    expectDiffError(
      () => gradient(loosely(pair), 1, 2),
      'DIFF3002',
      /`pair` gave an array of length 2/,
      /jacobian\(pair/,
      /pullback\(pair/,
    );
    expectDiffError(() => gradient(loosely(scaleInPlace), [1], 2), 'DIFF3002');
  });

  it('runs no getter of an argument, and mirrors it as having no derivative', () => {
    const withGetter = {
      get v(): number {
        throw new Error('the getter ran');
      },
    };
    expect(gradient(loosely(cube), 2, { deep: [withGetter] })).to.deep.equal([12, { deep: [{ v: null }] }]);
  });

  it('mirrors a property named length', () => {
    expect(gradient(loosely(cube), 2, { length: 3 })).to.deep.equal([12, { length: 0 }]);
  });

  it('lets exceptions through unchanged and leaves the tape clean', () => {
    const error = new RangeError('mine');
    for (const where of ['forward', 'reverse'] as const) {
      expect(() => gradient(throwing(where, error), 1)).to.throw(RangeError, 'mine');
      expect(gradient(cube, 2)).to.deep.equal([12]);
      expect(gradient(weightedSquares, [1, 2])).to.deep.equal([[2, 8]]);
    }
  });

  it('takes more arguments than there are registers', () => {
    const many = Array.from({ length: 100 }, (_, i) => i);
    expect(gradient(loosely(cube), ...many)).to.deep.equal(many.map(() => 0));
    expect(gradient(loosely(cube), 2, ...many)).to.deep.equal([12, ...many.map(() => 0)]);
  });

  it('does not change the caller of a spread array', () => {
    const args: [number, number] = [3, 4];
    gradient(product, ...args);
    expect(args).to.deep.equal([3, 4]);
  });
});

describe('withGradient', () => {
  it('gives value and gradient', () => {
    expect(withGradient(product, 3, 4)).to.deep.equal({ value: 12, gradient: [4, 3] });
    expect(withGradient(weightedSquares, [1, 2])).to.deep.equal({ value: 9, gradient: [[2, 8]] });
  });

  it('names itself in errors', () => {
    expectDiffError(() => withGradient(loosely(pair), 1, 2), 'DIFF3002', /withGradient needs a number/);
    expectDiffError(() => withGradient((x: number) => x, 1), 'DIFF3001', /withGradient/);
  });
});
