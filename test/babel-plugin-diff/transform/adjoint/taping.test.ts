import { expect } from 'chai';
import { emittedFor, pushesIn } from '../../../support/emitted.js';

const pushes = (declaration: string): number => pushesIn(emittedFor(declaration).forward);

describe('what the adjoint tapes', () => {
  it('is nothing where the partials are constants', () => {
    expect(pushes('function f(x, y) { return 3 * x - y / 4 + 2; }')).to.equal(0);
  });

  it('is an operand of a product once, however often it is read', () => {
    expect(pushes('function f(x) { return 5 * x * x + 3 * x * x; }')).to.equal(1);
  });

  it('is not what cheap arithmetic gives again from values at hand', () => {
    const { forward, reverse } = emittedFor('function f(x, y) { const s = x + y; return s * s * x * y; }');
    expect(forward).to.not.match(/T\[[^\]]*\] = s;/);
    expect(reverse).to.include('x + y');
  });

  it('is the result of Math.exp, which its derivative needs', () => {
    const { reverse } = emittedFor('function f(x) { return Math.exp(Math.sin(x)); }');
    expect(reverse).to.not.include('Math.exp');
  });

  it('is not a constant', () => {
    expect(pushes('function f(x) { const k = 2.5; return Math.sin(k * x) * k; }')).to.equal(1);
  });

  it('is pushed outside of the loop where it does not change in it', () => {
    const { forward } = emittedFor(
      'function f(x, k) { let s = x; for (let i = 0; i < 5; i++) s = s * k; return s; }',
    );
    const loop = forward.slice(forward.indexOf('while ('), forward.indexOf('}', forward.indexOf('while (')));
    expect(loop).to.include('T[n++] = s');
    expect(loop).to.not.include('T[n++] = k');
    expect(forward).to.include('T[n++] = k');
  });

  it('is no bit for a condition that can be computed again', () => {
    const { forward } = emittedFor('function f(x) { return x > 0 ? x * x : -x; }');
    expect(forward).to.not.match(/\? 1 : 0/);
  });

  it('is a bit for a condition on values that are gone', () => {
    const { forward } = emittedFor(
      'function f(x, a) { let y = x; if (a[0] > a[1]) y = Math.sin(x); a[0] = y; return a[0] * y; }',
    );
    expect(forward).to.match(/\? 1 : 0/);
  });

  it('is nothing of the control of a counted loop', () => {
    const { forward } = emittedFor(
      'function f(x) { let s = 0; for (let i = 0; i < 10; i++) s += i * x; return s; }',
    );
    expect(pushesIn(forward)).to.equal(0);
  });

  it('is the number of turns of a loop that the data ends', () => {
    const { forward } = emittedFor('function f(x) { while (x > 1) x = x * 0.5; return x; }');
    expect(forward).to.include('turns++');
  });

  it('is the exit code and the counter of a loop with break', () => {
    const { forward, reverse } = emittedFor(
      'function f(x) { for (let i = 0; i < 9; i++) { if (x > 5) break; x = x * x; } return x; }',
    );
    expect(forward).to.match(/T\[[^\]]*\] = exit/);
    expect(reverse).to.match(/exit\w* === 0 \? i\w* - 1 : i/);
  });
});
