import { expect } from 'chai';
import { emittedFor } from '../../../support/emitted.js';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

describe('shadows in the adjoint', () => {
  it('are made beside the object, with its fields in order, and are zero', () => {
    const { forward } = emittedFor(
      'function f(x, all) { const y = x * x, o = { y, list: [y, 1] }; all.o = o; return o.y * 2; }',
    );
    expect(forward).to.match(/= \[0, 0\]/);
    expect(forward).to.match(/o\$ = \{\s*y: 0,\s*list: \w+\$?\s*\}/);
  });

  it('are read and cleared before they are added to where a store is reversed', () => {
    const { reverse } = emittedFor('function f(a, k) { a[0] = a[0] * k; return a[0]; }');
    const clear = reverse.search(/a\$\[0\] = 0/);
    const add = reverse.indexOf('a$[0] +=', clear);
    expect(clear).to.be.greaterThan(0);
    expect(add).to.be.greaterThan(clear);
  });

  it('are given to an object before something active is stored into it', () => {
    const { forward } = emittedFor('function f(o, x) { o.p.y = x * 2; return o.p.y; }');
    expect(forward).to.match(/tape\.ensure\(/);
  });

  it('are looked up again after something that may have activated the object', () => {
    const { forward } = emittedFor('function f(a, b, x, i) { b.p.y = x; return a[i]; }');
    expect(forward).to.match(/late\$\(a, a\$\)/);
  });

  it('are not followed in the reverse sweep: references come from the tape', () => {
    const { reverse } = emittedFor('function f(o) { return o.p.x * o.p.y; }');
    expect(reverse).to.not.match(/\$\w*\.p\b/);
    expect(reverse).to.match(/= O\[/);
  });

  it('are skipped where the object may be inactive', () => {
    const { reverse } = emittedFor('function f(o) { return o.x * 2; }');
    expect(reverse).to.match(/if \(o\$ !== undefined\) o\$\.x \+=/);
  });

  it('are cleared by the reverse of the allocation', () => {
    const { reverse } = emittedFor('function f(x, all) { const o = { y: x * x }; all.o = o; return o.y; }');
    expect(reverse).to.match(/o\$\w*\.y = 0/);
  });

  it('of the result are left in the tape', () => {
    const { forward } = emittedFor('function f(x) { return [x, x * x]; }');
    expect(forward).to.match(/tape\.ret = \w+\$/);
  });

  it('stands for one where a function of the file stores into an array of integers', () => {
    const program = loadProgram<Program>(`
function count(c, x, n) {
  for (let i = 0; i < n; i++) {
    c[i % 2]++;
    x = Math.sin(x) * c[0];
    for (let j = 0; j < 2; j++) c[j] = c[j] + 1;
  }
  return x;
}
/* @differentiable */
export function f(x) {
  const c = new Int32Array(2);
  return count(c, x, 5) + count(c, x, 3);
}
export const cases = () => [[0.4]];`);
    const { failure, compared } = checkProgram(program);
    expect(failure).to.equal(null);
    expect(compared).to.be.greaterThan(0);
  });
});
