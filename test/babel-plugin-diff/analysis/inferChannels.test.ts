import { expect } from 'chai';
import { analyse } from '../../support/analyse.js';

describe('inferChannels', () => {
  it('gives parameters and result the way their derivatives travel', () => {
    const { f, g } = analyse(`
      function f(x, xs, any) { xs[0] = x * 2; return any; }
      function g(x) { return [x * x]; }
    `);
    expect(f!.paramChannels).to.deep.equal(['number', 'reference', 'unknown']);
    expect(f!.resultChannel).to.equal('unknown');
    expect(g!.resultChannel).to.equal('reference');
  });

  it('takes what callees say of their parameters for the callers', () => {
    const { f } = analyse(`
      function f(x, xs) { return g(xs, x); }
      function g(a, b) { return a[0] * b; }
    `);
    expect(f!.paramChannels).to.deep.equal(['number', 'reference']);
    expect(f!.resultChannel).to.equal('number');
  });

  it('settles recursion', () => {
    const { f } = analyse('function f(n, x) { return n <= 0 ? 1 : x * f(n - 1, x); }');
    expect(f!.paramChannels).to.deep.equal(['number', 'number']);
    expect(f!.resultChannel).to.equal('number');
  });

  it('gives a function without result or with a text none', () => {
    const { f, g } = analyse("function f(xs) { xs[0] = 1; } function g(x) { return x > 1 ? 'a' : 'b'; }");
    expect(f!.resultChannel).to.equal('none');
    expect(g!.resultChannel).to.equal('none');
  });
});
