import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

/** How often a text stands in the forward companion of `f`. */
function occurrences(source: string, text: string): number {
  const code = compileProgram(source);
  const forward = code.slice(code.indexOf('function f_forward'), code.indexOf('function f_reverse'));
  return forward.split(text).length - 1;
}

function program(body: string): string {
  return `/* @differentiable */ export function f(x, k, a) { ${body} } export const cases = () => [[0.7, 1.3, [0.2, 0.5, 0.9]], [-0.4, 0.6, [1, 2, 3]]];`;
}

describe('commonSubexpressions', () => {
  it('computes equal products and functions of numbers once', () => {
    const source = program('return Math.sin(x * k) * (x * k) + Math.sin(x * k);');
    expect(occurrences(source, 'x * k')).to.equal(1);
    expect(occurrences(source, 'Math.sin')).to.equal(1);
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('reads memory again, which may have changed', () => {
    const source = program('const s = a[1] * x; a[1] = s; return s + a[1] * x;');
    expect(occurrences(source, 'a[1]')).to.be.greaterThan(2);
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('leaves apart what stands in different arms', () => {
    const source = program('let s; if (x > 0) s = Math.exp(k); else s = 2 * Math.exp(k); return s;');
    expect(occurrences(source, 'Math.exp(k)')).to.equal(2);
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('draws a new random number at each call', () => {
    const { f } = loadProgram<{ f: (x: number) => number }>(
      '/* @differentiable */ export function f(x) { return x * (Math.random() - Math.random()); }',
    );
    const { random } = Math;
    let draws = 0;
    Math.random = () => ++draws;
    try {
      expect(gradient(f, 2)).to.deep.equal([-1]);
    } finally {
      Math.random = random;
    }
    expect(draws).to.equal(2);
  });
});
