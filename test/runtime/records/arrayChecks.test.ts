import vm from 'node:vm';
import { expect } from 'chai';
import { arrayChecks, isPlainTyped } from '../../../packages/runtime/dist/cjs/records/arrayChecks.cjs';

describe('checks of arguments that have to be typed arrays', () => {
  const [check] = arrayChecks([[0, 'Float64Array']]);
  const accepts = (x: unknown): boolean => isPlainTyped(x, check!);

  it('take the arrays of the language', () => {
    expect(accepts(new Float64Array(3))).to.equal(true);
    expect(accepts(new Float64Array(new ArrayBuffer(32), 8, 2))).to.equal(true);
    expect(accepts(Object.freeze(new Float64Array(0)))).to.equal(true);
  });

  class Sub extends Float64Array {}
  const others: Record<string, () => unknown> = {
    'another kind': () => new Float32Array(3),
    'a list': () => [1, 2],
    'a subclass': () => new Sub(3),
    'a method of its own': () => Object.assign(new Float64Array(1), { slice: () => [] }),
    'a constructor of its own': () => Object.assign(new Float64Array(1), { constructor: Array }),
    'an object with its prototype': () => Object.create(Float64Array.prototype) as unknown,
    'a proxy': () => new Proxy(new Float64Array(1), {}),
    'another realm': () => vm.runInNewContext('new Float64Array(1)') as unknown,
    'a view': () => new DataView(new ArrayBuffer(8)),
    'a number': () => 3,
    nothing: () => undefined,
    null: () => null,
  };
  for (const [name, make] of Object.entries(others)) {
    it(`refuse ${name}`, () => expect(accepts(make())).to.equal(false));
  }
});
