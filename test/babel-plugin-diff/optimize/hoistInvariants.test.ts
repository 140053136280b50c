import { expect } from 'chai';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

function program(body: string): string {
  return `/* @differentiable */ export function f(x, k) { let s = 0; ${body} return s; } export const cases = () => [[0.7, 0.4], [0.7, -2]];`;
}

/** What the forward companion computes in its loop. */
function loop(source: string): string {
  const code = compileProgram(source);
  const forward = code.slice(code.indexOf('function f_forward'), code.indexOf('function f_reverse'));
  return forward.slice(forward.search(/for \(|while \(/));
}

describe('hoistInvariants', () => {
  it('moves what does not change in front of the loop', () => {
    const source = program('for (let i = 0; i < 3; i++) s += Math.sin(x * k) * i;');
    expect(loop(source)).to.not.include('Math.sin');
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('moves it out of several loops', () => {
    const source = program(
      'for (let i = 0; i < 3; i++) for (let j = 0; j < 2; j++) s += Math.sin(x * k) * (i - j);',
    );
    expect(loop(source)).to.not.include('Math.sin');
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('leaves what changes, and what stands in an arm', () => {
    for (const body of [
      'for (let i = 0; i < 3; i++) { s += Math.sin(x * k); x = x + s; }',
      'for (let i = 0; i < 3; i++) if (s < k) s += Math.sin(x * k);',
    ]) {
      const source = program(body);
      expect(loop(source)).to.include('Math.sin');
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    }
  });

  it('leaves what is loaded', () => {
    const source = program(
      'const v = new Float64Array(1); for (let i = 0; i < 3; i++) { s += v[0] * k; v[0] = s + x; }',
    );
    expect(loop(source)).to.include('v[0]');
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });
});
