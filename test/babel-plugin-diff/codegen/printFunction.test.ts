import { expect } from 'chai';
import { emittedFor } from '../../support/emitted.js';

describe('printed companions', () => {
  it('keep the names of the source', () => {
    const { forward, reverse, tangent } = emittedFor(
      'function f(rate, mass) { const force = rate * mass; return Math.sin(force) * force; }',
    );
    expect(forward).to.match(/const force = rate \* mass;/);
    expect(reverse).to.include('dforce');
    expect(reverse).to.include('dmass');
    expect(tangent).to.include('force_');
  });

  it('say which line they reverse', () => {
    const { reverse } = emittedFor(
      'function f(x, a) {\n  a[0] = x;\n  const y = Math.sin(x);\n  return y * a[0];\n}',
    );
    const lines = [...reverse.matchAll(/\/\/ reverse of line (\d)/g)].map(([, line]) => Number(line));
    expect(lines).to.deep.equal([4, 2]);
  });

  it('are structured: for, while, if and else again', () => {
    const { forward } = emittedFor(`function f(x, n) {
      for (let i = 0; i < n; i++) { if (x > i) x = x * 2; else if (x < -i) x = x - 1; else x = -x; }
      while (x > 1) x = x / 2;
      return x;
    }`);
    expect(forward).to.match(/while \(i < n\)/);
    expect(forward).to.match(/\} else \{/);
    expect(forward).to.match(/while \(x > 1\)/);
    expect(forward).to.not.include('switch');
  });

  it('count with for again where nothing but the counter is updated last', () => {
    const { forward, reverse } = emittedFor(
      'function f(x) { let s = 0; for (let i = 0; i < 9; i++) s += i * x; return s; }',
    );
    expect(forward).to.match(/for \(let i = 0; i < 9; i\+\+\)/);
    expect(reverse).to.match(/for \(.*i >= 0; i--\)/);
  });

  it('count with while where the update needs what the body declares', () => {
    const { tangent } = emittedFor(
      'function f(x) { let s = 0; let i = 0; while (i < 2) { s += x; i += s < 9 ? 1 : 2; } return s; }',
    );
    expect(tangent).to.match(/while \(i < 2\)/);
    expect(tangent).to.match(/choice = [^;]*;\s*i \+= choice;/);
  });

  it('declare only the part of the tape that they use', () => {
    const { forward, reverse } = emittedFor('function f(x) { return 2 * x; }');
    expect(forward).to.not.match(/\b(T|n|O|m)\b/);
    expect(reverse).to.not.match(/\b(T|n|O|m)\b/);
  });

  it('keep clear of names that the function reads from outside', () => {
    const { forward } = emittedFor('function f(x) { return Math.sin(x) * tape * T * n; }');
    expect(forward).to.match(/f_forward\(tape1, x\)/);
    expect(forward).to.match(/let T1 = tape1\.f/);
  });

  it('write values that a swap exchanges through a copy', () => {
    const { forward } = emittedFor(
      'function f(x, y) { for (let i = 0; i < 3; i++) [x, y] = [y, x * 0.5]; return x - y; }',
    );
    expect(forward).to.match(/const (\w+) = x1 \* 0\.5;[\s\S]*x1 = y1;[\s\S]*y1 = \1;/);
  });

  it('do not move a load over a store', () => {
    const { forward } = emittedFor('function f(a, x) { const old = a[0]; a[0] = x; return old * a[0]; }');
    expect(forward.indexOf('const old = a[0]')).to.be.lessThan(forward.indexOf('a[0] = x'));
  });

  it('are the same each time', () => {
    const source = 'function f(x, y) { let s = 0; for (let i = 0; i < y; i++) s += x * s; return s; }';
    expect(emittedFor(source)).to.deep.equal(emittedFor(source));
  });
});
