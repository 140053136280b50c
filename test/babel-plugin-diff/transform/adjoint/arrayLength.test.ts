import { expect } from 'chai';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

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

  it('may be the name of a property that carries a derivative', () => {
    const program = loadProgram<Program>(`
function made(x) { return { length: x * x }; }
/* @differentiable */
export function f(o, x) {
  o.length = o.length * x;
  return o.length * made(x).length;
}
export const cases = () => [[{ length: 2 }, 1.3]];`);
    const { failure, tangents } = checkProgram(program);
    expect(failure).to.equal(null);
    expect(tangents).to.be.greaterThan(0);
  });
});
