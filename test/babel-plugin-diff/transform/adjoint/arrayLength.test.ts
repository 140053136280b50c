import { expect } from 'chai';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

describe('the length of an array', () => {
  it('may be set: what is dropped has no derivative, what stays has', () => {
    const program = loadProgram<Program>(`
/* @differentiable */
export function f(x) {
  const a = [x, x * x, x * 3];
  a.length = 2;
  a.push(x * 4);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i] * (i + 1);
  a.length = 0;
  a[1] = s * x;
  return a[1] * 2 + (a[0] ?? x);
}
export const cases = () => [[1.3]];`);
    const { failure, tangents } = checkProgram(program);
    expect(failure).to.equal(null);
    expect(tangents).to.be.greaterThan(0);
  });

  it('is no name for a property that carries a derivative', () => {
    const literal = '/* @differentiable */ function f(x) { return { length: x * x }; }';
    const store = '/* @differentiable */ function f(o, x) { o.length = x; return o.length; }';
    for (const source of [literal, store]) expect(() => compileProgram(source)).to.throw(/DIFF1121/);
  });
});
