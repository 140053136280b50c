import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import { compileProgram, loadProgram } from '../../support/fuzz/loadProgram.js';

type Numeric = (...args: unknown[]) => number;

function load(body: string): Numeric {
  return loadProgram<{ f: Numeric }>(`/* @differentiable */ export ${body}`).f;
}

describe('guardNumbers', () => {
  it('refuses text that + would join, in both modes', () => {
    const f = load(
      'function f(a, x) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s * x; }',
    );
    expect(() => gradient(f, [1, '2'] as unknown as number[], 3))
      .to.throw(/text/)
      .with.property('code', 'DIFF3103');
    expect(() => jvp(f, [[1, '2'], 3], [[0, null], 1]))
      .to.throw()
      .with.property('code', 'DIFF3103');
  });

  it('refuses a text argument where numbers are expected', () => {
    const f = load('function f(x) { return x + 1; }');
    expect(() => gradient(f, '1' as unknown as number))
      .to.throw()
      .with.property('code', 'DIFF3103');
  });

  it('lets undefined be the NaN that it is', () => {
    const f = load('function f(a) { return a[0] + a[5]; }');
    expect(f([1])).to.be.NaN;
    expect(gradient(f, [1])[0]).to.deep.equal([1]);
  });

  it('leaves text that is meant as such', () => {
    const f = load(
      "function f(o, x) { const name = 'a' + 1; const label = `${x}`; return label === '' ? 0 : o[name] * x; }",
    );
    expect(gradient(f, { a1: 3 }, 2)).to.deep.equal([{ a1: 2 }, 3]);
  });

  it('checks nothing in a sum of products', () => {
    const code = compileProgram(
      '/* @differentiable */ function f(a, b) { let s = 0; for (let i = 0; i < 3; i++) s += a[i] * b[i]; return s; }',
    );
    expect(code).to.not.include('expectOperand');
  });
});
