import { expect } from 'chai';
import { analyse } from '../../support/analyse.js';

describe('inferStores', () => {
  it('finds the parameters that are stored into, through calls', () => {
    const { f, g, h } = analyse(`
      function f(a, b, x) { g(a, x); return b[0]; }
      function g(out, x) { h(out, x); }
      function h(out, x) { out[0] = x * 2; }
    `);
    expect(h!.storedParams).to.deep.equal([true, false]);
    expect(g!.storedParams).to.deep.equal([true, false]);
    expect(f!.storedParams).to.deep.equal([true, false, false]);
  });

  it('passes over stores of constants', () => {
    expect(analyse('function f(a) { a[0] = 1; return a[1] * 2; }')['f']!.storedParams).to.deep.equal([false]);
  });

  it('counts stores of objects, which may hold active numbers', () => {
    expect(analyse('function f(a, b) { a.b = b; b.x = 1; }')['f']!.storedParams).to.deep.equal([true, false]);
  });
});
