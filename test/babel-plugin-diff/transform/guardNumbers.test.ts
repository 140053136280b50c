import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import type { Form } from '../../support/checkedPlugin.js';
import { compileProgram, loadProgram } from '../../support/fuzz/loadProgram.js';

type Numeric = (...args: unknown[]) => number;

function load(body: string, form: Form = 'both'): Numeric {
  return loadProgram<{ f: Numeric }>(`/* @differentiable */ export ${body}`, 'program.ts', form).f;
}

describe('guardNumbers', () => {
  const sum = 'function f(a, x) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s * x; }';
  const mixed = [1, '2'] as unknown as number[];

  it('refuses text that + would join, in both modes', () => {
    const f = load(sum, 'compiled');
    expect(() => gradient(f, mixed, 3))
      .to.throw(/text/)
      .with.property('code', 'DIFF3103');
    expect(() => jvp(f, [mixed, 3], [[0, null], 1]))
      .to.throw()
      .with.property('code', 'DIFF3103');
  });

  it('hands over to traced code, which joins it as the language does', () => {
    const f = load(sum);
    expect(f(mixed, 3)).to.equal(36);
    expect(gradient(f, mixed, 3)).to.deep.equal([[0, null], 12]);
    expect(jvp(f, [mixed, 3], [[0, null], 1])).to.deep.equal([36, 12]);
  });

  it('takes a text argument for the text that it is', () => {
    const f = load('function f(x) { return x + 1; }');
    expect(() => gradient(f, '1' as unknown as number))
      .to.throw()
      .with.property('code', 'DIFF3002');
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
